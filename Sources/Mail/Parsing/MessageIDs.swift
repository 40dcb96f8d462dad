/// Reads message ids from Message-ID, In-Reply-To and References.
///
/// Source: RFC 5322 §3.6.4; beyond it ids without brackets, and phrases
/// around them.
enum MessageIDs {
    /// The ids without angle brackets. Of more than 100 the first and the
    /// last 99.
    static func parse(_ value: Bytes) -> (ids: [String], isCut: Bool) {
        let field = value
        var found: [Bytes] = []
        var at = field.startIndex
        while at < field.endIndex, let open = field[at...].firstIndex(of: UInt8(ascii: "<")) {
            guard let close = field[open...].firstIndex(of: UInt8(ascii: ">")) else { break }
            // `<<a@b>` and `<a <b@c>` mean the last one.
            let start = field[open..<close].lastIndex(of: UInt8(ascii: "<")).map { $0 + 1 } ?? open + 1
            if start < close { found.append(field[start..<close]) }
            at = close + 1
        }
        if found.isEmpty {
            found = field.split(whereSeparator: { $0.isWhite || $0 == UInt8(ascii: ",") })
                .filter { $0.contains(UInt8(ascii: "@")) && !$0.contains(UInt8(ascii: "\"")) }
        }
        let isCut = found.count > 100
        let kept = isCut ? [found[0]] + found.suffix(99) : found
        return (kept.compactMap(clean), isCut)
    }

    private static func clean(_ raw: Bytes) -> String? {
        let id = raw.filter { !$0.isWhite && $0 >= 0x20 && $0 != UInt8(ascii: "<") }
        guard !id.isEmpty, id.count <= 998 else { return nil }
        return String(validating: id, as: UTF8.self) ?? Windows1252.decode(id[...])
    }
}
