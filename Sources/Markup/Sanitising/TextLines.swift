/// Lines of plain text as they grow, with their quotes and indents.
struct TextLines {
    private var out: [UInt8] = []
    private var line: [UInt8] = []
    /// White space was read that becomes a space before the next word.
    private var owesSpace = false
    private var owesCellGap = false
    /// Blank lines to write before the next line.
    private var blanks = 0
    private var depth = 0
    /// The quote depth of the line before.
    private var lastDepth = 0
    private var indents: [Int] = []
    /// The mark of an item that has no line yet.
    private var itemMark = ""
    private var lineNumber = 0
    /// Above zero, white space and line breaks stay.
    var preformatted = 0

    /// The bytes written so far.
    var count: Int { out.count + line.count }

    // MARK: Text

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        guard preformatted == 0 else { return appendPreformatted(text) }
        var index = 0
        while index < text.count {
            if ASCII.isSpace(text[index]) {
                owesSpace = true
                index += 1
                continue
            }
            let start = index
            while index < text.count, !ASCII.isSpace(text[index]), text[index] != 0xC2 { index += 1 }
            if index < text.count, text[index] == 0xC2 {
                if index + 1 < text.count, text[index + 1] == 0xA0 {
                    appendWord(UnsafeBufferPointer(rebasing: text[start..<index]))
                    settleSpace()
                    // A no-break space: written as a plain one.
                    line.append(0x20)
                    index += 2
                    continue
                }
                index += 1
            }
            appendWord(UnsafeBufferPointer(rebasing: text[start..<index]))
        }
    }

    private mutating func appendWord(_ word: UnsafeBufferPointer<UInt8>) {
        guard !word.isEmpty else { return }
        settleSpace()
        line.append(contentsOf: word)
    }

    private mutating func settleSpace() {
        if owesCellGap {
            line.append(contentsOf: "  ".utf8)
        } else if owesSpace, !line.isEmpty, line.last != 0x20 {
            line.append(0x20)
        }
        owesCellGap = false
        owesSpace = false
    }

    private mutating func appendPreformatted(_ text: UnsafeBufferPointer<UInt8>) {
        settleSpace()
        for byte in text {
            if byte == 0x0A { breakLine() } else { line.append(byte) }
        }
    }

    // MARK: Lines

    /// Ends the line; an empty one becomes a blank line.
    mutating func breakLine() {
        if isLineEmpty { blanks = min(blanks + 1, 2) } else { endLine() }
        owesSpace = false
    }

    /// Ends the line, where there is one.
    /// - Parameter isApart: whether a blank line follows.
    mutating func endBlock(isApart: Bool = false) {
        if !isLineEmpty {
            endLine()
        } else if !line.isEmpty {
            // A block of no-break spaces is a blank line on purpose.
            line.removeAll(keepingCapacity: true)
            blanks = max(blanks, 1)
        }
        // An item begins beside its mark.
        if isApart, blanks == 0, itemMark.isEmpty { blanks = 1 }
        owesSpace = false
        owesCellGap = false
    }

    /// Begins a cell: beside the one before, where that is on this line.
    mutating func beginCell() {
        owesCellGap = !isLineEmpty
    }

    private var isLineEmpty: Bool { line.allSatisfy { $0 == 0x20 } }

    private mutating func endLine() {
        while line.last == 0x20 { line.removeLast() }
        defer { line.removeAll(keepingCapacity: true) }
        guard !isInvisible(line) else { return }
        if !out.isEmpty {
            for _ in 0..<blanks {
                appendPrefix(min(depth, lastDepth), endsLine: true)
                out.append(0x0A)
            }
        }
        blanks = 0
        appendPrefix(depth, endsLine: false)
        appendIndent()
        out.append(contentsOf: line)
        out.append(0x0A)
        lastDepth = depth
        lineNumber += 1
    }

    private mutating func appendPrefix(_ depth: Int, endsLine: Bool) {
        for _ in 0..<depth { out.append(contentsOf: "> ".utf8) }
        if endsLine, depth > 0 { out.removeLast() }
    }

    private mutating func appendIndent() {
        let indent = indents.reduce(0, +) - itemMark.utf8.count
        for _ in 0..<max(0, indent) { out.append(0x20) }
        out.append(contentsOf: itemMark.utf8)
        itemMark = ""
    }

    /// Whether a line holds only characters of no width, as newsletters put
    /// after the line they show in lists.
    private func isInvisible(_ line: [UInt8]) -> Bool {
        guard let first = line.first, first == 0x20 || first >= 0xC2 else { return line.isEmpty }
        return String(decoding: line, as: UTF8.self).unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x20, 0xAD, 0x34F, 0x180E, 0x2000...0x200F, 0x2028...0x202F, 0x2060...0x2064, 0xFEFF: true
            default: false
            }
        }
    }

    // MARK: Quotes and items

    /// Deeper ones are written as though they were this deep.
    private static let deepest = 50

    private var hiddenDepth = 0

    mutating func beginQuote() {
        if depth < Self.deepest { depth += 1 } else { hiddenDepth += 1 }
    }

    mutating func endQuote() {
        endBlock(isApart: true)
        if hiddenDepth > 0 { hiddenDepth -= 1 } else { depth -= 1 }
    }

    mutating func beginItem(_ mark: String) {
        itemMark = mark
        indents.append(indents.count < Self.deepest ? mark.utf8.count : 0)
    }

    mutating func endItem() {
        endBlock()
        itemMark = ""
        if !indents.isEmpty { indents.removeLast() }
    }

    // MARK: Links

    /// A place in the text.
    struct Mark {
        fileprivate let line: Int
        fileprivate let offset: Int
    }

    var mark: Mark { Mark(line: lineNumber, offset: line.count) }

    /// The words written since a mark, without spaces around them; `nil`
    /// where they went over more than one line.
    func words(since mark: Mark) -> ArraySlice<UInt8>? {
        guard mark.line == lineNumber, mark.offset <= line.count else { return nil }
        var words = line[mark.offset...]
        while words.first == 0x20 { words.removeFirst() }
        while words.last == 0x20 { words.removeLast() }
        return words
    }

    /// The text, without blank lines at its end.
    mutating func finished() -> String {
        endBlock()
        while out.last == 0x0A { out.removeLast() }
        return String(decoding: out, as: UTF8.self)
    }
}
