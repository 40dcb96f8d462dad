/// Cuts HTML source into tokens, in one pass.
///
/// Text that needs no decoding is not copied: a token tells where it
/// stands. What had to be written anew is appended to `decoded`, whose
/// places are counted on from the end of the source.
///
/// Source: the HTML standard, section 13.2.5, "Tokenization".
struct Tokenizer {
    /// What the text of the element just opened is taken for.
    enum Mode {
        case data
        /// `title`, `textarea`: references count, tags do not.
        case text
        /// `style`, `iframe`: nothing counts but the end tag.
        case raw
        case script
        /// `plaintext`: nothing counts any more.
        case plain
        case cdata
    }

    let source: UnsafeBufferPointer<UInt8>
    var decoded: [UInt8] = []
    var attributes: [Tree.Attribute] = []
    var mode = Mode.data
    /// Whose end tag ends text, raw text and script.
    var textTag = Tag.unknown
    var index = 0

    init(_ source: UnsafeBufferPointer<UInt8>) {
        self.source = source
    }

    /// The next token.
    /// - Parameter isForeign: whether it will stand inside SVG or MathML,
    ///   where CDATA sections count.
    mutating func next(isForeign: Bool) -> Token {
        while index < source.count {
            let token =
                switch mode {
                case .data: data(isForeign: isForeign)
                case .text, .raw, .script: elementText()
                case .plain: plainText()
                case .cdata: cdataText()
                }
            if let token { return token }
        }
        return Token(.end)
    }

    // MARK: Text

    /// Text or markup; `nil` where what stood there means nothing.
    private mutating func data(isForeign: Bool) -> Token? {
        switch source[index] {
        case UInt8(ascii: "<"):
            if beginsMarkup(index) { return markup(isForeign: isForeign) }
        case UInt8(ascii: "&"):
            if let token = reference() { return token }
        case 0:
            index += 1
            return Token(.null)
        default:
            let start = index
            while index < source.count, ASCII.isSpace(source[index]) { index += 1 }
            if index > start { return Token(.space, content: Extent(start..<index)) }
        }
        // At least one character, be it a `<` or `&` that means itself.
        let start = index
        index += 1
        while index < source.count {
            let byte = source[index]
            if byte == UInt8(ascii: "&") || byte == 0 { break }
            if byte == UInt8(ascii: "<"), beginsMarkup(index) { break }
            index += 1
        }
        return Token(.text, content: Extent(start..<index))
    }

    private func beginsMarkup(_ index: Int) -> Bool {
        guard index + 1 < source.count else { return false }
        let byte = source[index + 1]
        if ASCII.isLetter(byte) || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") { return true }
        return byte == UInt8(ascii: "/") && index + 2 < source.count
    }

    /// A reference that is one; `nil` where the `&` means itself.
    private mutating func reference() -> Token? {
        let start = decoded.count
        let end = CharacterReference.decode(source, at: index, isInAttribute: false, into: &decoded)
        guard end > index else { return nil }
        index = end
        let isSpace = decoded[start...].allSatisfy(ASCII.isSpace)
        return Token(isSpace ? .space : .text, content: decodedSlice(from: start))
    }

    private mutating func plainText() -> Token {
        let start = index
        index = source.count
        return Token(.text, content: replacingNulls(start..<index))
    }

    private mutating func cdataText() -> Token? {
        let start = index
        if source[index] == 0 {
            index += 1
            return Token(.null)
        }
        let isSpace = ASCII.isSpace(source[index])
        while index < source.count, source[index] != 0, ASCII.isSpace(source[index]) == isSpace || !isSpace {
            if matches("]]>", at: index) {
                let end = index
                index += 3
                mode = .data
                return end > start ? Token(isSpace ? .space : .text, content: Extent(start..<end)) : nil
            }
            index += 1
        }
        return Token(isSpace ? .space : .text, content: Extent(start..<index))
    }

    /// The text of an element that holds no other, then its end tag.
    private mutating func elementText() -> Token? {
        let end = mode == .script ? scriptEnd() : textEnd()
        guard end > index else {
            mode = .data
            return tag(isEnd: true)
        }
        let range = index..<end
        index = end
        return Token(.text, content: mode == .text ? decoding(range) : replacingNulls(range))
    }

    private func textEnd() -> Int {
        var index = index
        while index < source.count {
            if source[index] == UInt8(ascii: "<"), isEndTag(at: index) { return index }
            index += 1
        }
        return index
    }

    /// Scripts may hold `<!--`, and in it `<script>`, and then one end tag
    /// does not end them.
    private func scriptEnd() -> Int {
        enum State { case script, escaped, doubleEscaped }
        var state = State.script
        var dashes = 0
        var index = index
        while index < source.count {
            let byte = source[index]
            if byte == UInt8(ascii: "<") {
                if state != .doubleEscaped, isEndTag(at: index) { return index }
                if state == .script, matches("<!--", at: index) {
                    state = .escaped
                    dashes = 2
                    index += 4
                    continue
                }
                if state == .escaped, isTag("<script", at: index) { state = .doubleEscaped }
                if state == .doubleEscaped, isTag("</script", at: index) { state = .escaped }
            }
            if byte == UInt8(ascii: ">"), dashes >= 2 { state = .script }
            dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
            index += 1
        }
        return index
    }

    private func isEndTag(at index: Int) -> Bool {
        guard textTag != .unknown, index + 2 < source.count, source[index + 1] == UInt8(ascii: "/") else {
            return false
        }
        var end = index + 2
        while end < source.count, ASCII.isAlphanumeric(source[end]) { end += 1 }
        guard end < source.count, isTagDelimiter(source[end]) else { return false }
        return Tag.named(UnsafeBufferPointer(rebasing: source[(index + 2)..<end])) == textTag
    }

    private func isTag(_ start: StaticString, at index: Int) -> Bool {
        let end = index + start.utf8CodeUnitCount
        return matches(start, at: index) && end < source.count && isTagDelimiter(source[end])
    }

    private func isTagDelimiter(_ byte: UInt8) -> Bool {
        ASCII.isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }

    // MARK: Markup

    private mutating func markup(isForeign: Bool) -> Token? {
        switch source[index + 1] {
        case UInt8(ascii: "!"):
            if matches("--", at: index + 2) { return comment() }
            if matches("doctype", at: index + 2) { return doctype() }
            if isForeign, matches("[CDATA[", at: index + 2, foldingCase: false) {
                index += 9
                mode = .cdata
                return nil
            }
            return bogusComment(from: index + 2)
        case UInt8(ascii: "?"):
            return bogusComment(from: index + 1)
        case UInt8(ascii: "/"):
            let byte = source[index + 2]
            if ASCII.isLetter(byte) { return tag(isEnd: true) }
            if byte == UInt8(ascii: ">") {
                index += 3
                return nil
            }
            return bogusComment(from: index + 2)
        default:
            return tag(isEnd: false)
        }
    }

    private mutating func comment() -> Token {
        let start = index + 4
        var end = start
        if matches(">", at: start) || matches("->", at: start) {
            index = matches(">", at: start) ? start + 1 : start + 2
            return Token(.comment)
        }
        while end < source.count {
            if source[end] == UInt8(ascii: "-"), matches("--", at: end) {
                if matches(">", at: end + 2) || matches("!>", at: end + 2) {
                    index = matches(">", at: end + 2) ? end + 3 : end + 4
                    return Token(.comment, content: replacingNulls(start..<end))
                }
            }
            end += 1
        }
        index = end
        // The end of the source closes it, and takes a half-typed `-->`.
        for ending in ["--!", "--", "-"] as [StaticString] {
            let length = ending.utf8CodeUnitCount
            if end - length >= start, matches(ending, at: end - length) {
                end -= length
                break
            }
        }
        return Token(.comment, content: replacingNulls(start..<end))
    }

    private mutating func bogusComment(from start: Int) -> Token {
        var end = start
        while end < source.count, source[end] != UInt8(ascii: ">") { end += 1 }
        index = min(end + 1, source.count)
        return Token(.comment, content: replacingNulls(start..<end))
    }

    /// A tag; `nil` where the source ends in it.
    private mutating func tag(isEnd: Bool) -> Token? {
        let nameStart = index + (isEnd ? 2 : 1)
        index = nameStart
        while index < source.count, !isTagDelimiter(source[index]) { index += 1 }
        let name = nameStart..<index
        var token = Token(isEnd ? .endTag : .startTag)
        token.tag = Tag.named(UnsafeBufferPointer(rebasing: source[name]))
        if token.tag == .unknown { token.name = lowering(name) }
        let firstAttribute = attributes.count
        guard readAttributes(from: firstAttribute, isSelfClosing: &token.isSelfClosing) else {
            attributes.removeSubrange(firstAttribute...)
            return nil
        }
        if isEnd {
            attributes.removeSubrange(firstAttribute...)
        } else {
            token.attributes = Extent(firstAttribute..<attributes.count)
        }
        return token
    }

    // MARK: Pieces

    func matches(_ word: StaticString, at start: Int, foldingCase: Bool = true) -> Bool {
        guard start + word.utf8CodeUnitCount <= source.count else { return false }
        let pointer = word.utf8Start
        for offset in 0..<word.utf8CodeUnitCount {
            let byte = source[start + offset]
            if pointer[offset] != (foldingCase ? ASCII.lowered(byte) : byte) { return false }
        }
        return true
    }

    func decodedSlice(from start: Int) -> Extent {
        Extent((source.count + start)..<(source.count + decoded.count))
    }

    /// The text with its references decoded, copied only where it has any.
    mutating func decoding(_ range: Range<Int>, isInAttribute: Bool = false) -> Extent {
        let isPlain = UnsafeBufferPointer(rebasing: source[range]).allSatisfy {
            $0 != UInt8(ascii: "&") && $0 != 0
        }
        if isPlain { return Extent(range) }
        // The end of the value ends a reference too.
        let text = UnsafeBufferPointer(rebasing: source[..<range.upperBound])
        let start = decoded.count
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = text[index]
            if byte == UInt8(ascii: "&") {
                let end = CharacterReference.decode(
                    text, at: index, isInAttribute: isInAttribute, into: &decoded)
                if end > index {
                    index = end
                    continue
                }
            }
            if byte == 0 { decoded.append(contentsOf: Self.replacement) } else { decoded.append(byte) }
            index += 1
        }
        return decodedSlice(from: start)
    }

    mutating func replacingNulls(_ range: Range<Int>) -> Extent {
        guard UnsafeBufferPointer(rebasing: source[range]).contains(0) else { return Extent(range) }
        let start = decoded.count
        for byte in source[range] {
            if byte == 0 { decoded.append(contentsOf: Self.replacement) } else { decoded.append(byte) }
        }
        return decodedSlice(from: start)
    }

    mutating func lowering(_ range: Range<Int>) -> Extent {
        let needsChange = UnsafeBufferPointer(rebasing: source[range]).contains {
            ASCII.isUpper($0) || $0 == 0
        }
        guard needsChange else { return Extent(range) }
        let start = decoded.count
        for byte in source[range] {
            if byte == 0 {
                decoded.append(contentsOf: Self.replacement)
            } else {
                decoded.append(ASCII.lowered(byte))
            }
        }
        return decodedSlice(from: start)
    }

    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
}
