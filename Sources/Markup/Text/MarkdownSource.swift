/// Markdown as people type it into a mail, line by line.
enum MarkdownSource {
    /// The text with the mark above a signature made plain text: as it is,
    /// `--` would make a heading of the line before it.
    static func forMail(_ text: String) -> [UInt8] {
        var source: [UInt8] = []
        source.reserveCapacity(text.utf8.count + 2)
        forEachLine(of: text) { line, isLast in
            if isSignatureMark(line) { source.append(UInt8(ascii: "\\")) }
            source.append(contentsOf: line)
            if !isLast { source.append(UInt8(ascii: "\n")) }
        }
        return source
    }

    /// The text without the spaces that nobody sees.
    static func tidied(_ text: String) -> [UInt8] {
        var tidy: [UInt8] = []
        tidy.reserveCapacity(text.utf8.count)
        forEachLine(of: text) { line, isLast in
            let end = line.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? line.startIndex
            let line = line[..<end]
            if tidy.isEmpty, line.isEmpty { return }
            tidy.append(contentsOf: line)
            if line.elementsEqual("--".utf8) { tidy.append(UInt8(ascii: " ")) }
            if !isLast { tidy.append(UInt8(ascii: "\n")) }
        }
        while let last = tidy.last, last == UInt8(ascii: "\n") || isSpace(last) { tidy.removeLast() }
        return tidy
    }

    private static func isSignatureMark(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        line.count >= 2 && line.prefix(2).elementsEqual("--".utf8) && line.dropFirst(2).allSatisfy(isSpace)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// Hands over the lines, whatever ends them: `\n`, `\r\n` or `\r`.
    private static func forEachLine(
        of text: String, _ take: (_ line: Slice<UnsafeBufferPointer<UInt8>>, _ isLast: Bool) -> Void
    ) {
        Escape.withBytes(of: text) { bytes in
            var start = 0
            var index = 0
            while index < bytes.count {
                defer { index += 1 }
                guard bytes[index] == 0x0A || bytes[index] == 0x0D else { continue }
                take(bytes[start..<index], false)
                if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
                start = index + 1
            }
            take(bytes[start...], true)
        }
    }
}
