/// Finds status codes in what servers say.
///
/// Source: RFC 3463 (`5.1.1`), RFC 5321 §4.2 (`550`).
enum BounceStatus {
    /// The first enhanced status code of class 2, 4 or 5.
    static func find(in text: String) -> String? {
        let bytes = Array(text.utf8)
        var at = 0
        while at + 4 < bytes.count {
            let isStart =
                at == 0
                || !(bytes[at - 1].isASCIIDigit || bytes[at - 1] == UInt8(ascii: ".")
                    || bytes[at - 1].isASCIILetter)
            if isStart, bytes[at] == 0x32 || bytes[at] == 0x34 || bytes[at] == 0x35,
                bytes[at + 1] == UInt8(ascii: ".")
            {
                let subject = bytes[(at + 2)...].prefix(3).prefix(while: \.isASCIIDigit)
                let dot = subject.endIndex
                if !subject.isEmpty, dot + 1 < bytes.count || dot + 1 == bytes.count - 0, dot < bytes.count,
                    bytes[dot] == UInt8(ascii: ".")
                {
                    let detail = bytes[(dot + 1)...].prefix(3).prefix(while: \.isASCIIDigit)
                    let next = detail.endIndex
                    let ends =
                        next >= bytes.count
                        || !(bytes[next].isASCIIDigit
                            || bytes[next] == UInt8(ascii: ".") && next + 1 < bytes.count
                                && bytes[next + 1].isASCIIDigit)
                    if !detail.isEmpty, ends { return String(decoding: bytes[at..<next], as: UTF8.self) }
                }
            }
            at += 1
        }
        return nil
    }

    /// The most telling code: one of class 5 before 4, a precise one before
    /// `x.0.0`.
    static func best(in texts: [String]) -> String? {
        let found = texts.compactMap { find(in: $0) }.filter { !$0.hasPrefix("2") }
        return found.first { !$0.hasSuffix(".0.0") } ?? found.first
    }

    /// The three-digit reply code of a refusal.
    static func reply(in text: String) -> String? {
        let bytes = Array(text.utf8)
        var at = 0
        while at + 2 < bytes.count {
            let first = bytes[at]
            if first == 0x34 || first == 0x35, bytes[at + 1].isASCIIDigit, bytes[at + 1] <= 0x37,
                bytes[at + 2].isASCIIDigit,
                at == 0 || !isJoined(bytes[at - 1]),
                at + 3 == bytes.count || !isJoined(bytes[at + 3]) || bytes[at + 3] == UInt8(ascii: "-")
            {
                return String(decoding: bytes[at..<(at + 3)], as: UTF8.self)
            }
            at += 1
        }
        return nil
    }

    private static func isJoined(_ byte: UInt8) -> Bool {
        byte.isASCIIDigit || byte.isASCIILetter || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "/")
            || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+")
    }
}
