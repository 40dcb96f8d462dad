extension Tokenizer {
    /// `<!DOCTYPE html PUBLIC "…" "…">`.
    ///
    /// Source: the HTML standard, section 13.2.5.53 and following.
    mutating func doctype() -> Token {
        index += 9
        var token = Token(.doctype)
        var doctype = Token.Doctype()
        skipSpace()
        let nameStart = index
        while index < source.count, !ASCII.isSpace(source[index]), source[index] != UInt8(ascii: ">") {
            index += 1
        }
        token.name = lowering(nameStart..<index)
        if index == nameStart { doctype.forcesQuirks = true }
        readIdentifiers(into: &doctype)
        token.doctype = doctype
        return token
    }

    private mutating func readIdentifiers(into doctype: inout Token.Doctype) {
        skipSpace()
        if matches("public", at: index) {
            index += 6
            doctype.publicID = identifier(&doctype.forcesQuirks)
            skipSpace()
            if index < source.count, isQuote(source[index]) {
                doctype.systemID = identifier(&doctype.forcesQuirks)
            }
        } else if matches("system", at: index) {
            index += 6
            doctype.systemID = identifier(&doctype.forcesQuirks)
        } else if index < source.count, source[index] != UInt8(ascii: ">") {
            doctype.forcesQuirks = true
        }
        // What else there is up to the end means nothing.
        while index < source.count, source[index] != UInt8(ascii: ">") { index += 1 }
        if index >= source.count { doctype.forcesQuirks = true }
        index = min(index + 1, source.count)
    }

    /// A text in quotes; `nil` where there is none. One that is missing or
    /// that a `>` ends makes for quirks.
    private mutating func identifier(_ forcesQuirks: inout Bool) -> Extent? {
        skipSpace()
        guard index < source.count, isQuote(source[index]) else {
            forcesQuirks = true
            return nil
        }
        let quote = source[index]
        index += 1
        let start = index
        while index < source.count, source[index] != quote, source[index] != UInt8(ascii: ">") { index += 1 }
        let text = replacingNulls(start..<index)
        if index < source.count, source[index] == quote { index += 1 } else { forcesQuirks = true }
        return text
    }

    private mutating func skipSpace() {
        while index < source.count, ASCII.isSpace(source[index]) { index += 1 }
    }

    private func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }
}
