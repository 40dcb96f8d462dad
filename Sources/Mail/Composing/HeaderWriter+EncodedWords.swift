/// Source: RFC 2047.
extension HeaderWriter {
    /// The text of one encoded word, between `=?utf-8?X?` and `?=`.
    private static let payload = 75 - 12

    /// Adds text in encoded words, whichever kind is shorter.
    mutating func addEncoded(_ text: String) {
        let quotedLength = text.utf8.reduce(0) { $0 + (Self.isQuotable($1) || $1 == 0x20 ? 1 : 3) }
        if quotedLength <= (text.utf8.count + 2) / 3 * 4 {
            addWords(text, kind: "q", most: Self.payload, size: Self.quotedSize, encode: Self.quoted)
        } else {
            addWords(
                text, kind: "b", most: Self.payload / 4 * 3, size: { $0.utf8.count }, encode: Self.base64)
        }
    }

    /// Cuts the text between characters into words of at most 75 bytes.
    private mutating func addWords(
        _ text: String, kind: String, most: Int, size: (Character) -> Int, encode: ([UInt8]) -> String
    ) {
        var word: [UInt8] = []
        var used = 0
        func flush(_ header: inout Self) {
            guard !word.isEmpty else { return }
            header.add("=?utf-8?\(kind)?\(encode(word))?=")
            word = []
            used = 0
        }
        for character in text {
            let needed = size(character)
            if needed > most {
                // A character of a hundred combining marks: cut between scalars.
                for scalar in character.unicodeScalars {
                    let needed = size(Character(scalar))
                    if used + needed > most { flush(&self) }
                    word.append(contentsOf: Array(String(scalar).utf8))
                    used += needed
                }
                continue
            }
            if used + needed > most { flush(&self) }
            word.append(contentsOf: Array(character.utf8))
            used += needed
        }
        flush(&self)
    }

    private static func quotedSize(_ character: Character) -> Int {
        character.utf8.reduce(0) { $0 + (isQuotable($1) || $1 == 0x20 ? 1 : 3) }
    }

    private static func quoted(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        for byte in bytes {
            if isQuotable(byte) {
                result.append(byte)
            } else if byte == 0x20 {
                result.append(UInt8(ascii: "_"))
            } else {
                result += [UInt8(ascii: "="), Self.hex[Int(byte >> 4)], Self.hex[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        String(decoding: ContentEncoding.base64.encode(bytes).filter { $0 > 0x20 }, as: UTF8.self)
    }

    private static let hex = Array("0123456789ABCDEF".utf8)

    /// What may stand for itself in an encoded word wherever it is, in names
    /// too. Source: RFC 2047 section 5 (3).
    private static func isQuotable(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!*+-/".utf8.contains(byte)
        }
    }
}
