/// What each n-gram says for or against each label, in one byte a pair.
///
/// The common n-grams speak about most labels: those that speak about a
/// third or more have a byte for every label, the others only pairs.
struct LabelWeights: Sendable {
    /// A label and its weight in steps of the n-gram's scale.
    struct Pair: Sendable, Equatable {
        var label: UInt16
        var steps: Int8
    }

    private struct Row: Sendable {
        var scale: Float
        /// How many pairs, or `everyLabel`.
        var count: Int32
        /// The first step or pair.
        var start: Int
    }

    private static let everyLabel: Int32 = -1

    /// The score of a text that says nothing, by label.
    let constants: [Float]
    private var rows: [Row] = []
    private var full: [Int8] = []
    private var pairs: [Pair] = []

    init(constants: [Float]) {
        self.constants = constants
    }

    /// How many n-grams.
    var count: Int { rows.count }

    /// The size of one step of an n-gram.
    func scale(ofRow row: Int) -> Float { rows[row].scale }

    /// Adds the next n-gram.
    /// - Parameter row: ascending labels, each below the number of labels.
    mutating func append(scale: Float, _ row: [Pair]) {
        guard row.count * 3 >= constants.count else {
            rows.append(Row(scale: scale, count: Int32(row.count), start: pairs.count))
            pairs.append(contentsOf: row)
            return
        }
        let start = full.count
        rows.append(Row(scale: scale, count: Self.everyLabel, start: start))
        full.append(contentsOf: repeatElement(0, count: constants.count))
        for pair in row { full[start + Int(pair.label)] = pair.steps }
    }

    /// What an n-gram says, label by label.
    func pairs(ofRow index: Int) -> [Pair] {
        let row = rows[index]
        guard row.count == Self.everyLabel else {
            return Array(pairs[row.start..<(row.start + Int(row.count))])
        }
        return constants.indices.compactMap { label in
            let steps = full[row.start + label]
            return steps == 0 ? nil : Pair(label: UInt16(label), steps: steps)
        }
    }

    /// What an n-gram says about one label.
    func weight(row index: Int, label: Int) -> Float {
        guard label < constants.count else { return 0 }
        let row = rows[index]
        if row.count == Self.everyLabel { return Float(full[row.start + label]) * row.scale }
        let own = pairs[row.start..<(row.start + Int(row.count))].first { Int($0.label) == label }
        return own.map { Float($0.steps) * row.scale } ?? 0
    }

    /// Adds what a text's n-grams say to the scores, which are as many as
    /// labels.
    func add(_ elements: [NGramVector.Element], to scores: UnsafeMutableBufferPointer<Float>) {
        rows.withUnsafeBufferPointer { rows in
            full.withUnsafeBufferPointer { full in
                pairs.withUnsafeBufferPointer { pairs in
                    for element in elements where element.row >= 0 {
                        let row = rows[Int(element.row)]
                        let scale = row.scale * element.value
                        if row.count == Self.everyLabel {
                            for label in 0..<constants.count {
                                scores[label] += scale * Float(full[row.start &+ label])
                            }
                        } else {
                            for index in row.start..<(row.start &+ Int(row.count)) {
                                scores[Int(pairs[index].label)] += scale * Float(pairs[index].steps)
                            }
                        }
                    }
                }
            }
        }
    }
}
