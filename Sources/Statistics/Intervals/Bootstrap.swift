/// Intervals by drawing the sample again from itself.
public enum Bootstrap {
    /// `percentile bootstrap 1`.
    public static let method = StatisticalMethod("percentile bootstrap")

    /// The percentile interval of any statistic.
    /// O(replicates × statistic).
    ///
    /// - Parameters:
    ///   - count: how many observations there are, above zero.
    ///   - replicates: 100 to 100,000.
    ///   - level: inside (0, 1).
    ///   - generator: the source of the draws.
    ///   - statistic: from the indices drawn, with repetition, to a number;
    ///     `nil` where that sample has none, which is then left out.
    /// - Throws: `StatisticsError` outside these limits, or where fewer than
    ///   half of the samples had a number.
    public static func interval(
        count: Int, replicates: Int = 2000, level: Double = 0.95,
        using generator: inout SeededGenerator, statistic: ([Int]) -> Double?
    ) throws(StatisticsError) -> Interval {
        try intervals(
            count: count, replicates: replicates, level: level, using: &generator,
            statistics: { statistic($0).map { [$0] } })[0]
    }

    /// The percentile intervals of several statistics of the same samples.
    /// O(replicates × statistics).
    /// - Throws: `StatisticsError` as above.
    public static func intervals(
        count: Int, replicates: Int = 2000, level: Double = 0.95,
        using generator: inout SeededGenerator, statistics: ([Int]) -> [Double]?
    ) throws(StatisticsError) -> [Interval] {
        try Require.positive(count, "count")
        try Require.within(replicates, 100...100_000, "replicates")
        try Require.fraction(level, "level")
        var drawn: [[Double]] = []
        var indices = [Int](repeating: 0, count: count)
        for _ in 0..<replicates {
            for index in indices.indices { indices[index] = generator.index(belowPositive: count) }
            guard let values = statistics(indices), !values.isEmpty, values.allSatisfy(\.isFinite),
                drawn.isEmpty || drawn[0].count == values.count
            else { continue }
            drawn.append(values)
        }
        guard drawn.count * 2 >= replicates else {
            throw StatisticsError(.tooFew, "statistic", "has a value for fewer than half of the samples")
        }
        return drawn[0].indices.map { k in
            let sorted = drawn.map { $0[k] }.sorted()
            return Interval(
                sorted.quantile((1 - level) / 2), sorted.quantile((1 + level) / 2), level: level,
                method: method)
        }
    }
}
