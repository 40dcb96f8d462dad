/// How a connection to a mail server is protected.
public enum TransportSecurity: Hashable, Sendable, Codable {
    /// In the clear. Only for a server on the same machine or a test.
    case none
    /// In the clear at first, then TLS by the STARTTLS command. Where it is
    /// required and the server does not offer it, nothing is sent.
    case startTLS(required: Bool)
    /// TLS from the first byte: port 465 for SMTP, 993 for IMAP.
    case tls
}
