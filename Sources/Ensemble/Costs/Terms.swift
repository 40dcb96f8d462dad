import Database
import Localization

/// How the business speaks of money: its currency, its taxes, what stands
/// on its papers.
public struct Terms: Equatable, Sendable, Codable {
    /// ISO 4217, upper case.
    public var currency = "USD"
    /// Whether prices are told with the tax in them.
    public var taxIncluded = false
    /// In hundredths of a percent, the usual one first.
    public var taxRates = [0]
    /// How many days an estimate is valid, unless it says otherwise.
    public var validDays = 30
    /// Name and address as they stand on estimates and invoices.
    public var address = ""
    /// Where money can be sent.
    public var bank = ""
    /// What stands at the foot of every paper: register, tax number.
    public var footer = ""
    /// How many days an invoice gives.
    public var payDays = 14
    /// Which policy holds: the id of its pack.
    public var policy = "house"
    /// What is told of the right to withdraw, where the policy asks for it.
    public var withdrawal: String?
    /// Days that are no business days, beside Saturdays and Sundays.
    public var holidays: [Day] = []

    public init() {}

    /// - Throws: `Fault.invalid`.
    func check() throws(Fault) {
        guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (65...90).contains($0) }) else {
            throw .invalid("A currency is three letters, like EUR or USD.")
        }
        guard (1...20).contains(taxRates.count), taxRates.allSatisfy({ (0...10_000).contains($0) }) else {
            throw .invalid("There is at least one tax rate, each between 0 and 100 percent.")
        }
        guard (1...3_650).contains(validDays), (0...3_650).contains(payDays) else {
            throw .invalid("Please give a number of days, at most ten years.")
        }
        guard holidays.count <= 500 else { throw .invalid("At most 500 holidays can be kept.") }
        guard max(address.count, bank.count, footer.count) <= 2_000, (withdrawal ?? "").count <= 5_000 else {
            throw .invalid("That is more than fits on a sheet.")
        }
    }
}

extension Settings {
    private static let termsName = "costs.terms"

    /// How the business speaks of money.
    public func terms() async throws -> Terms {
        try await database.read { db in try Self.terms(in: db) }
    }

    private static let decodedTerms = Decoded<Terms>()

    static func terms(in db: any Connection) throws -> Terms {
        guard let text = try get(termsName, in: db) else { return Terms() }
        return try decodedTerms.value(from: text)
    }

    /// - Throws: `Fault.forbidden`, `Fault.invalid`.
    public func change(to terms: Terms, by actor: Actor) async throws {
        try actor.requireAdministrator()
        try terms.check()
        let now = clock()
        try await database.write { db in
            let before = try Self.terms(in: db)
            try Self.set(Self.termsName, to: JSON.text(terms), in: db)
            var data = ["name": terms.currency]
            let policy = try PolicyPack.chosen(terms.policy, in: db)
            if before.policy != terms.policy {
                data["from"] = try PolicyPack.find(before.policy, in: db)?.name ?? before.policy
                data["policy"] = policy.name
            }
            try Events.record(.settingChanged, by: actor, data: data, at: now, in: db)
        }
    }
}
