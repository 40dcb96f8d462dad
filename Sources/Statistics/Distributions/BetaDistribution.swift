/// The beta distribution: what is believed of a share after counts.
public struct BetaDistribution: Hashable, Sendable {
    /// The first shape, above zero; prior plus successes.
    public let alpha: Double
    /// The second shape, above zero; prior plus failures.
    public let beta: Double

    /// Makes a beta distribution. O(1).
    /// - Throws: `StatisticsError` where a shape is not inside (0, 1e13].
    public init(alpha: Double, beta: Double) throws(StatisticsError) {
        try Require.positive(alpha, "alpha")
        try Require.positive(beta, "beta")
        try Special.requireShapes(alpha, beta)
        self.alpha = alpha
        self.beta = beta
    }

    /// α/(α+β).
    public var mean: Double { alpha / (alpha + beta) }

    /// αβ/((α+β)²(α+β+1)).
    public var variance: Double { mean * (beta / (alpha + beta)) / (alpha + beta + 1) }

    /// The probability of at most `x`. O(√max(α, β)).
    /// - Throws: `StatisticsError` where `x` is not inside [0, 1].
    public func cumulative(_ x: Double) throws(StatisticsError) -> Double {
        try Special.incompleteBeta(x, alpha, beta)
    }

    /// The value that a share `p` of the belief lies below. O(√max(α, β)).
    /// - Throws: `StatisticsError` where `p` is not inside [0, 1].
    public func quantile(_ p: Double) throws(StatisticsError) -> Double {
        try Special.inverseIncompleteBeta(p, alpha, beta)
    }

    /// The equal-tailed range that holds `level` of the belief. O(√max(α, β)).
    /// - Throws: `StatisticsError` where `level` is not inside (0, 1).
    public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
        try Require.fraction(level, "level")
        return Interval(
            try quantile((1 - level) / 2), try quantile((1 + level) / 2), level: level,
            method: StatisticalMethod("beta equal-tailed"))
    }
}
