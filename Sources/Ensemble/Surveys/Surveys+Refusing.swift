import Database
import Localization

/// Who does not want to be asked is not asked, and who has not said yes is
/// not quoted. What a customer said of it is kept with when and how.
extension Surveys {
    /// What a consent is about. The raw values are stored: never change one.
    public enum Consent: String, Sendable, Bindable {
        /// To be asked: yes, until they say no.
        case surveys
        /// That their words are shown without their name: no, until they say yes.
        case quotes
        /// To be told what becomes of ideas: yes, until they say no.
        case releases

        var isGivenUnsaid: Bool { self != .quotes }
    }

    /// Through what somebody said it. The raw values are stored.
    enum Through: String, Sendable, Bindable { case link, mailProgram = "mail-program", portal, staff }

    /// What the customer said last.
    static func allows(_ customer: Customer.ID, _ what: Consent = .surveys, in db: any Connection) throws
        -> Bool
    {
        let given: Bool? = try db.value(
            """
            SELECT is_given FROM customer_consents WHERE customer = \(customer) AND what = \(what)
            ORDER BY id DESC LIMIT 1
            """)
        return given ?? what.isGivenUnsaid
    }

    public func mayAsk(_ customer: Customer.ID) async throws -> Bool {
        try await database.read { db in try Self.allows(customer, in: db) }
    }

    /// Whether their words may be shown without their name.
    public func mayQuote(_ customer: Customer.ID) async throws -> Bool {
        try await database.read { db in try Self.allows(customer, .quotes, in: db) }
    }

    /// Those of some customers who may be quoted.
    static func quotable(_ customers: [Customer.ID], in db: any Connection) throws -> Set<Customer.ID> {
        var quotable: Set<Customer.ID> = []
        // In pieces: a statement binds only so many values.
        for start in stride(from: 0, to: customers.count, by: 500) {
            let some = Array(customers[start..<min(start + 500, customers.count)])
            for row in try db.rows(
                """
                SELECT customer, is_given FROM customer_consents
                WHERE what = \(Consent.quotes) AND customer IN \(list: some) ORDER BY id
                """)
            {
                let (customer, isGiven): (Customer.ID, Bool) = (try row("customer"), try row("is_given"))
                if isGiven { quotable.insert(customer) } else { quotable.remove(customer) }
            }
        }
        return quotable
    }

    /// A customer says, by the link of a question, that they want none.
    /// - Throws: `Fault.notFound` for a link that is made up.
    func refuse(_ token: String, through: Through) async throws {
        let now = clock()
        try await database.write { db in
            let ask = try Self.ask(.link(token), in: db)
            try Self.setConsent(
                of: ask.customer, .surveys, to: false, through: through, by: .customer(ask.customer), at: now,
                in: db)
        }
    }

    /// A customer says in their own place, or tells the team, whether they may be asked, or quoted.
    /// - Throws: `Fault.notFound`, `Fault.forbidden` for another customer's.
    public func setConsent(
        of customer: Customer.ID, _ what: Consent = .surveys, to isGiven: Bool, by actor: Actor
    ) async throws {
        if case .customer(let id) = actor, id != customer {
            throw Fault.forbidden("Everybody decides that for themselves.")
        }
        let now = clock()
        try await database.write { db in
            _ = try Customers.find(customer, in: db)
            let through: Through = if case .customer = actor { .portal } else { .staff }
            try Self.setConsent(
                of: customer, what, to: isGiven, through: through, by: actor, at: now, in: db)
        }
    }

    static func setConsent(
        of customer: Customer.ID, _ what: Consent, to isGiven: Bool, through: Through, by actor: Actor,
        at now: Moment,
        in db: any Connection
    ) throws {
        guard try allows(customer, what, in: db) != isGiven else { return }
        try db.execute(
            """
            INSERT INTO customer_consents (id, customer, what, is_given, through, said_by_kind, said_by, said_at)
            VALUES (\(try db.newID()), \(customer), \(what), \(isGiven), \(through), \(actor.kind),
                \(actor.rawID), \(now))
            """)
        let kind: Event.Kind =
            switch what {
            case .surveys: isGiven ? .surveysAllowed : .surveysRefused
            case .quotes: isGiven ? .quotesAllowed : .quotesRefused
            case .releases: isGiven ? .releasesAllowed : .releasesRefused
            }
        try Events.record(
            kind, by: actor, customer: customer,
            data: ["through": through.rawValue], at: now, in: db)
    }
}
