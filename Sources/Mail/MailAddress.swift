/// One mailbox as a message names it: a display name, if any, and an address.
public struct MailAddress: Hashable, Sendable, Codable {
    /// The display name, decoded; `nil` when the message gives none.
    public var name: String?
    /// The address as it was written, trimmed. It need not contain an `@`:
    /// mail systems sign as `MAILER-DAEMON`.
    public var address: String

    public init(name: String? = nil, address: String) {
        self.name = name
        self.address = address
    }

    /// The form to compare addresses by: lower case, composed Unicode, and
    /// the domain in ASCII (`xn--…`) without a trailing dot.
    ///
    /// Source: RFC 5891, RFC 3492. Local parts are compared without case, as
    /// nearly every mail system does, although RFC 5321 permits otherwise.
    public var key: String {
        if address.utf8.allSatisfy({ $0 < 0x80 }) { return Self.asciiKey(address) }
        guard let at = address.lastIndex(of: "@") else {
            return UnicodeForm.composed(address).lowercased()
        }
        let local = UnicodeForm.composed(String(address[..<at])).lowercased()
        return local + "@" + Punycode.asciiDomain(String(address[address.index(after: at)...]))
    }

    private static func asciiKey(_ address: String) -> String {
        let lowered = address.lowercased()
        return lowered.utf8.last == UInt8(ascii: ".") ? String(lowered.dropLast()) : lowered
    }
}
