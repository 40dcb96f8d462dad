import Database
import Localization

/// A plan to pay an invoice in parts, as it was chosen.
public struct PaymentPlan: Equatable, Sendable {
    public enum State: String, Sendable, Bindable, Readable { case active, adjusted, done, broken }

    public let state: State
    public let terms: PayTerms
    public let interest: Int64
    public let chosenBy: String
    public let chosenAt: Moment
    public let instalments: [Instalment]

    /// How far the payments reach: what is covered, what is due next.
    /// - Parameter paid: towards the plan, in minor units.
    func next(after paid: Int64) -> Instalment? {
        var left = paid
        for part in instalments {
            guard left >= part.amount else { return part }
            left -= part.amount
        }
        return nil
    }
}

extension Invoices {
    static func plan(of invoice: Invoice.ID, in db: any Connection) throws -> PaymentPlan? {
        guard
            let row = try db.row(
                """
                SELECT id, state, terms, interest, chosen_by, chosen_at FROM payment_plans
                WHERE invoice = \(invoice)
                """)
        else { return nil }
        let id: Int64 = try row("id")
        let instalments = try db.rows(
            "SELECT due_on, amount, interest FROM instalments WHERE plan = \(id) ORDER BY position"
        ).map { Instalment(due: try $0("due_on"), amount: try $0("amount"), interest: try $0("interest")) }
        return PaymentPlan(
            state: try row("state"), terms: try JSON.value(PayTerms.self, from: row("terms")),
            interest: try row("interest"), chosenBy: try row("chosen_by"), chosenAt: try row("chosen_at"),
            instalments: instalments)
    }

    /// The plans offered with what was accepted in the invoice's conversation.
    static func offeredPlans(for invoice: Invoice, in db: any Connection) throws -> [PayTerms] {
        let accepted = try accepted(
            in: Conversations.living(invoice.conversation, in: db).id, currency: invoice.content.currency,
            db: db)
        return accepted.flatMap(\.content.plans).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// A customer chooses one of the plans offered; what is owed is shared out exactly.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict`.
    public func choosePlan(behind link: String, _ place: Int, name: String) async throws {
        let now = clock()
        try await database.write { db in
            let invoice = try behind(link, in: db)
            let offered = try Self.offeredPlans(for: invoice, in: db)
            guard offered.indices.contains(place) else {
                throw Fault.invalid("Please choose one of the ways to pay that are offered.")
            }
            try Self.setPlan(
                offered[place], on: invoice, name: name, by: .customer(invoice.customer), at: now, in: db)
        }
    }

    /// The team agrees on a plan, or on another one: what is still owed is shared out anew.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict`.
    public func adjustPlan(_ id: Invoice.ID, to terms: PayTerms, by actor: Actor) async throws {
        let agent = try actor.requireAgent()
        let now = clock()
        try await database.write { db in
            let name = try Agents.find(agent, in: db).name
            try Self.setPlan(terms, on: Self.find(id, in: db), name: name, by: actor, at: now, in: db)
        }
    }

    /// What was chosen with the yes holds for the bill: what is left after the deposit is shared out like that.
    static func followChosenPlan(on invoice: Invoice, at now: Moment, in db: any Connection) throws {
        let told = Set(invoice.content.lines.compactMap(\.told?.estimate)).sorted {
            $0.rawValue < $1.rawValue
        }
        let chosen = try told.map { try Estimates.find($0, in: db) }.first { $0.plan != nil }
        guard let chosen, let terms = chosen.plan, let name = chosen.answer?.name,
            case let present = try find(invoice.id, in: db), present.state.isOwed
        else { return }
        let debt = try owed(on: present, in: db)
        // A bill that came out otherwise may not be one that can be paid like that.
        guard (try? terms.instalments(of: debt, from: Day(number: 0))) != nil else { return }
        try setPlan(terms, on: present, name: name, by: .customer(invoice.customer), at: now, in: db)
    }

    private static func setPlan(
        _ terms: PayTerms, on invoice: Invoice, name: String, by actor: Actor, at now: Moment,
        in db: any Connection
    ) throws {
        let name = name.oneLine
        guard !name.isEmpty, name.count <= 200 else {
            throw Fault.invalid("Please type your name: it says who decided this.")
        }
        guard invoice.kind == .invoice, invoice.state.isOwed else {
            throw Fault.conflict("Nothing is owed on this invoice any more.")
        }
        let present = try plan(of: invoice.id, in: db)
        if case .customer = actor, present != nil {
            throw Fault.conflict("A plan was chosen already. Please write to us to change it.")
        }
        let debt = try owed(on: invoice, in: db) - (present?.interest ?? 0)
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        let parts = try terms.instalments(of: debt, from: Day(now, in: zone))
        let interest = parts.reduce(0) { $0 + $1.interest }
        try db.execute(
            "DELETE FROM instalments WHERE plan IN (SELECT id FROM payment_plans WHERE invoice = \(invoice.id))"
        )
        let state: PaymentPlan.State = present == nil ? .active : .adjusted
        let id: Int64? = try db.value(
            """
            INSERT INTO payment_plans (id, invoice, state, terms, interest, chosen_by, chosen_at)
            VALUES (\(db.newID()), \(invoice.id), \(state), \(JSON.text(terms)), \(interest), \(name), \(now))
            ON CONFLICT (invoice) DO UPDATE SET state = excluded.state, terms = excluded.terms,
                interest = excluded.interest, chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at
            RETURNING id
            """)
        for (place, part) in parts.enumerated() {
            try db.execute(
                """
                INSERT INTO instalments (plan, position, due_on, amount, interest)
                VALUES (\(id), \(place), \(part.due), \(part.amount), \(part.interest))
                """)
        }
        try Events.record(
            present == nil ? .planChosen : .planAdjusted, by: actor, conversation: invoice.conversation,
            customer: invoice.customer,
            data: [
                "by": name, "number": invoice.number ?? "", "parts": String(parts.count),
                "before": present.map { String($0.instalments.count) } ?? "",
                "look": terms.needsLook(for: debt) ? "yes" : "no",
            ], at: now, in: db)
        try scheduleReminder(of: invoice.id, at: now, in: db)
    }

    // MARK: Reminders

    private static func reminderKey(_ id: Invoice.ID) -> String { "invoice-reminder:\(id)" }

    /// Looks again in the morning three days before the next part is due, and the day after.
    static func scheduleReminder(of id: Invoice.ID, at now: Moment, in db: any Connection) throws {
        let invoice = try find(id, in: db)
        guard invoice.kind == .invoice, invoice.state.isOwed, let due = try nextDue(of: invoice, in: db)
        else { return }
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        let before = (due.day - 3).start(in: zone) + .hours(9)
        let after = (due.day + 1).start(in: zone) + .hours(9)
        guard let next = [before, after].first(where: { $0 > now }) else { return }
        try Jobs.cancel(key: reminderKey(id), at: now, in: db)
        try Jobs.add(.remindOfInvoice, key: reminderKey(id), payload: id, runAt: next, at: now, in: db)
    }

    /// What is due next: a part of the plan, or all that is owed.
    static func nextDue(of invoice: Invoice, in db: any Connection) throws -> (day: Day, amount: Int64)? {
        let owed = try owed(on: invoice, in: db)
        guard owed > 0 else { return nil }
        guard let plan = try plan(of: invoice.id, in: db), plan.state != .broken else {
            return invoice.dueOn.map { ($0, owed) }
        }
        let whole = plan.instalments.reduce(0) { $0 + $1.amount }
        return plan.next(after: whole - owed).map { ($0.due, $0.amount) }
    }

    /// Reminds kindly before something is due; one that was missed is told and flagged, once. Nothing is
    /// chased while a dispute is open.
    func remind(_ id: Invoice.ID) async throws {
        let now = clock()
        try await database.write { [self] db in
            let invoice = try Self.find(id, in: db)
            guard invoice.state.isOwed, let due = try Self.nextDue(of: invoice, in: db) else { return }
            let conversation = try Conversations.living(invoice.conversation, in: db)
            let r = try Customers.reader(for: invoice.customer, at: now, in: db)
            let isMissed = r.thisDay > due.day
            guard isMissed || due.day - 3 <= r.thisDay else {
                return try Self.scheduleReminder(of: id, at: now, in: db)
            }
            if let address = try Customers.find(invoice.customer, in: db).addresses.first?.address {
                try Jobs.add(
                    .sendNotice, key: nil, payload: notice(invoice, due, isMissed, to: address, r),
                    runAt: now,
                    at: now, in: db)
            }
            try Events.record(
                isMissed ? .instalmentMissed : .invoiceReminded, by: .system, conversation: conversation.id,
                data: [
                    "number": invoice.number ?? "", "amount": r.money(invoice.money(due.amount)),
                    "due": due.day.description,
                ], at: now, in: db)
            if isMissed {
                try Conversations.reopen(
                    conversation, by: .system, as: nil, because: .missed, at: now, in: db)
            } else {
                try Jobs.add(
                    .remindOfInvoice, key: "\(Self.reminderKey(id)):\(due.day)", payload: id,
                    runAt: (due.day + 1).start(in: r.zone) + .hours(9), at: now, in: db)
            }
        }
    }

    private func notice(
        _ invoice: Invoice, _ due: (day: Day, amount: Int64), _ isMissed: Bool, to address: String,
        _ r: Reader
    ) -> Notice {
        let sum = r.money(invoice.money(due.amount))
        let heading = invoice.heading(r)
        let text =
            isMissed
            ? r(
                "\(sum) on \(heading) was due on \(r.date(due.day)), and we have not seen it yet. If something has come up, answer us: we will find another way."
            )
            : r("\(sum) on \(heading) is due on \(r.date(due.day)).")
        return Notice(
            to: address, subject: "\(heading): \(sum)", text: text + "\n\n\(baseURL)\(path(of: invoice.id))")
    }
}
