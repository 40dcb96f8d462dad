internal import RealModule

/// Turns scores into probabilities, and says from which score on a message
/// is in scope.
///
/// Probability = softmax of `sharpness` times the scores, the sharpness
/// being the likeliest on messages that the solver had not seen.
///
/// Source: Guo, Pleiss, Sun, Weinberger, "On calibration of modern neural
/// networks", ICML 2017 (temperature scaling).
struct Calibration: Sendable, Equatable {
    /// A message that the solver had not seen.
    struct Observation: Sendable {
        var scores: [Float]
        /// The index of its label, -1 when it has none.
        var label: Int
    }

    var sharpness: Float
    /// The least score of the best label for a message in scope.
    var leastScore: Float

    init(sharpness: Float, leastScore: Float) {
        self.sharpness = sharpness
        self.leastScore = leastScore
    }

    init(_ sample: [Observation], refusedShare: Double) {
        let inScope = sample.filter { $0.label >= 0 && $0.scores.count > 1 }
        sharpness = Self.likeliestSharpness(inScope)
        leastScore = Self.quantile(
            sample.filter { $0.label >= 0 }.map { $0.scores.max() ?? -1 }, refusedShare)
    }

    /// Newton's method on the logarithm, which is concave enough to start
    /// anywhere; two made-up messages keep a small sample from certainty.
    private static func likeliestSharpness(_ sample: [Observation]) -> Float {
        let usual: Float = 4
        guard !sample.isEmpty else { return usual }
        var sharpness = usual
        for _ in 0..<20 {
            var slope: Float = 2 / sharpness - 2 / usual
            var bend: Float = -2 / (sharpness * sharpness)
            for one in sample {
                let best = one.scores.max() ?? 0
                var total: Float = 0
                var mean: Float = 0
                var square: Float = 0
                for score in one.scores {
                    let share = Float.exp(sharpness * (score - best))
                    total += share
                    mean += share * score
                    square += share * score * score
                }
                mean /= total
                slope += one.scores[one.label] - mean
                bend -= square / total - mean * mean
            }
            let next = min(max(sharpness - slope / bend, sharpness / 2), sharpness * 2)
            guard abs(next - sharpness) > 0.001 * sharpness else { return next }
            sharpness = next
        }
        return sharpness
    }

    private static func quantile(_ values: [Float], _ share: Double) -> Float {
        guard !values.isEmpty else { return -1 }
        let sorted = values.sorted()
        return sorted[min(Int(Double(sorted.count) * share), sorted.count - 1)]
    }

    func probabilities(_ scores: [Float]) -> [Float] {
        let best = scores.max() ?? 0
        var shares = scores
        var total: Float = 0
        for index in shares.indices {
            shares[index] = Float.exp(sharpness * (scores[index] - best))
            total += shares[index]
        }
        for index in shares.indices { shares[index] /= total }
        return shares
    }
}
