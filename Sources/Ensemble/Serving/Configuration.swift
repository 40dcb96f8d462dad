import Foundation
import Mail
import NIOSSL

/// How an installation is set up. What a flag says goes before the
/// environment, that before the file, that before the default.
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
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    public var trustedProxies: [String] = []
    /// The mail server for mailboxes without one of their own.
    public var smtp: SMTPSettings?
    /// A file with certificates of authorities to trust beside the system's, for mail servers.
    public var mailAuthorities: String?
    /// Who may read `/metrics`: the token to be sent as `Authorization: Bearer`.
    public var metricsToken: String?
    /// Whether pages for developers are served: `/dev/pages`, `/dev/mail`.
    public var developerPages = false
    /// `trace`, `debug`, `info`, `notice`, `warning`, `error`.
    public var logLevel = "info"
    /// How often mailboxes are looked into.
    public var pollInterval = Span.seconds(30)
    /// Where Stripe's API is asked, for payments by it; another place is for tests.
    public var stripeAPI = "https://api.stripe.com"

    public init() {}

    /// Whether browsers reach us by TLS, so that cookies can insist on it.
    var isSecure: Bool { baseURL.hasPrefix("https://") }
}

extension Configuration {
    /// One thing that can be set.
    struct Key: Sendable {
        /// As in the file; the environment has it as `ENSEMBLE_` in capitals with `_`.
        let name: String
        let explanation: String
        let apply: @Sendable (inout Configuration, String) throws(ConfigurationProblem) -> Void

        var variable: String { "ENSEMBLE_" + name.uppercased().replacingOccurrences(of: "-", with: "_") }
    }

    /// Everything that can be set; docs/hosting.md has the same table, and a test compares them.
    static let keys: [Key] = [
        Key(name: "database", explanation: "sqlite:PATH or postgres://user:password@host:port/name") {
            $0.database = $1
        },
        Key(name: "host", explanation: "The address to listen at.") { $0.host = $1 },
        Key(name: "port", explanation: "The port to listen at, 0 to 65535; 0 takes a free one.") {
            configuration, text throws(ConfigurationProblem) in
            configuration.port = try number(text, in: 0...65_535)
        },
        Key(name: "base-url", explanation: "The address people use, for links in mails.") {
            configuration, text throws(ConfigurationProblem) in
            configuration.baseURL = try url(text)
        },
        Key(
            name: "tls-certificate", explanation: "A PEM file with the certificate chain, for TLS of our own."
        ) { $0.tlsCertificate = $1 },
        Key(name: "tls-key", explanation: "The PEM file with its key.") { $0.tlsKey = $1 },
        Key(name: "trusted-proxies", explanation: "Addresses of proxies in front, with commas.") {
            configuration, text throws(ConfigurationProblem) in
            configuration.trustedProxies = try proxies(text)
        },
        Key(
            name: "smtp",
            explanation: "smtp://user:password@host:port, smtps://… or smtp+plain://… without encryption."
        ) { configuration, text throws(ConfigurationProblem) in
            configuration.smtp = try SMTPSettings(url: text)
        },
        Key(name: "mail-authorities", explanation: "A PEM file of authorities to trust for mail servers.") {
            $0.mailAuthorities = $1
        },
        Key(name: "metrics-token", explanation: "The token that opens /metrics.") { $0.metricsToken = $1 },
        Key(name: "developer-pages", explanation: "yes serves /dev/pages and /dev/mail.") {
            configuration, text throws(ConfigurationProblem) in
            configuration.developerPages = try truth(text)
        },
        Key(name: "log-level", explanation: "trace, debug, info, notice, warning or error.") {
            configuration, text throws(ConfigurationProblem) in
            let levels = ["trace", "debug", "info", "notice", "warning", "error"]
            guard levels.contains(text) else {
                throw .init("It must be one of \(levels.joined(separator: ", ")).")
            }
            configuration.logLevel = text
        },
        Key(name: "poll-interval", explanation: "Seconds between two looks into a mailbox, 1 to 86400.") {
            configuration, text throws(ConfigurationProblem) in
            configuration.pollInterval = .seconds(Int64(try number(text, in: 1...86_400)))
        },
        Key(name: "stripe-api", explanation: "Where Stripe's API is asked; another place is for tests.") {
            configuration, text throws(ConfigurationProblem) in
            configuration.stripeAPI = try url(text)
        },
    ]

    /// Reads the configuration from all its places.
    /// - Parameters:
    ///   - file: the text of the file, `nil` when there is none.
    ///   - flags: by the names of `keys`.
    /// - Throws: `ConfigurationProblem`, a sentence that says where and what.
    public static func read(
        file: String?, environment: [String: String], flags: [String: String]
    ) throws(ConfigurationProblem) -> Configuration {
        var configuration = Configuration()
        if let file { try configuration.apply(file: file) }
        for key in keys {
            if let value = environment[key.variable] {
                try configuration.set(key, value, from: "the environment variable \(key.variable)")
            }
        }
        if let stray = environment.keys.sorted().first(where: { name in
            name.hasPrefix("ENSEMBLE_") && !name.hasPrefix("ENSEMBLE_TEST") && !others.contains(name)
                && !keys.contains { $0.variable == name }
        }) {
            throw ConfigurationProblem("The environment variable \(stray) is none that Ensemble knows.")
        }
        for key in keys {
            if let value = flags[key.name] {
                try configuration.set(key, value, from: "the flag --\(key.name)")
            }
        }
        guard (configuration.tlsCertificate == nil) == (configuration.tlsKey == nil) else {
            throw ConfigurationProblem("tls-certificate and tls-key go together: one of them is missing.")
        }
        return configuration
    }

    /// Variables that are read elsewhere.
    private static let others: Set<String> = [
        "ENSEMBLE_DATA", "ENSEMBLE_CONFIG", "ENSEMBLE_CORPORA", "ENSEMBLE_KEEP_TEST_DB", "ENSEMBLE_SCREENS",
    ]

    private mutating func apply(file: String) throws(ConfigurationProblem) {
        for (place, line) in file.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = String(line).trimmed
            if line.isEmpty || line.hasPrefix("#") { continue }
            let parts = line.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
            guard parts.count == 2 else {
                throw ConfigurationProblem(
                    "Line \(place + 1) of the configuration file is not of the form “name = value”.")
            }
            guard let key = Self.keys.first(where: { $0.name == parts[0] }) else {
                throw ConfigurationProblem(
                    "Line \(place + 1) of the configuration file sets “\(parts[0])”, which Ensemble does not know."
                )
            }
            try set(key, parts[1], from: "line \(place + 1) of the configuration file")
        }
    }

    private mutating func set(_ key: Key, _ value: String, from place: String) throws(ConfigurationProblem) {
        do {
            try key.apply(&self, value)
        } catch {
            throw ConfigurationProblem("The value of \(key.name) in \(place) is wrong. \(error.message)")
        }
    }

    private static func number(_ text: String, in range: ClosedRange<Int>) throws(ConfigurationProblem) -> Int
    {
        guard let number = Int(text), range.contains(number) else {
            throw ConfigurationProblem("It must be a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// As a connection tells them, so that both ways to write an address are one.
    private static func proxies(_ text: String) throws(ConfigurationProblem) -> [String] {
        var addresses: [String] = []
        for word in text.split(separator: ",") {
            guard let address = ClientAddress.plain(String(word).trimmed) else {
                throw ConfigurationProblem(
                    "Each must be an address in numbers, such as 127.0.0.1 or ::1, with commas between them.")
            }
            addresses.append(address)
        }
        return addresses
    }

    private static func truth(_ text: String) throws(ConfigurationProblem) -> Bool {
        switch text.lowercased() {
        case "yes", "true", "on", "1": return true
        case "no", "false", "off", "0": return false
        default: throw ConfigurationProblem("It must be yes or no.")
        }
    }

    private static func url(_ text: String) throws(ConfigurationProblem) -> String {
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme ?? ""), url.host != nil
        else {
            throw ConfigurationProblem("It must be an address such as https://desk.example.com.")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}

extension Configuration {
    /// Looks into the files that it names, at the start of a server.
    /// - Throws: `ConfigurationProblem`.
    func checkFiles() throws(ConfigurationProblem) {
        if let mailAuthorities {
            guard let found = try? NIOSSLCertificate.fromPEMFile(mailAuthorities), !found.isEmpty else {
                throw ConfigurationProblem(
                    "The file that mail-authorities names could not be read, or holds no certificate in PEM.")
            }
        }
        _ = try tls()
    }

    /// How to speak TLS; `nil` where no certificate is configured.
    func tls() throws(ConfigurationProblem) -> TLSConfiguration? {
        guard let tlsCertificate, let tlsKey else { return nil }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(tlsCertificate)
            let key = try NIOSSLPrivateKey(file: tlsKey, format: .pem)
            let tls = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map(NIOSSLCertificateSource.certificate),
                privateKey: .privateKey(key))
            // Refuses a key of another certificate.
            _ = try NIOSSLContext(configuration: tls)
            return tls
        } catch {
            throw ConfigurationProblem(
                "The TLS certificate or its key could not be read from the files named, or they don't belong together."
            )
        }
    }
}

/// A sentence about a setting that can't be used. It never holds a value: it may be a secret.
public struct ConfigurationProblem: Error, CustomStringConvertible {
    public let message: String
    init(_ message: String) { self.message = message }
    public var description: String { message }
}

extension SMTPSettings {
    /// `smtp://` is STARTTLS, `smtps://` TLS from the first byte, `smtp+plain://` neither.
    init(url text: String) throws(ConfigurationProblem) {
        let schemes = ["smtp": ("starttls", 587), "smtps": ("tls", 465), "smtp+plain": ("none", 25)]
        guard let url = URLComponents(string: text), let scheme = url.scheme,
            let (security, port) = schemes[scheme],
            let host = url.host, !host.isEmpty
        else {
            throw ConfigurationProblem(
                "It must be an address such as smtp://user:password@mail.example.com:587.")
        }
        self.init(
            host: host, port: url.port ?? port, security: security, user: url.user, password: url.password)
    }
}
