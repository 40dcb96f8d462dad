/// Which of many words one group uses more than another, with rare words
/// held back.
public struct LogOdds: Hashable, Sendable {
    /// `log-odds dirichlet 1`.
    public static let method = StatisticalMethod("log-odds dirichlet")

    /// δ, the difference of the log-odds; above 0 leans to the first group.
    public let delta: Double
    /// δ in standard errors.
    public let z: Double

    /// Compares the whole vocabulary of two groups. O(words).
    ///
    /// The prior is the pooled shares × `priorWeight`. A word that neither
    /// group used has δ = z = 0.
    ///
    /// - Parameters:
    ///   - first: uses of each word by the first group, zero or more; at
    ///     least two words, used by somebody.
    ///   - second: as many, of the second.
    ///   - priorWeight: α₀, how many uses the prior counts for, above zero.
    /// - Returns: one element a word, in their order.
    /// - Throws: `StatisticsError` outside these limits, or where a single
    ///   word is all that was ever used.
    ///
    /// Source: B. L. Monroe, M. P. Colaresi & K. M. Quinn, Fightin' Words
    /// (2008).
    public static func compare(
        _ first: [Double], _ second: [Double], priorWeight: Double = 10
    ) throws(StatisticsError) -> [LogOdds] {
        try Require.atLeast(2, first.count, "first")
        try Require.sameCount(second.count, first.count, "second")
        try Require.notNegative(first, "first")
        try Require.notNegative(second, "second")
        try Require.positive(priorWeight, "priorWeight")
        let (n1, n2) = (first.reduce(0, +), second.reduce(0, +))
        let pooled = try Require.finiteResult(n1 + n2 + priorWeight, "first") - priorWeight
        guard pooled > 0 else { throw StatisticsError(.empty, "first", "and second hold no use of any word") }
        var result: [LogOdds] = []
        result.reserveCapacity(first.count)
        for (a, b) in zip(first, second) {
            let prior = priorWeight * ((a + b) / pooled)
            // Never used, or so little beside the others that it vanishes.
            guard prior >= .leastNormalMagnitude else {
                result.append(LogOdds(delta: 0, z: 0))
                continue
            }
            let (rest1, rest2) = (n1 + priorWeight - a - prior, n2 + priorWeight - b - prior)
            guard rest1 > 0, rest2 > 0 else {
                throw StatisticsError(.noVariation, "first", "and second use one word only")
            }
            let delta = log((a + prior) / rest1) - log((b + prior) / rest2)
            result.append(LogOdds(delta: delta, z: delta / sqrt(1 / (a + prior) + 1 / (b + prior))))
        }
        return result
    }
}
