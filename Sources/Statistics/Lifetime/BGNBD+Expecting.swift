extension BGNBD {
    /// How many purchases to expect of a customer in the next `time`.
    /// O(1), some hundred evaluations of an integrand.
    ///
    /// - Parameter time: zero or more, in the unit of the histories.
    /// - Throws: `StatisticsError` where the history cannot be, the time is
    ///   negative, or the answer overflows.
    ///
    /// Source: equation 10 of the paper, as an integral over the chance of
    /// leaving: it has no singularity at a = 1 and loses no digits.
    public func expectedPurchases(
        _ history: BuyingHistory, in time: Double
    ) throws(StatisticsError) -> Double {
        try BuyingHistory.check(history, "history")
        try Require.notNegative(time, "time")
        let x = Double(history.repeats)
        let alive = try probabilityAlive(history)
        let bought = Self.purchases(s: r + x, a: a, b: b + x, ratio: time / (alpha + history.age))
        return try Require.finiteResult(alive * bought, "time")
    }

    /// How many purchases to expect of somebody newly met. O(1).
    /// - Throws: `StatisticsError` where the time is negative or the answer
    ///   overflows.
    public func expectedPurchases(in time: Double) throws(StatisticsError) -> Double {
        try Require.notNegative(time, "time")
        return try Require.finiteResult(Self.purchases(s: r, a: a, b: b, ratio: time / alpha), "time")
    }

    /// E over p ~ beta(a, b) of [1 − (1 + p·ratio)^(−s)]/p.
    ///
    /// Somebody who buys at rate λ and leaves with chance p after each
    /// purchase is there at time τ with chance e^(−λpτ); with λ ~ gamma the
    /// integral over τ is the bracket above. In the logit of p the integrand
    /// is analytic in a strip of ±π, where the trapezoidal rule converges
    /// geometrically: a step of ½ leaves an error of 1e-17.
    private static func purchases(s: Double, a: Double, b: Double, ratio: Double) -> Double {
        guard ratio > 0 else { return 0 }
        let logB = logBetaOfPositive(a, b)
        let step = min(0.5, sqrt(1 / a + 1 / b) / 1.5)
        let middle = log(a) - log(b)
        let mostForSmallP = s * ratio

        func integrand(_ y: Double) -> Double {
            let (logP, logQ) = (-log1p(exp(-y)), -log1p(exp(y)))
            let p = exp(logP)
            let bought = p * ratio < 1e-18 ? mostForSmallP : -expm1(-s * log1p(p * ratio)) / p
            return exp(a * logP + b * logQ - logB) * bought
        }

        var sum = integrand(middle)
        var y = middle
        var term = sum
        // Upwards the weight falls at least as fast as e^(−by).
        repeat {
            y += step
            term = integrand(y)
            sum += term
        } while y < 700 && (term > 1e-18 * sum || y < middle + 8 * step)
        // What is left above is p = 1 with a weight of a pure power of 1 − p,
        // a geometric series; below, the same in p.
        let right = y >= 700 ? term / expm1(b * step) : 0
        y = middle
        repeat {
            y -= step
            term = integrand(y)
            sum += term
        } while y > -600 && (term > 1e-18 * sum || y > middle - 8 * step)
        let left = y <= -600 ? term / expm1(a * step) : 0
        return step * (sum + left + right)
    }
}
