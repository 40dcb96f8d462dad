/// The normal distribution.
public struct NormalDistribution: Hashable, Sendable {
    /// Its mean.
    public let mean: Double
    /// Its standard deviation, above zero.
    public let deviation: Double

    /// Mean 0, deviation 1.
    public static let standard = NormalDistribution(uncheckedMean: 0, deviation: 1)

    /// Makes a normal distribution. O(1).
    /// - Throws: `StatisticsError` where the mean is not finite or the
    ///   deviation not positive.
    public init(mean: Double, deviation: Double) throws(StatisticsError) {
        try Require.finite(mean, "mean")
        try Require.positive(deviation, "deviation")
        self.init(uncheckedMean: mean, deviation: deviation)
    }

    private init(uncheckedMean mean: Double, deviation: Double) {
        self.mean = mean
        self.deviation = deviation
    }

    /// The probability of at most `x`; exact in the lower tail. O(1).
    /// - Throws: `StatisticsError` where `x` is not finite.
    public func cumulative(_ x: Double) throws(StatisticsError) -> Double {
        try Require.finite(x, "x")
        return 0.5 * erfc(-(x - mean) / deviation / sqrt(2.0))
    }

    /// The probability of more than `x`; exact in the upper tail. O(1).
    /// - Throws: `StatisticsError` where `x` is not finite.
    public func survival(_ x: Double) throws(StatisticsError) -> Double {
        try Require.finite(x, "x")
        return 0.5 * erfc((x - mean) / deviation / sqrt(2.0))
    }

    /// The value that a share `p` of draws stays below. O(1).
    ///
    /// - Throws: `StatisticsError` where `p` is not inside (0, 1), or where
    ///   the answer overflows.
    ///
    /// Source: P. J. Acklam's rational approximation and Halley's step.
    public func quantile(_ p: Double) throws(StatisticsError) -> Double {
        try Require.fraction(p, "p")
        return try Require.finiteResult(mean + deviation * standardNormalQuantile(p), "deviation")
    }
}

/// The standard normal deviate that leaves (1 − level)/2 on either side.
func normalDeviate(level: Double) -> Double {
    -standardNormalQuantile((1 - level) / 2)
}

/// Acklam's approximation (relative error 1.15e-9), then one step of
/// Halley's method on erfc, for 0 < p < 1.
func standardNormalQuantile(_ p: Double) -> Double {
    if p == 0.5 { return 0 }
    // The lower half only: the upper is its mirror image, and erfc keeps all
    // digits of a small p.
    if p > 0.5 { return -standardNormalQuantile(1 - p) }
    let rough: Double
    if p < 0.02425 {
        let q = sqrt(-2 * log(p))
        rough = polynomial(acklamC, q) / polynomial(acklamD, q)
    } else {
        let q = p - 0.5
        let r = q * q
        rough = q * polynomial(acklamA, r) / polynomial(acklamB, r)
    }
    let relative = 0.5 * erfc(-rough / sqrt(2.0)) / p - 1
    // error / density, with the two exponentials joined so that a tiny p
    // does not overflow.
    let step = relative * exp(log(p) + rough * rough / 2 + halfLogOfTwoPi)
    return rough - step / (1 + rough * step / 2)
}

private let acklamA: [Double] = [
    2.506628277459239e+00, -3.066479806614716e+01, 1.383577518672690e+02,
    -2.759285104469687e+02, 2.209460984245205e+02, -3.969683028665376e+01,
]
private let acklamB: [Double] = [
    1, -1.328068155288572e+01, 6.680131188771972e+01, -1.556989798598866e+02,
    1.615858368580409e+02, -5.447609879822406e+01,
]
private let acklamC: [Double] = [
    2.938163982698783e+00, 4.374664141464968e+00, -2.549732539343734e+00,
    -2.400758277161838e+00, -3.223964580411365e-01, -7.784894002430293e-03,
]
private let acklamD: [Double] = [
    1, 3.754408661907416e+00, 2.445134137142996e+00, 3.224671290700398e-01, 7.784695709041462e-03,
]
