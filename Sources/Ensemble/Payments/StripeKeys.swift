import Database
import Localization

/// A text that is never shown or logged.
struct Secret: Equatable, Sendable, Codable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    let text: String

    init(_ text: String) { self.text = text }

    init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    var description: String { "(secret)" }
    var debugDescription: String { "(secret)" }
    var customMirror: Mirror { Mirror(self, children: []) }
}

/// What Stripe needs to know us, and we to know Stripe.
struct StripeKeys: Equatable, Sendable, Codable {
    /// Whether customers are offered it.
    var isOn = false
    /// `sk_…` or `rk_…`.
    var key: Secret?
    /// `whsec_…`: with what Stripe signs what it tells us.
    var signing: Secret?

    var isReady: Bool { isOn && key != nil }
    var isTest: Bool { key?.text.contains("_test_") == true }

    /// - Throws: `Fault.invalid`.
    func check() throws(Fault) {
        if let key {
            guard key.text.hasPrefix("sk_") || key.text.hasPrefix("rk_") else {
                throw .invalid("That is not a secret key of Stripe: it begins with sk_ or rk_.")
            }
            try Self.check(key)
        }
        if let signing { try Self.check(signing) }
        guard !isOn || key != nil else { throw .invalid("Payments by Stripe need its secret key.") }
        guard !isOn || signing != nil else {
            throw .invalid("Payments by Stripe need the secret with which it signs what it tells us.")
        }
    }

    private static func check(_ secret: Secret) throws(Fault) {
        guard (8...300).contains(secret.text.utf8.count),
            secret.text.utf8.allSatisfy({ (33...126).contains($0) })
        else { throw .invalid("A secret has 8 to 300 letters and digits, without spaces.") }
    }
}

extension Settings {
    private static let stripeName = "payments.stripe"

    static func stripe(in db: any Connection) throws -> StripeKeys {
        guard let text = try get(stripeName, in: db) else { return StripeKeys() }
        return try JSON.value(StripeKeys.self, from: text)
    }

    func stripe() async throws -> StripeKeys { try await database.read { db in try Self.stripe(in: db) } }

    /// What an administrator says of payments by Stripe. What is left empty stays as it is kept.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`.
    func setStripe(isOn: Bool, key: String?, signing: String?, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            var keys = try Self.stripe(in: db)
            keys.isOn = isOn
            if let key = key?.trimmed.nonEmpty { keys.key = Secret(key) }
            if let signing = signing?.trimmed.nonEmpty { keys.signing = Secret(signing) }
            try keys.check()
            try Self.set(Self.stripeName, to: JSON.text(keys), in: db)
            try Events.record(.settingChanged, by: actor, data: ["name": "Stripe"], at: now, in: db)
        }
    }

    /// Forgets both secrets.
    /// - Throws: `Fault.forbidden`.
    func forgetStripe(by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            try Self.set(Self.stripeName, to: JSON.text(StripeKeys()), in: db)
            try Events.record(.settingChanged, by: actor, data: ["name": "Stripe"], at: now, in: db)
        }
    }
}
