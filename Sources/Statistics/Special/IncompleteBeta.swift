extension Special {
    /// I_x(a, b), the regularised incomplete beta function: the probability
    /// that a beta(a, b) variable is at most `x`. O(√max(a, b)).
    ///
    /// - Parameters:
    ///   - x: from 0 to 1.
    ///   - a: above zero, at most 1e13.
    ///   - b: above zero, at most 1e13.
    /// - Throws: `StatisticsError` outside these limits.
    ///
    /// Source: continued fraction, Abramowitz & Stegun 26.5.8, by Lentz's
    /// method; leading factor in Loader's deviance form (2000).
    public static func incompleteBeta(
        _ x: Double, _ a: Double, _ b: Double
    ) throws(StatisticsError) -> Double {
        try Require.probability(x, "x")
        try requireShapes(a, b)
        return incompleteBetaTails(x, 1 - x, a, b).lower
    }

    /// The `x` at which I_x(a, b) = `p`; some ten evaluations of I.
    ///
    /// - Parameter p: from 0 to 1, which give 0 and 1. An answer below
    ///   about 1e-320 is 0.
    /// - Throws: `StatisticsError` where `p` is not a probability or a shape
    ///   is not positive.
    public static func inverseIncompleteBeta(
        _ p: Double, _ a: Double, _ b: Double
    ) throws(StatisticsError) -> Double {
        try Require.probability(p, "p")
        try requireShapes(a, b)
        if p == 0 || p == 1 { return p }
        return fraction(ofLogit: inverseBetaLogit(tail: min(p, 1 - p), isLower: p <= 0.5, a, b))
    }

    /// Shapes the continued fractions settle for in bounded time.
    static func requireShapes(_ a: Double, _ b: Double) throws(StatisticsError) {
        try requireShape(a, "a")
        try requireShape(b, "b")
    }

    static func requireShape(_ shape: Double, _ argument: String) throws(StatisticsError) {
        try Require.positive(shape, argument)
        guard shape <= 1e13 else { throw StatisticsError(.outOfRange, argument, "must be at most 1e13") }
    }
}

/// Both tails for x + y = 1; the smaller of the two is the accurate one.
func incompleteBetaTails(
    _ x: Double, _ y: Double, _ a: Double, _ b: Double
) -> (lower: Double, upper: Double) {
    if x <= 0 { return (0, 1) }
    if y <= 0 { return (1, 0) }
    let prefix = logBetaPrefix(x, y, a, b)
    if x * (a + b + 2) < a + 1 {
        let lower = min(1, exp(prefix) * betaFraction(x, a, b) / a)
        return (lower, 1 - lower)
    }
    let upper = min(1, exp(prefix) * betaFraction(y, b, a) / b)
    return (1 - upper, upper)
}

/// ln of the lower tail, finite even where the tail itself underflows.
private func logLowerTail(_ x: Double, _ y: Double, _ a: Double, _ b: Double, prefix: Double) -> Double {
    if x * (a + b + 2) < a + 1 { return min(0, prefix + log(betaFraction(x, a, b) / a)) }
    return log1p(-min(1, exp(prefix) * betaFraction(y, b, a) / b))
}

/// ln of xᵃ yᵇ / B(a, b), which is also dI/d(logit x).
func logBetaPrefix(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    guard a >= 10, b >= 10 else {
        // From the smaller of the two: near 1 the other has lost digits.
        let (logX, logY) = x < y ? (log(x), log1p(-x)) : (log1p(-y), log(y))
        return a * logX + b * logY - logBetaOfPositive(a, b)
    }
    // Distance of x from the mean a/(a+b), times a+b.
    let off = x * b - y * a
    let n = a + b
    return a * logRatioMinus(off / a, ratio: x * (n / a)) + b * logRatioMinus(-off / b, ratio: y * (n / b))
        + 0.5 * (log(a) + log(b / n)) - halfLogOfTwoPi
        + stirlingRemainder(n) - stirlingRemainder(a) - stirlingRemainder(b)
}

/// ln(ratio) − off, where ratio = 1 + off is known to full precision.
private func logRatioMinus(_ off: Double, ratio: Double) -> Double {
    abs(off) < 0.5 ? log1pMinus(off) : log(ratio) - off
}

private func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    if abs(d) < tiny { d = tiny }
    d = 1 / d
    var h = d
    var m = 1.0
    while m < 2e7 {
        let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 + even * d
        if abs(d) < tiny { d = tiny }
        c = 1 + even / c
        if abs(c) < tiny { c = tiny }
        d = 1 / d
        h *= d * c
        let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 + odd * d
        if abs(d) < tiny { d = tiny }
        c = 1 + odd / c
        if abs(c) < tiny { c = tiny }
        d = 1 / d
        h *= d * c
        if !(abs(d * c - 1) >= 2e-16) { break }
        m += 1
    }
    return h
}

/// 1/(1 + e⁻ᵗ) without overflow.
func fraction(ofLogit t: Double) -> Double {
    t >= 0 ? 1 / (1 + exp(-t)) : exp(t) / (1 + exp(t))
}

/// ln(x/(1−x)) at which the lower (or upper) tail of beta(a, b) is `tail` ≤ ½.
///
/// Working in the logit keeps full precision towards both 0 and 1. The
/// logarithm of the tail is concave in the logit, so Newton overshoots at
/// most once and then closes in from one side.
func inverseBetaLogit(tail: Double, isLower: Bool, _ a: Double, _ b: Double) -> Double {
    guard isLower else { return -inverseBetaLogit(tail: tail, isLower: true, b, a) }
    let target = log(tail)
    // For small x, I ≈ xᵃ/(a B): exact where x itself underflows, and else
    // the better start where it lies below the middle.
    let limit = (target + log(a) + logBetaOfPositive(a, b)) / a
    if limit < -700 { return limit }
    var t = min(log(a) - log(b), limit)
    if a > 10, b > 10 { t = log(a) - log(b) + standardNormalQuantile(tail) * sqrt(1 / a + 1 / b) }
    for _ in 0..<200 {
        let x = fraction(ofLogit: t)
        let y = fraction(ofLogit: -t)
        let prefix = logBetaPrefix(x, y, a, b)
        let value = logLowerTail(x, y, a, b, prefix: prefix)
        let step = max(-8, min(8, (target - value) * exp(value - prefix)))
        t += step
        if t < -745 { return limit }
        if abs(step) < 1e-15 * max(1, abs(t)) { break }
    }
    return t
}
