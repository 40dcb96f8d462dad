/// The target of a link or the source of a picture, as a browser would
/// take it.
///
/// Source: the URL standard, section 4.4: spaces and control characters
/// around an address and line breaks and tabs within it do not count.
struct Address {
    /// The address without what does not count.
    let bytes: [UInt8]
    /// In lower case, without its colon.
    let scheme: String

    /// - Returns: `nil` where it has no scheme and so would lead into our
    ///   own pages, or is longer than any address in use.
    init?(_ source: ArraySlice<UInt8>) {
        var source = source
        while let first = source.first, first <= 0x20 { source.removeFirst() }
        while let last = source.last, last <= 0x20 { source.removeLast() }
        var bytes = source.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        // Of the page it is on, and for mail that is secure.
        if bytes.starts(with: "//".utf8) { bytes = Array("https:".utf8) + bytes }
        guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }), let scheme = Link.scheme(of: bytes) else {
            return nil
        }
        guard scheme == "data" || bytes.count <= 8192 else { return nil }
        self.bytes = bytes
        self.scheme = scheme
    }

    /// Whether it leads somewhere, and running it does nothing.
    var mayBeFollowed: Bool {
        switch scheme {
        case "http", "https": hasHost
        case "mailto", "tel", "sms", "xmpp", "sip": true
        default: false
        }
    }

    /// Whether it names another server.
    var isRemote: Bool { (scheme == "http" || scheme == "https") && hasHost }

    private var hasHost: Bool {
        let rest = bytes.dropFirst(scheme.utf8.count + 1)
        return rest.starts(with: "//".utf8) && rest.count > 2
    }

    /// Whether it is a picture by itself, of a kind that can only be one.
    var isPicture: Bool {
        guard scheme == "data", let comma = bytes.firstIndex(of: UInt8(ascii: ",")), comma < 40 else {
            return false
        }
        let kinds = ["png", "jpeg", "jpg", "gif", "webp", "bmp"].map { "data:image/\($0);base64" }
        guard kinds.contains(String(decoding: bytes[..<comma], as: UTF8.self).lowercased()) else {
            return false
        }
        return bytes[(comma + 1)...].allSatisfy {
            ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/")
                || $0 == UInt8(ascii: "=")
        }
    }

    /// The id of the part that a `cid:` address names.
    ///
    /// Source: RFC 2392.
    var contentID: String {
        var id: [UInt8] = []
        var rest = bytes.dropFirst(4)
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
                let decoded = UInt8(String(decoding: digits, as: UTF8.self), radix: 16), decoded >= 0x20
            {
                id.append(decoded)
                rest = rest.dropFirst(2)
            } else {
                id.append(byte)
            }
        }
        return String(decoding: id, as: UTF8.self)
    }
}
