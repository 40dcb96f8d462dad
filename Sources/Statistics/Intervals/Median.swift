/// The middle of waiting times and lead times, with an interval that asks
/// nothing of their shape.
public enum Median {
    /// `median, sign test 1`.
    public static let method = StatisticalMethod("median, sign test")

    /// The middle value, in the unit of the values, with the interval between
    /// the two ranks that the sign test leaves. O(n log n).
    ///
    /// - Parameters:
    ///   - tally: each value with how often it was seen, above zero; at least
    ///     2 values in all, in any order.
    ///   - level: inside (0, 1).
    /// - Returns: of fewer values than the level asks for, all of their range,
    ///   with the level that it has: 1 − 2^(1−n).
    /// - Throws: `StatisticsError` outside these limits.
    ///
    /// Source: W. J. Conover, Practical Nonparametric Statistics (1999), 3.2.
    public static func signTest(
        _ tally: [(value: Double, count: Int)], level: Double = 0.95
    ) throws(StatisticsError) -> Figure {
        try Require.fraction(level, "level")
        try Require.finite(tally.map(\.value), "tally")
        for entry in tally { try Require.positive(entry.count, "tally.count") }
        let count = tally.reduce(0) { $0 + $1.count }
        try Require.atLeast(2, count, "tally")
        let sorted = tally.sorted { $0.value < $1.value }
        let middle = (value(at: (count + 1) / 2, in: sorted) + value(at: count / 2 + 1, in: sorted)) / 2
        let (rank, reached) = rank(count, level: level)
        return Figure(
            middle, count: count,
            interval: Interval(
                value(at: rank, in: sorted), value(at: count + 1 - rank, in: sorted), level: reached,
                method: method), method: method)
    }

    /// The lower rank, from 1, and the level that holds with it.
    static func rank(_ count: Int, level: Double) -> (rank: Int, level: Double) {
        let most = (1 - level) / 2
        let n = Double(count)
        // Beyond twelve deviations nothing is left that a Double could add.
        var place = max(0, Int(n / 2 - 6 * n.squareRoot()) - 1)
        var below = 0.0
        var term = exp(
            logGammaOfCount(count + 1) - logGammaOfCount(place + 1)
                - logGammaOfCount(count - place + 1) - n * log(2))
        guard place > 0 || term <= most else { return (1, max(0, 1 - 2 * term)) }
        while below + term <= most {
            below += term
            term *= Double(count - place) / Double(place + 1)
            place += 1
        }
        return (max(1, place), level)
    }

    private static func logGammaOfCount(_ count: Int) -> Double { lgamma(Double(count)) }

    private static func value(at rank: Int, in sorted: [(value: Double, count: Int)]) -> Double {
        var rest = rank
        for entry in sorted {
            rest -= entry.count
            if rest <= 0 { return entry.value }
        }
        return sorted[sorted.count - 1].value
    }
}
