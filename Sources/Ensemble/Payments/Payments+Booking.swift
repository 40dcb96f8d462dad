import Database
import Localization

extension Payments {
    /// What became of a payment, as far as the provider says now.
    struct Look: Sendable {
        let checkout: Checkout
        /// Whether the provider was asked and did not answer.
        var isSilent = false
    }

    /// The customer comes back: the provider is asked, and what was paid is booked.
    /// - Throws: `Fault.notFound` for a link that is made up, or another bill's payment.
    func look(_ id: Checkout.ID, behind link: String) async throws -> Look {
        try await look(id) { db in try matter(behindBill: link, in: db) }
    }

    /// The same for a deposit, behind the link of an estimate.
    func lookAtDeposit(_ id: Checkout.ID, behind link: String) async throws -> Look {
        try await look(id) { db in try matter(behindEstimate: link, in: db) }
    }

    private func look(
        _ id: Checkout.ID, _ matter: @escaping @Sendable (any Connection) throws -> Checkout.Matter
    ) async throws -> Look {
        let checkout = try await database.read { db in
            let matter = try matter(db)
            let checkout = try Self.find(id, in: db)
            guard checkout.matter == matter else { throw Fault.notFound("There is no such payment.") }
            return checkout
        }
        do {
            return Look(checkout: try await ask(checkout))
        } catch is StripeProblem {
            return Look(checkout: checkout, isSilent: true)
        }
    }

    /// Asks the provider, and books what it says.
    /// - Throws: `StripeProblem` when there is no answer.
    @discardableResult
    func ask(_ checkout: Checkout) async throws -> Checkout {
        guard checkout.state.isUndecided, let session = checkout.session else { return checkout }
        let stripe = try await database.read { db in try provider(in: db) }
        guard let standing = try await stripe.standing(of: session) else { return checkout }
        return try await note(standing, of: checkout.id)
    }

    func note(_ standing: PaymentStanding, of id: Checkout.ID) async throws -> Checkout {
        let now = clock()
        return try await database.write { db in
            try Self.book(standing, of: id, at: now, in: db)
            return try Self.find(id, in: db)
        }
    }

    /// Books what a provider says, once: whoever says it first, and however often.
    static func book(_ standing: PaymentStanding, of id: Checkout.ID, at now: Moment, in db: any Connection)
        throws
    {
        // Whoever else hears of it now waits here.
        try db.execute(
            """
            UPDATE checkouts SET changed_at = \(now), intent = COALESCE(\(standing.intent), intent)
            WHERE id = \(id)
            """)
        let checkout = try find(id, in: db)
        guard checkout.state.isUndecided else { return }
        switch standing.state {
        case .open: return
        case .pending:
            if now - checkout.begunAt < patience {
                try set(.pending, id, in: db)
            } else if checkout.state == .pending {
                try noteLate(checkout, at: now, in: db)
            }
        case .ended:
            if checkout.state == .pending { try noteFailed(checkout, at: now, in: db) }
            try letGo(checkout, at: now, in: db)
        case .paid: try take(standing, for: checkout, at: now, in: db)
        }
    }

    /// What was waited for does not come: it is owed as before.
    static func letGo(_ checkout: Checkout, at now: Moment, in db: any Connection) throws {
        try set(.ended, checkout.id, in: db)
        if case .bill(let id) = checkout.matter { try Invoices.scheduleReminder(of: id, at: now, in: db) }
    }

    /// A debit was refused on its way: it is told, and the conversation is the team's move.
    private static func noteFailed(_ checkout: Checkout, at now: Moment, in db: any Connection) throws {
        let place = try checkout.matter.place(in: db)
        let conversation = try Conversations.living(place.conversation, in: db)
        let amount = Reader(now: now.milliseconds).money(checkout.amount)
        try Events.record(
            .paymentFailed, by: .system, conversation: conversation.id, customer: place.customer,
            data: place.names.merging(["amount": amount]) { $1 }, at: now, in: db)
        try Conversations.reopen(conversation, by: .system, as: nil, at: now, in: db)
    }

    private static func set(_ state: Checkout.State, _ id: Checkout.ID, in db: any Connection) throws {
        try db.execute("UPDATE checkouts SET state = \(state) WHERE id = \(id)")
    }

    private static func take(
        _ standing: PaymentStanding, for checkout: Checkout, at now: Moment, in db: any Connection
    ) throws {
        let place = try checkout.matter.place(in: db)
        guard standing.amount == checkout.amount, checkout.amount.currency == place.currency else {
            return try keep(
                .differs, standing.amount ?? checkout.amount, of: checkout, provider: "paid:\(checkout.key)",
                at: now, in: db)
        }
        // What was on its way for days was no card.
        let method = standing.method ?? (checkout.state == .pending ? .debit : .online)
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        let receipt = Invoices.Receipt(
            checkout.amount.minorUnits, method, on: Day(now, in: zone),
            reference: checkout.intent ?? checkout.session ?? "", provider: "stripe:\(checkout.key)")
        do {
            switch checkout.matter {
            case .bill(let id):
                try Invoices.take(receipt, on: Invoices.find(id, in: db), by: .system, at: now, in: db)
            case .deposit(let id):
                try Invoices.takeDeposit(receipt, on: id, by: .system, at: now, in: db)
            }
            try set(.paid, checkout.id, in: db)
        } catch is Fault {
            // It was paid by another way meanwhile, or given up: the money is there all the same.
            try keep(
                .notOwed, checkout.amount, of: checkout, provider: "paid:\(checkout.key)", at: now, in: db)
        }
    }

    /// Money that somebody has to look at: it is kept, told, and the conversation is the team's move.
    static func keep(
        _ why: UnclearMoney.Why, _ amount: Money, of checkout: Checkout, provider: String, at now: Moment,
        in db: any Connection
    ) throws {
        // What is late may still come, and is booked then.
        if checkout.state.isUndecided, why != .late { try set(.unclear, checkout.id, in: db) }
        let isNew = try db.execute(
            """
            INSERT INTO unclear_money (id, invoice, estimate, checkout, provider, why, amount, currency, seen_at)
            VALUES (\(db.newID()), \(checkout.matter.invoice), \(checkout.matter.estimate), \(checkout.id), \(provider),
                \(why), \(amount.minorUnits), \(amount.currency), \(now))
            ON CONFLICT (provider) DO NOTHING
            """)
        guard isNew == 1 else { return }
        let place = try checkout.matter.place(in: db)
        let conversation = try Conversations.living(place.conversation, in: db)
        try Events.record(
            .moneyUnclear, by: .system, conversation: conversation.id, customer: place.customer,
            data: place.names.merging(
                ["why": why.rawValue, "amount": Reader(now: now.milliseconds).money(amount)]) { $1 },
            at: now, in: db)
        try Conversations.reopen(conversation, by: .system, as: nil, at: now, in: db)
    }

    /// Somebody has looked: what was done with the money.
    /// - Parameter matter: whose page it stands on; money of another is not found there.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict` the second time.
    @discardableResult
    func settle(
        _ id: UnclearMoney.ID, of matter: Checkout.Matter? = nil, outcome: String, by actor: Actor
    ) async throws -> UnclearMoney {
        let agent = try actor.requireAgent()
        let outcome = outcome.trimmed
        guard !outcome.isEmpty, outcome.count <= 1_000 else {
            throw Fault.invalid("Please say what was done with the money.")
        }
        let now = clock()
        return try await database.write { db in
            guard
                let row = try db.row("SELECT \(UnclearMoney.columns) FROM unclear_money WHERE id = \(id)")
            else { throw Fault.notFound("There is no such payment.") }
            let money = try UnclearMoney(row: row)
            guard matter == nil || money.matter == matter else {
                throw Fault.notFound("There is no such payment.")
            }
            let isFirst = try db.execute(
                """
                UPDATE unclear_money SET settled_at = \(now), settled_by = \(agent), outcome = \(outcome)
                WHERE id = \(id) AND settled_at IS NULL
                """)
            guard isFirst == 1 else { throw Fault.conflict("Somebody has settled this already.") }
            let place = try money.matter.place(in: db)
            try Events.record(
                .moneySettled, by: actor, conversation: place.conversation,
                data: place.names.merging([
                    "why": outcome.oneLine.shortened(to: 300),
                    "amount": Reader(now: now.milliseconds).money(money.amount),
                ]) { $1 }, at: now, in: db)
            return UnclearMoney(
                id: id, matter: money.matter, why: money.why, amount: money.amount, provider: money.provider,
                seenAt: money.seenAt, outcome: outcome)
        }
    }
}
