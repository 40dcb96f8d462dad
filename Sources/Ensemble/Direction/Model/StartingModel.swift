import Statistics

/// A first guess, for a business that has coded nothing yet, of what its
/// customers talk about: product, service, idea, or nothing of the kind.
///
/// It learnt from the sentences beside it, which were invented. Its shares
/// are to be shown as a start, and corrected by an audit of the business's
/// own: see `AuditOrder`.
public struct StartingModel: Sendable {
    /// `starting 1`; goes up when the same text would get another answer
    /// from the same sentences.
    public static let method = StatisticalMethod("starting")

    /// What a sentence is chiefly about.
    public enum Kind: Int, CaseIterable, Sendable, Hashable {
        case product, service, idea, none

        /// `product`, `service`, `idea` or `none`.
        public var name: String { String(describing: self) }
        /// How many kinds there are, "none" among them.
        public static let count = allCases.count
    }

    /// The first 12 hexadecimal digits of the SHA-256 of what it learnt from.
    public let fingerprint: String
    private let classifier: TextClassifier
    /// The place of each label's kind.
    private let kinds: [String: Kind]

    /// `starting 1 (0123456789ab)`.
    public var version: String { "\(Self.method) (\(fingerprint))" }

    /// Learns from coded sentences. Some seconds at most; blocks its thread.
    ///
    /// A sentence that two kinds lead is an example of both. “No mention” is
    /// a label beside the others: refusing what resembles none of the three
    /// was right less often (docs/starting-model.md).
    /// - Parameter seed: the same one and the same sentences give the same
    ///   answers, on any number of cores.
    init(_ sentences: [Sentence], fingerprint: String = "", seed: UInt64 = 1) throws {
        let examples = sentences.flatMap { sentence in
            sentence.agreed.leaders.map { TextClassifier.Example(text: sentence.text, label: $0.name) }
        }
        var options = TextClassifier.Options()
        options.readsLabels = false
        // A server has other things to do.
        options.usesEveryCore = false
        options.seed = seed
        classifier = try TextClassifier.train(examples, options: options)
        kinds = Dictionary(uniqueKeysWithValues: Kind.allCases.map { ($0.name, $0) })
        self.fingerprint = fingerprint
    }

    /// The probability of each kind, by `Kind.rawValue`; they sum to 1.
    ///
    /// Cost: some 10 µs for a sentence.
    func probabilities(_ text: String) -> [Double] {
        var probabilities = [Double](repeating: 0, count: Kind.count)
        for guess in classifier.predict(text, ranking: Kind.count).ranked {
            if let kind = kinds[guess.label] { probabilities[kind.rawValue] = guess.probability }
        }
        let sum = probabilities.reduce(0, +)
        return sum > 0 ? probabilities.map { $0 / sum } : [0, 0, 0, 1]
    }
}
