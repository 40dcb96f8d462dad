import Statistics

extension StartingModel {
    /// What the model says of sentences that it did not learn from.
    struct Evaluation: Sendable {
        /// A sentence and the probabilities given to it by a model that saw
        /// neither it nor a near-twin.
        struct Answer: Sendable {
            let sentence: Sentence
            /// Of its near-twins.
            let group: Int
            /// By `Kind.rawValue`.
            let probabilities: [Double]

            /// The likeliest kind.
            var said: Kind {
                Kind.allCases.max { probabilities[$0.rawValue] < probabilities[$1.rawValue] } ?? .none
            }
            /// What leads in the agreed code; `nil` where that is a tie.
            let truth: Kind?

            init(_ sentence: Sentence, group: Int, probabilities: [Double]) {
                self.sentence = sentence
                self.group = group
                self.probabilities = probabilities
                truth = sentence.agreed.leading
            }
        }

        /// In the order of the sentences.
        let answers: [Answer]
        /// Those with one leading kind, which one may call right or wrong.
        let judged: [Judged]

        typealias Judged = (answer: Answer, truth: Kind)

        /// Trains once for each part, on all the others.
        /// - Parameter parts: the part of each sentence; twins of one group
        ///   that lie in other parts are left out of the training.
        init(_ sentences: [Sentence], groups: [Int], parts: [Int], seed: UInt64 = 1) throws {
            var answers: [Int: Answer] = [:]
            for part in Set(parts).sorted() {
                let asked = sentences.indices.filter { parts[$0] == part }
                let theirs = Set(asked.map { groups[$0] })
                let rest = sentences.indices.filter { parts[$0] != part && !theirs.contains(groups[$0]) }
                let model = try StartingModel(rest.map { sentences[$0] }, seed: seed)
                for index in asked {
                    answers[index] = Answer(
                        sentences[index], group: groups[index],
                        probabilities: model.probabilities(sentences[index].text))
                }
            }
            self.answers = sentences.indices.compactMap { answers[$0] }
            judged = self.answers.compactMap { answer in answer.truth.map { (answer, $0) } }
        }

        /// By folds: the figures that stand for a business of these trades.
        static func byFolds(_ sentences: [Sentence], folds: Int = 5, seed: UInt64 = 1) throws -> Evaluation {
            let groups = Folds.twins(sentences.map(\.text))
            let parts = Folds.deal(groups, into: folds, seed: seed)
            return try Evaluation(sentences, groups: groups, parts: parts, seed: seed)
        }

        /// By trades: each is asked of a model that learnt from the others.
        static func byTrades(_ sentences: [Sentence], seed: UInt64 = 1) throws -> Evaluation {
            let trades = Set(sentences.map(\.trade)).sorted()
            let parts = sentences.map { trades.firstIndex(of: $0.trade) ?? 0 }
            return try Evaluation(
                sentences, groups: Folds.twins(sentences.map(\.text)), parts: parts, seed: seed)
        }

        /// The share of judged answers that are right, with Wilson's 95 %.
        func accuracy(_ isAsked: (Sentence) -> Bool = { _ in true }) throws -> Figure {
            let asked = judged.filter { isAsked($0.answer.sentence) }
            return try Proportion.wilson(asked.count { $0.answer.said == $0.truth }, of: asked.count)
        }

        /// Rows said, columns true, by `Kind.rawValue`.
        var confusion: [[Int]] {
            var table = [[Int]](repeating: [Int](repeating: 0, count: Kind.count), count: Kind.count)
            for (answer, truth) in judged { table[answer.said.rawValue][truth.rawValue] += 1 }
            return table
        }

        /// How far the degrees lie from the coders', in points: the mean
        /// over sentences that the coders took for a mention and so did the
        /// model, of half the summed differences.
        var degreeError: (points: Double, count: Int) {
            let pairs = answers.compactMap { answer -> Double? in
                guard let proposed = Degrees(probabilities: answer.probabilities),
                    let coded = Degrees(answer.sentence.agreed)
                else { return nil }
                return proposed.points(to: coded)
            }
            return (pairs.isEmpty ? 0 : pairs.reduce(0, +) / Double(pairs.count), pairs.count)
        }
    }
}
