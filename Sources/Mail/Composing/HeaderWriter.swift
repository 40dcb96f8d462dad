/// Writes one header, folded and encoded.
///
/// Source: RFC 5322 section 2.2.3 (folding), RFC 2047 (encoded words).
struct HeaderWriter {
    /// Lines should not be longer than this.
    private static let width = 76
    private var result: [UInt8] = []
    /// Bytes on the current line.
    private var column = 0
    /// Nothing but the name stands there yet.
    private var isFresh = true

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
        isFresh = false
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
