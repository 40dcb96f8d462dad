/// A message to be sent, as the desk knows it.
///
/// Every text may hold anything at all: what could not stand in a header as
/// it is gets encoded, and line breaks in it become spaces.
public struct OutgoingMail: Sendable {
    public var from: MailAddress
    /// Who sends it, where that is not the author.
    public var sender: MailAddress?
    public var replyTo: [MailAddress] = []
    public var to: [MailAddress] = []
    public var cc: [MailAddress] = []
    /// Never written to the message; the envelope alone carries them.
    public var bcc: [MailAddress] = []
    public var subject: String
    /// `left@right`, without angle brackets.
    public var messageID: String
    /// The message this answers, without angle brackets.
    public var inReplyTo: String?
    /// The messages before it, oldest first, without angle brackets.
    public var references: [String] = []
    /// Milliseconds since 1970-01-01 00:00 UTC.
    public var date: Int64
    /// The text for readers without HTML; any line ends.
    public var text: String
    public var html: String?
    public var attachments: [OutgoingAttachment] = []
    /// `nil` for a message that a person wrote.
    public var autoSubmitted: AutoSubmitted?
    /// Further header fields, written in this order after the usual ones.
    public var extraHeaders: [(String, String)] = []

    public init(
        from: MailAddress, to: [MailAddress], subject: String, messageID: String, date: Int64, text: String
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.messageID = messageID
        self.date = date
        self.text = text
    }

    /// The bare addresses for the envelope: To, Cc and Bcc, each once.
    public var recipients: [String] {
        var seen: Set<String> = []
        return (to + cc + bcc).filter { seen.insert($0.key).inserted }.map(\.address)
    }
}

/// A file that goes with a message.
public struct OutgoingAttachment: Sendable {
    /// The file's name as the reader sees it.
    public var name: String
    /// `type/subtype`, with parameters if need be; what is not understood is
    /// sent as `application/octet-stream`.
    public var contentType: String
    public var bytes: [UInt8]
    /// What the HTML names it by (`cid:…`), without angle brackets.
    public var contentID: String?
    /// Shown within the HTML. Without a content id or without HTML it is
    /// attached like any other.
    public var isInline: Bool

    public init(
        name: String, contentType: String, bytes: [UInt8], contentID: String? = nil, isInline: Bool = false
    ) {
        self.name = name
        self.contentType = contentType
        self.bytes = bytes
        self.contentID = contentID
        self.isInline = isInline
    }
}
