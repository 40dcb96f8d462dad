/// Finds, for sixteen labels at once, the weights that part each label's
/// texts from all others with the widest margin.
///
/// One-vs-rest support vector machines with squared hinge loss, by dual
/// coordinate descent. Sixteen labels share each reading of a text, and
/// their weights for one n-gram fill one cache line. Texts that are all but
/// solved rest for a few passes.
/// Cost: some 6 readings and 4 writings of every text; memory 64 bytes an
/// n-gram and 64 a text.
///
/// Source: Hsieh, Chang, Lin, Keerthi, Sundararajan, "A dual coordinate
/// descent method for large-scale linear SVM", ICML 2008, algorithm 1; the
/// resting is ours, in the place of its shrinking, which finds little to
/// shrink where sixteen labels must agree.
struct MarginSolver: ~Copyable {
    typealias Lanes = SIMD16<Float>
    static let width = 16

    /// The weight of an error, `C`. Between 0.5 and 2 it made no difference.
    private static let errorCost: Float = 1
    /// Errors on a label's own texts weigh double: they are few.
    private static let ownErrorCost: Float = 2
    /// A text with no steeper gradient needs no look for some passes.
    private static let restBelow: Float = 0.1
    private static let longestRest = 3
    /// A text with no steeper gradient is left as it is.
    private static let solvedBelow: Float = 0.03

    private let examples: ExampleMatrix
    private let firstLabel: Int
    /// By n-gram; good as long as the solver is.
    let weights: UnsafeMutableBufferPointer<Lanes>
    private(set) var constant = Lanes.zero
    private var duals: [Lanes]

    init(examples: ExampleMatrix, columns: Int, firstLabel: Int) {
        self.examples = examples
        self.firstLabel = firstLabel
        weights = .allocate(capacity: columns)
        weights.initialize(repeating: .zero)
        duals = Array(repeating: .zero, count: examples.count)
    }

    deinit {
        weights.deallocate()
    }

    /// Goes on from where it stands, looking at these texts only.
    mutating func descend(
        rows: [Int], passes: Int, using generator: inout some RandomNumberGenerator
    ) {
        var order = rows
        // The pass in which each text is looked at next.
        var due = Array(repeating: 0, count: examples.count)
        var rests = Array(repeating: 0, count: examples.count)
        for pass in 0..<passes {
            Self.shuffle(&order, using: &generator)
            var steepest: Float = 0
            for row in order where due[row] <= pass {
                let gradient = improve(row)
                steepest = max(steepest, gradient)
                rests[row] = gradient < Self.restBelow ? min(rests[row] + 1, Self.longestRest) : 0
                due[row] = pass + 1 + rests[row]
            }
            // Those that rest were solved when last looked at.
            if steepest < Self.restBelow { return }
        }
    }

    /// - Returns: how steep the text's gradient was.
    private mutating func improve(_ row: Int) -> Float {
        var signs = Lanes(repeating: -1)
        var slack = Lanes(repeating: 0.5 / Self.errorCost)
        let lane = Int(examples.labels[row]) - firstLabel
        if (0..<Self.width).contains(lane) {
            signs[lane] = 1
            slack[lane] = 0.5 / Self.ownErrorCost
        }
        let dual = duals[row]
        let gradient = signs * (product(row) + constant) - 1 + slack * dual
        let projected = gradient.replacing(with: 0, where: (dual .== 0) .& (gradient .> 0))
        let steepness = max(projected.max(), -projected.min())
        guard steepness >= Self.solvedBelow else { return steepness }
        let improved = pointwiseMax(dual - gradient / (slack + examples.squaredLengths[row]), .zero)
        let change = (improved - dual) * signs
        duals[row] = improved
        constant += change
        add(row, change)
        return steepness
    }

    @inline(__always)
    private func product(_ row: Int) -> Lanes {
        var sum = Lanes.zero
        examples.columns.withUnsafeBufferPointer { columns in
            examples.values.withUnsafeBufferPointer { values in
                for index in examples.starts[row]..<examples.starts[row + 1] {
                    sum += weights[Int(columns[index])] * values[index]
                }
            }
        }
        return sum
    }

    @inline(__always)
    private func add(_ row: Int, _ change: Lanes) {
        examples.columns.withUnsafeBufferPointer { columns in
            examples.values.withUnsafeBufferPointer { values in
                for index in examples.starts[row]..<examples.starts[row + 1] {
                    weights[Int(columns[index])] += change * values[index]
                }
            }
        }
    }

    private static func shuffle(_ order: inout [Int], using generator: inout some RandomNumberGenerator) {
        for index in 0..<max(order.count - 1, 0) {
            let span = UInt64(order.count - index)
            // The upper bits of the product: even enough for an order.
            order.swapAt(index, index + Int(generator.next().multipliedFullWidth(by: span).high))
        }
    }
}
