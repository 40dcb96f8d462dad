/// A field of the form `value; name=value`, as Content-Type and
/// Content-Disposition have it.
///
/// Source: RFC 2045 §5.1, RFC 2183, RFC 2231 (charsets and continuations);
/// beyond them encoded words in values, missing quotes, stray semicolons.
struct FieldParameters {
    /// Lower case, without parameters: `text/plain`, `attachment`.
    let value: String
    private var parameters: [(name: String, value: String)] = []

    init(_ raw: Bytes) {
        let field = HeaderText.unfold(raw)
        let head = field.prefix { $0 != UInt8(ascii: ";") }
        value = Self.token(head)
        var pieces: [Piece] = []
        var at = head.endIndex
        while at < field.endIndex, pieces.count < 500 {
            at += 1
            let end = Self.endOfParameter(field, at)
            if let piece = Piece(field[at..<end]) { pieces.append(piece) }
            at = end
        }
        parameters = Self.join(pieces)
    }

    /// The value of a parameter, whose name is lower case, decoded.
    func first(_ name: String) -> String? {
        parameters.first { $0.name == name }?.value
    }

    /// The media type, or `nil` when it is none: `type/subtype` of tokens.
    var mediaType: String? {
        let parts = value.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        return value
    }

    private static func token(_ head: Bytes) -> String {
        var bytes: [UInt8] = []
        var depth = 0
        for byte in head {
            if byte == UInt8(ascii: "(") { depth += 1 }
            if depth == 0, byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "\"") {
                bytes.append(byte.asciiLowered)
            }
            if byte == UInt8(ascii: ")"), depth > 0 { depth -= 1 }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func endOfParameter(_ field: Bytes, _ start: Int) -> Int {
        var at = start
        var quoted = false
        while at < field.endIndex {
            let byte = field[at]
            if quoted, byte == UInt8(ascii: "\\") { at += 2; continue }
            if byte == UInt8(ascii: "\"") { quoted.toggle() }
            if byte == UInt8(ascii: ";"), !quoted { return at }
            at += 1
        }
        // A quote that never closes ends at the next semicolon after all.
        guard quoted else { return field.endIndex }
        return field[start...].firstIndex(of: UInt8(ascii: ";")) ?? field.endIndex
    }

    /// Joins `name*0`, `name*1*`, … in the order of their numbers.
    private static func join(_ pieces: [Piece]) -> [(name: String, value: String)] {
        var result: [(name: String, value: String)] = []
        var done: Set<String> = []
        for piece in pieces where !done.contains(piece.name) {
            done.insert(piece.name)
            let same = pieces.filter { $0.name == piece.name }
            let sections = same.filter { $0.section != nil }.sorted { $0.section ?? 0 < $1.section ?? 0 }
            if sections.isEmpty {
                // The extended form is the better one where both stand.
                let best = same.first { $0.isExtended } ?? piece
                result.append((piece.name, best.isExtended ? decode([best]) : plain(best.value)))
            } else {
                result.append((piece.name, decode(sections)))
            }
        }
        return result
    }

    private static func plain(_ value: Bytes) -> String {
        HeaderText.decode(value)
    }

    private static func decode(_ sections: [Piece]) -> String {
        var label: String?
        var bytes: [UInt8] = []
        var anyExtended = false
        for (offset, section) in sections.enumerated() {
            var value = section.value
            if section.isExtended {
                anyExtended = true
                if offset == 0 {
                    let quote = UInt8(ascii: "'")
                    if let first = value.firstIndex(of: quote),
                        let second = value[(first + 1)...].firstIndex(of: quote)
                    {
                        label = String(decoding: value[..<first], as: UTF8.self)
                        value = value[(second + 1)...]
                    }
                }
                bytes += percentDecoded(value)
            } else {
                bytes += value
            }
        }
        if !anyExtended { return HeaderText.decode(bytes[...]) }
        return HeaderText.tidy(Charset.decode(bytes[...], label: label))
    }

    private static func percentDecoded(_ bytes: Bytes) -> [UInt8] {
        var output: [UInt8] = []
        var at = bytes.startIndex
        while at < bytes.endIndex {
            if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.endIndex,
                let high = bytes[at + 1].hexDigit, let low = bytes[at + 2].hexDigit
            {
                output.append(high << 4 | low)
                at += 3
            } else {
                output.append(bytes[at])
                at += 1
            }
        }
        return output
    }

    /// One `name*0*="value"` with its marks taken apart.
    private struct Piece {
        let name: String
        let section: Int?
        let isExtended: Bool
        let value: Bytes

        init?(_ raw: Bytes) {
            guard let equals = raw.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            var key = raw[..<equals].trimmed
            guard !key.isEmpty, key.count < 80 else { return nil }
            isExtended = key.last == UInt8(ascii: "*")
            if isExtended { key = key.dropLast() }
            var number: Int?
            if let star = key.lastIndex(of: UInt8(ascii: "*")),
                let parsed = Int(String(decoding: key[(star + 1)...], as: UTF8.self)), parsed >= 0
            {
                number = parsed
                key = key[..<star]
            }
            section = number
            name = String(decoding: key.map(\.asciiLowered), as: UTF8.self)
            value = Self.unquoted(raw[(equals + 1)...].trimmed)
        }

        private static func unquoted(_ value: Bytes) -> Bytes {
            guard value.first == UInt8(ascii: "\"") else {
                return value.first == UInt8(ascii: "'") && value.last == UInt8(ascii: "'") && value.count > 1
                    && value.filter({ $0 == UInt8(ascii: "'") }).count == 2
                    ? value.dropFirst().dropLast() : value
            }
            var output: [UInt8] = []
            var at = value.startIndex + 1
            while at < value.endIndex, value[at] != UInt8(ascii: "\"") {
                // A backslash of a Windows path is meant as one.
                if value[at] == UInt8(ascii: "\\"), at + 1 < value.endIndex,
                    value[at + 1] == UInt8(ascii: "\"") || value[at + 1] == UInt8(ascii: "\\")
                {
                    at += 1
                }
                output.append(value[at])
                at += 1
            }
            return output[...]
        }
    }
}
