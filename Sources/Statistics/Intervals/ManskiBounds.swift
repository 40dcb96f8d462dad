extension Proportion {
    /// Where the share of everybody asked must lie, whatever those think who
    /// did not answer. O(1).
    ///
    /// - Parameters: `successes` of `answered` answers, from `asked` people;
    ///   each at most the next, `asked` above zero.
    /// - Returns: bounds that hold without chance (level 1).
    /// - Throws: `StatisticsError` outside these limits.
    ///
    /// Source: C. F. Manski, Partial Identification (2003).
    public static func manskiBounds(
        _ successes: Int, of answered: Int, asked: Int
    ) throws(StatisticsError) -> Interval {
        try Require.notNegative(successes, "successes")
        try Require.notNegative(answered, "answered")
        try Require.positive(asked, "asked")
        guard successes <= answered else {
            throw StatisticsError(.outOfRange, "successes", "must be at most \(answered)")
        }
        guard answered <= asked else {
            throw StatisticsError(.outOfRange, "answered", "must be at most \(asked)")
        }
        let n = Double(asked)
        return Interval(
            Double(successes) / n, (Double(successes) + Double(asked - answered)) / n, level: 1,
            method: StatisticalMethod("manski"))
    }
}
