extension Special {
    /// P(a, x), the regularised lower incomplete gamma function: the
    /// probability that a gamma(a) variable is at most `x`. O(√a), O(1)
    /// above a = 1,000 near the centre.
    ///
    /// - Parameters:
    ///   - a: shape, above zero, at most 1e13.
    ///   - x: zero or more.
    /// - Throws: `StatisticsError` outside these limits.
    ///
    /// Source: series and continued fraction, Abramowitz & Stegun 6.5.29 and
    /// 6.5.31; Temme's uniform expansion (1979) for large `a`.
    public static func gammaP(_ a: Double, _ x: Double) throws(StatisticsError) -> Double {
        try requireShape(a, "a")
        try Require.notNegative(x, "x")
        return incompleteGamma(a, x).lower
    }

    /// Q(a, x) = 1 − P(a, x), exact in the far tail. O(√a).
    /// - Throws: `StatisticsError` where `a` is not inside (0, 1e13] or `x` is
    ///   negative.
    public static func gammaQ(_ a: Double, _ x: Double) throws(StatisticsError) -> Double {
        try requireShape(a, "a")
        try Require.notNegative(x, "x")
        return incompleteGamma(a, x).upper
    }

    /// The `x` at which P(a, x) = `p`; some ten evaluations of P.
    ///
    /// - Parameter p: from 0 to 1; 0 gives 0. Below about 1e-308 the answer
    ///   is 0.
    /// - Throws: `StatisticsError` where `a` is not inside (0, 1e13] or `p`
    ///   not in [0, 1); at 1 there is no finite answer.
    public static func inverseGammaP(_ a: Double, _ p: Double) throws(StatisticsError) -> Double {
        try requireShape(a, "a")
        try Require.probability(p, "p")
        guard p < 1 else { throw StatisticsError(.outOfRange, "p", "must be below 1") }
        if p == 0 { return 0 }
        return inverseIncompleteGamma(a, tail: min(p, 1 - p), isLower: p <= 0.5)
    }
}

/// P and Q for a > 0 and x ≥ 0; the smaller of the two is the accurate one.
func incompleteGamma(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
    if x == 0 { return (0, 1) }
    let off = (x - a) / a
    if a >= 1000, abs(off) < 0.25 { return temme(a, off) }
    let prefix = exp(logGammaPrefix(a, x))
    if x < a + 1 {
        let lower = min(1, prefix * lowerSeries(a, x))
        return (lower, 1 - lower)
    }
    // So far out that the tail underflows, the fraction may overflow.
    let upper = prefix == 0 ? 0 : min(1, prefix * upperFraction(a, x))
    return (1 - upper, upper)
}

/// ln of xᵃ e⁻ˣ / Γ(a), which is also dP/d(ln x).
func logGammaPrefix(_ a: Double, _ x: Double) -> Double {
    guard a >= 10 else { return a * log(x) - x - lgamma(a) }
    let off = (x - a) / a
    let deviance = abs(off) < 0.5 ? log1pMinus(off) : log(x / a) - off
    return a * deviance + 0.5 * log(a) - halfLogOfTwoPi - stirlingRemainder(a)
}

/// Σ xⁿ / (a (a+1) … (a+n)).
private func lowerSeries(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    var n = a
    while term > sum * 1e-17 {
        n += 1
        term *= x / n
        sum += term
    }
    return sum
}

/// The continued fraction of Γ(a, x)·eˣ/xᵃ by Lentz's method.
private func upperFraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var h = d
    var n = 1.0
    while n < 1e6 {
        let an = -n * (n - a)
        b += 2
        d = an * d + b
        if abs(d) < tiny { d = tiny }
        c = b + an / c
        if abs(c) < tiny { c = tiny }
        d = 1 / d
        h *= d * c
        if !(abs(d * c - 1) >= 1e-16) { break }
        n += 1
    }
    return h
}

/// Temme's expansion, uniform in x, for large a and |off| = |x/a − 1| < ¼.
private func temme(_ a: Double, _ off: Double) -> (lower: Double, upper: Double) {
    let half = -log1pMinus(off)
    let eta = sqrt(2 * half) * (off < 0 ? -1 : 1)
    var correction = 0.0
    for coefficients in temmeSeries.reversed() { correction = correction / a + polynomial(coefficients, eta) }
    correction *= exp(-a * half) / sqrt(2 * .pi * a)
    let reach = eta * sqrt(a / 2)
    return (0.5 * erfc(-reach) - correction, 0.5 * erfc(reach) + correction)
}

/// The x at which the lower (or upper) tail of gamma(a) is `tail` ≤ ½.
///
/// Newton on the logarithm of the tail as a function of ln x. That function
/// is concave, so the steps can overshoot at most once and then close in
/// from one side.
func inverseIncompleteGamma(_ a: Double, tail: Double, isLower: Bool) -> Double {
    // A shape so small that more than this lies below the least Double.
    if !isLower, tail >= -expm1(-745 * a) { return 0 }
    let target = log(tail)
    var t = log(a)
    if a < 1, isLower { t = min(t, (target + lgamma(a + 1)) / a) }
    if a > 10 {
        // Wilson & Hilferty (1931): so near that no tail underflows.
        let z = standardNormalQuantile(tail) * (isLower ? 1 : -1)
        t += 3 * log(max(0.1, 1 - 1 / (9 * a) + z / (3 * sqrt(a))))
    }
    for _ in 0..<200 {
        let x = exp(t)
        if x == 0 { return 0 }
        let prefix = logGammaPrefix(a, x)
        let value = logGammaTail(a, x, isLower: isLower, prefix: prefix)
        let step = max(-4, min(4, (target - value) * exp(value - prefix) * (isLower ? 1 : -1)))
        t += step
        if abs(step) < 1e-15 * max(1, abs(t)) { break }
        if t < -746 { return 0 }
    }
    return exp(t)
}

/// ln of one tail, finite even where the tail itself underflows.
private func logGammaTail(_ a: Double, _ x: Double, isLower: Bool, prefix: Double) -> Double {
    let (lower, upper) = incompleteGamma(a, x)
    let value = isLower ? lower : upper
    if value > 1e-280 { return log(value) }
    return prefix + log(isLower ? lowerSeries(a, x) : upperFraction(a, x))
}

/// The Taylor coefficients of C₀ … C₃ in η; made by solving Temme's
/// recurrence in rational arithmetic.
private let temmeSeries: [[Double]] = [
    [
        -0.3333333333333333, 0.08333333333333333, -0.014814814814814815, 0.0011574074074074073,
        0.0003527336860670194, -0.0001787551440329218, 3.919263178522438e-05, -2.185448510679992e-06,
        -1.85406221071516e-06, 8.296711340953087e-07, -1.7665952736826078e-07, 6.707853543401498e-09,
    ],
    [
        -0.001851851851851852, -0.003472222222222222, 0.0026455026455026454, -0.0009902263374485596,
        0.00020576131687242798, -4.018775720164609e-07, -1.8098550334489977e-05, 7.64916091608111e-06,
        -1.6120900894563446e-06, 4.647127802807434e-09,
    ],
    [
        0.004133597883597883, -0.0026813271604938273, 0.0007716049382716049, 2.0093878600823047e-06,
        -0.0001073665322636516, 5.2923448829120125e-05, -1.2760635188618728e-05, 3.423578734096138e-08,
    ],
    [
        0.0006494341563786008, 0.00022947209362139917, -0.0004691894943952557, 0.00026772063206283885,
        -7.561801671883977e-05, -2.396505113867297e-07,
    ],
]
