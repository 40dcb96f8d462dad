/// Cuts off what would cost GMime its stack or its memory: parts beyond a
/// depth and a number that no honest message has.
///
/// One pass over the lines with a stack of open boundaries. What is cut is
/// still in the raw message.
struct StructureGuard {
    /// The message up to where the limits hold.
    let bytes: Bytes
    let isCut: Bool

    static func admit(_ message: Bytes, limits: MailReader.Limits) -> StructureGuard {
        var scan = Scan(limits: limits)
        guard let cut = scan.firstExcess(in: message) else {
            return StructureGuard(bytes: message, isCut: false)
        }
        // The line end before a boundary belongs to the boundary.
        var bytes = message[..<cut]
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        return StructureGuard(bytes: bytes, isCut: true)
    }

    private struct Scan {
        let limits: MailReader.Limits
        var boundaries: [Bytes] = []
        var parts = 0
        /// Where the part at hand begins, with its boundary line.
        var partStart = 0
        /// The Content-Type of the header at hand, while in one.
        var contentType: Range<Int>?
        var inHeader = true
        var headerFields = 0
        /// Comparisons of a line with a boundary that may still be made,
        /// here and once more in GMime.
        var comparisons = 20_000_000

        init(limits: MailReader.Limits) { self.limits = limits }

        /// The offset of the first part that is one too many.
        mutating func firstExcess(in message: Bytes) -> Int? {
            var at = message.startIndex
            partStart = at
            while at < message.endIndex {
                let end = HeaderFields.endOfLine(message, at)
                if message[at] == UInt8(ascii: "-"), at + 2 < end, message[at + 1] == UInt8(ascii: "-"),
                    let cut = delimiter(message, at, end)
                {
                    return cut
                }
                if inHeader, let cut = headerLine(message, at, end) { return cut }
                at = end
            }
            return nil
        }

        private mutating func delimiter(_ message: Bytes, _ at: Int, _ end: Int) -> Int? {
            comparisons -= boundaries.count
            if comparisons < 0 { return at }
            var text = message[(at + 2)..<end]
            while let last = text.last, last.isWhite { text = text.dropLast() }
            for level in boundaries.indices.reversed() {
                let boundary = boundaries[level]
                guard text.starts(with: boundary) else { continue }
                let rest = text.count - boundary.count
                if rest == 0 {
                    boundaries.removeSubrange((level + 1)...)
                    parts += 1
                    partStart = at
                    inHeader = true
                    contentType = nil
                    headerFields = 0
                    return parts > limits.parts ? at : nil
                }
                if rest == 2, text.suffix(2).elementsEqual([0x2D, 0x2D]) {
                    boundaries.removeSubrange(level...)
                    inHeader = false
                    return nil
                }
            }
            return nil
        }

        private mutating func headerLine(_ message: Bytes, _ at: Int, _ end: Int) -> Int? {
            let line = message[at..<end]
            if message[at].isBlank {
                if let range = contentType, range.upperBound == at { contentType = range.lowerBound..<end }
                return nil
            }
            if line.allSatisfy(\.isWhite) {
                inHeader = false
                return openMultipart(message)
            }
            if contentType == nil, line.startsIgnoringCase("content-type") { contentType = at..<end }
            headerFields += 1
            // Only the header of the message itself may be that long; it is
            // bounded elsewhere.
            return headerFields > limits.headerFields && parts > 0 ? partStart : nil
        }

        private mutating func openMultipart(_ message: Bytes) -> Int? {
            guard let range = contentType, range.count < 65_536,
                let colon = message[range].firstIndex(of: UInt8(ascii: ":"))
            else {
                return nil
            }
            let field = FieldParameters(message[(colon + 1)..<range.upperBound])
            guard field.value.hasPrefix("multipart/"), let boundary = field.first("boundary"),
                !boundary.isEmpty
            else {
                return nil
            }
            if boundaries.count >= limits.depth { return partStart }
            boundaries.append(Array(boundary.utf8)[...])
            return nil
        }
    }
}
