import Database
import Localization

/// How a plan to pay ends: kept as it was agreed, done some other way, or broken.
extension Invoices {
    /// How many parts may lack at once, told to be missed, before the plan is broken.
    static func breaksAfter(_ plan: PaymentPlan, under policy: PolicyPack) -> Int {
        max(1, min(policy.planMisses ?? PolicyPack.usualPlanMisses, plan.instalments.count))
    }

    /// Whether the plan is broken once this part is told to be missed as well.
    static func breaks(_ plan: PaymentPlan, with part: Int, owed: Int64, under policy: PolicyPack) -> Bool {
        let missed = plan.parts(owed: owed).filter {
            $0.lacking > 0 && ($0.missedAt != nil || $0.place == part)
        }
        return plan.state.isGoing && missed.count >= breaksAfter(plan, under: policy)
    }

    /// So many parts are missed that the plan is broken: the rest is owed in one, and is not chased.
    static func breakPlan(on invoice: Invoice, at now: Moment, in db: any Connection) throws {
        guard let plan = try plan(of: invoice.id, in: db) else { return }
        let owed = try owed(on: invoice, in: db)
        let missed = plan.parts(owed: owed).count { $0.lacking > 0 && $0.missedAt != nil }
        try move(
            plan, to: .broken, .payPlanBroken, of: invoice, by: .system, ["parts": String(missed)], at: now,
            in: db)
    }

    /// Money came in: all of it ends the plan; what was missed lets a broken one go on.
    static func followPlan(
        of invoice: Invoice, owed: Int64, by actor: Actor, at now: Moment, in db: any Connection
    )
        throws
    {
        guard let plan = try plan(of: invoice.id, in: db), !plan.state.isOver else { return }
        if owed <= 0 {
            let isKept = try plan.state == .active && plan.missed.isEmpty && !isCredited(invoice, in: db)
            return try move(
                plan, to: isKept ? .kept : .done, isKept ? .payPlanKept : .payPlanDone, of: invoice,
                by: actor, at: now, in: db)
        }
        guard plan.state == .broken,
            !plan.parts(owed: owed).contains(where: { $0.lacking > 0 && $0.missedAt != nil })
        else { return }
        try move(plan, to: .adjusted, .payPlanResumed, of: invoice, by: actor, at: now, in: db)
    }

    /// Whether a credit note took off some of what was to be paid: not all came in as it was agreed.
    private static func isCredited(_ invoice: Invoice, in db: any Connection) throws -> Bool {
        try db.row("SELECT id FROM payments WHERE invoice = \(invoice.id) AND method = 'credit' LIMIT 1")
            != nil
    }

    /// What is still owed is given up: nothing is left of the plan.
    static func endPlan(writtenOff invoice: Invoice, by actor: Actor, at now: Moment, in db: any Connection)
        throws
    {
        guard let plan = try plan(of: invoice.id, in: db), !plan.state.isOver else { return }
        try move(
            plan, to: .done, .payPlanDone, of: invoice, by: actor, ["how": "written-off"], at: now, in: db)
    }

    private static func move(
        _ plan: PaymentPlan, to state: PaymentPlan.State, _ event: Event.Kind, of invoice: Invoice,
        by actor: Actor, _ data: [String: String] = [:], at now: Moment, in db: any Connection
    ) throws {
        try db.execute("UPDATE payment_plans SET state = \(state) WHERE invoice = \(invoice.id)")
        try Events.record(
            event, by: actor, conversation: invoice.conversation, customer: invoice.customer,
            data: data.merging(["number": invoice.number ?? ""]) { own, _ in own }, at: now, in: db)
    }
}

extension PaymentPlan.State {
    /// Whether parts are waited for.
    var isGoing: Bool { self == .active || self == .adjusted }
    /// Whether nothing is left to pay.
    var isOver: Bool { self == .kept || self == .done }

    /// For the team; nothing while it goes as agreed.
    func words(_ missed: Int, _ r: Reader) -> String? {
        switch self {
        case .active: nil
        case .adjusted: r("It goes on otherwise than it was first agreed.")
        case .kept: r("Kept: all of it came in as it was agreed.")
        case .done: r("Over: nothing is left to pay.")
        case .broken:
            r.plural(
                missed,
                "Broken: a part did not come. Find another way with them; nothing is chased until then.",
                "Broken: \(missed) parts did not come. Find another way with them; nothing is chased until then."
            )
        }
    }

    /// For the customer; nothing while parts are waited for.
    func kindWords(_ r: Reader) -> String? {
        switch self {
        case .active, .adjusted: nil
        case .kept: r("All of it has come in, as we agreed. Thank you.")
        case .done: r("Nothing is left to pay. Thank you.")
        case .broken:
            r(
                "Some of these payments have not come, and the plan has stopped. If something has come up, answer us: we will find another way."
            )
        }
    }
}
