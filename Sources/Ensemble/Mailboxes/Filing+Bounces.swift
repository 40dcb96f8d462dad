import Database
import Localization
import Mail

extension Filing {
    /// Files a delivery report with the message that it is about.
    /// - Returns: `nil` when that message is not ours.
    func file(
        _ bounce: Bounce, of mail: ParsedMail, _ readable: IncomingMail.Readable, raw: RawMessage.ID
    ) throws -> Incoming.Receipt? {
        guard let original = try originalMessage(of: bounce, mail) else { return nil }
        let conversation = try Conversations.living(original.conversation, in: db)
        let from = mail.from.first ?? MailAddress(name: nil, address: Self.unknownSender)
        let message = NewMessage(
            author: .system, from: from, recipients: readable.recipients, subject: readable.subject,
            text: readable.visible, wholeText: readable.whole, html: readable.html, messageID: mail.messageID,
            inReplyTo: original.messageID, classification: .bounce, classificationWhy: bounce.explanation,
            details: readable.details, raw: raw, files: readable.files)
        let filed = try Conversations.append(message, to: conversation.id, at: now, in: db)
        try Events.record(
            .messageReceived, by: .system, conversation: conversation.id, message: filed, at: now, in: db)
        try mark(original, as: bounce, in: conversation)
        return .added(conversation.id)
    }

    private func mark(_ original: Message, as bounce: Bounce, in conversation: Conversation) throws {
        guard !bounce.isDelayed else { return }
        let who = bounce.recipients.first ?? original.recipients.to.first?.address ?? ""
        let why = "\(who): \(bounce.explanation)"
        try db.execute(
            "UPDATE messages SET delivery = 'failed', delivery_why = \(why) WHERE id = \(original.id)")
        try Events.record(
            .messageFailed, by: .system, conversation: conversation.id, message: original.id,
            data: ["why": why, "kind": bounce.isHard ? "hard" : "soft"], at: now, in: db)
        if bounce.isHard {
            for recipient in bounce.recipients.prefix(20) {
                try Customers.noteBounce(recipient, why: bounce.explanation, at: now, in: db)
            }
        }
        // The answer did not arrive: it is our move again.
        try Conversations.reopen(conversation, by: .system, as: .reopened, at: now, in: db)
    }

    private func originalMessage(of bounce: Bounce, _ mail: ParsedMail) throws -> Message? {
        for name in [bounce.originalMessageID].compactMap({ $0 }) + mail.inReplyTo
            + mail.references.reversed().prefix(20)
        {
            let row = try db.row(
                """
                SELECT \(Message.columns) FROM messages WHERE message_id = \(name) AND author_kind = 'agent' LIMIT 1
                """)
            if let row { return try Message(row: row) }
        }
        return nil
    }
}
