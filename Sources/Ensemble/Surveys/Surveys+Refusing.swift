import Database
import Localization

/// Who does not want to be asked is not asked. What a customer said of it is
/// kept with when and how.
extension Surveys {
    /// What the consent is about.
    static let consent = "surveys"

    /// Through what somebody said it. The raw values are stored.
    enum Through: String, Sendable, Bindable { case link, mailProgram = "mail-program", portal, staff }

    /// Whether a customer may be asked: yes, until they say no.
    static func allows(_ customer: Customer.ID, in db: any Connection) throws -> Bool {
        let given: Bool? = try db.value(
            """
            SELECT is_given FROM customer_consents WHERE customer = \(customer) AND what = \(consent)
            ORDER BY id DESC LIMIT 1
            """)
        return given ?? true
    }

    public func mayAsk(_ customer: Customer.ID) async throws -> Bool {
        try await database.read { db in try Self.allows(customer, in: db) }
    }

    /// A customer says, by the link of a question, that they want none.
    /// - Throws: `Fault.notFound` for a link that is made up.
    func refuse(_ token: String, through: Through) async throws {
        let now = clock()
        try await database.write { db in
            let ask = try Self.ask(.link(token), in: db)
            try Self.setConsent(
                of: ask.customer, to: false, through: through, by: .customer(ask.customer), at: now, in: db)
        }
    }

    /// A customer says in their own place, or tells the team, whether they may be asked.
    /// - Throws: `Fault.notFound`, `Fault.forbidden` for another customer's.
    public func setConsent(of customer: Customer.ID, to isGiven: Bool, by actor: Actor) async throws {
        if case .customer(let id) = actor, id != customer {
            throw Fault.forbidden("Everybody decides that for themselves.")
        }
        let now = clock()
        try await database.write { db in
            _ = try Customers.find(customer, in: db)
            let through: Through = if case .customer = actor { .portal } else { .staff }
            try Self.setConsent(of: customer, to: isGiven, through: through, by: actor, at: now, in: db)
        }
    }

    private static func setConsent(
        of customer: Customer.ID, to isGiven: Bool, through: Through, by actor: Actor, at now: Moment,
        in db: any Connection
    ) throws {
        guard try allows(customer, in: db) != isGiven else { return }
        try db.execute(
            """
            INSERT INTO customer_consents (id, customer, what, is_given, through, said_by_kind, said_by, said_at)
            VALUES (\(try db.newID()), \(customer), \(consent), \(isGiven), \(through), \(actor.kind),
                \(actor.rawID), \(now))
            """)
        try Events.record(
            isGiven ? .surveysAllowed : .surveysRefused, by: actor, customer: customer,
            data: ["through": through.rawValue], at: now, in: db)
    }
}
