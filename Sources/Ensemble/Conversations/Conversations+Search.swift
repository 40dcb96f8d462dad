import Database
import Localization

extension Conversations {
    /// Results a page: the best are the first, so nobody needs as many as an inbox shows.
    public static let pageOfSearch = 25

    /// The conversations that fit, best first, then latest first.
    ///
    /// Words are looked for in subjects, people and messages; the beginning
    /// of a word finds it. Notes are found too: only staff search.
    /// - Parameters:
    ///   - zone: where the days of `before:` and `after:` begin.
    ///   - limit: at most so many, 200 at the most.
    public func search(
        _ text: String, for actor: Actor, in zone: Zone = .utc, offset: Int = 0, limit: Int = pageOfSearch
    ) async throws -> [Line] {
        let agent = try actor.requireAgent()
        let search = Search(text)
        guard !search.isEmpty else { return [] }
        let limit = min(max(limit, 1), 200)
        return try await database.read { db in
            let filter = try SearchFilter(agent: agent, zone: zone, db: db).all(search.filters)
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
}
