import Database

/// The words of one message as the index takes them.
struct MessageWords {
    let message: Message.ID
    let subject: String
    let people: String
    let body: String

    /// Longer texts are found by their first so many characters: an index has
    /// its limits (PostgreSQL's is 1 MB a message).
    static let bodyLimit = 200_000

    init(_ row: Row) throws {
        message = try row("id")
        subject = try row("subject")
        people = [try row("from_name") as String, try row("from_address")].joined(separator: " ")
        let text: String = try row("text")
        body = text.utf8.count <= Self.bodyLimit ? text : String(text.prefix(Self.bodyLimit))
    }
}

/// Keeps the search index: follows the history and indexes each new message.
struct SearchReader: EventReader {
    let name = "search"
    let kinds: Set<Event.Kind> = [.messageReceived, .replied, .noted]

    func read(_ events: [Event], in db: any Connection) throws {
        let messages = events.filter { $0.data["again"] == nil }.compactMap(\.message)
        // Some at a time: their texts are in memory together.
        for start in stride(from: 0, to: messages.count, by: 100) {
            try index(messages[start..<min(start + 100, messages.count)], in: db)
        }
    }

    private func index(_ messages: ArraySlice<Message.ID>, in db: any Connection) throws {
        for row in try db.rows(
            "SELECT id, subject, from_name, from_address, text FROM messages WHERE id IN \(list: messages)")
        {
            let words = try MessageWords(row)
            switch db.engine {
            case .sqlite: try Conversations.indexSQLite(words, in: db)
            case .postgres: try Conversations.indexPostgres(words, in: db)
            }
        }
    }

    /// Forgets a message that is about to be deleted, if it has been indexed yet.
    static func forget(_ message: Message.ID, of conversation: Conversation.ID, in db: any Connection) throws
    {
        let isIndexed =
            try db.row(
                """
                SELECT events.id FROM events JOIN event_cursors ON event_cursors.reader = 'search'
                WHERE events.conversation = \(conversation) AND events.message = \(message)
                    AND (events.tx, events.id) <= (event_cursors.tx, event_cursors.id) LIMIT 1
                """) != nil
        let row = try db.row(
            "SELECT id, subject, from_name, from_address, text FROM messages WHERE id = \(message)")
        guard isIndexed, let row else { return }
        switch db.engine {
        case .sqlite: try Conversations.unindexSQLite(MessageWords(row), in: db)
        case .postgres: try Conversations.unindexPostgres(message, in: db)
        }
    }
}
