/// Where to connect and how: what SMTP and IMAP have in common.
struct WireSettings: Equatable, Sendable {
    enum Scheme: String { case smtp, imap }

    var scheme: Scheme
    var host: String
    var port: Int
    var security: TransportSecurity
    var user: String?
    var password: String?
    /// An OAuth 2.0 access token, used in place of the password.
    var bearer: String?
    /// The name to greet an SMTP server with.
    var heloName: String?
    var connectTimeout: Duration
    /// The longest silence of the server.
    var answerTimeout: Duration
    var verifyCertificate: Bool
    var caFile: String?

    /// `host:port`, as sentences name it.
    var server: String { "\(host):\(port)" }

    /// `smtp://info@mail.example.org:587`, without the password.
    var description: String {
        "\(scheme.rawValue)\(security == .tls ? "s" : "")://\(user.map { "\($0)@" } ?? "")\(server)"
    }

    /// The ways of signing in to try first.
    ///
    /// Left to itself libcurl prefers Kerberos and NTLM to a password as soon
    /// as the user's name has an `@`, and fails where Exchange offers them to
    /// those who are in no domain of its own.
    var usualMechanisms: String {
        bearer == nil ? "AUTH=PLAIN;AUTH=LOGIN" : "AUTH=OAUTHBEARER;AUTH=XOAUTH2"
    }

    /// Whether a server's last line before libcurl gave up is its refusal.
    func isRefusal(_ line: String) -> Bool {
        switch scheme {
        case .smtp: line.first.map { "45".contains($0) } ?? false
        case .imap:
            line.split(separator: " ").dropFirst().first.map { ["NO", "BAD"].contains($0.uppercased()) }
                ?? false
        }
    }

    /// The URL for libcurl.
    /// - Throws: `configuration` when a part would change the URL's meaning.
    func url() throws(WireFailure) -> String {
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        guard !bare.isEmpty, bare.utf8.allSatisfy(Self.isHostByte) else {
            throw WireFailure(kind: .configuration, words: "\"\(host)\" is not the name of a server.")
        }
        guard (1...65535).contains(port) else {
            throw WireFailure(kind: .configuration, words: "\(port) is not a port; ports go from 1 to 65535.")
        }
        for text in [user, password, bearer, heloName].compactMap({ $0 })
        where text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            throw WireFailure(
                kind: .configuration,
                words: "A user name or password cannot hold line breaks or control characters.")
        }
        let name = heloName.map { "/" + $0.filter { $0.utf8.allSatisfy(Self.isHostByte) } } ?? ""
        let authority = bare.contains(":") ? "[\(bare)]" : bare
        return "\(scheme.rawValue)\(security == .tls ? "s" : "")://\(authority):\(port)\(name)"
    }

    /// A letter, digit or other byte that a host name or address can hold;
    /// bytes above ASCII are for libcurl's own IDN conversion.
    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
            UInt8(ascii: "_"), UInt8(ascii: ":"), 0x80...0xFF:
            true
        default: false
        }
    }
}

extension Duration {
    /// Whole milliseconds, at least one and at most a day: what libcurl and
    /// `poll` take.
    var milliseconds: Int {
        let parts = components
        guard parts.seconds >= 0 else { return 1 }
        guard parts.seconds < 86_400 else { return 86_400_000 }
        return max(1, Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000))
    }
}
