/// Texts that a classifier still knows the answer to, so that a correction
/// does not make it forget: for each label some of those it tells least
/// easily, and the corrections.
///
/// Only hashes of n-grams are kept, without their order, never the text.
struct Remembered: Sendable {
    struct Text: Sendable, Equatable {
        /// Ascending.
        var keys: [UInt32]
        var counts: [UInt8]
        var label: UInt16
        /// By how much the right label led when the text was remembered.
        var lead: Float

        init(keys: [UInt32], counts: [UInt8], label: UInt16, lead: Float) {
            self.keys = keys
            self.counts = counts
            self.label = label
            self.lead = lead
        }

        init(_ text: NGramCounts, label: Int, lead: Float) {
            let order = text.keys.indices.sorted { text.keys[$0] < text.keys[$1] }
            self.init(
                keys: order.map { text.keys[$0] }, counts: order.map { UInt8(clamping: text.counts[$0]) },
                label: UInt16(label), lead: lead)
        }
    }

    /// How many training texts of a label are remembered.
    static let textsPerLabel = 8
    /// How many are remembered in all; of corrections the latest stay.
    static let limit = 4000

    private(set) var texts: [Text] = []
    /// The first so many are training texts.
    private(set) var trained = 0

    init(_ texts: [Text], trained: Int) {
        self.texts = texts
        self.trained = trained
    }

    /// A training text that might be remembered.
    struct Candidate: Sendable {
        var index: Int
        var label: Int
        var lead: Float
    }

    /// Chooses training texts: those with the least lead that are right.
    init(choosing candidates: [Candidate], labels: Int, text: (Candidate) -> Text) {
        let most = min(Self.textsPerLabel, max(Self.limit / 2 / max(labels, 1), 1))
        var seen = Array(repeating: 0, count: labels)
        let narrow = candidates.filter { $0.lead > 0 }
            .sorted { $0.lead != $1.lead ? $0.lead < $1.lead : $0.index < $1.index }
        for candidate in narrow where seen[candidate.label] < most && texts.count < Self.limit / 2 {
            seen[candidate.label] += 1
            texts.append(text(candidate))
        }
        trained = texts.count
    }

    mutating func append(_ text: Text) {
        if texts.count >= Self.limit { texts.remove(at: trained) }
        texts.append(text)
    }
}
