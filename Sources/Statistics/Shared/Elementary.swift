import Numerics

// The elementary functions under the names that formulas use, so that a
// formula here reads as it is printed. swift-numerics picks the platform's
// own; `lgamma` is its re-entrant form.

@inline(__always) func exp(_ x: Double) -> Double { .exp(x) }
@inline(__always) func expm1(_ x: Double) -> Double { .expMinusOne(x) }
@inline(__always) func log(_ x: Double) -> Double { .log(x) }
@inline(__always) func log1p(_ x: Double) -> Double { .log(onePlus: x) }
@inline(__always) func pow(_ x: Double, _ y: Double) -> Double { .pow(x, y) }
@inline(__always) func sqrt(_ x: Double) -> Double { x.squareRoot() }
@inline(__always) func sin(_ x: Double) -> Double { .sin(x) }
@inline(__always) func cos(_ x: Double) -> Double { .cos(x) }
@inline(__always) func atan2(_ y: Double, _ x: Double) -> Double { .atan2(y: y, x: x) }
@inline(__always) func hypot(_ x: Double, _ y: Double) -> Double { .hypot(x, y) }
@inline(__always) func erf(_ x: Double) -> Double { .erf(x) }
@inline(__always) func erfc(_ x: Double) -> Double { .erfc(x) }
/// ln Γ(x) for x > 0.
@inline(__always) func lgamma(_ x: Double) -> Double { .logGamma(x) }
