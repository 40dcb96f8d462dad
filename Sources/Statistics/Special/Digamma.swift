/// ψ(x) for x > 0: recurrence up to 10, then the asymptotic series; around
/// its root a Taylor series, so that the relative error stays small there.
func digammaOfPositive(_ x: Double) -> Double {
    let fromRoot = (x - digammaRoot.high) - digammaRoot.low
    if abs(fromRoot) < 0.2 { return fromRoot * polynomial(digammaAtRoot, fromRoot) }
    var shift = 0.0
    var x = x
    while x < 10 {
        shift -= 1 / x
        x += 1
    }
    let inverse = 1 / x
    return shift + log(x) - inverse / 2 - inverse * inverse * polynomial(digammaSeries, inverse * inverse)
}

/// ψ′(x) for x > 0, the same way.
func trigammaOfPositive(_ x: Double) -> Double {
    var shift = 0.0
    var x = x
    while x < 10 {
        shift += 1 / (x * x)
        x += 1
    }
    let inverse = 1 / x
    let square = inverse * inverse
    return shift + inverse + square / 2 + inverse * square * polynomial(trigammaSeries, square)
}

/// Σ coefficients[k]·xᵏ by Horner's rule.
func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    var sum = 0.0
    for coefficient in coefficients.reversed() { sum = sum * x + coefficient }
    return sum
}

/// B₂ₖ/2k of Abramowitz & Stegun 6.3.18.
private let digammaSeries: [Double] = [
    1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160,
]

/// B₂ₖ of Abramowitz & Stegun 6.4.12.
private let trigammaSeries: [Double] = [
    1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510,
]

/// Where ψ is zero, in two parts that together carry 33 digits.
private let digammaRoot = (high: 1.4616321449683622, low: 9.5499954299656977e-17)

/// ψ⁽ᵏ⁾(root)/k! for k = 1, 2, …, computed with 50 digits.
private let digammaAtRoot: [Double] = [
    0.96767224544762117043, -0.44276316898359210609, 0.25849976095565101062, -0.1639427054424065275,
    0.10782405069126236576, -0.072199561256454710926, 0.048804288164143107225, -0.033161126474847359292,
    0.02259764823221810466, -0.015424765904948959139, 0.010538791616612175388, -0.007204534386356868241,
    0.0049267813957298534464, -0.0033698016554393280828, 0.0023051263267349278369, -0.0015769367714301972593,
    0.0010788252019162965807,
]
