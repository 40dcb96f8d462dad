/// Messages kept from the solver, to see how it does on new ones.
struct HeldOut: Sendable {
    /// The texts that the solver may see, by index.
    let rest: [Int]
    private let texts: [NGramVector]
    private let labels: [Int]

    /// - Parameter folds: the part that each text belongs to, see `Folds`.
    init(
        _ number: Int, folds: [Int], vectors: [NGramVector], labels: [Int], vocabulary: NGramVocabulary
    ) {
        rest = folds.indices.filter { folds[$0] != number }
        let asked = folds.indices.filter { folds[$0] == number }
        // A new message has n-grams that no example has: so must these.
        var isKnown = Array(repeating: false, count: vocabulary.count)
        for index in rest {
            for element in vectors[index].elements { isKnown[Int(element.row)] = true }
        }
        texts = asked.map { vectors[$0].keeping { isKnown[$0] } }
        self.labels = asked.map { labels[$0] }
    }

    /// The scores of each text for the labels of one block.
    func scores(_ solver: borrowing MarginSolver, labels: Int) -> [[Float]] {
        let weights = solver.weights
        let constant = solver.constant
        return texts.map { text in
            var lanes = constant
            for element in text.elements { lanes += weights[Int(element.row)] * element.value }
            return (0..<labels).map { lanes[$0] }
        }
    }

    /// - Parameter blocks: the scores of each block of labels, in order.
    func observations(_ blocks: [[[Float]]]) -> [Calibration.Observation] {
        texts.indices.map { index in
            Calibration.Observation(scores: blocks.flatMap { $0[index] }, label: labels[index])
        }
    }
}
