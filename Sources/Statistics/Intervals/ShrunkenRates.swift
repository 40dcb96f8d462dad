/// Rates of many small groups, drawn towards what groups are like, so that
/// they may be ranked. Show the raw rates too.
///
/// Source: beta-binomial empirical Bayes, B. Efron & C. Morris (1977).
public struct ShrunkenRates: Hashable, Sendable {
    /// `beta-binomial 1`.
    public static let method = StatisticalMethod("beta-binomial")

    /// What the rate of a group is like before it is counted.
    public let prior: BetaDistribution
    /// For each group, in order: the shrunken rate, its count, and the
    /// equal-tailed interval.
    public let figures: [Figure]

    /// Fits the prior by maximum likelihood and shrinks every group.
    /// O(groups · 300).
    ///
    /// Where the groups differ no more than chance would have them, the
    /// prior's weight stops at a million and all groups take the common
    /// rate.
    ///
    /// - Parameters:
    ///   - groups: successes and count of at least 2 groups; a count may be
    ///     zero, and the group then takes the prior.
    ///   - level: inside (0, 1).
    /// - Throws: `StatisticsError` outside these limits, or where all the
    ///   groups together have nothing but successes or nothing but failures.
    public init(
        _ groups: [(successes: Int, count: Int)], level: Double = 0.95
    ) throws(StatisticsError) {
        try Require.atLeast(2, groups.count, "groups")
        try Require.fraction(level, "level")
        var (successes, trials) = (0.0, 0.0)
        for index in groups.indices {
            let group = groups[index]
            try Require.notNegative(group.successes, "groups[\(index)].successes")
            try Require.within(group.count, 0...9_000_000_000_000, "groups[\(index)].count")
            guard group.successes <= group.count else {
                throw StatisticsError(
                    .outOfRange, "groups[\(index)].successes", "must be at most \(group.count)")
            }
            successes += Double(group.successes)
            trials += Double(group.count)
        }
        guard successes > 0, successes < trials else {
            throw StatisticsError(.noVariation, "groups", "have only successes or only failures")
        }
        prior = try Self.fit(groups, rate: successes / trials)
        var figures: [Figure] = []
        for group in groups {
            let belief = try BetaDistribution(
                alpha: prior.alpha + Double(group.successes),
                beta: prior.beta + Double(group.count - group.successes))
            figures.append(
                Figure(
                    belief.mean, count: group.count, interval: try belief.interval(level: level),
                    method: Self.method))
        }
        self.figures = figures
    }

    /// Maximises Σ ln B(α+k, β+n−k) − ln B(α, β) over mean and weight.
    private static func fit(
        _ groups: [(successes: Int, count: Int)], rate: Double
    ) throws(StatisticsError) -> BetaDistribution {
        let counted = groups.filter { $0.count > 0 }.map { (Double($0.successes), Double($0.count)) }
        func shapes(_ free: [Double]) -> (Double, Double) {
            let weight = exp(free[1])
            return (
                max(1e-9, weight * fraction(ofLogit: free[0])),
                max(1e-9, weight * fraction(ofLogit: -free[0]))
            )
        }
        func cost(_ free: [Double]) -> Double {
            guard free[1] < log(1e6), free[1] > log(1e-3), abs(free[0]) < 40 else { return .infinity }
            let (a, b) = shapes(free)
            let base = logBetaOfPositive(a, b)
            return -counted.reduce(0) { $0 + logBetaOfPositive(a + $1.0, b + $1.1 - $1.0) - base }
        }
        let centre = log(rate) - log1p(-rate)
        var best = (cost: Double.infinity, free: [centre, 2.0])
        for weight in [-2.0, 0, 2, 4, 6, 9, 13.5] {
            let value = cost([centre, weight])
            if value < best.cost { best = (value, [centre, weight]) }
        }
        let found = NelderMead(start: best.free, step: 0.5, tolerance: 1e-12, maximumEvaluations: 600, cost)
        let (a, b) = shapes(found.point)
        return try BetaDistribution(alpha: a, beta: b)
    }
}
