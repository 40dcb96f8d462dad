/// The weights of sixteen labels as the solver left them, the small ones
/// dropped.
struct WeightBlock: Sendable {
    /// Without the weights below this, half of all, no set tried lost more
    /// than 0.1 points of accuracy.
    static let smallest: Float = 0.02

    let firstLabel: Int
    private(set) var starts: [UInt32] = [0]
    private(set) var lanes: [UInt8] = []
    private(set) var weights: [Float] = []
    let constants: [Float]

    /// - Parameter limit: at most this many weights are kept, the largest.
    init(
        firstLabel: Int, labels: Int, weights all: UnsafeBufferPointer<MarginSolver.Lanes>,
        constants: MarginSolver.Lanes, limit: Int
    ) {
        self.firstLabel = firstLabel
        self.constants = (0..<labels).map { constants[$0] }
        let smallest = Self.threshold(all, labels: labels, limit: limit)
        starts.reserveCapacity(all.count + 1)
        for row in all {
            for lane in 0..<labels where abs(row[lane]) >= smallest {
                lanes.append(UInt8(lane))
                weights.append(row[lane])
            }
            starts.append(UInt32(lanes.count))
        }
    }

    func range(ofRow row: Int) -> Range<Int> { Int(starts[row])..<Int(starts[row + 1]) }

    /// The smallest weight kept, found in a histogram of the magnitudes.
    private static func threshold(
        _ all: UnsafeBufferPointer<MarginSolver.Lanes>, labels: Int, limit: Int
    ) -> Float {
        var histogram = Array(repeating: 0, count: 1 << 15)
        for row in all {
            for lane in 0..<labels { histogram[Int(abs(row[lane]).bitPattern >> 16)] += 1 }
        }
        var kept = 0
        for bin in stride(from: histogram.count - 1, through: 0, by: -1) {
            kept += histogram[bin]
            let least = Float(bitPattern: UInt32(bin) << 16)
            if least < Self.smallest { return Self.smallest }
            if kept > limit { return Float(bitPattern: UInt32(bin + 1) << 16) }
        }
        return Self.smallest
    }
}

extension LabelWeights {
    /// Joins blocks of labels and rounds each n-gram's weights to its scale.
    init(joining blocks: [WeightBlock], rows: Int) {
        self.init(constants: blocks.flatMap(\.constants))
        var row: [Pair] = []
        for index in 0..<rows {
            var largest: Float = 0
            for block in blocks {
                for at in block.range(ofRow: index) { largest = max(largest, abs(block.weights[at])) }
            }
            let scale = Self.storable(largest / 127)
            row.removeAll(keepingCapacity: true)
            for block in blocks {
                for at in block.range(ofRow: index) {
                    let steps = (block.weights[at] / scale).rounded()
                    guard steps != 0 else { continue }
                    row.append(
                        Pair(label: UInt16(block.firstLabel + Int(block.lanes[at])), steps: Int8(steps)))
                }
            }
            append(scale: scale, row)
        }
    }

    /// The least number not below this one that the upper half of its bits
    /// holds, which is what the file keeps.
    private static func storable(_ scale: Float) -> Float {
        Float(bitPattern: (scale.bitPattern + 0xFFFF) & 0xFFFF_0000)
    }
}
