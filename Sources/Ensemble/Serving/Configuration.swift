/// How an installation is set up: from a file, the environment and flags.
public struct Configuration: Sendable {
    /// `sqlite:PATH` or `postgres://…`.
    public var database = "sqlite::memory:"
    public var host = "127.0.0.1"
    public var port = 8080
    /// The address people use, for links in mails: `https://desk.clinic.test`.
    public var baseURL = "http://localhost:8080"
    /// Certificate chain and key in PEM files; both or none.
    public var tlsCertificate: String?
    public var tlsKey: String?
    /// Addresses of proxies whose `X-Forwarded-…` is believed.
    public var trustedProxies: [String] = []
    /// The mail server for mailboxes without one of their own.
    public var smtp: SMTPSettings?
    /// Who may read `/metrics`: the token to be sent as `Authorization: Bearer`.
    public var metricsToken: String?
    /// Whether pages for developers are served: `/dev/pages`, `/dev/mail`.
    public var developerPages = false
    /// `trace`, `debug`, `info`, `notice`, `warning`, `error`.
    public var logLevel = "info"

    public init() {}

    /// Whether browsers reach us by TLS, so that cookies can insist on it.
    var isSecure: Bool { baseURL.hasPrefix("https://") }
}
