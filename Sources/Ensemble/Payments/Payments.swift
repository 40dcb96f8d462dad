import Database
import Localization

/// Bills and deposits paid on a provider's page: begin, hear of it, book it once.
public struct Payments: Sendable {
    let database: any Database
    let clock: Clock
    let randomness: Randomness
    let invoices: Invoices
    /// Where Stripe's API is asked.
    let api: String

    /// How much of a bill.
    enum Part: String, Sendable { case next, all }

    /// Pages are good for 24 hours; one that was opened is used again until shortly before.
    private static let pageLife = Span.hours(23)

    /// - Throws: `Fault.conflict` where payments by it are not set up.
    func provider(in db: any Connection) throws -> StripeCheckout {
        let keys = try Settings.stripe(in: db)
        guard let key = keys.key else { throw Fault.conflict("Payments by Stripe are not set up.") }
        return StripeCheckout(client: StripeClient(base: api, key: key))
    }

    /// Opens a page to pay a bill on.
    /// - Returns: its address.
    /// - Throws: `Fault.notFound` for a link that is made up, `Fault.conflict` where nothing is owed or
    ///   the provider can't be reached: then nothing was paid.
    func begin(_ part: Part, behind link: String) async throws -> String {
        let now = clock()
        return try await begin { db in try payable(part, behind: link, at: now, in: db) }
    }

    /// Opens a page to pay a deposit on: the same, behind the link of an estimate.
    func beginDeposit(behind link: String) async throws -> String {
        let now = clock()
        return try await begin { db in try depositPayable(behind: link, at: now, in: db) }
    }

    private func begin(_ payable: @escaping @Sendable (any Connection) throws -> Payable) async throws
        -> String
    {
        let now = clock()
        let key = randomness.token()
        let begun: Begun = try await database.write { db in
            try prepare(payable(db), key: key, at: now, in: db)
        }
        // A page with another amount shall not be paid as well.
        for other in begun.others { await end(other, begun.stripe) }
        if let url = begun.checkout.url { return url }
        do {
            guard case .page(let session, let url) = try await begun.stripe.way(to: begun.order) else {
                return "/"
            }
            try await database.write { db in
                try Self.keep(url, of: session, on: begun.checkout.id, at: now, in: db)
            }
            return url
        } catch let fault as Fault {
            try await set(.ended, begun.checkout.id)
            throw fault
        }
    }

    /// What is to be asked of the provider.
    private struct Begun: Sendable {
        let checkout: Checkout
        let stripe: StripeCheckout
        let order: PaymentOrder
        /// Pages of this matter that are open with another amount.
        let others: [Checkout]
    }

    private func prepare(_ payable: Payable, key: String, at now: Moment, in db: any Connection) throws
        -> Begun
    {
        let open = try Self.open(on: payable.matter, since: now - Self.pageLife, in: db)
        let same = open.first { $0.amount == payable.amount && $0.url != nil }
        let checkout = try same ?? Self.add(payable, key: key, at: now, in: db)
        let page = "\(invoices.baseURL)\(payable.path)/payments/\(checkout.id)"
        return Begun(
            checkout: checkout, stripe: try provider(in: db),
            order: PaymentOrder(
                key: checkout.key, amount: checkout.amount, title: payable.title,
                reference: payable.reference, email: payable.email, returnURL: page, cancelURL: page),
            others: open.filter { $0.id != checkout.id })
    }

    private static func keep(
        _ url: String, of session: String, on id: Checkout.ID, at now: Moment, in db: any Connection
    ) throws {
        try db.execute(
            """
            UPDATE checkouts SET session = \(session), url = \(url), changed_at = \(now),
                state = CASE WHEN state = 'begun' THEN 'open' ELSE state END
            WHERE id = \(id)
            """)
        try askLater(id, at: now, in: db)
    }

    private static func open(on matter: Checkout.Matter, since: Moment, in db: any Connection) throws
        -> [Checkout]
    {
        try db.rows(
            """
            SELECT \(Checkout.columns) FROM checkouts
            WHERE \(matter.isThis) AND state = 'open' AND begun_at > \(since) ORDER BY id LIMIT 20
            """
        ).map(Checkout.init(row:))
    }

    private static func add(_ payable: Payable, key: String, at now: Moment, in db: any Connection) throws
        -> Checkout
    {
        let id = try Checkout.ID(rawValue: db.newID())
        try db.execute(
            """
            INSERT INTO checkouts (id, invoice, estimate, key, provider, amount, currency, state, begun_at, changed_at)
            VALUES (\(id), \(payable.matter.invoice), \(payable.matter.estimate), \(key), \(StripeCheckout.name),
                \(payable.amount.minorUnits), \(payable.amount.currency), \(Checkout.State.begun), \(now), \(now))
            """)
        return try find(id, in: db)
    }

    static func find(_ id: Checkout.ID, in db: any Connection) throws -> Checkout {
        guard let row = try db.row("SELECT \(Checkout.columns) FROM checkouts WHERE id = \(id)") else {
            throw Fault.notFound("There is no such payment.")
        }
        return try Checkout(row: row)
    }

    private func end(_ checkout: Checkout, _ stripe: StripeCheckout) async {
        guard let session = checkout.session else { return }
        // Where it can't be closed it may have been paid just now: then it is heard of, and somebody looks.
        guard (try? await stripe.end(session)) != nil else { return }
        try? await set(.ended, checkout.id)
    }

    private func set(_ state: Checkout.State, _ id: Checkout.ID) async throws {
        let now = clock()
        _ = try await database.write { db in
            try db.execute(
                """
                UPDATE checkouts SET state = \(state), changed_at = \(now)
                WHERE id = \(id) AND state IN ('begun', 'open')
                """)
        }
    }
}
