/// Mends headers whose folded lines lost their indentation.
enum HeaderRepair {
    /// Indents a line such as `boundary="…"` that stands at the margin after
    /// a line ending in a semicolon.
    static func refold(_ message: Bytes) -> Bytes {
        var output: [UInt8] = []
        output.reserveCapacity(message.count + 64)
        var at = message.startIndex
        var afterSemicolon = false
        while at < message.endIndex {
            let end = HeaderFields.endOfLine(message, at)
            let line = message[at..<end]
            if afterSemicolon, parameters.contains(where: { line.starts(with: $0) }) { output.append(0x09) }
            output += line
            afterSemicolon = line.trimmed.last == UInt8(ascii: ";")
            at = end
        }
        return output[...]
    }

    private static let parameters = ["boundary=", "charset=", "name=", "filename=", "type=", "report-type="]
        .map { Array($0.utf8) }
}
