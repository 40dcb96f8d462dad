import Database
import Localization

extension Payments {
    /// Hears what Stripe tells by itself. What is not of ours is passed by;
    /// the same told again changes nothing.
    /// - Throws: `Fault.notFound` where it is not set up, `Fault.forbidden` for what Stripe has not signed.
    func hear(_ body: [UInt8], signature: String) async throws {
        let now = clock()
        let keys = try await database.read { db in try Settings.stripe(in: db) }
        guard let secret = keys.signing else { throw Fault.notFound("There is no such page.") }
        let event = try StripeEvent.read(body, signature: signature, secret: secret, at: now)
        let object = event.data.object
        guard let checkout = try await database.read({ db in try Self.find(told: object, in: db) }) else {
            return
        }
        switch event.type {
        case "checkout.session.completed", "checkout.session.async_payment_succeeded",
            "checkout.session.expired", "payment_intent.succeeded", "payment_intent.processing":
            _ = try await note(StripeCheckout.standing(of: object), of: checkout.id)
        case "checkout.session.async_payment_failed":
            _ = try await note(PaymentStanding(state: .ended), of: checkout.id)
        case "refund.created", "refund.updated", "refund.failed", "charge.refund.updated":
            try await note(refunds: [object].compactMap(StripeCheckout.refund), of: checkout.id)
        case "charge.refunded":
            // The charge says only how much in all: each is asked for.
            try await askRefunds(of: checkout)
        case "charge.dispute.created":
            try await note(dispute: object, of: checkout)
        default: return
        }
    }

    /// By our own key, else by the provider's names.
    private static func find(told object: StripeObject, in db: any Connection) throws -> Checkout? {
        let key = object.metadata?[StripeCheckout.keyName] ?? object.reference
        let intent = object.object == "payment_intent" ? object.id : object.paymentIntent
        let rows = try db.rows(
            """
            SELECT \(Checkout.columns) FROM checkouts WHERE key = \(key) OR session = \(object.id)
            UNION SELECT \(Checkout.columns) FROM checkouts WHERE intent = \(intent)
            ORDER BY id LIMIT 1
            """)
        return try rows.first.map(Checkout.init(row:))
    }

    private func note(dispute: StripeObject, of checkout: Checkout) async throws {
        let now = clock()
        let amount = StripeMoney.money(dispute.amount, dispute.currency) ?? checkout.amount
        try await database.write { db in
            try Self.keep(
                .contested, amount, of: Self.find(checkout.id, in: db),
                provider: "dispute:\(dispute.id ?? checkout.key)", at: now, in: db)
        }
    }

    // MARK: Refunds

    /// Asks which refunds there are of a payment, and notes them.
    /// - Throws: `StripeProblem` when there is no answer.
    func askRefunds(of checkout: Checkout) async throws {
        guard let intent = checkout.intent else { return }
        let stripe = try await database.read { db in try provider(in: db) }
        try await note(refunds: try await stripe.refunds(of: intent), of: checkout.id)
    }

    /// Each refund is kept once; where its state changed, that is noted.
    func note(refunds: [ProviderRefund], of id: Checkout.ID) async throws {
        let now = clock()
        try await database.write { db in
            try db.execute("UPDATE checkouts SET changed_at = \(now) WHERE id = \(id)")
            let checkout = try Self.find(id, in: db)
            for refund in refunds {
                try Self.name(refund, in: db)
                try Self.note(refund.amount, refund.state, named: refund.name, of: checkout, at: now, in: db)
            }
        }
    }

    private static func note(
        _ amount: Money, _ state: Refund.State, named name: String, of checkout: Checkout, at now: Moment,
        in db: any Connection
    ) throws {
        let before: Refund.State? = try db.value("SELECT state FROM refunds WHERE provider = \(name)")
        guard before != state, before != .failed else { return }
        try db.execute(
            """
            INSERT INTO refunds (id, checkout, invoice, estimate, provider, amount, currency, state, created_at)
            VALUES (\(db.newID()), \(checkout.id), \(checkout.matter.invoice), \(checkout.matter.estimate), \(name),
                \(amount.minorUnits), \(amount.currency), \(state), \(now))
            ON CONFLICT (provider) DO UPDATE SET state = excluded.state
            """)
        let place = try checkout.matter.place(in: db)
        try Events.record(
            .refunded, by: .system, conversation: place.conversation, customer: place.customer,
            data: place.names.merging(
                ["state": state.rawValue, "amount": Reader(now: now.milliseconds).money(amount)]) { $1 },
            at: now, in: db)
        if before == .pending, state == .failed {
            // Money that was to go back has not: somebody finds another way.
            try Conversations.reopen(
                Conversations.living(place.conversation, in: db), by: .system, as: nil, at: now, in: db)
        }
        guard before == nil, state != .failed, try !isCredited(checkout.matter, in: db) else { return }
        try keep(.refunded, amount, of: checkout, provider: "refund:\(name)", at: now, in: db)
    }

    /// Whether credit notes say why so much was given back.
    private static func isCredited(_ matter: Checkout.Matter, in db: any Connection) throws -> Bool {
        guard case .bill(let invoice) = matter else { return false }
        let credited: Int64 =
            try db.value(
                """
                SELECT CAST(COALESCE(SUM(gross), 0) AS BIGINT) FROM invoices
                WHERE credits = \(invoice) AND issued_at IS NOT NULL
                """) ?? 0
        let refunded: Int64 =
            try db.value(
                """
                SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM refunds
                WHERE invoice = \(invoice) AND state <> 'failed'
                """) ?? 0
        return refunded <= credited
    }
}
