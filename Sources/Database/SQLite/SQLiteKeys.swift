/// `id BIGINT PRIMARY KEY` is an index beside the table in SQLite, while
/// `id INTEGER PRIMARY KEY` is the table's own order: half the pages to write
/// for each row. Both hold whole numbers of 64 bits.
/// - Returns: the schema with the first written as the second. Only words in
///   capitals count.
func sqliteKeys(_ schema: String) -> String {
    let bytes = Array(schema.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
        // A schema is long, and few of its bytes can begin a match.
        guard bytes[index] == UInt8(ascii: "B") else {
            result.append(bytes[index])
            index += 1
            continue
        }
        if let end = bytes.end(ofWords: ["BIGINT", "PRIMARY", "KEY"], at: index) {
            result += "INTEGER PRIMARY KEY".utf8
            index = end
        } else if let end = bytes.end(ofWords: ["BIGINT", "NOT", "NULL", "PRIMARY", "KEY"], at: index) {
            result += "INTEGER NOT NULL PRIMARY KEY".utf8
            index = end
        } else {
            result.append(bytes[index])
            index += 1
        }
    }
    return String(decoding: result, as: UTF8.self)
}

extension [UInt8] {
    /// Where the words end, when they begin at `start` with white space
    /// between them.
    fileprivate func end(ofWords words: [StaticString], at start: Int) -> Int? {
        var end = start
        for (number, word) in words.enumerated() {
            if number > 0 {
                let gap = self[end...].prefix { $0 == 0x20 || (0x09...0x0D).contains($0) }
                guard !gap.isEmpty else { return nil }
                end = gap.endIndex
            }
            guard starts(with: word, at: end) else { return nil }
            end += word.utf8CodeUnitCount
        }
        return end
    }

    private func starts(with word: StaticString, at start: Int) -> Bool {
        guard start + word.utf8CodeUnitCount <= count else { return false }
        return (0..<word.utf8CodeUnitCount).allSatisfy { self[start + $0] == word.utf8Start[$0] }
    }
}
