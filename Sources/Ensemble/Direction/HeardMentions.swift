import Database
import Localization

/// Customers' words, coded as product, service and idea by the code book.
public struct HeardMentions: Sendable {
    let database: any Database
    let clock: Clock
    let seal: Seal
    let baseURL: String

    /// What a customer said with what was marked in it, for one who codes.
    public struct Coding: Sendable {
        public let said: SaidText
        /// In the order of the text; the coder's own and everybody else's.
        public let mentions: [Mention]
        public let agentNames: [Agent.ID: String]
        public let book: CodeBook
        /// When the customer was asked to say it themselves.
        public var invitedAt: Moment?
    }

    /// A customer's words and their marks.
    /// - Throws: `Fault.notFound`, `Fault.conflict` for words that are not a customer's, `Fault.forbidden`.
    public func coding(_ source: SaidText.Source, for actor: Actor) async throws -> Coding {
        _ = try actor.requireAgent()
        return try await database.read { db in
            Coding(
                said: try SaidText.find(source, in: db), mentions: try Self.of(source, in: db),
                agentNames: try Agents.names(in: db), book: try CodeBook.present(in: db),
                invitedAt: try db.value(
                    "SELECT asked_at FROM mention_invitations WHERE source = \(source.number)"))
        }
    }

    /// In the order of the text, and for the same words of coding.
    static func of(_ source: SaidText.Source, in db: any Connection) throws -> [Mention] {
        try db.rows(
            """
            SELECT \(Mention.columns) FROM mentions WHERE source = \(source.number) ORDER BY begins, length, id
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
            SELECT source, COUNT(*) AS marked FROM mentions
            WHERE source IN \(list: messages) AND counted = 1 GROUP BY source
            """)
        { counts[try row("source")] = try row("marked") }
        return counts
    }

    static func find(_ id: Mention.ID, in db: any Connection) throws -> Mention {
        guard let row = try db.row("SELECT \(Mention.columns) FROM mentions WHERE id = \(id)") else {
            throw Fault.notFound("There is no such mark.")
        }
        return try Mention(row: row)
    }
}
