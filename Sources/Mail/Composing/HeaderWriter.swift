extension String {
    /// The text as a header can carry it: every line break and tab is one
    /// space, other control characters are gone, no spaces at either end.
    ///
    /// After this no text can begin a header of its own.
    var forHeader: String {
        var result = String.UnicodeScalarView()
        var pending = false
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: pending = !result.isEmpty
            case 0..<0x20, 0x7F..<0xA0: continue
            default:
                if pending, result.last != " ", scalar != " " { result.append(" ") }
                pending = false
                if scalar != " " || !result.isEmpty { result.append(scalar) }
            }
        }
        while result.last == " " { result.removeLast() }
        return String(result)
    }
}

/// Writes one header, folded and encoded.
///
/// Source: RFC 5322 section 2.2.3 (folding), RFC 2047 (encoded words).
struct HeaderWriter {
    /// Lines should not be longer than this.
    private static let width = 76
    private var result: [UInt8] = []
    /// Bytes on the current line.
    private var column = 0

    /// - Parameter name: the header's name, without the colon.
    init(name: String) {
        append("\(name):")
    }

    /// The whole header, with its line end.
    var line: [UInt8] { result + [0x0D, 0x0A] }

    /// Adds one piece that must not be broken, after a space or, where it
    /// would not fit, on a new line.
    mutating func add(_ atom: String) {
        let length = atom.utf8.count
        if !isFresh, column + 1 + length > Self.width {
            append("\r\n")
            column = 0
        }
        append(" ")
        append(atom)
    }

    /// Adds free text: as it stands where that is safe, else in encoded words.
    mutating func add(text: String) {
        let text = text.forHeader
        if Self.isPlain(text) {
            for word in text.split(separator: " ") { add(String(word)) }
        } else {
            addEncoded(text)
        }
    }

    /// Adds a person's or group's name: bare, quoted or encoded.
    mutating func add(phrase: String) {
        let phrase = phrase.forHeader
        guard Self.isPlain(phrase), phrase.utf8.count <= 200 else { return addEncoded(phrase) }
        if phrase.utf8.allSatisfy({ Self.isAtom($0) || $0 == UInt8(ascii: " ") }) {
            for word in phrase.split(separator: " ") { add(String(word)) }
        } else {
            var quoted = "\""
            for character in phrase.unicodeScalars {
                if character == "\"" || character == "\\" { quoted.unicodeScalars.append("\\") }
                quoted.unicodeScalars.append(character)
            }
            add(quoted + "\"")
        }
    }

    /// Adds a mark directly after the last piece.
    mutating func endWord(with mark: String) { append(mark) }

    /// Nothing but the name stands on the line yet.
    private var isFresh: Bool { result.last == UInt8(ascii: ":") }

    private mutating func append(_ text: String) {
        result.append(contentsOf: text.utf8)
        column += text.utf8.count
    }

    /// Printable ASCII that no reader takes for an encoded word and folding
    /// does not change: no double spaces, no word longer than a line may be.
    private static func isPlain(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return false }
        return !text.contains("=?") && !text.contains("  ")
            && text.split(separator: " ").allSatisfy { $0.utf8.count <= 200 }
    }

    private static func isAtom(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
        }
    }
}

// MARK: - Encoded words

extension HeaderWriter {
    /// The text of one encoded word, between `=?utf-8?X?` and `?=`.
    private static let payload = 75 - 12

    private mutating func addEncoded(_ text: String) {
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
