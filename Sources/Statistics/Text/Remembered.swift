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

    /// Remembers training texts: those with the least lead that are right.
    init(choosing candidates: [Text], labels: Int) {
        let most = min(Self.textsPerLabel, max(Self.limit / 2 / max(labels, 1), 1))
        var seen = Array(repeating: 0, count: labels)
        for text in candidates.filter({ $0.lead > 0 }).sorted(by: { $0.lead < $1.lead }) {
            guard seen[Int(text.label)] < most, texts.count < Self.limit / 2 else { continue }
            seen[Int(text.label)] += 1
            texts.append(text)
        }
        trained = texts.count
    }

    mutating func append(_ text: Text) {
        if texts.count >= Self.limit { texts.remove(at: trained) }
        texts.append(text)
    }
}
