import Database
import Mail

/// A message, seen by the customer, or a note, seen by staff only.
public struct Message: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Message>

    public enum Kind: String, Sendable, Bindable, Readable { case message, note }

    public enum Author: Equatable, Sendable {
        case customer(Customer.ID)
        case agent(Agent.ID)
        case system
    }

    /// How far a message of ours has come.
    public enum Delivery: String, Sendable, Bindable, Readable {
        /// It can still be taken back.
        case undoable
        case queued, sending, sent, failed
        /// The connection broke in the one moment in which SMTP cannot say whether it was taken.
        case unclear
    }

    /// What kind of mail it is.
    public enum Classification: String, Sendable, CaseIterable, Bindable, Readable {
        case person
        case autoReply = "auto-reply"
        case bounce
        case list
        case notification
        /// Sent by a desk of ours.
        case own
        /// Could not be read; the raw message is attached.
        case unreadable
    }

    public struct Recipients: Hashable, Sendable, Codable {
        public var to: [MailAddress]
        public var cc: [MailAddress]
        public var bcc: [MailAddress]

        public init(to: [MailAddress] = [], cc: [MailAddress] = [], bcc: [MailAddress] = []) {
            self.to = to
            self.cc = cc
            self.bcc = bcc
        }

        public var all: [MailAddress] { to + cc + bcc }
    }

    public let id: ID
    public let conversation: Conversation.ID
    public let kind: Kind
    public let author: Author
    public let fromName: String
    public let fromAddress: String
    public let recipients: Recipients
    public let subject: String
    /// What is shown: the customer's new words, or an agent's Markdown.
    public let text: String
    /// With quote and signature, where that is more.
    public let wholeText: String?
    /// Sanitised.
    public let html: String?
    public let messageID: String?
    public let inReplyTo: String?
    public let classification: Classification
    public let classificationWhy: String?
    public let details: MessageDetails
    public let delivery: Delivery?
    public let deliveryWhy: String?
    public let deliveredAt: Moment?
    public let raw: RawMessage.ID?
    public let createdAt: Moment
    public var attachments: [Attachment] = []

    public var isFromTeam: Bool { if case .agent = author { true } else { false } }
}

/// What only some messages have.
public struct MessageDetails: Equatable, Sendable, Codable {
    public var invitations: [Invitation]?
    /// What was wrong with the message as it came.
    public var defects: [String]?
    public var date: Int64?
    /// Whether the HTML names pictures elsewhere.
    public var remoteImages: Bool?
    /// Of a bounce: whom it is about, and whether it is for good.
    public var bounce: BounceDetails?

    public init() {}

    var isEmpty: Bool { self == MessageDetails() }

    /// As the database keeps it. Nearly always there is nothing but a date,
    /// which needs no encoder.
    var stored: JSONText<Self> {
        var rest = self
        rest.date = nil
        guard let date, rest.isEmpty else { return JSONText(self) }
        return JSONText(self, text: "{\"date\":\(date)}")
    }

    public struct Invitation: Equatable, Sendable, Codable {
        public var method: String
        public var summary: String
        public var start: Int64?
        public var end: Int64?
        public var location: String?
        public var organizer: String?
    }

    public struct BounceDetails: Equatable, Sendable, Codable {
        public var recipients: [String]
        public var status: String?
        public var reason: String
        public var isHard: Bool
    }
}

/// A file of a message.
public struct Attachment: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Attachment>
    public let id: ID
    public let message: Message.ID?
    public let name: String
    public let contentType: String
    /// In bytes.
    public let size: Int
    public let sha256: String
    public let contentID: String?
    public let isInline: Bool

    static let columns: SQL = "id, message, name, content_type, size, sha256, content_id, inline"
}

/// A message as it came, byte for byte.
public enum RawMessage {
    public typealias ID = Identifier<RawMessage>
}

extension Message {
    static let columns: SQL = """
        messages.id, messages.conversation, messages.kind, messages.author_kind, messages.author,
        messages.from_name, messages.from_address, messages.recipients, messages.subject, messages.text,
        messages.whole_text, messages.html, messages.message_id, messages.in_reply_to,
        messages.classification, messages.classification_why, messages.details, messages.delivery,
        messages.delivery_why, messages.delivered_at, messages.raw, messages.created_at
        """

    init(row: Row) throws {
        id = try row("id")
        conversation = try row("conversation")
        kind = try row("kind")
        let authorKind: String = try row("author_kind")
        let authorID: Int64? = try row("author")
        author =
            switch (authorKind, authorID) {
            case ("customer", let id?): .customer(Customer.ID(rawValue: id))
            case ("agent", let id?): .agent(Agent.ID(rawValue: id))
            default: .system
            }
        fromName = try row("from_name")
        fromAddress = try row("from_address")
        recipients = try JSON.value(Recipients.self, from: row("recipients"))
        subject = try row("subject")
        text = try row("text")
        wholeText = try row("whole_text")
        html = try row("html")
        messageID = try row("message_id")
        inReplyTo = try row("in_reply_to")
        classification = try row("classification")
        classificationWhy = try row("classification_why")
        let details: String? = try row("details")
        self.details = try details.map { try JSON.value(MessageDetails.self, from: $0) } ?? MessageDetails()
        delivery = try row("delivery")
        deliveryWhy = try row("delivery_why")
        deliveredAt = try row("delivered_at")
        raw = try row("raw")
        createdAt = try row("created_at")
    }
}

extension Attachment {
    init(row: Row) throws {
        id = try row("id")
        message = try row("message")
        name = try row("name")
        contentType = try row("content_type")
        size = try row("size")
        sha256 = try row("sha256")
        contentID = try row("content_id")
        isInline = try row("inline")
    }
}
