/// What staff's corrections changed, kept apart from the trained weights.
struct Corrections: Sendable {
    /// A change of what one n-gram says about one label.
    struct Change: Sendable, Equatable {
        var label: UInt16
        var weight: Float
    }

    /// About 3,000 corrections of messages of usual length.
    static let keyLimit = 1 << 18

    private(set) var keys: [UInt32] = []
    /// By row; ascending labels.
    private(set) var changes: [[Change]] = []
    private(set) var table = NGramTable(capacity: 0)

    /// Whether there is room for the n-grams of one more text.
    func hasRoom(for vector: NGramVector) -> Bool {
        keys.count + vector.elements.count <= Self.keyLimit
    }

    mutating func add(key: UInt32, label: Int, weight: Float) {
        let row = table.row(of: key, orInsert: keys.count)
        if row == keys.count {
            keys.append(key)
            changes.append([])
        }
        let label = UInt16(label)
        let at = changes[row].firstIndex { $0.label >= label } ?? changes[row].count
        if at < changes[row].count, changes[row][at].label == label {
            changes[row][at].weight += weight
        } else {
            changes[row].insert(Change(label: label, weight: weight), at: at)
        }
    }

    @inline(__always)
    func add(row: Int, times value: Float, to scores: UnsafeMutableBufferPointer<Float>) {
        for change in changes[row] { scores[Int(change.label)] += value * change.weight }
    }

    func weight(row: Int, label: Int) -> Float {
        changes[row].first { Int($0.label) == label }?.weight ?? 0
    }
}
