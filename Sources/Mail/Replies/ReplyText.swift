/// Separates what someone wrote now from what they quote and how they sign.
///
/// Works line by line, in one pass of constant work a line, on the signs
/// that mail programs leave in any language: `>` marks, lines that say who
/// wrote when, blocks of header fields, separators, the `-- ` of signatures,
/// and what telephones add. It never understands a sentence, so a sign-off
/// such as "Best regards" stays with the text.
public enum ReplyText {
    /// The three stretches of a message's text.
    ///
    /// An answer below or between quoted lines keeps the quoted lines that it
    /// answers. A message that is nothing but a quote, or that only forwards
    /// another, is visible as it stands, without the lines that say whose
    /// words they are.
    ///
    /// - Returns: each line of the text in exactly one of the three; empty
    ///   lines around a stretch are dropped.
    public static func split(_ text: String) -> (visible: String, quoted: String, signature: String) {
        var reply = ReplyLines(text)
        reply.decide()
        return (reply.joined(.visible), reply.joined(.quoted), reply.joined(.signature))
    }
}

/// The lines of a reply, each with its kind and, in the end, its place.
struct ReplyLines {
    enum Place { case visible, quoted, signature }

    private let lines: [Bytes]
    private var kinds: [ReplyLine]
    private var places: [Place]

    init(_ text: String) {
        lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { $0.last == 0x0D ? $0.dropLast() : $0 }
        kinds = ReplyLine.classify(lines)
        places = Array(repeating: .visible, count: lines.count)
    }

    /// The lines of one place, without the empty ones around them; where
    /// lines of another place were taken out, one empty line is enough.
    func joined(_ place: Place) -> String {
        var chosen: [Bytes] = []
        var previous = -1
        for index in lines.indices where places[index] == place {
            let isGap = index != previous + 1
            previous = index
            if kinds[index] == .empty, chosen.isEmpty || isGap && chosen.last?.allSatisfy(\.isWhite) ?? true {
                continue
            }
            chosen.append(lines[index])
        }
        while let last = chosen.last, last.allSatisfy(\.isWhite) { chosen.removeLast() }
        return String(decoding: Array(chosen.joined(separator: [0x0A])), as: UTF8.self)
    }

    mutating func decide() {
        setAside(.armor)
        var end = cutAtDelimiter(lines.count)
        end = cutAtPhone(end)
        let head = kinds[..<end].firstIndex { $0 == .marker || $0 == .header }
        if let head {
            decide(marker: head, end: end)
        } else {
            dropTrailingQuote(end)
        }
        for index in lines.indices where kinds[index] == .phone { places[index] = .signature }
    }

    private mutating func setAside(_ kind: ReplyLine) {
        for index in lines.indices where kinds[index] == kind { places[index] = .signature }
    }

    private func hasText(_ range: Range<Int>) -> Bool { kinds[range].contains(.text) }

    /// What follows `-- ` is a signature up to the quote after it.
    private mutating func cutAtDelimiter(_ end: Int) -> Int {
        guard let firstText = kinds.firstIndex(of: .text) else { return end }
        // Counted from the end, so that many lines of dashes cost one pass.
        var textBelow = kinds[(firstText + 1)...].count { $0 == .text }
        for at in (firstText + 1)..<max(firstText + 1, end) {
            if kinds[at] == .text { textBelow -= 1 }
            guard kinds[at] == .delimiter, isDelimiter(at, textBelow: textBelow) else { continue }
            place(from: at, to: end)
            return at
        }
        return end
    }

    /// A line of dashes ends the message if little follows it; a table or a
    /// heading in the middle of a text is none.
    private func isDelimiter(_ at: Int, textBelow: Int) -> Bool {
        if SignatureLine.isStandard(lines[at]) || textBelow <= 15 && kinds[at - 1] != .text { return true }
        guard kinds[at - 1] != .text else { return false }
        let next = kinds[(at + 1)...].first { $0 != .empty }
        return next == .header || next == .marker
    }

    /// What follows the line a telephone adds is no answer any more.
    private mutating func cutAtPhone(_ end: Int) -> Int {
        guard let at = kinds[..<end].firstIndex(of: .phone), hasText(0..<at),
            !kinds[..<at].contains(.marker), !kinds[..<at].contains(.quote)
        else { return end }
        place(from: at, to: end)
        return at
    }

    /// Signature up to the next marker, quote from there on.
    private mutating func place(from start: Int, to end: Int) {
        var place = Place.signature
        for index in start..<end {
            if kinds[index] == .marker || kinds[index] == .header || kinds[index] == .quote {
                place = .quoted
            }
            places[index] = place
        }
    }

    private mutating func decide(marker: Int, end: Int) {
        var bodyStart = marker
        while bodyStart < end,
            kinds[bodyStart] == .marker || kinds[bodyStart] == .header || kinds[bodyStart] == .empty
        {
            bodyStart += 1
        }
        let lastText = kinds[..<end].lastIndex(of: .text) ?? -1
        let firstQuote = kinds[marker..<end].firstIndex(of: .quote)
        guard let firstQuote, lastText > firstQuote else {
            // Nothing is written below a quote.
            if hasText(0..<marker) {
                quote(marker..<end)
            } else if lastText >= bodyStart || firstQuote == nil {
                quote(marker..<min(bodyStart, end)); dropTrailingQuote(end)
            } else {
                quote(marker..<(firstQuote ?? end))
            }
            return
        }
        let lastQuote = kinds[..<lastText].lastIndex(of: .quote) ?? firstQuote
        let blocksBelow = isInterleaved(from: firstQuote, to: end)
        let linesBelow = kinds[lastQuote..<end].count { $0 == .text }
        if hasText(0..<marker), !blocksBelow, linesBelow < 7, !isGreeting(before: marker) {
            // A few lines below the quote of a text above it: a footer.
            quote(marker..<end)
        } else if !blocksBelow {
            // The answer stands below what it answers.
            quote(marker..<(lastQuote + 1))
            quote((lastText + 1)..<end)
        } else {
            for index in 0..<end where kinds[index] == .marker || kinds[index] == .header {
                places[index] = .quoted
            }
            quote((lastText + 1)..<end)
        }
    }

    /// Whether text and quotes alternate: text, and quotes again below it.
    private func isInterleaved(from start: Int, to end: Int) -> Bool {
        var sawText = false
        for kind in kinds[start..<end] {
            if kind == .text { sawText = true }
            if kind == .quote, sawText { return true }
        }
        return false
    }

    /// Whether all above the marker is one short line such as "Hi Tom,".
    private func isGreeting(before marker: Int) -> Bool {
        let above = (0..<marker).filter { kinds[$0] == .text }
        guard above.count == 1, let line = above.first else { return false }
        return lines[line].trimmed.last == UInt8(ascii: ",") && lines[line].count < 40
    }

    private mutating func dropTrailingQuote(_ end: Int) {
        guard let lastText = kinds[..<end].lastIndex(of: .text) else { return }
        guard kinds[(lastText + 1)..<end].contains(.quote) else { return }
        quote((lastText + 1)..<end)
    }

    private mutating func quote(_ range: Range<Int>) {
        for index in range { places[index] = .quoted }
    }
}
