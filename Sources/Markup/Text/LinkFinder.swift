/// Finds web and mail addresses in running text, in linear time.
///
/// What people put around an address is left outside: a full stop at the
/// end of the sentence, the bracket or quotation mark it stands in.
struct LinkFinder {
    /// An address as it was written and where it leads.
    struct Link {
        let range: Range<Int>
        /// What to put before the written address to make it a target.
        let prefix: StaticString
    }

    private let text: UnsafeBufferPointer<UInt8>
    private var index = 0
    /// Where the link before ended; nothing before it belongs to the next.
    private var floor = 0

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    /// The next link, from left to right; `nil` when there are no more.
    mutating func next() -> Link? {
        while index < text.count {
            if let link = link(at: index) {
                index = link.range.upperBound
                floor = index
                return link
            }
            index += 1
        }
        return nil
    }

    private func link(at start: Int) -> Link? {
        switch text[start] {
        case UInt8(ascii: "h"), UInt8(ascii: "H"):
            guard isBoundary(start) else { return nil }
            for scheme in ["https://", "http://"] as [StaticString] where matches(scheme, at: start) {
                return web(from: start, host: start + scheme.utf8CodeUnitCount, prefix: "")
            }
            return nil
        case UInt8(ascii: "w"), UInt8(ascii: "W"):
            guard isBoundary(start), matches("www.", at: start) else { return nil }
            return web(from: start, host: start + 4, prefix: "https://")
        case UInt8(ascii: "m"), UInt8(ascii: "M"):
            guard isBoundary(start), matches("mailto:", at: start) else { return nil }
            return mail(at: start + 7, from: start, prefix: "")
        case UInt8(ascii: "@"):
            var first = start
            // RFC 5321 allows a local part of 64.
            while first > floor, start - first < 64, isLocal(text[first - 1]) { first -= 1 }
            while first < start, !isAlphanumeric(text[first]) { first += 1 }
            return first < start ? mail(at: first, from: first, prefix: "mailto:") : nil
        default:
            return nil
        }
    }

    private func web(from start: Int, host: Int, prefix: StaticString) -> Link? {
        guard host < text.count, isAlphanumeric(text[host]) || text[host] >= 0x80 || text[host] == 0x5B
        else { return nil }
        let end = trimmed(from: host, end: addressEnd(from: host))
        return end > host ? Link(range: start..<end, prefix: prefix) : nil
    }

    /// An address like `mira@example.org`; with a query after `mailto:`.
    private func mail(at first: Int, from start: Int, prefix: StaticString) -> Link? {
        var at = first
        while at < text.count, at - first < 65, isLocal(text[at]) { at += 1 }
        guard at > first, at < text.count, text[at] == UInt8(ascii: "@") else { return nil }
        var end = at + 1
        var lastDot = 0
        while end < text.count, isHost(text[end]) {
            // RFC 1035 allows a name of 255.
            guard end - at <= 255 else { return nil }
            if text[end] == UInt8(ascii: ".") {
                // A dot after a dot, or at the start, ends the host.
                if end == at + 1 || text[end - 1] == UInt8(ascii: ".") { break }
                lastDot = end
            }
            end += 1
        }
        while end > at + 1, text[end - 1] == UInt8(ascii: ".") || text[end - 1] == UInt8(ascii: "-") {
            end -= 1
        }
        guard lastDot > 0, lastDot < end else {
            // The last dot was trimmed: there must be one before it.
            guard text[at + 1..<max(end, at + 1)].contains(UInt8(ascii: ".")) else { return nil }
            return Link(range: start..<end, prefix: prefix)
        }
        guard end - lastDot > 2 else { return nil }
        if start < first, end < text.count, text[end] == UInt8(ascii: "?") {
            end = trimmed(from: end, end: addressEnd(from: end))
        }
        return Link(range: start..<end, prefix: prefix)
    }

    /// The first place that cannot belong to a web address.
    private func addressEnd(from start: Int) -> Int {
        var end = start
        while end < text.count {
            let byte = text[end]
            if byte < 0x80 {
                switch byte {
                case 0...0x20, 0x7F: return end
                case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "`"),
                    UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "\\"),
                    UInt8(ascii: "^"):
                    return end
                default: end += 1
                }
            } else {
                let (scalar, length) = scalar(at: end)
                if Self.ends(scalar) { return end }
                end += length
            }
        }
        return end
    }

    /// Leaves out marks that end the sentence and brackets that were opened
    /// before the address.
    private func trimmed(from start: Int, end: Int) -> Int {
        var end = end
        var unopened = 0
        for byte in text[start..<end] {
            if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { unopened -= 1 }
            if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") { unopened += 1 }
        }
        while end > start {
            switch text[end - 1] {
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"),
                UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "*"):
                end -= 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"):
                guard unopened > 0 else { return end }
                unopened -= 1
                end -= 1
            default:
                return end
            }
        }
        return end
    }

    /// Spaces, quotation marks and the punctuation of scripts that put no
    /// space after it.
    private static func ends(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x85, 0xA0, 0xAB, 0xBB, 0x1680, 0x2000...0x200B, 0x2018...0x201F, 0x2026, 0x2028...0x202F,
            0x2039, 0x203A, 0x205F, 0x3000...0x3003, 0x3008...0x3011, 0x3014...0x301F, 0xFEFF, 0xFF01,
            0xFF08, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFFFD:
            true
        default: false
        }
    }

    /// The scalar that starts here, in text that may be cut or malformed.
    private func scalar(at start: Int) -> (scalar: UInt32, length: Int) {
        let first = text[start]
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard length > 1, start + length <= text.count else { return (0xFFFD, 1) }
        var scalar = UInt32(first) & (0x7F >> UInt32(length))
        for byte in text[start + 1..<start + length] { scalar = scalar << 6 | UInt32(byte & 0x3F) }
        return (scalar, length)
    }

    private func isBoundary(_ start: Int) -> Bool {
        start == floor || !isAlphanumeric(text[start - 1])
    }

    private func matches(_ word: StaticString, at start: Int) -> Bool {
        guard start + word.utf8CodeUnitCount <= text.count else { return false }
        return word.withUTF8Buffer { word in
            word.indices.allSatisfy { word[$0] == Self.lowered(text[start + $0]) }
        }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    private func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }

    private func isLocal(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == 0x2E || byte == 0x5F || byte == 0x25 || byte == 0x2B || byte == 0x2D
    }

    private func isHost(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == 0x2E || byte == 0x2D || byte >= 0x80
    }
}
