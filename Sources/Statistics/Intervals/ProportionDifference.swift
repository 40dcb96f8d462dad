extension Proportion {
    /// How far a share moved between two groups of different customers:
    /// second minus first, from −1 to 1. O(1).
    ///
    /// - Parameters: successes 0 to count, counts above zero, level inside
    ///   (0, 1).
    /// - Returns: `count` is the smaller of the two.
    /// - Throws: `StatisticsError` outside these limits.
    ///
    /// Source: R. G. Newcombe (1998), Interval Estimation for the Difference
    /// between Independent Proportions, method 10.
    public static func difference(
        from first: (successes: Int, count: Int), to second: (successes: Int, count: Int),
        level: Double = 0.95
    ) throws(StatisticsError) -> Figure {
        try requireCounts(first.successes, first.count, "first.successes", of: "first.count")
        try requireCounts(second.successes, second.count, "second.successes", of: "second.count")
        let a = try wilson(first.successes, of: first.count, level: level)
        let b = try wilson(second.successes, of: second.count, level: level)
        return Figure(
            b.value - a.value, count: min(a.count, b.count),
            interval: try Interval.difference(
                from: (a.value, a.interval), to: (b.value, b.interval),
                method: StatisticalMethod("newcombe 10")),
            method: StatisticalMethod("newcombe 10"))
    }
}

extension Interval {
    /// The interval of a difference, second minus first, from the intervals
    /// of the two (MOVER); never judge by whether intervals overlap. O(1).
    ///
    /// - Parameters: each an estimate inside its own interval, of one level;
    ///   the two must be independent.
    /// - Throws: `StatisticsError` where an estimate is not finite or the
    ///   levels differ.
    ///
    /// Source: G. Y. Zou & A. Donner (2008).
    public static func difference(
        from first: (estimate: Double, interval: Interval),
        to second: (estimate: Double, interval: Interval),
        method: StatisticalMethod = StatisticalMethod("mover")
    ) throws(StatisticsError) -> Interval {
        try Require.finite(first.estimate, "first.estimate")
        try Require.finite(second.estimate, "second.estimate")
        guard first.interval.level == second.interval.level else {
            throw StatisticsError(.outOfRange, "second.interval.level", "must be that of the first")
        }
        let change = second.estimate - first.estimate
        let down = hypot(
            second.estimate - second.interval.low, first.interval.high - first.estimate)
        let up = hypot(
            second.interval.high - second.estimate, first.estimate - first.interval.low)
        return Interval(
            try Require.finiteResult(change - down, "first"), try Require.finiteResult(change + up, "second"),
            level: first.interval.level, method: method)
    }
}
