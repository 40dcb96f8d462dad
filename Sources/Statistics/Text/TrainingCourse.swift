/// The examples of one training, read once, from which the weights and
/// their calibration are made.
struct TrainingCourse: Sendable {
    /// At most this many pairs of n-gram and label are kept: two bytes each
    /// in the file.
    static let pairLimit = 8_000_000

    let vocabulary: NGramVocabulary
    private let labelCount: Int
    private let options: TextClassifier.Options
    private let counts: [NGramCounts]
    private let vectors: [NGramVector]
    /// By vector: the label's index, -1 for out of scope.
    private let labels: [Int]
    /// The first so many vectors are real messages with a label.
    private let exampleCount: Int
    private let matrix: ExampleMatrix

    init(
        _ examples: [TextClassifier.Example], labels: [String], outOfScope: [String],
        options: TextClassifier.Options
    ) {
        let indices = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        var texts = examples.map(\.text)
        var targets = examples.map { indices[$0.label] ?? -1 }
        texts += outOfScope
        targets += outOfScope.map { _ in -1 }
        if options.readsLabels {
            texts += labels.map(Self.words)
            targets += labels.indices
        }
        let counts = Self.inChunks(texts, options) { NGramCounts($0, limit: options.readingLimit) }
        let vocabulary = NGramVocabulary.counting(counts, limit: options.ngramLimit)
        self.counts = counts
        vectors = Self.inChunks(counts, options) { NGramVector($0, in: vocabulary) }
        var matrix = ExampleMatrix()
        for (vector, target) in zip(vectors, targets) { matrix.append(vector, label: target) }
        self.matrix = matrix
        self.vocabulary = vocabulary
        self.labels = targets
        self.options = options
        labelCount = labels.count
        exampleCount = examples.count
    }

    /// A label's own words: `topUp_failed` reads `top Up failed`.
    static func words(of label: String) -> String {
        var words = ""
        var wasSmall = false
        for character in label {
            if wasSmall, character.isUppercase { words.append(" ") }
            words.append(character.isLetter || character.isNumber ? character : " ")
            wasSmall = character.isLowercase
        }
        return words
    }

    private static func inChunks<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], _ options: TextClassifier.Options, _ output: @Sendable (Input) -> Output
    ) -> [Output] {
        let size = 256
        let chunks = (inputs.count + size - 1) / size
        return concurrently(chunks, parallel: options.usesEveryCore) { chunk in
            inputs[(chunk * size)..<min((chunk + 1) * size, inputs.count)].map(output)
        }.flatMap { $0 }
    }

    /// One solution for each block of sixteen labels. The seed depends on the
    /// block only, so that the number of cores changes nothing.
    private func solveBlocks<Result: Sendable>(
        _ body: @Sendable (_ first: Int, inout MarginSolver, inout SeededGenerator) -> Result
    ) -> [Result] {
        let blocks = (labelCount + MarginSolver.width - 1) / MarginSolver.width
        return concurrently(blocks, parallel: options.usesEveryCore) { block in
            let first = block * MarginSolver.width
            var generator = SeededGenerator(seed: options.seed &+ UInt64(block) &* 0x2545_F491_4F6C_DD1D)
            var solver = MarginSolver(examples: matrix, columns: vocabulary.count, firstLabel: first)
            return body(first, &solver, &generator)
        }
    }

    /// The weights from all examples, and how sure to be, from messages that
    /// the solver had not seen when it was asked.
    func result() -> (weights: LabelWeights, calibration: Calibration) {
        let folds = vectors.indices.map(fold)
        guard exampleCount >= Self.manyExamples else {
            // Of few examples each must be asked, by a solver without it.
            let observations = (0..<Folds.count).flatMap { number in
                let heldOut = HeldOut(
                    number, folds: folds, vectors: vectors, labels: labels, vocabulary: vocabulary)
                return heldOut.observations(
                    solveBlocks { first, solver, generator in
                        solver.descend(rows: heldOut.rest, passes: 12, using: &generator)
                        return heldOut.scores(solver, labels: width(first))
                    })
            }
            let blocks = solveBlocks { first, solver, generator in
                solver.descend(rows: Array(vectors.indices), passes: 12, using: &generator)
                return block(first, solver)
            }
            return finish(blocks, observations)
        }
        // Of many, a fifth says enough, and the solver then goes on with it.
        let heldOut = HeldOut(0, folds: folds, vectors: vectors, labels: labels, vocabulary: vocabulary)
        let parts = solveBlocks { first, solver, generator in
            solver.descend(rows: heldOut.rest, passes: 12, using: &generator)
            let scores = heldOut.scores(solver, labels: width(first))
            solver.descend(rows: Array(vectors.indices), passes: 8, using: &generator)
            return (block: block(first, solver), scores: scores)
        }
        return finish(parts.map(\.block), heldOut.observations(parts.map(\.scores)))
    }

    /// The examples by which the classifier will know what it forgets.
    func remembered(by classifier: TextClassifier) -> Remembered {
        let candidates = Self.inChunks(Array(0..<exampleCount), options) { index in
            let scores = classifier.scores(of: vectors[index])
            let rival = TextClassifier.highest(scores, count: 2).first { $0 != labels[index] }
            let lead = scores[labels[index]] - (rival.map { scores[$0] } ?? -1)
            return Remembered.Candidate(index: index, label: labels[index], lead: lead)
        }
        return Remembered(choosing: candidates, labels: labelCount) {
            Remembered.Text(counts[$0.index], label: $0.label, lead: $0.lead)
        }
    }

    private static let manyExamples = 4000

    private func width(_ first: Int) -> Int { min(MarginSolver.width, labelCount - first) }

    private func block(_ first: Int, _ solver: borrowing MarginSolver) -> WeightBlock {
        WeightBlock(
            firstLabel: first, labels: width(first), weights: UnsafeBufferPointer(solver.weights),
            constants: solver.constant, limit: Self.pairLimit * MarginSolver.width / max(labelCount, 16))
    }

    private func finish(
        _ blocks: [WeightBlock], _ observations: [Calibration.Observation]
    ) -> (weights: LabelWeights, calibration: Calibration) {
        (
            LabelWeights(joining: blocks, rows: vocabulary.count),
            Calibration(observations, refusedShare: options.refusedShare)
        )
    }

    /// The part that a text belongs to; -1 for a label's own words.
    private func fold(_ index: Int) -> Int {
        guard index < vectors.count - (options.readsLabels ? labelCount : 0) else { return -1 }
        return Folds.part(of: vectors[index], seed: options.seed)
    }
}
