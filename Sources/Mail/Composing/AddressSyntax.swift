/// Whether an address can be written to a header and an envelope, and how.
///
/// Stricter than RFC 5322 where its freedoms (comments, folding, domain
/// literals with spaces) only ever hide something, looser than RFC 5321 in
/// letting any Unicode letter through (RFC 6531).
enum AddressSyntax {
    /// The address as it may be written between angle brackets, its domain in
    /// ASCII.
    /// - Returns: `nil` when it is not one: no `@`, nothing before or after
    ///   it, a space, control character or bracket outside of quotes, or
    ///   more than 320 bytes.
    static func written(_ address: String) -> String? {
        guard address.utf8.count <= 320, let at = address.lastIndex(of: "@") else { return nil }
        let local = address[..<at]
        guard isLocal(local) else { return nil }
        var domain = String(address[address.index(after: at)...])
        if needsUTF8(domain) { domain = Punycode.asciiDomain(domain) }
        guard isDomain(domain) else { return nil }
        return local + "@" + domain
    }

    /// Whether sending to it takes a server that knows SMTPUTF8.
    static func needsUTF8(_ written: String) -> Bool { written.utf8.contains { $0 >= 0x80 } }

    private static func isLocal(_ local: Substring) -> Bool {
        if local.hasPrefix("\"") { return isQuoted(local) }
        return !local.isEmpty && local.unicodeScalars.allSatisfy { isPlain($0) && $0 != "\"" && $0 != "\\" }
    }

    /// A quoted local part: `"john smith"`.
    private static func isQuoted(_ local: Substring) -> Bool {
        guard local.utf8.count >= 3, local.hasSuffix("\"") else { return false }
        var isEscaped = false
        for scalar in local.unicodeScalars.dropFirst().dropLast() {
            guard scalar == " " || isPrintable(scalar) else { return false }
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "\"" {
                return false
            }
        }
        return !isEscaped
    }

    private static func isDomain(_ domain: String) -> Bool {
        if domain.hasPrefix("["), domain.hasSuffix("]") {
            return domain.utf8.count > 2
                && domain.utf8.dropFirst().dropLast().allSatisfy {
                    isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":")
                        || $0 == UInt8(ascii: "-")
                }
        }
        return !domain.isEmpty && !domain.hasPrefix(".") && !domain.contains("..")
            && domain.unicodeScalars.allSatisfy {
                $0.value >= 0x80
                    ? isPlain($0) : isAlphanumeric(UInt8($0.value)) || $0 == "." || $0 == "-" || $0 == "_"
            }
    }

    /// A character that neither ends an address nor hides in one.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        guard isPrintable(scalar), !scalar.properties.isWhitespace else { return false }
        switch scalar {
        case "<", ">", "(", ")", "[", "]", ",", ";", ":", "@": return false
        default: return true
        }
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
        default: true
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
