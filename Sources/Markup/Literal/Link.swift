/// Which link targets may be written into a page.
enum Link {
    /// The target itself, or `#` where its scheme is not one of those that
    /// only lead somewhere.
    ///
    /// Control characters and spaces are passed over as browsers do when
    /// they look for the scheme, so `java\tscript:` is refused too.
    static func safe(_ target: String) -> String {
        guard let scheme = scheme(of: target.utf8) else { return target }
        return schemes.contains(scheme) ? target : "#"
    }

    /// Schemes that lead somewhere and run nothing.
    static let schemes: Set<String> = ["http", "https", "mailto", "tel", "sms", "cid", "xmpp", "sip"]

    /// The scheme in lower case as a browser would find it; `nil` where the
    /// target is relative. Anything odd before the colon is returned as it
    /// is and so matches no scheme.
    static func scheme(of target: some Sequence<UInt8>) -> String? {
        var scheme: [UInt8] = []
        for byte in target {
            switch byte {
            case UInt8(ascii: ":"):
                return String(decoding: scheme, as: UTF8.self)
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
                return nil
            case 0...0x20, 0x7F:
                continue
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                scheme.append(byte | 0x20)
            default:
                scheme.append(byte)
            }
            // Longer than any scheme: still odd, but not worth keeping.
            if scheme.count > 64 { scheme.removeLast() }
        }
        return nil
    }
}
