/// Why a mailbox could not be read or changed.
public struct IMAPFailure: Error, Hashable, Sendable {
    public enum Kind: String, Sendable, Codable {
        /// No connection: unknown host, refused, timed out, lost.
        case unreachable
        /// The certificate is not trusted or is for another name, or the
        /// server offers no encryption.
        case untrusted
        /// The user name or password was refused.
        case signIn
        /// There is no such folder.
        case folder
        /// The server said no to a command.
        case refused
        /// What came was no IMAP, or too much of it.
        case malformed
        /// The settings themselves make no sense.
        case configuration
    }

    public let kind: Kind
    /// One sentence for a person.
    public let words: String
    /// What the server said, if that is why.
    public let answer: String?

    /// Whether the same may succeed later without anyone changing anything.
    public var isTransient: Bool {
        switch kind {
        case .unreachable, .refused, .malformed: true
        case .untrusted, .signIn, .folder, .configuration: false
        }
    }

    init(kind: Kind, words: String, answer: String? = nil) {
        self.kind = kind
        self.words = words
        self.answer = answer
    }

    init(_ failure: WireFailure) {
        kind =
            switch failure.kind {
            case .unknownHost, .refused, .timedOut, .lost: .unreachable
            case .untrusted, .wrongHost, .noEncryption, .notTLS: .untrusted
            case .signIn, .noMechanism: .signIn
            case .malformed, .tooLong: .malformed
            case .configuration: .configuration
            }
        words = failure.words
        answer = failure.answer
    }
}
