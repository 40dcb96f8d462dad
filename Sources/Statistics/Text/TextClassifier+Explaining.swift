extension TextClassifier {
    /// What one n-gram of a message said for or against a label.
    public struct Contribution: Sendable, Equatable {
        /// A word or two, or up to five characters of one with the space
        /// around it.
        public enum Kind: Sendable { case words, characters }

        /// Which of the two it is.
        public let kind: Kind
        /// The n-gram as it was read: lower case, without accents.
        public let ngram: String
        /// Where it stands in the message.
        public let ranges: [Range<String.Index>]
        /// What it added to the label's score; below 0 spoke against it.
        public let score: Double
    }

    /// Says which n-grams of a message carried a label, the strongest first.
    ///
    /// The contributions and the label's constant add up to its score.
    /// N-grams that the classifier does not know are absent.
    /// Cost: some 5 µs an n-gram.
    /// - Throws: `unknownLabel`.
    public func explain(_ text: String, label: String) throws(TextClassifierError) -> [Contribution] {
        guard let index = labels.firstIndex(of: label) else { throw .unknownLabel(label) }
        let folded = FoldedText(text, limit: readingLimit, keepingSources: true)
        var places = NGramPlaces()
        folded.scanNGrams(into: &places)
        return vector(of: text).elements
            .map { element in
                Contribution(
                    kind: element.key & 1 == 1 ? .words : .characters,
                    ngram: folded.text(places.first(of: element.key)),
                    ranges: places.all(of: element.key).map { folded.range($0, in: text) },
                    score: Double(score(of: element, label: index)))
            }
            .sorted { abs($0.score) != abs($1.score) ? abs($0.score) > abs($1.score) : $0.ngram < $1.ngram }
    }

    /// What each word of a message said for or against a label, in the
    /// order of the message. Cost: as `explain`.
    ///
    /// An n-gram's say is shared evenly among the characters it stands on,
    /// so this too adds up: to what one may show as the words in colour.
    /// - Throws: `unknownLabel`.
    public func explainWords(_ text: String, label: String) throws(TextClassifierError) -> [Contribution] {
        guard let index = labels.firstIndex(of: label) else { throw .unknownLabel(label) }
        let folded = FoldedText(text, limit: readingLimit, keepingSources: true)
        var places = NGramPlaces()
        folded.scanNGrams(into: &places)
        var shares = Array(repeating: 0.0, count: folded.scalars.count)
        for element in vector(of: text).elements {
            let spans = places.all(of: element.key).map { span in span.filter { !folded.isSpace($0) } }
            let total = Double(spans.reduce(0) { $0 + $1.count })
            let score = Double(score(of: element, label: index))
            for place in spans.joined() { shares[place] += score / total }
        }
        return folded.words.map { word in
            Contribution(
                kind: .words, ngram: folded.text(word), ranges: [folded.range(word, in: text)],
                score: word.reduce(0) { $0 + shares[$1] })
        }
    }

    private func score(of element: NGramVector.Element, label: Int) -> Float {
        var weight: Float = 0
        if element.row >= 0 { weight += weights.weight(row: Int(element.row), label: label) }
        if element.correction >= 0 {
            weight += corrections.weight(row: Int(element.correction), label: label)
        }
        return weight * element.value
    }
}

/// Where each n-gram stands in a folded text.
struct NGramPlaces: NGramReceiver {
    private var places: [UInt32: [ClosedRange<Int>]] = [:]

    mutating func receive(key: UInt32, first: Int, last: Int) {
        places[key, default: []].append(first...last)
    }

    func all(of key: UInt32) -> [ClosedRange<Int>] { places[key] ?? [] }
    func first(of key: UInt32) -> ClosedRange<Int> { places[key]?.first ?? 0...0 }
}

extension FoldedText {
    func isSpace(_ index: Int) -> Bool { scalars[index] == Self.space }

    /// The words and symbols, in order; each ideograph is one.
    var words: [ClosedRange<Int>] {
        var words: [ClosedRange<Int>] = []
        for index in scalars.indices where !isSpace(index) {
            let goesOn = !isSpace(index - 1) && (scalars[index - 1] | scalars[index]) & Self.ideograph == 0
            if goesOn, let last = words.popLast() {
                words.append(last.lowerBound...index)
            } else {
                words.append(index...index)
            }
        }
        return words
    }

    func text(_ span: ClosedRange<Int>) -> String {
        var text = ""
        for index in span {
            if let scalar = Unicode.Scalar(scalars[index] & Self.scalarMask) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// Where the span stood in the text that was folded, without the spaces
    /// around it.
    func range(_ span: ClosedRange<Int>, in text: String) -> Range<String.Index> {
        let own = span.lazy.map { sources[$0] }.filter { !$0.isEmpty }
        let lower = own.map(\.lowerBound).min() ?? 0
        let upper = own.map(\.upperBound).max() ?? 0
        let utf8 = text.utf8
        return utf8.index(utf8.startIndex, offsetBy: lower)..<utf8.index(utf8.startIndex, offsetBy: upper)
    }
}
