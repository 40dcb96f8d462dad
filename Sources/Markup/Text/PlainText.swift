/// Text as people type it, shown as they typed it.
public enum PlainText {
    /// The text as HTML: paragraphs where blank lines were, its line breaks
    /// and indents kept, web and mail addresses made links.
    ///
    /// Takes time linear in the text.
    public static func html(_ text: String) -> HTML {
        var text = text
        return text.withUTF8 { bytes in
            var writer = PlainTextWriter(capacity: bytes.count + bytes.count / 4 + 64)
            var start = 0
            while start < bytes.count {
                let end = lineEnd(in: bytes, from: start)
                writer.addLine(UnsafeBufferPointer(rebasing: bytes[start..<end]))
                start = end + 1
                if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { start += 1 }
            }
            return writer.finished()
        }
    }

    private static func lineEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        return end
    }
}

/// Writes lines as paragraphs.
private struct PlainTextWriter {
    private var bytes: [UInt8] = []
    private var isInParagraph = false

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func addLine(_ line: UnsafeBufferPointer<UInt8>) {
        var count = line.count
        while count > 0, line[count - 1] == 0x20 || line[count - 1] == 0x09 { count -= 1 }
        guard count > 0 else { return endParagraph() }
        bytes.append(contentsOf: isInParagraph ? "<br>\n".utf8 : "<p>".utf8)
        isInParagraph = true
        appendLinked(UnsafeBufferPointer(rebasing: line[..<count]))
    }

    mutating func finished() -> HTML {
        endParagraph()
        // Made of our own tags and of text that was escaped.
        return HTML(trusted: bytes)
    }

    private mutating func endParagraph() {
        if isInParagraph { bytes.append(contentsOf: "</p>\n".utf8) }
        isInParagraph = false
    }

    private mutating func appendLinked(_ line: UnsafeBufferPointer<UInt8>) {
        var finder = LinkFinder(line)
        var start = 0
        while let link = finder.next() {
            appendSpaced(line, start..<link.range.lowerBound)
            let address = UnsafeBufferPointer(rebasing: line[link.range])
            bytes.append(contentsOf: "<a href=\"".utf8)
            link.prefix.withUTF8Buffer { bytes.append(contentsOf: $0) }
            Escape.append(address, to: &bytes)
            bytes.append(contentsOf: "\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">".utf8)
            Escape.append(address, to: &bytes)
            bytes.append(contentsOf: "</a>".utf8)
            start = link.range.upperBound
        }
        appendSpaced(line, start..<line.count)
    }

    /// Text whose indents and runs of spaces stay visible: each space that
    /// HTML would swallow becomes a no-break one.
    private mutating func appendSpaced(_ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var start = range.lowerBound
        for index in range {
            let isTab = line[index] == 0x09
            guard isTab || (line[index] == 0x20 && (index == 0 || line[index - 1] == 0x20)) else { continue }
            Escape.append(UnsafeBufferPointer(rebasing: line[start..<index]), to: &bytes)
            for _ in 0..<(isTab ? 4 : 1) { bytes.append(contentsOf: [0xC2, 0xA0]) }
            start = index + 1
        }
        Escape.append(UnsafeBufferPointer(rebasing: line[start..<range.upperBound]), to: &bytes)
    }
}
