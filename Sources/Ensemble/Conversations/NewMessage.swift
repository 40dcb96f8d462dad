import Database
import Mail
import Markup

/// A message on its way into a conversation.
struct NewMessage: Sendable {
    var kind: Message.Kind = .message
    var author: Message.Author
    var from: MailAddress
    var recipients = JSONText(Message.Recipients())
    var subject: String
    var text: String
    /// What lists show of it, where that has been made ready.
    var snippet: String?
    var wholeText: String?
    var html: String?
    var messageID: String?
    var inReplyTo: String?
    var classification = Message.Classification.person
    var classificationWhy: String?
    var details: JSONText<MessageDetails>?
    var delivery: Message.Delivery?
    var raw: RawMessage.ID?
    var files: [NewFile] = []
}

/// A file on its way into the database, its content already hashed.
public struct NewFile: Sendable {
    public let name: String
    public let contentType: String
    public let bytes: [UInt8]
    public let contentID: String?
    public let isInline: Bool
    let sha256: String

    public init(
        name: String, contentType: String, bytes: [UInt8], contentID: String? = nil, isInline: Bool = false
    ) {
        self.name = name
        self.contentType = contentType
        self.bytes = bytes
        self.contentID = contentID
        self.isInline = isInline
        sha256 = Digest.sha256(bytes)
    }
}

extension Conversations {
    /// Writes a message and its files, and brings the conversation's summary up to date.
    /// - Parameter isSummarised: the conversation was opened with this message's summary.
    static func append(
        _ message: NewMessage, to conversation: Conversation.ID, isSummarised: Bool = false, at now: Moment,
        in db: any Connection
    ) throws -> Message.ID {
        let id = try Message.ID(rawValue: db.newID())
        let (authorKind, author): (String, Int64?) =
            switch message.author {
            case .customer(let id): ("customer", id.rawValue)
            case .agent(let id): ("agent", id.rawValue)
            case .system: ("system", nil)
            }
        try db.execute(
            """
            INSERT INTO messages (id, conversation, kind, author_kind, author, from_name, from_address, recipients,
                subject, text, whole_text, html, message_id, in_reply_to, classification, classification_why,
                details, delivery, raw, created_at)
            VALUES (\(id), \(conversation), \(message.kind), \(authorKind), \(author), \(message.from.name ?? ""),
                \(message.from.address), \(message.recipients), \(message.subject), \(message.text),
                \(message.wholeText), \(message.html), \(message.messageID), \(message.inReplyTo),
                \(message.classification), \(message.classificationWhy),
                \(message.details), \(message.delivery), \(message.raw),
                \(now))
            """)
        for (position, file) in message.files.enumerated() {
            try Attachments.add(file, to: id, at: position, now: now, in: db)
        }
        if message.kind == .message, !isSummarised {
            try summarise(message, in: conversation, at: now, db: db)
        }
        return id
    }

    private static func summarise(
        _ message: NewMessage, in conversation: Conversation.ID, at now: Moment, db: any Connection
    ) throws {
        let summary = Summary(message)
        try db.execute(
            """
            UPDATE conversations SET last_message_at = \(now), last_message_by = \(summary.by),
                snippet = \(summary.snippet),
                messages = messages + 1, changed_at = \(now)
            WHERE id = \(conversation)
            """)
    }

    /// What lists say of a conversation's last message.
    struct Summary: Sendable {
        let by: String
        let snippet: String

        init(_ message: NewMessage) {
            by = (message.from.name?.nonEmpty ?? message.from.address).shortened(to: 100)
            let isMarkdown = if case .agent = message.author { true } else { false }
            snippet = message.snippet ?? Self.snippet(of: message.text, isMarkdown: isMarkdown)
        }

        static func snippet(of text: String, isMarkdown: Bool) -> String {
            let beginning = String(text.prefix(400))
            return (isMarkdown ? Markdown.words(beginning) : beginning).oneLine.shortened(to: 160)
        }
    }
}
