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

    /// A condition by name, such as `tag:billing`; with `-` before it, its opposite.
    public struct Filter: Equatable, Sendable {
        public enum Name: String, Sendable { case `is`, from, assignee, step, tag, before, after }

        public var name: Name
        /// Folded.
        public var value: String
        public var isExcluded: Bool

        /// Of `before` and `after`, the day; anything else is none.
        var day: Day? { Day(value) }
    }

    public var terms: [Term] = []
    public var filters: [Filter] = []
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
        filters.append(Filter(name: filter, value: piece.text.folded, isExcluded: piece.isExcluded))
    }

    private struct Piece {
        var filter: Filter.Name?
        var text: String
        var isQuoted: Bool
        var isExcluded: Bool
    }

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
            let value = String(text[text.index(after: colon)...])
            if let name = Filter.Name(rawValue: text[..<colon].lowercased()), !value.isEmpty {
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
}
