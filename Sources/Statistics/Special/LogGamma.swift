/// What Stirling's formula leaves out: ln Γ(x) − [(x−½) ln x − x + ½ ln 2π].
///
/// Working with the remainder keeps the digits that differences of large
/// ln Γ would lose.
///
/// Source: C. Loader, Fast and Accurate Computation of Binomial
/// Probabilities (2000).
func stirlingRemainder(_ x: Double) -> Double {
    guard x >= 10 else { return lgamma(x) - (x - 0.5) * log(x) + x - halfLogOfTwoPi }
    return polynomial(stirlingSeries, 1 / (x * x)) / x
}

/// ln B(a, b) for positive arguments, without cancellation.
func logBetaOfPositive(_ a: Double, _ b: Double) -> Double {
    let (small, large) = a < b ? (a, b) : (b, a)
    // Both shares of the sum are formed from the ratio, so a + b may overflow.
    let ratio = small / large
    let logSum = log(large) + log1p(ratio)
    // ln Γ(small) as it stands where Stirling's form would lose digits.
    guard small >= 10 else {
        return lgamma(small) + logGammaFall(large, small, ratio: ratio, logSum: logSum)
    }
    return halfLogOfTwoPi - 0.5 * log(small)
        + small * (log(small) - logSum) - (large - 0.5) * log1p(ratio)
        + stirlingRemainder(small) + stirlingRemainder(large) - stirlingRemainder(small + large)
}

/// ln Γ(large) − ln Γ(large + small).
private func logGammaFall(_ large: Double, _ small: Double, ratio: Double, logSum: Double) -> Double {
    guard large >= 10 else { return lgamma(large) - lgamma(large + small) }
    return small - small * logSum - (large - 0.5) * log1p(ratio)
        + stirlingRemainder(large) - stirlingRemainder(large + small)
}

/// ln(1+x) − x, accurate near zero where the two nearly cancel.
func log1pMinus(_ x: Double) -> Double {
    guard abs(x) < 0.5 else { return log1p(x) - x }
    let r = x / (2 + x)
    let square = r * r
    var sum = 0.0
    var power = square
    var odd = 3.0
    while power > 1e-18 * square || odd == 3 {
        sum += power / odd
        power *= square
        odd += 2
        if power == 0 { break }
    }
    return r * (2 * sum - x)
}

let halfLogOfTwoPi = 0.918938533204672741780329736405617639861

private let stirlingSeries: [Double] = [
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400,
]
