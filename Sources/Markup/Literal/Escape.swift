/// Escaping for HTML text and double-quoted attribute values.
enum Escape {
    /// Appends text with `& < > " '` written as references.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        withBytes(of: text) { append($0, to: &bytes) }
    }

    /// The UTF-8 of a text, without a copy where it is held as such.
    @inline(__always)
    static func withBytes(of text: String, _ use: (UnsafeBufferPointer<UInt8>) -> Void) {
        if text.utf8.withContiguousStorageIfAvailable(use) == nil {
            var copy = text
            copy.withUTF8(use)
        }
    }

    /// Appends text with `& < > " '` written as references.
    static func append(_ text: Substring, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &bytes) }
    }

    /// Appends UTF-8 with `& < > " '` written as references.
    static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var start = 0
        var index = firstSpecial(in: text, from: 0)
        while index < text.count {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            appendReference(for: text[index], to: &bytes)
            start = index + 1
            index = firstSpecial(in: text, from: start)
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    private static func appendReference(for byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
        case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
        case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
        case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
        default: bytes.append(contentsOf: "&#39;".utf8)
        }
    }

    /// Where the next byte stands that must be escaped, or the count.
    private static func firstSpecial(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = text.baseAddress else { return text.count }
        var index = start
        while index + 8 <= text.count {
            let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
            let found = specials(in: UInt64(littleEndian: word))
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < text.count, !isSpecial(text[index]) { index += 1 }
        return index
    }

    /// Marks the high bit of the first byte that is special, eight at a
    /// time. `&` and `'` differ in their lowest bit, `<` and `>` in the
    /// second, so three comparisons find all five.
    private static func specials(in word: UInt64) -> UInt64 {
        zeros(in: (word & 0xFEFE_FEFE_FEFE_FEFE) ^ 0x2626_2626_2626_2626)
            | zeros(in: (word & 0xFDFD_FDFD_FDFD_FDFD) ^ 0x3C3C_3C3C_3C3C_3C3C)
            | zeros(in: word ^ 0x2222_2222_2222_2222)
    }

    /// Marks the high bit of bytes that are zero; exact for the lowest one.
    private static func zeros(in word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte & 0xFE == 0x26 || byte & 0xFD == 0x3C || byte == 0x22
    }
}
