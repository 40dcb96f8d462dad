import Database

/// The intervals in the database follow the conversation's state, in the
/// transaction that changes it.
extension Ownership {
    private static let columns: SQL = "party, why, about, from_at, to_at"

    /// All intervals of a conversation, oldest first.
    static func of(_ conversation: Conversation.ID, in db: any Connection) throws -> Ownership {
        Ownership(
            try db.rows(
                """
                SELECT \(columns) FROM ownership_intervals WHERE conversation = \(conversation) ORDER BY place
                """
            ).map(OwnershipInterval.init(row:)))
    }

    /// Whose move each of several conversations is now.
    static func now(of conversations: [Conversation.ID], in db: any Connection) throws
        -> [Conversation.ID: OwnershipInterval]
    {
        guard !conversations.isEmpty else { return [:] }
        var found: [Conversation.ID: OwnershipInterval] = [:]
        for row in try db.rows(
            """
            SELECT conversation, \(columns) FROM ownership_intervals
            WHERE conversation IN \(list: conversations) AND to_at IS NULL
            """)
        {
            found[try row("conversation")] = try OwnershipInterval(row: row)
        }
        return found
    }

    /// The first interval of a new conversation.
    static func begin(
        _ conversation: Conversation.ID, _ party: Party, because why: Why, at now: Moment,
        in db: any Connection
    ) throws {
        try insert(OwnershipInterval(party, because: why, from: now), 1, of: conversation, in: db)
    }

    /// Looks whose move the conversation is after a change, and writes it down.
    static func follow(
        _ id: Conversation.ID, because why: Why, about: String? = nil, at now: Moment, in db: any Connection
    ) throws {
        let conversation = try Conversations.find(id, in: db)
        try change(id, in: db) { ownership in
            if case .merged = conversation.state {
                ownership.end(at: now)
            } else {
                ownership.hand(to: Party(of: conversation), because: why, about: about, at: now)
            }
        }
    }

    /// What was handed over at a moment is taken back: it was never sent.
    static func takeBack(_ id: Conversation.ID, since moment: Moment, at now: Moment, in db: any Connection)
        throws
    {
        let conversation = try Conversations.find(id, in: db)
        try change(id, in: db) { ownership in
            ownership.takeBack(since: moment)
            ownership.hand(to: Party(of: conversation), because: .undone, at: now)
        }
    }

    /// Only the last two intervals can change.
    private static func change(
        _ id: Conversation.ID, in db: any Connection, _ change: (inout Ownership) -> Void
    ) throws {
        let rows = try db.rows(
            """
            SELECT place, \(columns) FROM ownership_intervals WHERE conversation = \(id)
            ORDER BY place DESC LIMIT 2
            """
        ).reversed()
        let first: Int = try rows.first.map { try $0("place") } ?? 1
        let before = try rows.map(OwnershipInterval.init(row:))
        var ownership = Ownership(before)
        change(&ownership)
        let after = ownership.intervals
        let same = zip(before, after).prefix { $0 == $1 }.count
        guard same < before.count || same < after.count else { return }
        try db.execute(
            "DELETE FROM ownership_intervals WHERE conversation = \(id) AND place >= \(first + same)")
        for (offset, interval) in after.enumerated().dropFirst(same) {
            try insert(interval, first + offset, of: id, in: db)
        }
    }

    private static func insert(
        _ interval: OwnershipInterval, _ place: Int, of conversation: Conversation.ID, in db: any Connection
    ) throws {
        try db.execute(
            """
            INSERT INTO ownership_intervals (conversation, place, party, why, about, from_at, to_at)
            VALUES (\(conversation), \(place), \(interval.party), \(interval.why), \(interval.about),
                \(interval.from), \(interval.to))
            """)
    }

    private mutating func takeBack(since moment: Moment) {
        guard intervals.count > 1, let last = current, last.from >= moment else { return }
        var kept = Array(intervals.dropLast())
        kept[kept.count - 1].to = nil
        self = Ownership(kept)
    }
}

extension OwnershipInterval {
    init(row: Row) throws {
        party = try row("party")
        why = try row("why")
        about = try row("about")
        from = try row("from_at")
        to = try row("to_at")
    }
}
