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

    /// The lines of one place, without the empty ones around them.
    func joined(_ place: Place) -> String {
        var chosen: [Bytes] = []
        for (index, line) in lines.enumerated() where places[index] == place {
            if !chosen.isEmpty || kinds[index] != .empty { chosen.append(line) }
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
        guard
            let at = kinds.indices.first(where: {
                kinds[$0] == .delimiter && hasText(0..<$0) && isDelimiter($0)
            })
        else { return end }
        place(from: at, to: end)
        return at
    }

    /// A line of dashes ends the message if little follows it; a table or a
    /// heading in the middle of a text is none.
    private func isDelimiter(_ at: Int) -> Bool {
        if SignatureLine.isStandard(lines[at]) { return true }
        if at > 0, kinds[at - 1] == .text { return false }
        let next = kinds[(at + 1)...].first { $0 != .empty }
        if next == .header || next == .marker { return true }
        return kinds[(at + 1)...].count { $0 == .text } <= 15
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
