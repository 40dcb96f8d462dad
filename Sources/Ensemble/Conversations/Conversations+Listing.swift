import Database
import Localization

extension Conversations {
    /// One row of the inbox.
    public struct Line: Identifiable, Equatable, Sendable {
        public let conversation: Conversation
        public let customerName: String
        public let assigneeName: String?
        public let tags: [String]
        /// Whether something was written since the agent looked.
        public let isUnread: Bool
        /// Where the next page starts.
        public let place: Keyset
        /// Whose move it is now, and why.
        var waits: OwnershipInterval?
        /// What was promised and not kept.
        var brokenPromise: String?
        /// Since which day a cost should have been told.
        var untoldSince: Day?

        public var id: Conversation.ID { conversation.id }
    }

    /// A page of a view.
    public struct Listing: Sendable {
        public let lines: [Line]
        /// `nil` on the last page.
        public let next: InboxPlace?
    }

    /// A page of the inbox, longest wait first; before all others those with a
    /// broken promise or a cost that was not told in time.
    /// - Parameters:
    ///   - after: the last row of the page before.
    ///   - limit: rows a page, at most 200.
    public func list(
        _ view: InboxView, for actor: Actor, after: InboxPlace? = nil, limit: Int = 50
    ) async throws -> Listing {
        let agent = try actor.requireAgent()
        let now = clock()
        return try await database.read { db in
            let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
            return try Self.list(
                view, for: agent, on: Day(now, in: zone), after: after, limit: limit, in: db)
        }
    }

    static func list(
        _ view: InboxView, for agent: Agent.ID, on today: Day, after: InboxPlace?, limit: Int,
        in db: any Connection
    ) throws -> Listing {
        let limit = min(max(limit, 1), 200)
        guard view.isOurMove, after?.isAbove != false else {
            return try rest(view, for: agent, on: today, after: after?.key, limit: limit, in: db)
        }
        let rows = try above(view, for: agent, on: today, after: after?.key, limit: limit + 1, in: db)
        let tops = try marked(lines(rows.prefix(limit), in: db), on: today, in: db)
        if rows.count > limit {
            return Listing(lines: tops, next: tops.last.map { InboxPlace($0.place, isAbove: true) })
        }
        let rest = try rest(view, for: agent, on: today, after: nil, limit: limit - tops.count, in: db)
        return Listing(lines: tops + rest.lines, next: rest.next)
    }

    /// Those behind.
    private static func rest(
        _ view: InboxView, for agent: Agent.ID, on today: Day, after: Keyset?, limit: Int,
        in db: any Connection
    ) throws -> Listing {
        let place: SQL =
            switch (after, view.newestFirst) {
            case (nil, _): ""
            case (let after?, false): "AND (\(view.order), conversations.id) > (\(after.moment), \(after.id))"
            case (let after?, true): "AND (\(view.order), conversations.id) < (\(after.moment), \(after.id))"
            }
        let direction: SQL = view.newestFirst ? "DESC" : ""
        let rows = try db.rows(
            """
            SELECT \(Conversation.columns), \(lineColumns), \(view.order) AS place
            FROM conversations \(lineJoins(for: agent))
            WHERE \(view.condition(for: agent)) \(place) \(isNotAbove(view, on: today))
            ORDER BY \(view.order) \(direction), conversations.id \(direction)
            LIMIT \(limit + 1)
            """)
        let lines = try lines(rows.prefix(limit), in: db)
        // A page that those above have filled leaves the beginning of the rest to the next.
        let last = lines.last.map { InboxPlace($0.place) } ?? InboxPlace(.beginning)
        return Listing(lines: lines, next: rows.count > limit ? last : nil)
    }

    static let lineColumns: SQL = """
        customers.name AS customer_name, agents.name AS assignee_name, conversation_reads.seen_at,
        CASE WHEN customers.name = '' THEN
            (SELECT address FROM contact_points WHERE contact_points.customer = conversations.customer
                ORDER BY created_at, address_key LIMIT 1) END AS customer_address
        """

    static func lineJoins(for agent: Agent.ID) -> SQL {
        """
        JOIN customers ON customers.id = conversations.customer
        LEFT JOIN agents ON agents.id = conversations.assignee
        LEFT JOIN conversation_reads
            ON conversation_reads.conversation = conversations.id AND conversation_reads.agent = \(agent)
        """
    }

    static func lines(_ rows: some Sequence<Row>, in db: any Connection) throws -> [Line] {
        let found = try rows.map { row in (row: row, conversation: try Conversation(row: row)) }
        let tags = try tags(of: found.map(\.conversation.id), in: db)
        let waits = try Ownership.now(of: found.map(\.conversation.id), in: db)
        return try found.map { row, conversation in
            let name: String = try row("customer_name")
            let address: String? = try row("customer_address")
            let seen: Moment? = try row("seen_at")
            return Line(
                conversation: conversation, customerName: name.nonEmpty ?? address ?? "?",
                assigneeName: try row("assignee_name"), tags: tags[conversation.id] ?? [],
                isUnread: seen.map { $0 < conversation.lastMessageAt } ?? true,
                place: Keyset(moment: try row("place"), id: conversation.id.rawValue),
                waits: waits[conversation.id])
        }
    }

    /// How many conversations each view holds, counted up to `countLimit`.
    public struct Counts: Equatable, Sendable {
        var byView: [InboxView: Int] = [:]
        /// Notifications that the agent has not seen.
        var news = 0
        /// Costs that should have been told before today, and payments that are missed.
        var overdueTells = 0
        public subscript(view: InboxView) -> Int { byView[view] ?? 0 }
    }

    /// Counting goes no further: a screen shows "1000+", and a view of a
    /// hundred thousand costs no more than one of a thousand.
    public static let countLimit = 1_000

    static func counts(for agent: Agent.ID, on today: Day, in db: any Connection) throws -> Counts {
        var counts = Counts()
        for view in InboxView.allCases where view != .resolved {
            counts.byView[view] = try db.value(
                """
                SELECT COUNT(*) FROM
                    (SELECT 1 AS one FROM conversations WHERE \(view.condition(for: agent)) LIMIT \(countLimit + 1)) AS first_rows
                """)
        }
        counts.overdueTells = try Tells.overdueCount(on: today, in: db) + Invoices.missedCount(in: db)
        counts.news = try Notifications.unseenCount(of: agent, in: db)
        return counts
    }

    /// - Throws: `Fault.forbidden`.
    public func counts(for actor: Actor, on today: Day) async throws -> Counts {
        let agent = try actor.requireAgent()
        return try await database.read { db in try Self.counts(for: agent, on: today, in: db) }
    }
}
