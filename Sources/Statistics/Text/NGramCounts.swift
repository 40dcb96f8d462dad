/// The distinct n-grams of one text and how often each occurs.
struct NGramCounts: NGramReceiver {
    /// In the order in which the text first uses them.
    private(set) var keys: [UInt32] = []
    private(set) var counts: [UInt32] = []
    private var table: NGramTable

    /// - Parameter limit: at most this many UTF-8 bytes of the text are read.
    init(_ text: String, limit: Int) {
        let folded = FoldedText(text, limit: limit)
        // Six n-grams a character at most, and a text repeats some.
        table = NGramTable(capacity: 4 * folded.scalars.count)
        keys.reserveCapacity(4 * folded.scalars.count)
        counts.reserveCapacity(4 * folded.scalars.count)
        folded.scanNGrams(into: &self)
        // A training keeps the counts of all its texts, but looks none up.
        table = NGramTable(capacity: 0)
    }

    /// The n-grams of a text that is remembered.
    init(_ text: Remembered.Text) {
        keys = text.keys
        counts = text.counts.map(UInt32.init)
        table = NGramTable(capacity: 0)
    }

    mutating func receive(key: UInt32, first: Int, last: Int) {
        let row = table.row(of: key, orInsert: keys.count)
        if row == keys.count {
            keys.append(key)
            counts.append(1)
        } else {
            counts[row] += 1
        }
    }
}
