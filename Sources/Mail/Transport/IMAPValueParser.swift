/// Reads the values of one answer. Anything at all may come: what is not
/// understood becomes an atom, depth and number are bounded.
struct IMAPValueParser {
    private let pieces: [IMAPPiece]
    private var index = 0
    private var text: [UInt8] = []
    private var offset = 0
    private var budget = 2_000_000
    private static let deepest = 50

    /// - Parameter skipping: so many of the words it starts with.
    init(_ pieces: [IMAPPiece], skipping: Int) {
        self.pieces = pieces
        if case .text(let first)? = pieces.first { text = first }
        for _ in 0..<skipping {
            while offset < text.count, text[offset] != 0x20 { offset += 1 }
            if offset < text.count { offset += 1 }
        }
    }

    mutating func values() -> [IMAPValue] { list(depth: 0) }

    private mutating func list(depth: Int) -> [IMAPValue] {
        var result: [IMAPValue] = []
        while budget > 0, let value = next(depth: depth) {
            result.append(value)
            budget -= 1
        }
        return result
    }

    /// The next value; `nil` at the end of the list or the answer.
    private mutating func next(depth: Int) -> IMAPValue? {
        // At the top a closing parenthesis is one too many and closes nothing.
        while offset < text.count, text[offset] == 0x20 || (depth == 0 && text[offset] == UInt8(ascii: ")")) {
            offset += 1
        }
        guard offset < text.count else { return literal() }
        switch text[offset] {
        case UInt8(ascii: "("):
            offset += 1
            guard depth < Self.deepest else { return .null }
            return .list(list(depth: depth + 1))
        case UInt8(ascii: ")"):
            offset += 1
            return nil
        case UInt8(ascii: "\""): return quoted()
        case UInt8(ascii: "{"), UInt8(ascii: "~"):
            if isLiteralMark { return literal() }
            return atom()
        default: return atom()
        }
    }

    /// Whether only `{123}` is left of this piece, and a literal follows.
    private var isLiteralMark: Bool {
        let mark = text[offset...].drop { $0 == UInt8(ascii: "~") }
        return mark.first == UInt8(ascii: "{") && mark.last == UInt8(ascii: "}") && index + 1 < pieces.count
    }

    private mutating func literal() -> IMAPValue? {
        index += 1
        guard index < pieces.count, case .literal(let bytes, let length) = pieces[index] else {
            offset = text.count
            return nil
        }
        index += 1
        offset = 0
        text = []
        if index < pieces.count, case .text(let rest) = pieces[index] { text = rest }
        return bytes.count == length ? .string(bytes) : .cut(bytes, length: length)
    }

    private mutating func quoted() -> IMAPValue {
        var bytes: [UInt8] = []
        offset += 1
        while offset < text.count, text[offset] != UInt8(ascii: "\"") {
            if text[offset] == UInt8(ascii: "\\"), offset + 1 < text.count { offset += 1 }
            bytes.append(text[offset])
            offset += 1
        }
        offset += 1
        return .string(bytes)
    }

    /// An atom; brackets in it, as in `BODY[HEADER.FIELDS (FROM)]`, run to
    /// their end.
    private mutating func atom() -> IMAPValue {
        let start = offset
        var isBracketed = false
        while offset < text.count {
            let byte = text[offset]
            if byte == UInt8(ascii: "[") { isBracketed = true }
            if byte == UInt8(ascii: "]") { isBracketed = false }
            if !isBracketed, byte == 0x20 || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") { break }
            offset += 1
        }
        if offset == start { offset += 1 }
        let word = String(decoding: text[start..<min(offset, text.count)], as: UTF8.self)
        return word.uppercased() == "NIL" ? .null : .atom(word)
    }
}
