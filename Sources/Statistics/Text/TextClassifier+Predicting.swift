extension TextClassifier {
    /// What a classifier makes of one message.
    public struct Prediction: Sendable, Equatable {
        /// A label and the probability that it is the right one.
        public struct Guess: Sendable, Equatable {
            /// One of the classifier's labels.
            public let label: String
            /// 0 to 1, calibrated: of many guesses with 0.8, eight in ten
            /// are right, as long as messages resemble the examples.
            public let probability: Double
        }

        /// The likeliest label, `nil` when the message is out of scope.
        public var label: String? { isOutOfScope ? nil : ranked.first?.label }
        /// That of the likeliest label, also when out of scope.
        public var probability: Double { ranked.first?.probability ?? 0 }
        /// The likeliest labels, likeliest first.
        public let ranked: [Guess]
        /// Whether the message resembles no label enough: better asked of
        /// a person than routed. Always so when nothing in it is known.
        public let isOutOfScope: Bool
    }

    /// Says which label a message belongs to.
    ///
    /// Cost: some 10 µs for a message of 60 characters; linear in its length
    /// up to the reading limit it was trained with, then constant.
    /// - Parameter ranking: how many of the likeliest labels to return.
    public func predict(_ text: String, ranking: Int = 5) -> Prediction {
        let vector = vector(of: text)
        let scores = scores(of: vector)
        let probabilities = calibration.probabilities(scores)
        let order = Self.highest(scores, count: max(ranking, 1))
        let guesses = order.map {
            Prediction.Guess(label: labels[$0], probability: Double(probabilities[$0]))
        }
        let best = order.first.map { scores[$0] } ?? -.infinity
        return Prediction(
            ranked: guesses, isOutOfScope: vector.elements.isEmpty || best < calibration.leastScore)
    }

    /// The indices of the highest scores, highest first; the earlier label
    /// where two are equal.
    static func highest(_ scores: [Float], count: Int) -> [Int] {
        var best: [Int] = []
        for index in scores.indices {
            if best.count == count, let last = best.last, scores[index] <= scores[last] { continue }
            var at = best.count
            while at > 0, scores[index] > scores[best[at - 1]] { at -= 1 }
            best.insert(index, at: at)
            if best.count > count { best.removeLast() }
        }
        return best
    }
}

extension TextClassifier {
    /// The probability of the likeliest label if scores were taken as they
    /// are: what calibration is compared with.
    package func uncalibratedProbability(_ text: String) -> Double {
        let plain = Calibration(sharpness: 1, leastScore: 0)
        return Double(plain.probabilities(scores(of: vector(of: text))).max() ?? 0)
    }
}
