/// Whether a driver mostly punishes when bad or mostly rewards when good.
///
/// y = b₀ + Σ (rₖ·topₖ + pₖ·lowₖ), with the scale's middle as the base.
///
/// Source: R. D. Brandt (1987), penalty–reward contrast; Kano's kinds (1984).
public struct PenaltyReward: Hashable, Sendable {
    /// `penalty-reward 1`.
    public static let method = StatisticalMethod("penalty-reward")

    /// What a driver is to customers, in Kano's words.
    public enum Kind: String, Hashable, Sendable {
        /// Hurts when bad more than it pleases when good.
        case mustBe
        /// Pleases when good more than it hurts when bad.
        case delight
        /// Works both ways alike, within one standard error of the
        /// difference.
        case linear
    }

    /// One driver's two effects, in units of the outcome.
    public struct Effect: Hashable, Sendable {
        /// r: the change where the driver is at the top.
        public let reward: Double
        /// p: the change where it is at the bottom; usually negative.
        public let penalty: Double
        /// The standard error of the reward.
        public let rewardError: Double
        /// The standard error of the penalty.
        public let penaltyError: Double

        /// Judged by |p| against r.
        public var kind: Kind {
            let difference = abs(penalty) - reward
            let error = hypot(rewardError, penaltyError)
            if abs(difference) <= error { return .linear }
            return difference > 0 ? .mustBe : .delight
        }
    }

    /// One effect a driver, in their order.
    public let effects: [Effect]
    /// b₀, the outcome where every driver is in the middle.
    public let base: Double
    /// The share of variation explained, 0 to 1.
    public let rSquared: Double
    /// How many observations it rests on.
    public let count: Int

    /// Fits the contrast. O(n·p²).
    ///
    /// - Parameters:
    ///   - ratings: 1 to 100 columns of ratings, each as long as `outcome`.
    ///   - low: ratings at or below it are the bottom.
    ///   - top: ratings at or above it are the top; above `low`.
    ///   - outcome: at least two more values than twice the drivers.
    /// - Throws: `StatisticsError` outside these limits, or where a driver
    ///   has nobody at its top, bottom or middle.
    public init(
        ratings: [[Double]], low: Double, top: Double, outcome: [Double]
    ) throws(StatisticsError) {
        try Require.atLeast(1, ratings.count, "ratings")
        try Require.within(ratings.count, 1...100, "ratings.count")
        try Require.finite(low, "low")
        try Require.finite(top, "top")
        guard low < top else { throw StatisticsError(.outOfRange, "top", "must be above low") }
        var columns: [[Double]] = []
        for index in ratings.indices {
            try Require.sameCount(ratings[index].count, outcome.count, "ratings[\(index)]")
            try Require.finite(ratings[index], "ratings[\(index)]")
            let tops = ratings[index].map { $0 >= top ? 1.0 : 0 }
            let lows = ratings[index].map { $0 <= low ? 1.0 : 0 }
            guard tops.contains(1), lows.contains(1) else {
                throw StatisticsError(.noVariation, "ratings[\(index)]", "has nobody at its top or bottom")
            }
            columns += [tops, lows]
        }
        let fit = try LinearFit(drivers: columns, outcome: outcome)
        effects = ratings.indices.map { k in
            Effect(
                reward: fit.coefficients[2 * k], penalty: fit.coefficients[2 * k + 1],
                rewardError: fit.standardErrors[2 * k], penaltyError: fit.standardErrors[2 * k + 1])
        }
        base = fit.intercept
        rSquared = fit.rSquared
        count = outcome.count
    }
}
