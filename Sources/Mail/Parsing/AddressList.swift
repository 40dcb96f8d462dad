/// Reads the addresses of a header field, forgivingly.
///
/// Source: RFC 5322 §3.4 with its obsolete forms, RFC 6854 groups; beyond it
/// what mail really holds: unquoted specials in names, addresses without a
/// domain, encoded words inside quotes, semicolons as separators.
enum AddressList {
    /// The mailboxes in order; group names are dropped, their members stay.
    ///
    /// - Parameter limit: at most this many.
    static func parse(_ value: Bytes, limit: Int = 1_000) -> [MailAddress] {
        var list: [MailAddress] = []
        for item in split(HeaderText.unfold(value), limit: limit) {
            if let mailbox = mailbox(item) { list.append(mailbox) }
        }
        return list
    }

    /// Splits at commas and group punctuation outside quotes, comments and
    /// angle brackets.
    private static func split(_ value: Bytes, limit: Int) -> [Bytes] {
        var items: [Bytes] = []
        var start = value.startIndex
        var at = start
        var depth = 0
        var quoted = false
        var angled = false
        // Looked up once: an opening sign without its closing one is text.
        let lastQuote = value.lastIndex(of: UInt8(ascii: "\"")) ?? -1
        let lastParenthesis = value.lastIndex(of: UInt8(ascii: ")")) ?? -1
        let lastAngle = value.lastIndex(of: UInt8(ascii: ">")) ?? -1
        func close(_ end: Int) {
            let item = value[start..<end].trimmed
            if !item.isEmpty { items.append(item) }
            start = end + 1
        }
        while at < value.endIndex, items.count < limit {
            switch value[at] {
            case UInt8(ascii: "\\") where quoted || depth > 0: at += 1
            case UInt8(ascii: "\"") where depth == 0:
                if quoted || at < lastQuote { quoted.toggle() }
            case _ where quoted: break
            case UInt8(ascii: "("):
                if at < lastParenthesis { depth += 1 }
            case UInt8(ascii: ")") where depth > 0: depth -= 1
            case _ where depth > 0: break
            case UInt8(ascii: "<"): angled = at < lastAngle
            case UInt8(ascii: ">"): angled = false
            case _ where angled: break
            // A comma in an encoded word is part of the name.
            case UInt8(ascii: "=") where HeaderText.endOfWord(value, at) != nil:
                at = (HeaderText.endOfWord(value, at) ?? at + 1) - 1
            case UInt8(ascii: ","), UInt8(ascii: ";"): close(at)
            case UInt8(ascii: ":"):
                // A group's name ends here, unless this is part of a name
                // or an address such as `mailto:a@b`.
                if isGroup(value, start, at) { start = at + 1 }
            default: break
            }
            at += 1
        }
        if items.count < limit, start < value.endIndex { close(value.endIndex) }
        return items
    }

    /// Whether the words before a colon name a group: no address stands
    /// before it, and a member or the end of the group comes soon after.
    private static func isGroup(_ value: Bytes, _ start: Int, _ colon: Int) -> Bool {
        let head = value[start..<colon].prefix(256)
        if head.trimmed.equalsIgnoringCase("mailto") { return true }
        if head.contains(UInt8(ascii: "@")) || head.contains(UInt8(ascii: "<")) { return false }
        let rest = value[(colon + 1)...].prefix(1_024)
        if rest.trimmed.isEmpty { return true }
        for byte in rest {
            switch byte {
            case UInt8(ascii: ";"), UInt8(ascii: ","): return true
            case UInt8(ascii: "<"): return value[(colon + 1)...].prefix(1 << 16).contains(UInt8(ascii: ";"))
            case UInt8(ascii: "@"): return true
            default: continue
            }
        }
        return false
    }

    private static func mailbox(_ item: Bytes) -> MailAddress? {
        var name: [UInt8] = []
        var comments: [UInt8] = []
        var angle: Bytes?
        var at = item.startIndex
        var quotesClose = true
        var commentsClose = true
        while at < item.endIndex {
            let byte = item[at]
            if byte == UInt8(ascii: "\""), quotesClose {
                guard let end = closingQuote(item, at) else { quotesClose = false; continue }
                name += unescape(item[(at + 1)..<end])
                at = end + 1
            } else if byte == UInt8(ascii: "("), commentsClose {
                guard let end = closingComment(item, at) else { commentsClose = false; continue }
                if !comments.isEmpty { comments.append(0x20) }
                comments += unescape(item[(at + 1)..<end])
                at = end + 1
            } else if byte == UInt8(ascii: "<"), angle == nil {
                let end = item[at...].lastIndex(of: UInt8(ascii: ">")) ?? item.endIndex
                angle = item[(at + 1)..<end]
                at = min(end + 1, item.endIndex)
            } else {
                name.append(byte)
                at += 1
            }
        }
        if let angle {
            let address = clean(angle)
            if address.isEmpty { return daemon(name[...].trimmed) }
            return MailAddress(name: display(name) ?? display(comments), address: address)
        }
        return bare(name[...].trimmed, comments: comments)
    }

    /// `MAILER-DAEMON <>`: a mail system without an address.
    private static func daemon(_ name: Bytes) -> MailAddress? {
        guard name.startsIgnoringCase("mailer-daemon") || name.startsIgnoringCase("postmaster"),
            !name.contains(where: \.isWhite)
        else { return nil }
        return MailAddress(address: HeaderText.decode(name))
    }

    /// `a@b`, `a@b (Name)`, `Name a@b`, `MAILER-DAEMON`, `Name (a@b)`.
    private static func bare(_ text: Bytes, comments: [UInt8]) -> MailAddress? {
        if let at = text.lastIndex(of: UInt8(ascii: "@")) {
            var low = at
            while low > text.startIndex, !text[low - 1].isWhite { low -= 1 }
            var high = at
            while high < text.endIndex, !text[high].isWhite { high += 1 }
            // `a @ b` of RFC 822: blanks around the sign belong to no name.
            if low == at || high == at + 1 { return spaced(text, comments: comments) }
            let rest = Array(text[..<low]) + Array(text[high...])
            let address = clean(text[low..<high])
            return address.isEmpty
                ? nil : MailAddress(name: display(rest) ?? display(comments), address: address)
        }
        if comments.contains(UInt8(ascii: "@")), !comments.contains(0x20) {
            return MailAddress(name: display(Array(text)), address: clean(comments[...]))
        }
        // A lone word is a local mailbox; several words are only a name.
        guard !text.isEmpty, !text.contains(where: \.isWhite), text.isASCII,
            text.firstIndex(of: [0x3D, 0x3F]) == nil
        else { return nil }
        return MailAddress(name: display(comments), address: String(decoding: text, as: UTF8.self))
    }

    private static func spaced(_ text: Bytes, comments: [UInt8]) -> MailAddress? {
        let address = text.filter { !$0.isWhite }
        return MailAddress(name: display(comments), address: clean(address[...]))
    }

    private static func clean(_ raw: Bytes) -> String {
        var address = raw.trimmed
        if address.startsIgnoringCase("mailto:") { address = address.dropFirst(7) }
        // An RFC 822 route: `@relay:a@b`.
        if address.first == UInt8(ascii: "@"), let colon = address.firstIndex(of: UInt8(ascii: ":")) {
            address = address[(colon + 1)...]
        }
        while let last = address.last, last == UInt8(ascii: ">") || last == UInt8(ascii: ",") || last.isWhite
        {
            address = address.dropLast()
        }
        while let first = address.first, first == UInt8(ascii: "<") || first.isWhite {
            address = address.dropFirst()
        }
        // Quotes around the whole address are a slip.
        if address.count > 2, address.first == address.last,
            address.first == UInt8(ascii: "'") || address.first == UInt8(ascii: "\"")
        {
            address = address.dropFirst().dropLast()
        }
        return HeaderText.decode(address)
    }

    private static func display(_ raw: [UInt8]) -> String? {
        let text = HeaderText.decode(raw[...])
        return text.isEmpty ? nil : text
    }

    private static func closingQuote(_ item: Bytes, _ open: Int) -> Int? {
        var at = open + 1
        while at < item.endIndex {
            if item[at] == UInt8(ascii: "\\") { at += 2; continue }
            if item[at] == UInt8(ascii: "\"") { return at }
            at += 1
        }
        return nil
    }

    private static func closingComment(_ item: Bytes, _ open: Int) -> Int? {
        var at = open
        var depth = 0
        while at < item.endIndex {
            switch item[at] {
            case UInt8(ascii: "\\"): at += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return at }
            default: break
            }
            at += 1
        }
        return nil
    }

    private static func unescape(_ bytes: Bytes) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "\\")) else { return Array(bytes) }
        var output: [UInt8] = []
        var escaped = false
        for byte in bytes {
            if !escaped, byte == UInt8(ascii: "\\") { escaped = true; continue }
            output.append(byte)
            escaped = false
        }
        return output
    }
}
