extension SeededGenerator {
    /// How many of `trials` succeed when each does with probability `p`.
    /// O(1) on average, up to 2⁵³ trials.
    ///
    /// - Throws: `StatisticsError` where `trials` is negative or above 2⁵³,
    ///   or `p` is not a probability.
    ///
    /// Source: inversion below a mean of 10, else W. Hörmann's transformed
    /// rejection BTRS (1993).
    public mutating func binomial(trials: Int, p: Double) throws(StatisticsError) -> Int {
        try Require.within(trials, 0...(1 << 53), "trials")
        try Require.probability(p, "p")
        if trials == 0 || p == 0 { return 0 }
        if p > 0.5 { return trials - smallBinomial(trials, 1 - p) }
        return smallBinomial(trials, p)
    }

    /// How many of `trials` fall into each class. O(classes).
    ///
    /// - Parameter shares: one weight a class, zero or more, not all zero.
    /// - Returns: as many counts, summing to `trials`.
    /// - Throws: `StatisticsError` outside these limits.
    public mutating func multinomial(
        trials: Int, shares: [Double]
    ) throws(StatisticsError) -> [Int] {
        try Require.within(trials, 0...(1 << 53), "trials")
        try Require.atLeast(1, shares.count, "shares")
        try Require.notNegative(shares, "shares")
        // Each share with all that follow it: never less than the share.
        var remaining = shares
        for index in shares.indices.dropLast().reversed() { remaining[index] += remaining[index + 1] }
        try Require.positive(try Require.finiteResult(remaining[0], "shares"), "shares")
        var left = trials
        var counts = [Int](repeating: 0, count: shares.count)
        for index in shares.indices where shares[index] > 0 {
            let drawn = try binomial(trials: left, p: shares[index] / remaining[index])
            counts[index] = drawn
            left -= drawn
        }
        return counts
    }

    private mutating func smallBinomial(_ trials: Int, _ p: Double) -> Int {
        Double(trials) * p < 10 ? invertedBinomial(trials, p) : rejectedBinomial(trials, p)
    }

    /// Counts geometric gaps between successes; p ≤ ½ and np < 10.
    private mutating func invertedBinomial(_ trials: Int, _ p: Double) -> Int {
        let scale = log1p(-p)
        if scale == 0 { return 0 }
        var successes = -1
        var position = 0.0
        repeat {
            position += (log(uniform()) / scale).rounded(.down) + 1
            successes += 1
        } while position <= Double(trials)
        return successes
    }

    private mutating func rejectedBinomial(_ trials: Int, _ p: Double) -> Int {
        let n = Double(trials)
        let deviation = sqrt(n * p * (1 - p))
        let b = 1.15 + 2.53 * deviation
        let a = -0.0873 + 0.0248 * b + 0.01 * p
        let centre = n * p + 0.5
        let vr = 0.92 - 4.2 / b
        let alpha = (2.83 + 5.1 / b) * deviation
        let odds = log(p) - log1p(-p)
        let mode = ((n + 1) * p).rounded(.down)
        while true {
            let v = uniform()
            let u = uniform() - 0.5
            let us = 0.5 - abs(u)
            let k = ((2 * a / us + b) * u + centre).rounded(.down)
            guard k >= 0, k <= n else { continue }
            if us >= 0.07, v <= vr { return Int(k) }
            let height = log(v * alpha / (a / (us * us) + b))
            if height <= logChoiceRatio(n, mode, k) + (k - mode) * odds { return Int(k) }
        }
    }

    /// ln of C(n, k) / C(n, mode).
    private func logChoiceRatio(_ n: Double, _ mode: Double, _ k: Double) -> Double {
        lgamma(mode + 1) + lgamma(n - mode + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    }
}
