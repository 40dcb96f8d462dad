/// A server that takes mail for delivery, and how to reach it.
public struct SMTPServer: Hashable, Sendable, Codable {
    /// A host name or an IP address; an IPv6 address with or without brackets.
    public var host: String
    /// Usually 587 with STARTTLS, 465 with TLS, 25 between servers.
    public var port: Int
    public var security: TransportSecurity
    /// Who to sign in as; nobody when `nil`.
    public var user: String?
    public var password: String?
    /// An OAuth 2.0 access token (XOAUTH2, OAUTHBEARER) in place of a password.
    public var bearer: String?
    /// The name to greet with; the machine's own when `nil`.
    public var heloName: String?
    /// The longest time to connect, and the longest silence while a message
    /// is handed over.
    public var timeout: Duration
    /// The longest wait for the answer to the whole message.
    ///
    /// Too short, and messages end up in doubt that were in truth accepted.
    /// Source: RFC 5321 section 4.5.3.2.6 says ten minutes.
    public var deliveryTimeout: Duration
    /// Whether the certificate must be valid and for this host. Turned off,
    /// anyone on the way can read and change the mail and the password.
    public var verifyCertificate: Bool
    /// A file of PEM certificates to trust in place of the system's.
    public var caFile: String?

    public init(
        host: String, port: Int, security: TransportSecurity, user: String? = nil, password: String? = nil,
        bearer: String? = nil, heloName: String? = nil, timeout: Duration = .seconds(60),
        deliveryTimeout: Duration = .seconds(600), verifyCertificate: Bool = true, caFile: String? = nil
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.bearer = bearer
        self.heloName = heloName
        self.timeout = timeout
        self.deliveryTimeout = deliveryTimeout
        self.verifyCertificate = verifyCertificate
        self.caFile = caFile
    }

    var wire: WireSettings {
        WireSettings(
            scheme: .smtp, host: host, port: port, security: security, user: user, password: password,
            bearer: bearer, heloName: heloName, connectTimeout: timeout, answerTimeout: timeout,
            verifyCertificate: verifyCertificate, caFile: caFile)
    }
}

extension SMTPServer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Where it is and who signs in, for a log: never the password.
    public var description: String { wire.description }

    public var debugDescription: String { description }

    public var customMirror: Mirror { Mirror(self, children: ["server": description]) }
}
