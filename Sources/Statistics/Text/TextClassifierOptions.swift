extension TextClassifier {
    /// A message and the label that a person gave it.
    public struct Example: Sendable, Equatable {
        /// As it was written; of any length.
        public var text: String
        /// What it is, in 1 to 1,000 UTF-8 bytes; the same for all of its kind.
        public var label: String

        /// Pairs a message with its label; `train` checks them.
        public init(text: String, label: String) {
            self.text = text
            self.label = label
        }
    }

    /// How a classifier is trained.
    public struct Options: Sendable, Equatable {
        /// The share of messages in scope that may be called out of scope,
        /// 0 to 1, as seen on examples that the solver had not seen nor
        /// any rewording of. More of it finds more of what is out of scope.
        public var refusedShare: Double
        /// How much of a text is read, in UTF-8 bytes; the rest is ignored.
        public var readingLimit: Int
        /// How many n-grams are kept at most, the commonest first.
        public var ngramLimit: Int
        /// Whether each label's own words count as one of its texts, which
        /// helps where examples are few.
        public var readsLabels: Bool
        /// Whether every core is used. The result is the same.
        public var usesEveryCore: Bool
        /// Decides the order in which texts are looked at. One seed and the
        /// same examples give the same bytes.
        public var seed: UInt64

        /// The defaults are those that `make bench-text` measures.
        public init(
            refusedShare: Double = 0.05, readingLimit: Int = 8192, ngramLimit: Int = 1 << 18,
            readsLabels: Bool = true, usesEveryCore: Bool = true, seed: UInt64 = 1
        ) {
            self.refusedShare = refusedShare
            self.readingLimit = readingLimit
            self.ngramLimit = ngramLimit
            self.readsLabels = readsLabels
            self.usesEveryCore = usesEveryCore
            self.seed = seed
        }
    }
}
