import Database
import Localization

extension Conversations {
    /// Results a page: the best are the first, so nobody needs as many as an inbox shows.
    public static let pageOfSearch = 25

    /// The conversations that fit, best first, then latest first.
    ///
    /// Words are looked for in subjects, people and messages; the beginning
    /// of a word finds it. Notes are found too: only staff search.
    /// - Parameter limit: at most so many, 200 at the most.
    public func search(_ text: String, for actor: Actor, offset: Int = 0, limit: Int = pageOfSearch)
        async throws
        -> [Line]
    {
        let agent = try actor.requireAgent()
        let search = Search(text)
        guard !search.isEmpty else { return [] }
        let limit = min(max(limit, 1), 200)
        return try await database.read { db in
            let filter = Self.filter(search, for: agent)
            let rows =
                search.terms.contains { !$0.isExcluded }
                ? try Self.found(search, filter: filter, for: agent, offset: offset, limit: limit, in: db)
                : try Self.filtered(filter, for: agent, offset: offset, limit: limit, in: db)
            return try Self.lines(Self.numbered(search, for: agent, in: db) + rows, in: db)
        }
    }

    /// A number that was typed is found first.
    private static func numbered(_ search: Search, for agent: Agent.ID, in db: any Connection) throws -> [Row]
    {
        guard let number = search.number else { return [] }
        return try db.rows(
            """
            SELECT \(Conversation.columns), \(lineColumns), conversations.last_message_at AS place
            FROM conversations \(lineJoins(for: agent)) WHERE conversations.id = \(number)
            """)
    }

    private static func filtered(
        _ filter: SQL, for agent: Agent.ID, offset: Int, limit: Int, in db: any Connection
    ) throws -> [Row] {
        try db.rows(
            """
            SELECT \(Conversation.columns), \(lineColumns), conversations.last_message_at AS place
            FROM conversations \(lineJoins(for: agent))
            WHERE conversations.state <> 'merged' \(filter)
            ORDER BY conversations.last_message_at DESC, conversations.id DESC LIMIT \(limit) OFFSET \(offset)
            """)
    }

    /// In two steps: which conversations, then only the rows that a page shows. The best messages are
    /// enough mostly; where filters or long threads leave too few conversations of these, all are weighed.
    private static func found(
        _ search: Search, filter: SQL, for agent: Agent.ID, offset: Int, limit: Int, in db: any Connection
    ) throws -> [Row] {
        let wanted = offset + limit
        var ids = try best(wanted, of: hits(search, atMost: 2 * wanted, in: db.engine), filter, in: db)
        if ids.count < wanted {
            ids = try best(wanted, of: hits(search, atMost: nil, in: db.engine), filter, in: db)
        }
        return try rows(of: Array(ids.dropFirst(offset)), for: agent, in: db)
    }

    /// Only filters need the conversations themselves; one that was merged away has no messages.
    private static func best(_ count: Int, of hits: SQL, _ filter: SQL, in db: any Connection) throws
        -> [Conversation.ID]
    {
        let filtered: SQL =
            filter.isEmpty
            ? "" : "JOIN conversations ON conversations.id = messages.conversation WHERE 1 = 1 \(filter)"
        return try db.rows(
            """
            WITH hits AS MATERIALIZED (\(hits))
            SELECT messages.conversation FROM hits JOIN messages ON messages.id = hits.message \(filtered)
            GROUP BY messages.conversation
            ORDER BY MIN(hits.place), MAX(messages.id) DESC LIMIT \(count)
            """
        ).map { try $0("conversation") }
    }

    /// The rows of these conversations, in this order.
    private static func rows(of ids: [Conversation.ID], for agent: Agent.ID, in db: any Connection) throws
        -> [Row]
    {
        guard !ids.isEmpty else { return [] }
        let rows = try db.rows(
            """
            SELECT \(Conversation.columns), \(lineColumns), conversations.last_message_at AS place
            FROM conversations \(lineJoins(for: agent)) WHERE conversations.id IN \(list: ids)
            """)
        var byID: [Conversation.ID: Row] = [:]
        for row in rows { byID[try row("id")] = row }
        return ids.compactMap { byID[$0] }
    }

    /// Message and place (smaller is better) of each message that fits.
    private static func hits(_ search: Search, atMost limit: Int?, in engine: Engine) -> SQL {
        let found =
            switch engine {
            case .sqlite: sqliteHits(search)
            case .postgres: postgresHits(search)
            }
        return limit.map { found + " ORDER BY place LIMIT \($0)" } ?? found
    }

    /// The filters as conditions, each behind an `AND`.
    private static func filter(_ search: Search, for agent: Agent.ID) -> SQL {
        var filter: SQL = ""
        for state in search.states { filter = filter + condition(state, for: agent) }
        for from in search.from {
            filter =
                filter + """
                     AND EXISTS (SELECT 1 FROM participants LEFT JOIN customers AS known ON known.id = participants.customer
                        WHERE participants.conversation = conversations.id
                            AND (participants.address_key LIKE \(Self.containing(from)) ESCAPE '\\'
                                OR LOWER(known.name) LIKE \(Self.containing(from)) ESCAPE '\\'
                                OR LOWER(participants.name) LIKE \(Self.containing(from)) ESCAPE '\\'))
                    """
        }
        for assignee in search.assignee { filter = filter + assigned(assignee, agent) }
        for tag in search.tags {
            filter =
                filter + """
                     AND EXISTS (SELECT 1 FROM conversation_tags JOIN tags ON tags.id = conversation_tags.tag
                        WHERE conversation_tags.conversation = conversations.id AND tags.name_key = \(tag))
                    """
        }
        if let before = search.before { filter = filter + " AND conversations.last_message_at < \(before)" }
        if let after = search.after { filter = filter + " AND conversations.last_message_at >= \(after)" }
        return filter
    }

    private static func condition(_ state: String, for agent: Agent.ID) -> SQL {
        switch state {
        case "new": " AND conversations.state = 'new'"
        case "open": " AND conversations.state IN ('new', 'open') AND conversations.suspended_at IS NULL"
        case "waiting", "resolved", "merged": " AND conversations.state = \(state)"
        case "suspended": " AND conversations.suspended_at IS NOT NULL"
        case "unassigned": " AND conversations.assignee IS NULL"
        case "mine": " AND conversations.assignee = \(agent)"
        default: " AND 1 = 0"
        }
    }

    private static func assigned(_ name: String, _ agent: Agent.ID) -> SQL {
        switch name {
        case "me": " AND conversations.assignee = \(agent)"
        case "none", "nobody": " AND conversations.assignee IS NULL"
        default:
            """
             AND conversations.assignee IN (SELECT id FROM agents
                WHERE email_key LIKE \(containing(name)) ESCAPE '\\' OR LOWER(name) LIKE \(containing(name)) ESCAPE '\\')
            """
        }
    }

    /// A pattern for `LIKE` that holds the text as it stands.
    private static func containing(_ text: String) -> String {
        let escaped = text.map { "%_\\".contains($0) ? "\\\($0)" : String($0) }.joined()
        return "%\(escaped)%"
    }
}
