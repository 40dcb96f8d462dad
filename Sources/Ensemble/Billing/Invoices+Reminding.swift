import Database
import Localization

/// What is due, and what was missed: told kindly, in time, and once.
extension Invoices {
    /// How many days before something is due the customer is reminded.
    private static let notice = 3
    /// What is late already is waited for so long before it is told: after a dispute was answered, or when
    /// the server was away.
    private static let patience = Span.days(7)

    private static func reminderKey(_ id: Invoice.ID) -> String { "invoice-reminder:\(id)" }

    /// Something that is due.
    struct Due: Equatable, Sendable {
        let day: Day
        /// What it lacks, in minor units.
        let amount: Int64
        /// Which part of the plan; `nil` where it is all that is owed.
        let part: Int?
    }

    /// Looks again in the morning three days before the next part is due, and the day after.
    static func scheduleReminder(of id: Invoice.ID, at now: Moment, in db: any Connection) throws {
        let invoice = try find(id, in: db)
        try Jobs.cancel(key: reminderKey(id), at: now, in: db)
        try Jobs.cancel(under: reminderKey(id) + ":", at: now, in: db)
        guard invoice.kind == .invoice, invoice.state.isOwed, let due = try nextDue(of: invoice, in: db)
        else { return }
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        let before = (due.day - notice).start(in: zone) + .hours(9)
        let after = (due.day + 1).start(in: zone) + .hours(9)
        let next = [before, after].first { $0 > now } ?? now + patience
        // A name of its own for each time: the one that runs just now is not in its way.
        try Jobs.add(
            .remindOfInvoice, key: "\(reminderKey(id)):\(next.milliseconds)", payload: id, runAt: next,
            at: now, in: db)
    }

    /// What is to be reminded of next: a part of the plan, or all that is owed. What was told to be missed
    /// is not told again.
    static func nextDue(of invoice: Invoice, in db: any Connection) throws -> Due? {
        // What is on its way is waited for.
        let owed = try owed(on: invoice, in: db) - Till.of(.bill(invoice.id), in: db).onItsWay
        guard owed > 0 else { return nil }
        guard let plan = try plan(of: invoice.id, in: db) else {
            guard invoice.missedOn == nil, let day = invoice.dueOn else { return nil }
            return Due(day: day, amount: owed, part: nil)
        }
        // Another way is to be found with them; until then nothing is chased.
        guard plan.state != .broken else { return nil }
        return plan.parts(owed: owed).first { $0.lacking > 0 && $0.missedAt == nil }.map {
            Due(day: $0.due, amount: $0.lacking, part: $0.place)
        }
    }

    /// Reminds kindly before something is due; one that was missed is told and flagged, once. Nothing is
    /// chased while a dispute is open.
    func remind(_ id: Invoice.ID) async throws {
        let now = clock()
        try await database.write { [self] db in
            let invoice = try Self.find(id, in: db)
            guard invoice.state.isOwed, let due = try Self.nextDue(of: invoice, in: db) else { return }
            let r = try Customers.reader(for: invoice.customer, at: now, in: db)
            let isMissed = r.thisDay > due.day
            let isBreaking = try isMissed && Self.isBreaking(due, invoice, in: db)
            guard isMissed || due.day - Self.notice <= r.thisDay else {
                return try Self.scheduleReminder(of: id, at: now, in: db)
            }
            let address = try Customers.find(invoice.customer, in: db).addresses.first?.address
            if let address {
                try Jobs.add(
                    .sendNotice, key: nil,
                    payload: notice(invoice, due, isMissed, isBreaking, to: address, r),
                    runAt: now, at: now, in: db)
            }
            let conversation = try Conversations.living(invoice.conversation, in: db)
            try Events.record(
                isMissed ? .instalmentMissed : .invoiceReminded, by: .system, conversation: conversation.id,
                customer: invoice.customer,
                data: [
                    "number": invoice.number ?? "", "amount": r.money(invoice.money(due.amount)),
                    "due": due.day.description, "told": address == nil ? "no" : "yes",
                ], at: now, in: db)
            if isMissed { try Self.noteMissed(due, on: invoice, in: conversation, at: now, db: db) }
            if isBreaking { try Self.breakPlan(on: invoice, at: now, in: db) }
            try Self.scheduleReminder(of: id, at: now, in: db)
        }
    }

    /// Whether the plan is broken with what is told to be missed now.
    private static func isBreaking(_ due: Due, _ invoice: Invoice, in db: any Connection) throws -> Bool {
        guard let part = due.part, let plan = try plan(of: invoice.id, in: db) else { return false }
        return breaks(
            plan, with: part, owed: try owed(on: invoice, in: db), under: try policy(of: invoice, in: db))
    }

    /// It is flagged, and it is our move: to find another way with them.
    private static func noteMissed(
        _ due: Due, on invoice: Invoice, in conversation: Conversation, at now: Moment, db: any Connection
    ) throws {
        if let part = due.part {
            try db.execute(
                """
                UPDATE instalments SET missed_at = \(now)
                WHERE plan IN (SELECT id FROM payment_plans WHERE invoice = \(invoice.id)) AND position = \(part)
                """)
        }
        try db.execute(
            "UPDATE invoices SET missed_on = COALESCE(missed_on, \(due.day)) WHERE id = \(invoice.id)")
        try Conversations.reopen(conversation, by: .system, as: nil, because: .missed, at: now, in: db)
    }

    /// Money came in: what was missed may have come with it.
    static func followMissed(on id: Invoice.ID, in db: any Connection) throws {
        let invoice = try find(id, in: db)
        guard invoice.missedOn != nil else { return }
        let owed = try owed(on: invoice, in: db)
        let still: Day? =
            if owed <= 0 {
                nil
            } else if let plan = try plan(of: id, in: db) {
                plan.parts(owed: owed).first { $0.lacking > 0 && $0.missedAt != nil }?.due
            } else {
                invoice.missedOn
            }
        try db.execute("UPDATE invoices SET missed_on = \(still) WHERE id = \(id)")
    }

    private func notice(
        _ invoice: Invoice, _ due: Due, _ isMissed: Bool, _ isBreaking: Bool, to address: String, _ r: Reader
    ) -> Notice {
        let sum = r.money(invoice.money(due.amount))
        let heading = invoice.heading(r)
        var text =
            isMissed
            ? r(
                "\(sum) on \(heading) was due on \(r.date(due.day)), and we have not seen it yet. If something has come up, answer us: we will find another way."
            )
            : r("\(sum) on \(heading) is due on \(r.date(due.day)).")
        if isBreaking {
            text += " " + r("The plan to pay in parts has stopped with that, until we have found one.")
        }
        return Notice(
            to: address, subject: "\(heading): \(sum)", text: text + "\n\n\(baseURL)\(path(of: invoice.id))")
    }
}

/// A payment that did not come when it was due, and has not come since.
public struct MissedPayment: Sendable, Equatable {
    public let invoice: Invoice.ID
    public let number: String
    public let conversation: Conversation.ID
    public let subject: String
    public let customerName: String
    /// Since when it is missed: the day the first of it was due.
    public let dueOn: Day
    /// What is missed of it by now.
    public let amount: Money
}

extension Invoices {
    /// While a dispute is open nothing is chased: nor does it stand in a list.
    private static let isMissed: SQL =
        "invoices.missed_on IS NOT NULL AND invoices.state IN ('issued', 'part-paid')"

    /// What was missed and has not come in, the longest first.
    /// - Returns: at most `limit`, and the place after which the next begin.
    public func missed(after: Keyset? = nil, limit: Int = 100, for actor: Actor) async throws
        -> (payments: [MissedPayment], next: Keyset?)
    {
        try actor.requireStaff()
        let missed = try await database.read { db in try Self.missed(after: after, limit: limit + 1, in: db) }
        let last = missed.count > limit ? missed[limit - 1] : nil
        return (
            Array(missed.prefix(limit)), last.map { Keyset(day: $0.dueOn, id: $0.invoice.rawValue) }
        )
    }

    private static func missed(after: Keyset?, limit: Int, in db: any Connection) throws -> [MissedPayment] {
        // Parts that come after the last one missed are not due yet.
        try db.rows(
            """
            SELECT invoices.id, invoices.series, invoices.number, invoices.currency, invoices.missed_on,
                conversations.id AS conversation, conversations.subject, customers.name AS customer_name,
                invoices.gross + COALESCE(payment_plans.interest, 0)
                    - (SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM payments
                        WHERE payments.invoice = invoices.id)
                    - (SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM instalments
                        WHERE instalments.plan = payment_plans.id AND instalments.position >
                            (SELECT COALESCE(MAX(told.position), -1) FROM instalments AS told
                                WHERE told.plan = payment_plans.id AND told.missed_at IS NOT NULL)) AS missing
            FROM invoices JOIN conversations ON conversations.id = invoices.conversation
                JOIN customers ON customers.id = invoices.customer
                LEFT JOIN payment_plans ON payment_plans.invoice = invoices.id
            WHERE \(isMissed)
                \(after.map { "AND (invoices.missed_on, invoices.id) > (\($0.day), \($0.id))" } ?? "" as SQL)
            ORDER BY invoices.missed_on, invoices.id LIMIT \(limit)
            """
        ).map { row in
            let place: Int64 = try row("number")
            return MissedPayment(
                invoice: try row("id"), number: "\(try row("series") as String)-\(place)",
                conversation: try row("conversation"), subject: try row("subject"),
                customerName: try row("customer_name"), dueOn: try row("missed_on"),
                amount: Money(max(0, try row("missing")), try row("currency")))
        }
    }

    /// How many there are: each is work.
    static func missedCount(in db: any Connection) throws -> Int {
        try db.value("SELECT COUNT(*) FROM invoices WHERE \(isMissed)") ?? 0
    }
}
