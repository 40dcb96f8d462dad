import Database

/// What of a bill or a deposit goes through a provider: how it can be paid, and what came of it.
struct Till: Equatable, Sendable {
    /// Whether the provider's page is offered.
    var isOpen = false
    /// What the next part of the plan still lacks; `nil` without a plan, or where it is all that is owed.
    var nextPart: Int64?
    /// Paid, but not here yet.
    var pending: [Money] = []
    var refunds: [Refund] = []
    /// What the provider can give back of what was paid through it, in minor units.
    var returnable: Int64 = 0
    /// For the team only.
    var unclear: [UnclearMoney] = []

    static func of(_ invoice: Invoice, owed: Int64, plan: PaymentPlan?, in db: any Connection) throws -> Till
    {
        var till = try Till.of(.bill(invoice.id), in: db)
        till.isOpen =
            try Settings.stripe(in: db).isReady && invoice.kind == .invoice && invoice.state.isOwed
            && owed > till.onItsWay
        if try Settings.stripe(in: db).key != nil {
            till.returnable = try Payments.returnable(on: invoice.id, in: db).reduce(0) { $0 + $1.left }
        }
        till.nextPart = nextPart(of: plan, owed: owed - till.onItsWay)
        return till
    }

    /// - Parameter owed: of the deposit, in minor units.
    static func of(depositOf estimate: Estimate, owed: Int64, in db: any Connection) throws -> Till {
        // Nothing can have gone through a provider where no deposit was asked.
        guard estimate.content.deposit > 0, estimate.state == .accepted else { return Till() }
        var till = try Till.of(.deposit(estimate.id), in: db)
        till.isOpen = try owed > till.onItsWay && Settings.stripe(in: db).isReady
        return till
    }

    /// What was paid already is not asked for a second time while it is on its way.
    var onItsWay: Int64 { pending.reduce(0) { $0 + $1.minorUnits } }

    /// What came of it.
    static func of(_ matter: Checkout.Matter, in db: any Connection) throws -> Till {
        var till = Till()
        till.pending = try db.rows(
            "SELECT amount, currency FROM checkouts WHERE \(matter.isThis) AND state = 'pending' ORDER BY id LIMIT 20"
        ).map { Money(try $0("amount"), try $0("currency")) }
        till.refunds = try db.rows(
            """
            SELECT id, amount, currency, state, created_at, method, day, reference FROM refunds
            WHERE \(matter.isThis) ORDER BY id LIMIT 100
            """
        ).map { row in
            Refund(
                id: try row("id"), amount: Money(try row("amount"), try row("currency")),
                state: try row("state"), at: try row("created_at"), method: try row("method"),
                day: try row("day"), reference: try row("reference"))
        }
        till.unclear = try db.rows(
            """
            SELECT \(UnclearMoney.columns) FROM unclear_money
            WHERE \(matter.isThis) AND settled_at IS NULL ORDER BY id LIMIT 100
            """
        ).map(UnclearMoney.init(row:))
        return till
    }

    /// A part that was begun is asked for only by what it lacks.
    static func nextPart(of plan: PaymentPlan?, owed: Int64) -> Int64? {
        guard let plan, plan.state != .broken, let next = plan.next(owed: owed), next.lacking < owed
        else { return nil }
        return next.lacking
    }
}
