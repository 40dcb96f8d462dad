/// Shares of customers, with Wilson's interval.
public enum Proportion {
    /// `wilson 1`.
    public static let method = StatisticalMethod("wilson")

    /// `successes` of `count` as a share from 0 to 1. O(1).
    ///
    /// - Parameters:
    ///   - successes: 0 to `count`.
    ///   - count: above zero: nothing of nothing has no share.
    ///   - level: inside (0, 1).
    /// - Throws: `StatisticsError` outside these limits.
    ///
    /// Source: E. B. Wilson (1927); R. G. Newcombe (1998), method 3.
    public static func wilson(
        _ successes: Int, of count: Int, level: Double = 0.95
    ) throws(StatisticsError) -> Figure {
        try requireCounts(successes, count)
        try Require.fraction(level, "level")
        let (n, k) = (Double(count), Double(successes))
        let z = normalDeviate(level: level)
        let square = z * z
        // Multiplied out by n, so that no digits are lost at 0 or n.
        let middle = k + square / 2
        let reach = z * sqrt(k * (Double(count - successes) / n) + square / 4)
        let whole = n + square
        // The ends 0 and 1 hold exactly where nobody or everybody did.
        let low = successes == 0 ? 0 : max(0, (k * k / n / (middle + reach)))
        let high = successes == count ? 1 : min(1, (middle + reach) / whole)
        return Figure(
            k / n, count: count,
            interval: Interval(min(low, k / n), max(high, k / n), level: level, method: method),
            method: method)
    }

    static func requireCounts(
        _ successes: Int, _ count: Int, _ argument: String = "successes", of total: String = "count"
    ) throws(StatisticsError) {
        try Require.notNegative(successes, argument)
        try Require.notNegative(count, total)
        guard count > 0 else {
            throw StatisticsError(.empty, total, "is zero: a share of nothing is refused")
        }
        guard successes <= count else {
            throw StatisticsError(.outOfRange, argument, "must be at most \(count), it is \(successes)")
        }
    }
}
