/// The chi-squared distribution.
public struct ChiSquaredDistribution: Hashable, Sendable {
    /// Above zero; need not be whole.
    public let degreesOfFreedom: Double

    /// Makes a chi-squared distribution. O(1).
    /// - Throws: `StatisticsError` where the degrees are not inside
    ///   (0, 1e13].
    public init(degreesOfFreedom: Double) throws(StatisticsError) {
        try Special.requireShape(degreesOfFreedom, "degreesOfFreedom")
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The probability of at most `x`. O(√degrees).
    /// - Throws: `StatisticsError` where `x` is negative or not finite.
    public func cumulative(_ x: Double) throws(StatisticsError) -> Double {
        try Require.notNegative(x, "x")
        return incompleteGamma(degreesOfFreedom / 2, x / 2).lower
    }

    /// The probability of more than `x`, the p-value; exact in the tail.
    /// With two degrees it is e^(−x/2). O(√degrees).
    /// - Throws: `StatisticsError` where `x` is negative or not finite.
    public func survival(_ x: Double) throws(StatisticsError) -> Double {
        try Require.notNegative(x, "x")
        return chiSquaredSurvival(x, degreesOfFreedom)
    }

    /// The value that a share `p` stays below; −2 ln(1−p) with two degrees.
    /// O(√degrees).
    /// - Throws: `StatisticsError` where `p` is not inside [0, 1).
    public func quantile(_ p: Double) throws(StatisticsError) -> Double {
        try Require.probability(p, "p")
        guard p < 1 else { throw StatisticsError(.outOfRange, "p", "must be below 1") }
        if degreesOfFreedom == 2 { return -2 * log1p(-p) }
        return try 2 * Special.inverseGammaP(degreesOfFreedom / 2, p)
    }
}

/// The upper tail, by the closed form where there is one.
func chiSquaredSurvival(_ x: Double, _ degrees: Double) -> Double {
    if degrees == 2 { return exp(-x / 2) }
    if degrees == 1 { return erfc(sqrt(x / 2)) }
    return incompleteGamma(degrees / 2, x / 2).upper
}
