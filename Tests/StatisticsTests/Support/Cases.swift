@testable import Statistics

/// How many random cases each invariant is tried on.
let caseCount = 10_000

extension SeededGenerator {
    /// Anything from even to hard against an edge.
    mutating func composition(reach: Double = 3) -> Composition {
        Composition(finiteLogRatios: Vector2(reach * normal(), reach * normal()))
    }

    /// Three counts, each from 0 to some hundreds, often small.
    mutating func counts() -> [Double] {
        (0..<3).map { _ in Double(index(belowPositive: 1 << (1 + index(belowPositive: 9)))) }
    }

    mutating func emphasis() -> Emphasis {
        let counts = counts()
        return Emphasis(
            count: counts.reduce(0, +), logRatios: (try? Emphasis(counts: counts).logRatios) ?? .zero,
            covariance: (try? Emphasis(counts: counts).covariance) ?? .identity)
    }
}
