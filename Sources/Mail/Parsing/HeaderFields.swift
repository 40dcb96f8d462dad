/// The header of a message as it stands: names, and values still encoded.
///
/// Scanned in one pass without a copy of the values. A line without a colon
/// is skipped; a header of any length is read up to the limits.
struct HeaderFields {
    struct Field {
        /// Lower case.
        let name: String
        /// As written, folds included, without the final line end.
        let value: Bytes
        /// The name as written.
        let writtenName: Bytes
    }

    private(set) var fields: [Field] = []
    /// Where the body begins.
    private(set) var bodyStart: Int
    private(set) var isTruncated = false
    /// Lines in the header that are no field.
    private(set) var strayLines = 0

    /// Reads from the start of `bytes` to the first empty line.
    init(_ bytes: Bytes, maximumFields: Int = 2_000) {
        var at = bytes.startIndex
        let end = bytes.endIndex
        bodyStart = end
        while at < end {
            let lineEnd = Self.endOfLine(bytes, at)
            if Self.isEmptyLine(bytes[at..<lineEnd]) {
                bodyStart = lineEnd
                return
            }
            guard let colon = Self.colon(bytes, at, lineEnd) else {
                strayLines += 1
                at = lineEnd
                continue
            }
            var valueEnd = lineEnd
            while valueEnd < end, bytes[valueEnd].isBlank {
                let next = Self.endOfLine(bytes, valueEnd)
                // A line of nothing but blanks ends some headers in the wild.
                if Self.isEmptyLine(bytes[valueEnd..<next]), !Self.continues(bytes, next) { break }
                valueEnd = next
            }
            if fields.count < maximumFields {
                var nameEnd = colon
                while nameEnd > at, bytes[nameEnd - 1].isBlank { nameEnd -= 1 }
                let written = bytes[at..<nameEnd]
                fields.append(
                    Field(
                        name: String(decoding: written.map(\.asciiLowered), as: UTF8.self),
                        value: bytes[(colon + 1)..<valueEnd].trimmed, writtenName: written))
            } else {
                isTruncated = true
            }
            at = valueEnd
        }
    }

    /// The raw value of the first field of that name, which is lower case.
    func raw(_ name: String) -> Bytes? {
        fields.first { $0.name == name }?.value
    }

    func all(_ name: String) -> [Bytes] {
        fields.compactMap { $0.name == name ? $0.value : nil }
    }

    /// The first value of that name as one line of text.
    func text(_ name: String) -> String? {
        raw(name).map { HeaderText.decode($0) }
    }

    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

    static func endOfLine(_ bytes: Bytes, _ start: Int) -> Int {
        bytes.firstPlace(of: 0x0A, from: start).map { $0 + 1 } ?? bytes.endIndex
    }

    private static func isEmptyLine(_ line: Bytes) -> Bool {
        line.allSatisfy(\.isWhite)
    }

    private static func continues(_ bytes: Bytes, _ at: Int) -> Bool {
        at < bytes.endIndex && bytes[at].isBlank
    }

    /// The colon after a field name: printable ASCII, with blanks before the
    /// colon forgiven.
    private static func colon(_ bytes: Bytes, _ start: Int, _ end: Int) -> Int? {
        var at = start
        var seenBlank = false
        while at < end {
            let byte = bytes[at]
            if byte == UInt8(ascii: ":") { return at > start ? at : nil }
            if byte.isBlank {
                seenBlank = true
            } else if seenBlank || byte < 0x21 || byte > 0x7E {
                return nil
            }
            at += 1
        }
        return nil
    }
}
