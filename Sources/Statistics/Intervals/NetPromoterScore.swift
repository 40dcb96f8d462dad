/// The share of promoters less that of detractors, in points.
public enum NetPromoterScore {
    /// `adjusted wald 1`.
    public static let method = StatisticalMethod("adjusted wald")

    /// The score from −100 to 100 with its adjusted-Wald interval. O(1).
    ///
    /// The interval adds ¾ promoter, ¾ detractor and 3 to n, so it is not
    /// centred on the score; it is clamped to ±100. It is never empty, where
    /// the plain Wald one says [100, 100] of three promoters. The same
    /// formula serves the net valence of associations.
    ///
    /// - Parameters: answers 9–10, 7–8, and 0–6; none negative, not all zero.
    /// - Throws: `StatisticsError` outside these limits, or where the level
    ///   is not inside (0, 1).
    ///
    /// Source: B. Rocks (2016), Interval Estimation for the Net Promoter
    /// Score.
    public static func adjustedWald(
        promoters: Int, passives: Int, detractors: Int, level: Double = 0.95
    ) throws(StatisticsError) -> Figure {
        let count = try total(promoters, passives, detractors)
        try Require.fraction(level, "level")
        let (up, down, n) = adjusted(promoters, detractors, of: count)
        let centre = up - down
        let variance = up + down - centre * centre
        let reach = normalDeviate(level: level) * sqrt(max(0, variance) / n)
        let value = 100 * ((Double(promoters) - Double(detractors)) / Double(count))
        return Figure(
            value, count: count,
            interval: Interval(
                max(-100, 100 * (centre - reach)), min(100, 100 * (centre + reach)), level: level,
                method: method),
            method: method)
    }

    /// The score with ¾ promoter, ¾ detractor and 3 to n added: what the
    /// interval is centred on before it is clamped, in points. O(1).
    /// - Throws: `StatisticsError` as `adjustedWald`.
    public static func adjustedScore(
        promoters: Int, passives: Int, detractors: Int
    ) throws(StatisticsError) -> Double {
        let count = try total(promoters, passives, detractors)
        let (up, down, _) = adjusted(promoters, detractors, of: count)
        return 100 * (up - down)
    }

    private static func adjusted(
        _ promoters: Int, _ detractors: Int, of count: Int
    ) -> (up: Double, down: Double, n: Double) {
        let n = Double(count) + 3
        return ((Double(promoters) + 0.75) / n, (Double(detractors) + 0.75) / n, n)
    }

    /// Where the score of everybody asked must lie, whatever those think who
    /// did not answer. O(1).
    ///
    /// - Parameters: answers as above, none negative; `asked` at least their
    ///   sum and above zero.
    /// - Returns: bounds in points that hold without chance (level 1).
    /// - Throws: `StatisticsError` outside these limits.
    ///
    /// Source: C. F. Manski, Partial Identification (2003).
    public static func manskiBounds(
        promoters: Int, passives: Int, detractors: Int, asked: Int
    ) throws(StatisticsError) -> Interval {
        let answered = try total(promoters, passives, detractors, mayBeZero: true)
        try Require.positive(asked, "asked")
        guard asked >= answered else {
            throw StatisticsError(.outOfRange, "asked", "must be at least the \(answered) answers")
        }
        let silent = Double(asked - answered)
        let balance = Double(promoters) - Double(detractors)
        return Interval(
            100 * (balance - silent) / Double(asked), 100 * (balance + silent) / Double(asked), level: 1,
            method: StatisticalMethod("manski"))
    }

    private static func total(
        _ promoters: Int, _ passives: Int, _ detractors: Int, mayBeZero: Bool = false
    ) throws(StatisticsError) -> Int {
        try Require.notNegative(promoters, "promoters")
        try Require.notNegative(passives, "passives")
        try Require.notNegative(detractors, "detractors")
        let (part, first) = promoters.addingReportingOverflow(passives)
        let (sum, second) = part.addingReportingOverflow(detractors)
        guard !first, !second else {
            throw StatisticsError(.overflow, "promoters", "and the others overflow")
        }
        guard sum > 0 || mayBeZero else {
            throw StatisticsError(.empty, "promoters", "and the others are all zero")
        }
        return sum
    }
}
