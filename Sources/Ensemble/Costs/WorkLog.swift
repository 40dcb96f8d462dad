import Database
import Localization

/// Time and material booked on conversations, and the limits they run against.
public struct WorkLog: Sendable {
    let database: any Database
    let clock: Clock

    // MARK: Reading

    /// A conversation's entries, oldest first; also those of conversations that were merged into it.
    public func of(_ conversation: Conversation.ID, for actor: Actor) async throws -> [WorkEntry] {
        try actor.requireStaff()
        return try await database.read { db in try Self.of(conversation, in: db) }
    }

    /// - Parameter limit: the latest so many.
    static func of(_ conversation: Conversation.ID, limit: Int = 500, in db: any Connection) throws
        -> [WorkEntry]
    {
        try db.rows(
            """
            SELECT \(WorkEntry.columns) FROM work_entries
            WHERE \(Conversations.within("conversation", conversation)) ORDER BY id DESC LIMIT \(limit)
            """
        ).reversed().map(WorkEntry.init(row:))
    }

    /// All that can be billed to a conversation's customer, oldest first, billed already or not.
    static func theirs(in conversation: Conversation.ID, db: any Connection) throws -> [WorkEntry] {
        try db.rows(
            """
            SELECT \(WorkEntry.columns) FROM work_entries
            WHERE \(Conversations.theirs("conversation", conversation, in: db)) ORDER BY id LIMIT \(most)
            """
        ).map(WorkEntry.init(row:))
    }

    /// More than anybody books on one matter; so that no mistake fills the memory.
    static let most = 20_000

    /// What has been worked on a conversation, against what was told. Where it was merged with another
    /// customer's, each runs against their own.
    public func balance(of conversation: Conversation.ID) async throws -> WorkBalance {
        try await database.read { db in try Self.balance(of: conversation, in: db) }
    }

    static func balance(of conversation: Conversation.ID, in db: any Connection) throws -> WorkBalance {
        let currency = try Settings.terms(in: db).currency
        let theirs = try Conversations.theirs("conversation", conversation, in: db)
        let row = try db.row(
            """
            SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS used, MAX(created_at) AS as_of,
                CAST(COALESCE(SUM(quantity) FILTER (WHERE kind = 'time'), 0) AS BIGINT) AS hours
            FROM work_entries
            WHERE \(theirs) AND currency = \(currency)
            """)
        let accepted = try db.rows(
            """
            SELECT \(Estimate.columns) FROM estimates
            WHERE \(theirs) AND state = \(EstimateState.accepted) AND currency = \(currency)
            """
        ).map { try Estimate(row: $0) }
        let (limit, setAt) = try limit(of: conversation, in: db)
        let later = accepted.filter { estimate in
            estimate.kind == .change && (estimate.answer?.at ?? .beginning) > (setAt ?? .beginning)
        }
        let more = later.reduce(0) { $0 + $1.gross.high }
        return WorkBalance(
            used: Money(try row?("used") ?? 0, currency), asOf: try row?("as_of"),
            told: accepted.isEmpty ? nil : Money(accepted.reduce(0) { $0 + $1.gross.high }, currency),
            limit: limit,
            ceiling: limit.flatMap { limit in
                // Ensemble keeps no exchange rates: another currency's limit says nothing of this one.
                limit.amount.currency == currency ? Money(limit.amount.minorUnits + more, currency) : nil
            },
            hours: try row?("hours") ?? 0)
    }

    /// Its own limit, else the lowest of those merged into it: what was told to a customer holds.
    private static func limit(of conversation: Conversation.ID, in db: any Connection) throws -> (
        SpendLimit?, setAt: Moment?
    ) {
        guard
            let row = try db.row(
                """
                SELECT amount, currency, at_limit, tell_customer, set_at FROM spend_limits
                WHERE \(Conversations.theirs("conversation", conversation, in: db))
                ORDER BY CASE WHEN conversation = \(conversation) THEN 0 ELSE 1 END, amount, set_at LIMIT 1
                """)
        else { return (nil, nil) }
        return (
            SpendLimit(
                Money(try row("amount"), try row("currency")), atLimit: try row("at_limit"),
                tellsCustomer: try row("tell_customer")), try row("set_at")
        )
    }

    // MARK: Booking

    /// Books time or material.
    /// - Parameter override: why it is booked past the limit.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict` past the limit.
    @discardableResult
    public func book(
        _ work: WorkEntry.Work, on conversation: Conversation.ID, override: String? = nil, by actor: Actor
    ) async throws -> WorkEntry.ID {
        let now = clock()
        return try await database.write { db in
            try Self.book(work, on: conversation, override: override, by: actor, at: now, in: db)
        }
    }

    static func book(
        _ work: WorkEntry.Work, on conversation: Conversation.ID, override: String?, by actor: Actor,
        at now: Moment, in db: any Connection
    ) throws -> WorkEntry.ID {
        let agent = try actor.requireAgent()
        try work.line.check()
        let living = try Conversations.living(conversation, in: db)
        // Two who book at once wait for each other here: neither passes the limit by the other's leave.
        try db.execute(
            "UPDATE spend_limits SET amount = amount WHERE \(Conversations.within("conversation", living.id))"
        )
        let terms = try Settings.terms(in: db)
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        guard work.day <= Day(now, in: zone), work.day >= Day(living.createdAt, in: zone) - 366 else {
            throw Fault.invalid(
                "Work is booked on a day that has been, at most a year before the conversation.")
        }
        let activity = try Activities.standing(work.activity, for: work.kind, in: db)
        let amount = work.gross(taxIncluded: terms.taxIncluded)
        let why = override?.oneLine.nonEmpty
        let isPast = try mayPass(amount, on: living.id, why: why, by: actor, in: db)
        let id = try WorkEntry.ID(rawValue: db.newID())
        try db.execute(
            """
            INSERT INTO work_entries (id, conversation, kind, text, day, quantity, currency, price, tax_rate,
                amount, billable, shown, agent, override_why, created_at, activity)
            VALUES (\(id), \(living.id), \(work.kind), \(work.text), \(work.day), \(work.quantity),
                \(terms.currency), \(work.price), \(work.taxRate), \(amount), \(work.isBillable),
                \(work.isShown), \(agent), \(isPast ? why : nil), \(now), \(activity.version))
            """)
        let r = Reader(now: now.milliseconds)
        var data = [
            "kind": work.kind.rawValue, "text": work.text,
            "quantity": Decimals.plain(work.quantity, digits: 3),
            "amount": r.money(Money(amount, terms.currency)),
        ]
        if isPast { data["why"] = why }
        data["activity"] = activity.name
        try Events.record(.workBooked, by: actor, conversation: living.id, data: data, at: now, in: db)
        try alert(living, at: now, in: db)
        return id
    }

    /// Whether the amount passes the limit, which takes a reason and somebody who may give it. Once the limit
    /// is reached nothing is booked without, nor what nobody is billed for.
    /// - Throws: `Fault.conflict`, `Fault.forbidden`.
    private static func mayPass(
        _ amount: Int64, on conversation: Conversation.ID, why: String?, by actor: Actor,
        in db: any Connection
    ) throws -> Bool {
        let balance = try balance(of: conversation, in: db)
        guard let limit = balance.limit, let ceiling = balance.ceiling,
            balance.used.minorUnits >= ceiling.minorUnits
                || balance.used.minorUnits + amount > ceiling.minorUnits
        else { return false }
        guard why != nil else {
            throw Fault.conflict(
                "That would go past the limit that was told. Send a change order first, or say why not.")
        }
        if limit.atLimit == .stop { try actor.requireAdministrator() }
        return true
    }

    /// Takes an entry back that was not billed.
    /// - Throws: `Fault.notFound`, `Fault.conflict`.
    public func remove(_ id: WorkEntry.ID, by actor: Actor) async throws -> Conversation.ID {
        _ = try actor.requireAgent()
        let now = clock()
        return try await database.write { db in
            guard let row = try db.row("SELECT \(WorkEntry.columns) FROM work_entries WHERE id = \(id)")
            else {
                throw Fault.notFound("There is no such entry.")
            }
            let entry = try WorkEntry(row: row)
            guard !entry.isBilled else { throw Fault.conflict("It stands on an invoice already.") }
            try Self.checkOffBills(id, in: db)
            try db.execute("DELETE FROM work_entries WHERE id = \(id) AND invoice IS NULL")
            try Events.record(
                .workRemoved, by: actor, conversation: entry.conversation,
                data: ["text": entry.work.text, "quantity": Decimals.plain(entry.work.quantity, digits: 3)],
                at: now, in: db)
            return entry.conversation
        }
    }

    /// What stands on a draft is taken off there first; what stands on a bill that was issued stays, also
    /// after that was credited.
    /// - Throws: `Fault.conflict`.
    private static func checkOffBills(_ id: WorkEntry.ID, in db: any Connection) throws {
        let bill = try db.row(
            """
            SELECT invoices.title, invoices.issued_at FROM invoices
                JOIN invoice_lines ON invoice_lines.invoice = invoices.id
            WHERE invoice_lines.work = \(id)
            ORDER BY CASE WHEN invoices.issued_at IS NULL THEN 1 ELSE 0 END, invoices.id LIMIT 1
            """)
        guard let bill else { return }
        guard try bill("issued_at") as Moment? == nil else {
            throw Fault.conflict("It stands on an invoice already.")
        }
        let title: String = try bill("title")
        throw Fault.conflict("It stands on the draft of a bill, “\(title)”: take it off there first.")
    }
}
