/// Student's t distribution.
public struct StudentTDistribution: Hashable, Sendable {
    /// Above zero; need not be whole.
    public let degreesOfFreedom: Double

    /// Makes a t distribution. O(1).
    /// - Throws: `StatisticsError` where the degrees are not inside
    ///   (0, 1e13].
    public init(degreesOfFreedom: Double) throws(StatisticsError) {
        try Require.positive(degreesOfFreedom, "degreesOfFreedom")
        guard degreesOfFreedom <= 1e13 else {
            throw StatisticsError(.outOfRange, "degreesOfFreedom", "must be at most 1e13")
        }
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The probability of at most `t`; exact in the lower tail. O(√degrees).
    /// - Throws: `StatisticsError` where `t` is not finite.
    public func cumulative(_ t: Double) throws(StatisticsError) -> Double {
        try Require.finite(t, "t")
        // ratio = df/(df + t²), written so that t² cannot overflow.
        let root = sqrt(degreesOfFreedom)
        let size = hypot(root, t)
        if t < 0, root / size < 1e-140 {
            // So far out that x underflows, the tail is a pure power of it.
            let a = max(degreesOfFreedom / 2, .leastNonzeroMagnitude)
            return 0.5 * exp(2 * a * log(root / size) - log(a) - logBetaOfPositive(a, 0.5))
        }
        let x = (root / size) * (root / size)
        let y = (t / size) * (t / size)
        let tails = incompleteBetaTails(x, y, degreesOfFreedom / 2, 0.5)
        return t < 0 ? tails.lower / 2 : 0.5 + tails.upper / 2
    }

    /// The value that a share `p` of draws stays below; exact mirror images
    /// for `p` and 1 − `p`. O(√degrees).
    /// - Throws: `StatisticsError` where `p` is not inside (0, 1), or is so
    ///   near an end that the answer overflows (below 1 degree).
    public func quantile(_ p: Double) throws(StatisticsError) -> Double {
        try Require.fraction(p, "p")
        if p == 0.5 { return 0 }
        let tail = p < 0.5 ? p : 1 - p
        // t²/df is the odds of y = t²/(df+t²), and y is beta(½, df/2):
        // solve for whichever of its tails is small.
        let logit =
            tail < 0.25
            ? inverseBetaLogit(tail: 2 * tail, isLower: false, 0.5, degreesOfFreedom / 2)
            : inverseBetaLogit(tail: 1 - 2 * tail, isLower: true, 0.5, degreesOfFreedom / 2)
        let size = sqrt(degreesOfFreedom) * exp(logit / 2)
        return try Require.finiteResult(p < 0.5 ? -size : size, "p")
    }
}
