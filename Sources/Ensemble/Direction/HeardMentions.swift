import Database
import Localization

/// Customers' words, coded as product, service and idea by the code book.
public struct HeardMentions: Sendable {
    let database: any Database
    let clock: Clock

    /// A message with what was marked in it, for one who codes.
    public struct Coding: Sendable {
        public let message: Message
        /// In the order of the text; the coder's own and everybody else's.
        public let mentions: [Mention]
        public let agentNames: [Agent.ID: String]
        public let book: CodeBook
    }

    /// A customer's message and its marks.
    /// - Throws: `Fault.notFound`, `Fault.conflict` for words that are not a customer's.
    public func coding(_ id: Message.ID, for actor: Actor) async throws -> Coding {
        _ = try actor.requireAgent()
        return try await database.read { db in
            let message = try Self.message(id, in: db)
            return Coding(
                message: message, mentions: try Self.of(id, in: db), agentNames: try Agents.names(in: db),
                book: try CodeBook.present(in: db))
        }
    }

    /// In the order of the text, and for the same words of coding.
    static func of(_ message: Message.ID, in db: any Connection) throws -> [Mention] {
        try db.rows(
            """
            SELECT \(Mention.columns) FROM mentions WHERE message = \(message) ORDER BY begins, length, id
            LIMIT 2000
            """
        ).map(Mention.init(row:))
    }

    /// How many spans of each message are marked.
    static func counts(of messages: [Message.ID], in db: any Connection) throws -> [Message.ID: Int] {
        var counts: [Message.ID: Int] = [:]
        guard !messages.isEmpty else { return counts }
        for row in try db.rows(
            """
            SELECT message, COUNT(*) AS marked FROM mentions
            WHERE message IN \(list: messages) AND counted = 1 GROUP BY message
            """)
        { counts[try row("message")] = try row("marked") }
        return counts
    }

    static func find(_ id: Mention.ID, in db: any Connection) throws -> Mention {
        guard let row = try db.row("SELECT \(Mention.columns) FROM mentions WHERE id = \(id)") else {
            throw Fault.notFound("There is no such mark.")
        }
        return try Mention(row: row)
    }

    /// A message of a customer: only their words are heard.
    static func message(_ id: Message.ID, in db: any Connection) throws -> Message {
        guard let row = try db.row("SELECT \(Message.columns) FROM messages WHERE id = \(id)") else {
            throw Fault.notFound("There is no such message.")
        }
        let message = try Message(row: row)
        guard message.kind == .message, case .customer = message.author else {
            throw Fault.conflict("Only what customers say is marked.")
        }
        return message
    }
}
