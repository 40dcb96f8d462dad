import Database
import Localization

/// Giving money back: by hand, which is noted, or by the provider through which it came.
extension Payments {
    /// Notes what was given back by hand.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict` for more than the customer is owed.
    public func refund(_ id: Invoice.ID, _ receipt: Invoices.Receipt, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            try Invoices.checkReceipt(receipt, at: now, in: db)
            let invoice = try Self.owing(receipt.amount, on: id, at: now, in: db)
            try db.execute(
                """
                INSERT INTO refunds (id, invoice, amount, currency, state, created_at, method, day, reference, noted_by)
                VALUES (\(db.newID()), \(id), \(receipt.amount), \(invoice.content.currency),
                    \(Refund.State.done), \(now), \(receipt.method), \(receipt.day), \(receipt.reference),
                    \(actor.rawID))
                """)
            try Self.record(
                receipt.amount, .done, of: invoice,
                [
                    "method": receipt.method.rawValue, "day": receipt.day.description,
                    "why": receipt.reference,
                ],
                by: actor, at: now, in: db)
        }
    }

    /// Has the provider give back what was paid through it: the latest payment first. It is asked by a job, with
    /// a name of ours by which it is given back once, however often it is asked.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict` for more than the customer is owed, or than
    ///   was paid through it.
    public func refundThroughProvider(_ id: Invoice.ID, _ amount: Int64, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        let keys = (0..<Self.parts).map { _ in randomness.token() }
        try await database.write { db in
            guard amount > 0 else { throw Fault.invalid("A payment is more than nothing.") }
            let invoice = try Self.owing(amount, on: id, at: now, in: db)
            let sources = try Self.returnable(on: id, in: db)
            guard amount <= sources.reduce(0, { $0 + $1.left }), try Settings.stripe(in: db).key != nil else {
                throw Fault.conflict("So much was not paid online: give it back by hand, and note it.")
            }
            var rest = amount
            for (source, key) in zip(sources, keys) where rest > 0 {
                let part = min(rest, source.left)
                rest -= part
                try Self.ask(part, of: source.checkout, for: invoice, key: key, by: actor, at: now, in: db)
            }
            try Self.record(amount, .pending, of: invoice, [:], by: actor, at: now, in: db)
        }
    }

    /// From how many payments at most one refund is put together.
    private static let parts = 20
    /// Our own names of refunds, until the provider has one.
    private static let ownName = "ensemble:"

    private static func owing(_ amount: Int64, on id: Invoice.ID, at now: Moment, in db: any Connection)
        throws
        -> Invoice
    {
        // Whoever else gives back, or credits, now waits here.
        try db.execute("UPDATE invoices SET changed_at = \(now) WHERE id = \(id)")
        let invoice = try Invoices.find(id, in: db)
        let owing = try Invoices.toCustomer(on: invoice, in: db)
        guard owing > 0 else {
            throw Fault.conflict("Nothing is owed to the customer here: write a credit note first.")
        }
        guard amount <= owing else {
            let rest = Reader(now: now.milliseconds).money(invoice.money(owing))
            throw Fault.conflict("Only \(rest) is owed to the customer.")
        }
        return invoice
    }

    private static func ask(
        _ amount: Int64, of checkout: Checkout.ID, for invoice: Invoice, key: String, by actor: Actor,
        at now: Moment, in db: any Connection
    ) throws {
        let id = try Refund.ID(rawValue: db.newID())
        try db.execute(
            """
            INSERT INTO refunds (id, checkout, invoice, provider, amount, currency, state, created_at, noted_by)
            VALUES (\(id), \(checkout), \(invoice.id), \(ownName + key), \(amount),
                \(invoice.content.currency), \(Refund.State.pending), \(now), \(actor.rawID))
            """)
        try Jobs.add(.giveBack, key: "refund:\(id)", payload: id, runAt: now, at: now, in: db)
    }

    private static func record(
        _ amount: Int64, _ state: Refund.State, of invoice: Invoice, _ more: [String: String],
        by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        try Events.record(
            .refunded, by: actor, conversation: Conversations.living(invoice.conversation, in: db).id,
            customer: invoice.customer,
            data: more.merging([
                "number": invoice.number ?? "", "state": state.rawValue,
                "amount": Reader(now: now.milliseconds).money(invoice.money(amount)),
            ]) { $1 }, at: now, in: db)
    }

    /// Payments that came through the provider, the latest first, with what was not given back of each.
    static func returnable(on id: Invoice.ID, in db: any Connection) throws -> [(
        checkout: Checkout.ID, left: Int64
    )] {
        try db.rows(
            """
            SELECT checkouts.id, checkouts.amount - (SELECT CAST(COALESCE(SUM(refunds.amount), 0) AS BIGINT)
                FROM refunds WHERE refunds.checkout = checkouts.id AND refunds.state <> 'failed') AS rest
            FROM checkouts
            WHERE checkouts.state = 'paid' AND checkouts.intent IS NOT NULL AND (checkouts.invoice = \(id)
                OR checkouts.estimate IN (SELECT estimate FROM deposits WHERE deposits.invoice = \(id)))
            ORDER BY checkouts.id DESC LIMIT \(parts)
            """
        ).map { (try $0("id"), try $0("rest")) }.filter { $0.left > 0 }
    }

    // MARK: Asking the provider

    /// Asks the provider for a refund, unless it has been told of it already.
    func giveBack(_ id: Refund.ID) async throws {
        let asked = try await database.read { db in
            try db.row(
                "SELECT checkout, provider, amount, currency FROM refunds WHERE id = \(id) AND state = 'pending'"
            ).map { row in
                (
                    checkout: try Self.find(row("checkout"), in: db), name: try row("provider") as String,
                    amount: Money(try row("amount"), try row("currency"))
                )
            }
        }
        guard let asked, asked.name.hasPrefix(Self.ownName), let intent = asked.checkout.intent else {
            return
        }
        do {
            // The answer to an earlier try may have been lost on its way: without knowing, nothing is asked or given up.
            do { try await askRefunds(of: asked.checkout) } catch is StripeProblem {
                throw JobFailure.later("Stripe does not say what it has given back.")
            }
            let name: String? = try await database.read { db in
                try db.value("SELECT provider FROM refunds WHERE id = \(id)")
            }
            guard name == asked.name else { return }
            let stripe: any PaymentProvider = try await database.read { db in try provider(in: db) }
            let key = String(asked.name.dropFirst(Self.ownName.count))
            guard let refund = try await stripe.giveBack(asked.amount, of: intent, key: key) else {
                return try await fail(id)
            }
            try await note(refunds: [refund], of: asked.checkout.id)
        } catch StripeProblem.unreachable {
            throw JobFailure.later("Stripe can’t be reached.")
        } catch is StripeProblem {
            try await fail(id)
        }
    }

    /// The provider refused: the money is owed to the customer as before, and somebody has to look.
    private func fail(_ id: Refund.ID) async throws {
        let now = clock()
        try await database.write { db in try Self.fail(id, at: now, in: db) }
    }

    private static func fail(_ id: Refund.ID, at now: Moment, in db: any Connection) throws {
        let row = try db.row(
            "UPDATE refunds SET state = 'failed' WHERE id = \(id) AND state = 'pending' RETURNING invoice, amount"
        )
        guard let row, let invoice: Invoice.ID = try row("invoice") else { return }
        let bill = try Invoices.find(invoice, in: db)
        try record(row("amount"), .failed, of: bill, [:], by: .system, at: now, in: db)
        try Conversations.reopen(
            Conversations.living(bill.conversation, in: db), by: .system, as: nil, at: now, in: db)
    }

    /// A refund that nobody asks the provider for any longer is owed as before.
    static func failAfterAll(_ job: Job, at now: Moment, in db: any Connection) throws {
        guard job.kind == .giveBack else { return }
        try fail(JSON.value(Refund.ID.self, from: job.payload), at: now, in: db)
    }

    /// The provider's name takes the place of ours. One that we gave up is on its way after all.
    static func name(_ refund: ProviderRefund, in db: any Connection) throws {
        guard let key = refund.key else { return }
        try db.execute(
            """
            UPDATE refunds SET provider = \(refund.name), state = 'pending' WHERE provider = \(ownName + key)
                AND NOT EXISTS (SELECT 1 FROM refunds AS known WHERE known.provider = \(refund.name))
            """)
    }
}
