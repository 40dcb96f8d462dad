/// The text of a Swift string literal as it is read.
struct LiteralText {
    private enum Piece {
        /// As it stands in the source.
        case source(UInt8)
        /// What an escape stands for.
        case escaped([UInt8])
        case place(Int)
    }

    private var pieces: [Piece] = []
    private var places = 0

    mutating func append(_ byte: UInt8) { pieces.append(.source(byte)) }

    mutating func append(escaped byte: UInt8) { pieces.append(.escaped([byte])) }

    mutating func append(scalar: Unicode.Scalar) { pieces.append(.escaped(Array(String(scalar).utf8))) }

    mutating func appendPlace() {
        pieces.append(.place(places))
        places += 1
    }

    /// What follows stands at the start of a source line, but goes on with
    /// the text.
    mutating func joinLines() { pieces.append(.escaped([])) }

    /// The key that `Phrase` makes of the literal: braces doubled, `{0}` for
    /// each interpolation, and of a multi-line one the indent left out.
    func key(isMultiline: Bool) -> String {
        let pieces = isMultiline ? Self.unindented(pieces) : pieces
        var key: [UInt8] = []
        for piece in pieces {
            switch piece {
            case .source(let byte): Self.append(byte, to: &key)
            case .escaped(let bytes): for byte in bytes { Self.append(byte, to: &key) }
            case .place(let number): key += Array("{\(number)}".utf8)
            }
        }
        return String(decoding: key, as: UTF8.self)
    }

    private static func append(_ byte: UInt8, to key: inout [UInt8]) {
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") { key.append(byte) }
        key.append(byte)
    }

    /// Leaves out the line breaks after the opening and before the closing
    /// quotes, and from each line the indent of the closing ones.
    private static func unindented(_ pieces: [Piece]) -> [Piece] {
        var lines: [[Piece]] = [[]]
        var isJoined: [Bool] = [false]
        for piece in pieces {
            if case .source(0x0A) = piece {
                lines.append([])
                isJoined.append(false)
            } else if case .escaped(let bytes) = piece, bytes.isEmpty {
                lines.append([])
                isJoined.append(true)
            } else {
                lines[lines.count - 1].append(piece)
            }
        }
        guard lines.count > 2 else { return [] }
        let indent = lines[lines.count - 1].count
        var plain: [Piece] = []
        for (number, line) in lines.enumerated().dropFirst().dropLast() {
            if number > 1, !isJoined[number] { plain.append(.source(0x0A)) }
            plain += dropIndent(line, upTo: indent)
        }
        return plain
    }

    private static func dropIndent(_ line: [Piece], upTo indent: Int) -> ArraySlice<Piece> {
        var count = 0
        while count < min(indent, line.count), case .source(let byte) = line[count],
            byte == 0x20 || byte == 0x09
        {
            count += 1
        }
        return line.dropFirst(count)
    }
}
