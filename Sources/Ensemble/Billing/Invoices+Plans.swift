import Database
import Localization

/// A plan to pay an invoice in parts, as it was chosen.
public struct PaymentPlan: Equatable, Sendable {
    public enum State: String, Sendable, Bindable, Readable {
        case active
        /// Agreed on anew, or going on after it was broken.
        case adjusted
        /// All of it came in, each part in time, as it was first agreed.
        case kept
        /// Nothing is left to pay, some other way.
        case done
        /// More parts are missed than the policy bears.
        case broken
    }

    public let state: State
    public let terms: PayTerms
    public let interest: Int64
    public let chosenBy: String
    public let chosenAt: Moment
    public let instalments: [Instalment]
    /// When the customer was told that a part is missed, by its place.
    var missed: [Int: Moment] = [:]

    /// A part, and how far the payments reach into it.
    struct Part: Equatable, Sendable {
        let place: Int
        let due: Day
        let amount: Int64
        /// What it still lacks: all of it, what is left of it, or nothing.
        let lacking: Int64
        /// When the customer was told that it is missed.
        let missedAt: Moment?
    }

    /// The parts, the first to come in first: money covers them in their order.
    /// - Parameter owed: what is owed in all, in minor units.
    func parts(owed: Int64) -> [Part] {
        var left = max(0, instalments.reduce(0) { $0 + $1.amount } - owed)
        return instalments.enumerated().map { place, part in
            let covered = min(left, part.amount)
            left -= covered
            return Part(
                place: place, due: part.due, amount: part.amount,
                lacking: min(part.amount - covered, max(0, owed)), missedAt: missed[place])
        }
    }

    /// What is left of it where another way is agreed on.
    struct Rest: Equatable, Sendable {
        /// Without interest.
        var debt: Int64
        /// Interest that was earned and not paid.
        var carried: Int64 = 0
        /// Interest that was paid: it stays in what the bill came to.
        var paidInterest: Int64 = 0
    }

    /// Money paid the interest that was earned first; what was paid ahead took off the debt.
    func rest(owed: Int64, on today: Day, in zone: Zone) -> Rest {
        let interests = instalments.map(\.interest)
        let principal = instalments.reduce(0) { $0 + $1.amount - $1.interest }
        let chosen = Day(chosenAt, in: zone)
        // What was carried over was earned before; it stands in the first parts beside their own.
        let own = (try? terms.instalments(of: principal, from: chosen).map(\.interest)) ?? []
        let carried = zip(interests, own + Array(repeating: 0, count: interests.count)).map { $0 - $1 }
        let earned =
            carried.reduce(0, +)
            + terms.earned(of: zip(interests, carried).map { $0 - $1 }, from: chosen, until: today)
        let paid = instalments.reduce(0) { $0 + $1.amount } - owed
        let before = interest - interests.reduce(0, +)
        return Rest(
            debt: principal - max(0, paid - earned), carried: max(0, earned - paid),
            paidInterest: before + min(earned, paid))
    }

    /// What comes next: a part that was begun counts by what it lacks.
    func next(owed: Int64) -> Part? { parts(owed: owed).first { $0.lacking > 0 } }
}

extension Invoices {
    private static let decodedTerms = Decoded<PayTerms>()

    static func plan(of invoice: Invoice.ID, in db: any Connection) throws -> PaymentPlan? {
        guard
            let row = try db.row(
                """
                SELECT id, state, terms, interest, chosen_by, chosen_at FROM payment_plans
                WHERE invoice = \(invoice)
                """)
        else { return nil }
        let id: Int64 = try row("id")
        let rows = try db.rows(
            "SELECT due_on, amount, interest, missed_at FROM instalments WHERE plan = \(id) ORDER BY position"
        )
        let instalments = try rows.map {
            Instalment(due: try $0("due_on"), amount: try $0("amount"), interest: try $0("interest"))
        }
        var missed: [Int: Moment] = [:]
        for (place, row) in rows.enumerated() { missed[place] = try row("missed_at") }
        return PaymentPlan(
            state: try row("state"), terms: try decodedTerms.value(from: row("terms")),
            interest: try row("interest"), chosenBy: try row("chosen_by"), chosenAt: try row("chosen_at"),
            instalments: instalments, missed: missed)
    }

    /// The plans offered with what was accepted in the invoice's conversation.
    static func offeredPlans(for invoice: Invoice, in db: any Connection) throws -> [PayTerms] {
        let accepted = try accepted(
            in: invoice.conversation, currency: invoice.content.currency, db: db)
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

    /// The team agrees on a plan, or on another one: what is still owed is shared out anew, with the interest
    /// that was earned by then; what would have been earned later is not owed.
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
        let owed = try owed(on: invoice, in: db)
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        let today = Day(now, in: zone)
        let rest = present?.rest(owed: owed, on: today, in: zone) ?? PaymentPlan.Rest(debt: owed)
        let debt = rest.debt + rest.carried
        let parts = try terms.instalments(of: rest.debt, carrying: rest.carried, from: today)
        let interest = rest.paidInterest + parts.reduce(0) { $0 + $1.interest }
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
                "look": try terms.needsLook(for: debt, under: policy(of: invoice, in: db)) ? "yes" : "no",
            ], at: now, in: db)
        // What was missed is agreed on anew.
        try db.execute("UPDATE invoices SET missed_on = NULL WHERE id = \(invoice.id)")
        try scheduleReminder(of: invoice.id, at: now, in: db)
    }
}
