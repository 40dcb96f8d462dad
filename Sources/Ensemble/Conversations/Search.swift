import Foundation
import Localization

/// What somebody looks for: words, phrases and filters, as typed.
///
/// `knee "second scan" is:open from:dana assignee:mira tag:billing before:2026-03-01`
public struct Search: Equatable, Sendable {
    /// A word (its beginning counts) or a phrase.
    public struct Term: Equatable, Sendable {
        public var words: [String]
        public var isPhrase: Bool
        public var isExcluded: Bool
    }

    public var terms: [Term] = []
    /// `new`, `open`, `waiting`, `resolved`, `suspended`, `unassigned`, `mine`.
    public var states: [String] = []
    public var from: [String] = []
    public var assignee: [String] = []
    public var tags: [String] = []
    public var before: Moment?
    public var after: Moment?
    /// A bare number is a conversation's.
    public var number: Conversation.ID?

    public var isEmpty: Bool { self == Search() }

    /// Reads what was typed. Nothing typed is an error: what is no filter is a word.
    public init(_ text: String) {
        for piece in Self.pieces(of: text.shortened(to: 500)).prefix(20) { add(piece) }
        if terms.count == 1, let term = terms.first, !term.isPhrase, let word = term.words.first {
            number = Conversation.ID(word.hasPrefix("#") ? String(word.dropFirst()) : word)
        }
    }

    private init() {}

    private mutating func add(_ piece: Piece) {
        guard let filter = piece.filter else {
            let words = Self.words(of: piece.text)
            if !words.isEmpty {
                terms.append(
                    Term(
                        words: words, isPhrase: piece.isQuoted || words.count > 1,
                        isExcluded: piece.isExcluded))
            }
            return
        }
        switch filter {
        case "is": states.append(piece.text.folded)
        case "from": from.append(piece.text.folded)
        case "assignee": assignee.append(piece.text.folded)
        case "tag": tags.append(piece.text.folded)
        case "before": before = Self.day(piece.text) ?? before
        default: after = Self.day(piece.text) ?? after
        }
    }

    private struct Piece {
        var filter: String?
        var text: String
        var isQuoted: Bool
        var isExcluded: Bool
    }

    private static let filters: Set<String> = ["is", "from", "assignee", "tag", "before", "after"]

    /// Splits at white space outside quotes; `name:"two words"` is one piece.
    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var current = ""
        var quoted = false
        var wasQuoted = false
        func finish() {
            if let piece = piece(current, wasQuoted: wasQuoted) { pieces.append(piece) }
            current = ""
            wasQuoted = false
        }
        for character in text {
            switch character {
            case "\"", "“", "”", "„":
                quoted.toggle()
                wasQuoted = true
            case _ where character.isWhitespace && !quoted: finish()
            default: current.append(character)
            }
        }
        finish()
        return pieces
    }

    private static func piece(_ text: String, wasQuoted: Bool) -> Piece? {
        var text = text
        var excluded = false
        if text.hasPrefix("-"), text.count > 1 {
            excluded = true
            text.removeFirst()
        }
        if let colon = text.firstIndex(of: ":") {
            let name = text[..<colon].lowercased()
            let value = String(text[text.index(after: colon)...])
            if filters.contains(name), !value.isEmpty {
                return Piece(filter: name, text: value, isQuoted: wasQuoted, isExcluded: excluded)
            }
        }
        return text.isEmpty ? nil : Piece(filter: nil, text: text, isQuoted: wasQuoted, isExcluded: excluded)
    }

    /// The letters and digits of a piece: the rest separates words, as in the index.
    private static func words(of text: String) -> [String] {
        text.unicodeScalars.split { scalar in
            !(scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark)
        }.map { String(String.UnicodeScalarView($0)) }
    }

    /// `2026-03-01`, midnight UTC.
    private static func day(_ text: String) -> Moment? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, (1970...9999).contains(parts[0]), (1...12).contains(parts[1]),
            (1...31).contains(parts[2])
        else { return nil }
        var date = DateComponents(year: parts[0], month: parts[1], day: parts[2])
        date.timeZone = TimeZone(secondsFromGMT: 0)
        guard let moment = Calendar(identifier: .gregorian).date(from: date) else { return nil }
        return Moment(milliseconds: Int64(moment.timeIntervalSince1970) * 1_000)
    }
}
