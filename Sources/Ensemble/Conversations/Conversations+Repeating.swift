import Database
import Mail

extension Conversations {
    /// How soon the same words of the same author are a second press of the
    /// button, or a browser that tries again, and no second message.
    static let repeatTime = Span.seconds(15)

    /// The same for an answer that comes from no draft.
    static func justWritten(
        _ reply: Reply, by agent: Agent.ID, in conversation: Conversation.ID, at now: Moment,
        db: any Connection
    ) throws -> Message.ID? {
        let message = NewMessage(
            author: .agent(agent), from: MailAddress(name: nil, address: ""),
            recipients: JSONText(reply.recipients ?? Message.Recipients()), subject: "", text: reply.text)
        return try justWritten(message, in: conversation, at: now, db: db)
    }

    /// The latest message of a conversation, if it is this one, written just now.
    static func justWritten(
        _ message: NewMessage, in conversation: Conversation.ID, at now: Moment, db: any Connection
    ) throws -> Message.ID? {
        guard
            let row = try db.row(
                """
                SELECT \(Message.columns) FROM messages WHERE conversation = \(conversation)
                ORDER BY id DESC LIMIT 1
                """)
        else { return nil }
        let last = try Message(row: row)
        guard last.author == message.author, last.kind == message.kind, last.text == message.text,
            last.recipients == message.recipients.value, now - last.createdAt < repeatTime
        else { return nil }
        // What came with the draft was adopted the first time.
        let files = try Attachments.of([last.id], in: db)[last.id] ?? []
        return files.map(\.sha256).starts(with: message.files.map(\.sha256)) ? last.id : nil
    }
}
