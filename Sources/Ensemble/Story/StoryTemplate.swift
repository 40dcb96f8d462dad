/// A text with places for what differs: names, dates, amounts.
struct StoryTemplate: Sendable {
    /// A place in a text, written `{doctor}`.
    enum Slot: String, CaseIterable, Sendable {
        // Who.
        case first, last, name, phone, staff, doctor, nurse, child, friend, clinic, town
        // What.
        case part, drug, dose, test, scan, specialist, job, file
        // With whom.
        case insurer, lab, partner, pharmacy
        // When: two days to come, two times, days and a month that have been.
        case weekday, date, time, weekday2, date2, time2, ago, month
        // How much: what it costs, from low to high; a smaller amount that had
        // been told; a third of it; the number of the invoice.
        case amount, low, high, told, third, number
    }

    enum Piece: Sendable, Equatable {
        case text(String)
        case slot(Slot)
    }

    let pieces: [Piece]

    /// The slots that are named in braces but don't exist; a test keeps it empty.
    let unknown: [String]

    /// - Parameter text: lines are joined to paragraphs; an empty line parts them.
    init(paragraphs text: String) {
        let paragraphs = text.split(separator: "\n\n").map { paragraph in
            paragraph.split(separator: "\n").joined(separator: " ")
        }
        self.init(paragraphs.joined(separator: "\n\n"))
    }

    init(_ text: String) {
        var pieces: [Piece] = []
        var unknown: [String] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            let word = String(rest[rest.index(after: open)..<close])
            if let slot = Slot(rawValue: word) { pieces.append(.slot(slot)) } else { unknown.append(word) }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        (self.pieces, self.unknown) = (pieces, unknown)
    }

    /// The text for one conversation.
    func filled(_ slots: StorySlots) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let words): text += words
            case .slot(let slot): text += slots[slot]
            }
        }
        return text
    }
}
