/// A message as people read it: who wrote to whom, when, what it says and
/// what hangs on it.
///
/// Every field is bounded by `MailReader.Limits`; what was cut is told in
/// `truncated`, and the raw message remains the whole truth.
public struct ParsedMail: Sendable {
    /// Without the angle brackets; `nil` when the message has none.
    public var messageID: String?
    /// Message ids that this one answers, without angle brackets.
    public var inReplyTo: [String] = []
    /// The thread so far, oldest first; of a very long list the first and
    /// the last 99.
    public var references: [String] = []
    /// One line, decoded, trimmed; empty when there is none.
    public var subject = ""
    /// Who wrote. Without a usable `From`, the Reply-To, Return-Path or
    /// Sender stands in, with a defect that says so.
    public var from: [MailAddress] = []
    public var sender: MailAddress?
    public var replyTo: [MailAddress] = []
    public var to: [MailAddress] = []
    public var cc: [MailAddress] = []
    public var bcc: [MailAddress] = []
    /// Milliseconds since 1970-01-01 00:00 UTC; `nil` when absent or absurd
    /// (before 1970, or after 9999).
    public var date: Int64?
    /// The text parts as shown, in order; `nil` when the message has only
    /// HTML or nothing to read.
    public var text: String?
    /// The HTML parts as sent, in order. **Not** sanitised.
    public var html: String?
    public var attachments: [ParsedAttachment] = []
    /// The invitations in it; each also stays an attachment.
    public var calendar: [CalendarInvite] = []
    /// The top header fields in order, decoded, one line each.
    public var headers: [(name: String, value: String)] = []
    public var classification: Classification = .person
    public var spam = SpamVerdict()
    /// What was wrong with the message, in words for staff.
    public var defects: [String] = []
    /// Whether something was left out because a limit was met.
    public var truncated = false

    public init() {}

    /// The value of the first header field of that name, without regard to
    /// case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.utf8.elementsEqual(name.utf8) { ($0 | 0x20) == ($1 | 0x20) } }?.value
    }
}

/// A file that came with a message.
public struct ParsedAttachment: Sendable, Hashable {
    /// Its place among the attachments of its message, from 0.
    public var index: Int
    /// A file name safe to offer for download: no path, control characters
    /// or direction overrides; never empty.
    public var name: String
    /// Lower case, without parameters: `image/png`.
    public var contentType: String
    public var bytes: [UInt8]
    /// Without the angle brackets.
    public var contentID: String?
    /// Whether it is shown within the text, by `cid:` or by its disposition.
    public var isInline: Bool

    public init(
        index: Int, name: String, contentType: String, bytes: [UInt8],
        contentID: String? = nil, isInline: Bool = false
    ) {
        self.index = index
        self.name = name
        self.contentType = contentType
        self.bytes = bytes
        self.contentID = contentID
        self.isInline = isInline
    }
}

/// Why a message cannot be read at all.
public enum MailDefect: Error, Hashable, Sendable {
    /// There is nothing but white space.
    case empty
    /// There is no header field and the bytes are no text.
    case notMail
    /// It is larger than the reader accepts; the limit, in bytes.
    case tooLarge(limit: Int)

    /// One sentence for a person.
    public var message: String {
        switch self {
        case .empty: "The message is empty."
        case .notMail: "The bytes received are no e-mail message."
        case .tooLarge(let limit): "The message is larger than \(limit / 1_048_576) MB."
        }
    }
}
