import Statistics

extension StartingModel {
    /// How far two codings of the same sentences agree beyond chance.
    ///
    /// Both coders of the shipped sentences were trained alike, so theirs is
    /// an upper bound for coders who were not.
    struct Agreement: Sendable {
        /// Sentences coded twice.
        let count: Int
        /// Krippendorff's α of what leads: a part, "no mention", or a tie.
        let leading: Double
        /// Its 95 % percentile interval.
        let interval: Interval
        /// Sentences that both took for a mention.
        let mentions: Int
        /// α of each part's percent in these, as an interval scale.
        let parts: [Double]

        init(_ sentences: [Sentence], seed: UInt64 = 1) throws {
            count = sentences.count
            let leaders = [\Sentence.first, \Sentence.second].map { coding in
                sentences.map { sentence -> Double? in Self.category(sentence[keyPath: coding]) }
            }
            leading = try Krippendorff.alpha(leaders)
            var generator = SeededGenerator(seed: seed)
            interval = try Krippendorff.interval(leaders, replicates: 500, using: &generator)
            let both = sentences.filter { $0.first.leading != Kind.none && $0.second.leading != Kind.none }
            mentions = both.count
            parts = try (0..<3).map { part in
                try Krippendorff.alpha(
                    [\Sentence.first, \Sentence.second].map { coding in
                        both.map { Double($0[keyPath: coding].degrees[part]) }
                    }, scale: .interval)
            }
        }

        /// A tie is a category of its own: neither coder said who leads.
        private static func category(_ code: Code) -> Double {
            Double(code.leading?.rawValue ?? Kind.count)
        }
    }
}
