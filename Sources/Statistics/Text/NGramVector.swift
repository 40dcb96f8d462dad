/// A text as numbers: the n-grams that the classifier knows, each with its
/// share of the text.
///
/// Words and characters are brought to length one each, words then weigh
/// 0.8, so that long texts speak no louder than short ones.
struct NGramVector {
    struct Element {
        /// The row in the vocabulary, -1 for an n-gram known only by a correction.
        var row: Int32
        /// The row in the corrections, or -1.
        var correction: Int32
        var key: UInt32
        var value: Float
    }

    private(set) var elements: [Element] = []

    /// The square of the length: 1.64 where all is known, less otherwise.
    var squaredLength: Float { elements.reduce(0) { $0 + $1.value * $1.value } }

    /// - Parameter unseen: also n-grams that nothing knows yet, for learning.
    init(
        _ counts: NGramCounts, in vocabulary: NGramVocabulary, corrections: Corrections? = nil,
        unseen: Bool = false
    ) {
        let corrections = corrections.flatMap { $0.keys.isEmpty ? nil : $0.table }
        elements = vocabulary.table.read { known in
            guard let corrections else { return Self.elements(counts, vocabulary, known, nil, unseen) }
            return corrections.read { Self.elements(counts, vocabulary, known, $0, unseen) }
        }
    }

    /// What is not known counts towards the text's length all the same, so
    /// that a text of which little is known has little to say.
    private static func elements(
        _ counts: NGramCounts, _ vocabulary: NGramVocabulary, _ known: NGramTable.Reader,
        _ corrected: NGramTable.Reader?, _ unseen: Bool
    ) -> [Element] {
        let total = counts.keys.count
        return Array(unsafeUninitializedCapacity: total) { elements, count in
            var words: Float = 0
            var characters: Float = 0
            for index in 0..<total {
                let key = counts.keys[index]
                let row = known.row(of: key)
                let value = vocabulary.value(row: row, count: counts.counts[index])
                if key & 1 == 1 { words += value * value } else { characters += value * value }
                let correction = corrected?.row(of: key)
                guard row != nil || correction != nil || unseen else { continue }
                elements.initializeElement(
                    at: count,
                    to: Element(
                        row: Int32(row ?? -1), correction: Int32(correction ?? -1), key: key, value: value))
                count += 1
            }
            let wordScale = words > 0 ? 0.8 / words.squareRoot() : 0
            let characterScale = characters > 0 ? 1 / characters.squareRoot() : 0
            for index in 0..<count {
                elements[index].value *= elements[index].key & 1 == 1 ? wordScale : characterScale
            }
        }
    }

    /// The same text for a classifier that never saw some n-grams.
    func keeping(_ isKnown: (Int) -> Bool) -> NGramVector {
        var kept = self
        kept.elements = elements.filter { isKnown(Int($0.row)) }
        return kept
    }
}
