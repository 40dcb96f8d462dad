/// Averages of ratings and times.
public enum Mean {
    /// `student t 1`.
    public static let method = StatisticalMethod("student t")

    /// The mean with Student's interval, in the unit of the values. O(n).
    /// Show the histogram beside it.
    ///
    /// - Parameters:
    ///   - values: at least 2; where all are the same the interval is a
    ///     point.
    ///   - level: inside (0, 1).
    /// - Throws: `StatisticsError` for fewer values, one that is not finite,
    ///   or sums that overflow.
    public static func studentT(
        _ values: [Double], level: Double = 0.95
    ) throws(StatisticsError) -> Figure {
        try Require.atLeast(2, values.count, "values")
        try Require.finite(values, "values")
        try Require.fraction(level, "level")
        let n = Double(values.count)
        let (mean, squares) = moments(values)
        let t = try StudentTDistribution(degreesOfFreedom: n - 1).quantile((1 + level) / 2)
        let reach = try Require.finiteResult(t * sqrt(squares / (n - 1) / n), "values")
        return Figure(
            try Require.finiteResult(mean, "values"), count: values.count,
            interval: Interval(mean - reach, mean + reach, level: level, method: method), method: method)
    }

    /// A rating that few votes cannot carry away: (C·m + Σ)/(C + n). O(n).
    ///
    /// - Parameters:
    ///   - ratings: may be empty, which gives the prior mean.
    ///   - prior: m, what a thing is worth before it is rated.
    ///   - weight: C, how many ratings the prior counts for, above zero.
    /// - Throws: `StatisticsError` outside these limits.
    public static func bayesian(
        _ ratings: [Double], prior: Double, weight: Double
    ) throws(StatisticsError) -> Double {
        try Require.finite(ratings, "ratings")
        try Require.finite(prior, "prior")
        try Require.positive(weight, "weight")
        let sum = ratings.reduce(weight * prior, +)
        return try Require.finiteResult(sum / (weight + Double(ratings.count)), "ratings")
    }

    /// The mean and Σ(x − mean)², by Welford's running update.
    static func moments(_ values: [Double]) -> (mean: Double, squares: Double) {
        var mean = 0.0
        var squares = 0.0
        for (index, value) in values.enumerated() {
            let off = value - mean
            mean += off / Double(index + 1)
            squares += off * (value - mean)
        }
        return (mean, squares)
    }
}
