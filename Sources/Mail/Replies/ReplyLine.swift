/// What a line of a reply is.
enum ReplyLine: Equatable {
    case text
    case empty
    /// Begins with `>`, or with a name and `>`.
    case quote
    /// Says that another message begins: who wrote when, or a separator.
    case marker
    /// A header field of another message.
    case header
    /// Dashes or the like, perhaps before a signature.
    case delimiter
    /// What a telephone or a mail program adds.
    case phone
    /// The frame of an OpenPGP signature.
    case armor

    /// The kind of each line. Looks at no more than four lines at a time.
    static func classify(_ lines: [Bytes]) -> [ReplyLine] {
        var kinds = lines.map(simple)
        joinWrappedQuotes(lines, &kinds)
        markArmor(lines, &kinds)
        HeaderBlock.mark(lines, &kinds)
        Attribution.mark(lines, &kinds)
        return kinds
    }

    private static func simple(_ line: Bytes) -> ReplyLine {
        let bare = line.trimmedOfBlanks
        guard let first = bare.first else { return .empty }
        if first == UInt8(ascii: ">") || isAlias(bare) { return .quote }
        if SignatureLine.isDelimiter(bare) { return .delimiter }
        if Separator.matches(bare) { return .marker }
        if SignatureLine.isPhone(bare) { return .phone }
        return .text
    }

    /// `Richard> text`: a name, then the mark.
    private static func isAlias(_ line: Bytes) -> Bool {
        guard let first = line.first, first.isASCIIUpper,
            let mark = line.prefix(20).firstIndex(of: UInt8(ascii: ">"))
        else { return false }
        let next = mark + 1
        return line[..<mark].allSatisfy(\.isASCIILetter) && (next == line.endIndex || line[next].isBlank)
    }

    /// A quoted line that was wrapped after quoting has a rest without a
    /// mark: it follows a full line and another quoted line follows it.
    private static func joinWrappedQuotes(_ lines: [Bytes], _ kinds: inout [ReplyLine]) {
        for index in lines.indices.dropFirst().dropLast()
        where kinds[index] == .text && kinds[index - 1] == .quote {
            guard kinds[index + 1] == .quote, lines[index - 1].count >= 64, lines[index].count < 100 else {
                continue
            }
            let isOpen = lines[index - 1].trimmed.last.map { ![UInt8](".!?:>".utf8).contains($0) } ?? false
            let goesOn = lines[index].first.map { $0.isASCIILetter && !$0.isASCIIUpper } ?? false
            if isOpen || goesOn { kinds[index] = .quote }
        }
    }

    private static func markArmor(_ lines: [Bytes], _ kinds: inout [ReplyLine]) {
        var inSignature = false
        for index in lines.indices {
            let bare = lines[index].trimmedOfBlanks
            if bare.startsIgnoringCase("-----begin pgp signature") { inSignature = true }
            if bare.startsIgnoringCase("-----begin pgp signed message") {
                kinds[index] = .armor
                if index + 1 < lines.count, lines[index + 1].startsIgnoringCase("hash:") {
                    kinds[index + 1] = .armor
                }
            }
            if inSignature { kinds[index] = .armor }
            if bare.startsIgnoringCase("-----end pgp signature") { inSignature = false }
        }
    }
}

extension ArraySlice<UInt8> {
    /// Without spaces, tabs, no-break spaces and zero-width marks at both
    /// ends.
    var trimmedOfBlanks: Bytes {
        var slice = trimmed
        while slice.starts(with: [0xC2, 0xA0]) { slice = slice.dropFirst(2).trimmed }
        while slice.starts(with: [0xE2, 0x80]), slice.count > 2, slice[slice.startIndex + 2] >= 0x80,
            slice[slice.startIndex + 2] <= 0x8F
        {
            slice = slice.dropFirst(3).trimmed
        }
        while slice.count >= 2, slice[slice.endIndex - 2] == 0xC2, slice[slice.endIndex - 1] == 0xA0 {
            slice = slice.dropLast(2).trimmed
        }
        return slice
    }

    /// As text in lower case.
    var lowered: String {
        isASCII
            ? String(decoding: map(\.asciiLowered), as: UTF8.self)
            : String(decoding: self, as: UTF8.self).lowercased()
    }
}
