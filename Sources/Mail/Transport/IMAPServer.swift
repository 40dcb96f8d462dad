/// A mailbox on an IMAP server, and how to reach it.
public struct IMAPServer: Hashable, Sendable, Codable {
    /// A host name or an IP address; an IPv6 address with or without brackets.
    public var host: String
    /// Usually 993 with TLS, 143 with STARTTLS.
    public var port: Int
    public var security: TransportSecurity
    public var user: String
    public var password: String?
    /// An OAuth 2.0 access token (XOAUTH2, OAUTHBEARER) in place of a password.
    public var bearer: String?
    /// The folder to read, in plain Unicode.
    public var folder: String
    /// The longest time to connect and sign in.
    public var connectTimeout: Duration
    /// The longest silence of the server within an answer.
    public var answerTimeout: Duration
    /// Whether the certificate must be valid and for this host. Turned off,
    /// anyone on the way can read the mail and the password.
    public var verifyCertificate: Bool
    /// A file of PEM certificates to trust in place of the system's.
    public var caFile: String?

    public init(
        host: String, port: Int, security: TransportSecurity, user: String, password: String? = nil,
        bearer: String? = nil, folder: String = "INBOX", connectTimeout: Duration = .seconds(30),
        answerTimeout: Duration = .seconds(60), verifyCertificate: Bool = true, caFile: String? = nil
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.bearer = bearer
        self.folder = folder
        self.connectTimeout = connectTimeout
        self.answerTimeout = answerTimeout
        self.verifyCertificate = verifyCertificate
        self.caFile = caFile
    }

    var wire: WireSettings {
        WireSettings(
            scheme: .imap, host: host, port: port, security: security, user: user, password: password,
            bearer: bearer, heloName: nil, connectTimeout: connectTimeout, answerTimeout: answerTimeout,
            verifyCertificate: verifyCertificate, caFile: caFile)
    }
}

extension IMAPServer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Where it is and who signs in, for a log: never the password.
    public var description: String { wire.description }

    public var debugDescription: String { description }

    public var customMirror: Mirror { Mirror(self, children: ["server": description]) }
}
