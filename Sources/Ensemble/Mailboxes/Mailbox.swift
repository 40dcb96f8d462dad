import Database
import Mail

/// An address the business reads and writes from.
public struct Mailbox: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Mailbox>

    public let id: ID
    public var name: String
    public var address: String
    /// Markdown, under every answer from here.
    public var signature: String
    /// New conversations go to this team.
    public var team: Team.ID?
    /// Whether answers ask for replies to `local+number.signature@domain`.
    public var plusAddressing: Bool
    public var imap: IMAPSettings?
    public var smtp: SMTPSettings?
    public let createdAt: Moment
    public var closedAt: Moment?

    var sender: MailAddress { MailAddress(name: name, address: address) }
}

/// Where a mailbox is read.
public struct IMAPSettings: Equatable, Sendable, Codable {
    public var host: String
    public var port: Int
    /// `tls`, `starttls` or `none`.
    public var security: String
    public var user: String
    public var password: String
    public var folder: String
    /// Where read messages are moved; absent: they stay and are marked as seen.
    public var moveTo: String?

    public init(
        host: String, port: Int, security: String, user: String, password: String, folder: String = "INBOX",
        moveTo: String? = nil
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.folder = folder
        self.moveTo = moveTo
    }
}

/// Where mail is handed in for sending.
public struct SMTPSettings: Equatable, Sendable, Codable {
    public var host: String
    public var port: Int
    /// `tls`, `starttls` or `none`.
    public var security: String
    public var user: String?
    public var password: String?

    public init(host: String, port: Int, security: String, user: String? = nil, password: String? = nil) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
    }
}

extension Mailbox {
    static let columns: SQL =
        "id, name, address, signature, team, plus_addressing, imap, smtp, created_at, closed_at"

    init(row: Row) throws {
        id = try row("id")
        name = try row("name")
        address = try row("address")
        signature = try row("signature")
        team = try row("team")
        plusAddressing = try row("plus_addressing")
        let imap: String? = try row("imap")
        self.imap = try imap.map { try JSON.value(IMAPSettings.self, from: $0) }
        let smtp: String? = try row("smtp")
        self.smtp = try smtp.map { try JSON.value(SMTPSettings.self, from: $0) }
        createdAt = try row("created_at")
        closedAt = try row("closed_at")
    }
}
