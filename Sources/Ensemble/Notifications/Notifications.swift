import Database
import Localization

/// What agents want to know of: listed, counted, seen, mailed.
public struct Notifications: Sendable {
    let database: any Database
    let clock: Clock
    let languages: Languages
    /// The address people use, for links in mails.
    let baseURL: String

    /// One row of the list, with what its sentence needs.
    public struct Line: Identifiable, Equatable, Sendable {
        public let notification: Notification
        public let subject: String
        public let customerName: String
        /// The colleague who did it.
        public let actorName: String?
        /// Who wrote the message.
        public let writerName: String?
        public let teamName: String?
        /// Why a message was not delivered.
        public let why: String?
        /// What is to be done in the step that can begin.
        public let stepTitle: String?
        /// The estimate that it is about.
        public let estimate: About?
        /// When what runs against a limit was last booked: how old the figure is.
        public let asOf: Moment?

        /// An estimate as a sentence names it.
        public struct About: Equatable, Sendable {
            public let kind: Estimate.Kind
            public let reference: String
            /// Who accepted or declined it, and the reason.
            public let name: String?
            public let words: String
        }

        public var id: Notification.ID { notification.id }
        var isSeen: Bool { notification.seenAt != nil }
    }

    /// A place in the list: what is unseen stands before what is seen.
    public struct Place: Equatable, Sendable, LosslessStringConvertible {
        let isSeen: Bool
        let keyset: Keyset

        init(isSeen: Bool, keyset: Keyset) {
            self.isSeen = isSeen
            self.keyset = keyset
        }

        /// `seen-1700000000000-42` or `new-…`, as it stands in a link.
        public init?(_ text: String) {
            let parts = text.split(separator: "-", maxSplits: 1)
            guard parts.count == 2, ["seen", "new"].contains(parts[0]), let keyset = Keyset(String(parts[1]))
            else { return nil }
            self.init(isSeen: parts[0] == "seen", keyset: keyset)
        }

        public var description: String { "\(isSeen ? "seen" : "new")-\(keyset)" }
    }

    /// A page of the list.
    public struct Listing: Sendable {
        public let lines: [Line]
        /// `nil` on the last page.
        public let next: Place?
    }

    /// What an agent was told: first what they have not seen, then what they
    /// have; each latest first.
    /// - Parameters:
    ///   - after: the last row of the page before.
    ///   - limit: rows a page, at most 200.
    /// - Throws: `Fault.forbidden`.
    public func list(for actor: Actor, after: Place? = nil, limit: Int = 50) async throws -> Listing {
        let agent = try actor.requireAgent()
        let limit = min(max(limit, 1), 200)
        return try await database.read { db in
            var lines: [Line] = []
            if after?.isSeen != true {
                lines = try Self.lines(
                    of: agent, seen: false, after: after?.keyset, limit: limit + 1, in: db)
            }
            if lines.count <= limit {
                lines += try Self.lines(
                    of: agent, seen: true, after: after?.isSeen == true ? after?.keyset : nil,
                    limit: limit + 1 - lines.count, in: db)
            }
            let shown = Array(lines.prefix(limit))
            return Listing(lines: shown, next: lines.count > limit ? shown.last?.place : nil)
        }
    }

    private static func lines(
        of agent: Agent.ID, seen: Bool, after: Keyset?, limit: Int, in db: any Connection
    ) throws -> [Line] {
        try db.rows(
            """
            SELECT \(Line.columns) FROM notifications \(Line.joins)
            WHERE notifications.agent = \(agent) AND notifications.seen_at IS \(seen ? "NOT NULL" : "NULL" as SQL)
                \(after.map { "AND (notifications.at, notifications.id) < (\($0.moment), \($0.id))" } ?? "" as SQL)
            ORDER BY notifications.at DESC, notifications.id DESC LIMIT \(limit)
            """
        ).map(Line.init(row:))
    }

    // MARK: Counting and seeing

    /// How many are unseen, counted as far as the views of the inbox are.
    static func unseenCount(of agent: Agent.ID, in db: any Connection) throws -> Int {
        try db.value(
            """
            SELECT COUNT(*) FROM (SELECT 1 AS one FROM notifications WHERE agent = \(agent) AND seen_at IS NULL
                LIMIT \(Conversations.countLimit + 1)) AS first_rows
            """) ?? 0
    }

    /// Whether something in a conversation is unseen.
    static func isUnseen(_ conversation: Conversation.ID, by agent: Agent.ID, in db: any Connection) throws
        -> Bool
    {
        try db.row(
            """
            SELECT id FROM notifications WHERE conversation = \(conversation) AND agent = \(agent)
                AND seen_at IS NULL
            """) != nil
    }

    /// Notes that an agent has seen what happened in a conversation.
    static func markSeen(
        _ conversation: Conversation.ID, by agent: Agent.ID, at now: Moment, in db: any Connection
    ) throws {
        let changed = try db.execute(
            """
            UPDATE notifications SET seen_at = \(now)
            WHERE conversation = \(conversation) AND agent = \(agent) AND seen_at IS NULL
            """)
        if changed > 0 { try announce(to: agent, in: db) }
    }

    /// Notes that an agent has seen everything up to a moment: what came
    /// while they looked at the list stays new.
    /// - Throws: `Fault.forbidden`.
    public func markAllSeen(until: Moment, by actor: Actor) async throws {
        let agent = try actor.requireAgent()
        let now = clock()
        try await database.write { db in
            let changed = try db.execute(
                """
                UPDATE notifications SET seen_at = \(now)
                WHERE agent = \(agent) AND seen_at IS NULL AND at <= \(until)
                """)
            if changed > 0 { try Self.announce(to: agent, in: db) }
        }
    }

    // MARK: Live

    /// The channel on which open pages hear that there is news for an agent.
    static let channel = "notifications"

    static func announce(to agent: Agent.ID, in db: any Connection) throws {
        try db.announce(channel, agent.description)
    }
}

extension Notifications.Line {
    static let columns: SQL = """
        \(Notification.columns), conversations.subject, customers.name AS customer_name,
        (SELECT address FROM contact_points WHERE contact_points.customer = conversations.customer
            ORDER BY created_at, address_key LIMIT 1) AS customer_address,
        agents.name AS actor_name, messages.from_name AS writer_name, messages.from_address AS writer_address,
        messages.delivery_why, teams.name AS team_name, plan_steps.title AS step_title, estimates.kind AS estimate_kind,
        estimates.number AS estimate_number, estimates.version AS estimate_version, estimates.answer_name,
        estimates.answer_words,
        CASE WHEN notifications.kind = 'limit' THEN (SELECT MAX(work_entries.created_at) FROM work_entries
            WHERE work_entries.conversation = notifications.conversation
                AND work_entries.created_at <= notifications.at) END AS as_of
        """

    static let joins: SQL = """
        JOIN conversations ON conversations.id = notifications.conversation
        JOIN customers ON customers.id = conversations.customer
        LEFT JOIN agents ON agents.id = notifications.actor
        LEFT JOIN messages ON messages.id = notifications.message
        LEFT JOIN teams ON teams.id = conversations.team
        LEFT JOIN estimates ON estimates.id = notifications.estimate
        LEFT JOIN plan_steps ON plan_steps.id = notifications.step
        """

    init(row: Row) throws {
        notification = try Notification(row: row)
        subject = try row("subject")
        let name: String = try row("customer_name")
        let address: String? = try row("customer_address")
        customerName = name.nonEmpty ?? address ?? "?"
        actorName = try row("actor_name")
        let (writer, writerAddress) = (
            try row("writer_name") as String?, try row("writer_address") as String?
        )
        writerName = writer?.nonEmpty ?? writerAddress
        teamName = try row("team_name")
        why = try row("delivery_why")
        asOf = try row("as_of")
        stepTitle = try row("step_title")
        estimate = try (row("estimate_kind") as Estimate.Kind?).map { kind in
            About(
                kind: kind,
                reference: Estimate.reference(
                    try row("estimate_number"), version: try row("estimate_version")),
                name: try row("answer_name"), words: try row("answer_words") ?? "")
        }
    }

    var place: Notifications.Place {
        Notifications.Place(
            isSeen: isSeen, keyset: Keyset(moment: notification.at, id: notification.id.rawValue))
    }
}
