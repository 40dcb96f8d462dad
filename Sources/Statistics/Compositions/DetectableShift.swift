/// How small a turn the data can show at all.
public enum DetectableShift {
    /// The share of product after a year of the slowest steady turn towards
    /// product that twelve monthly counts would show at 95 %. O(periods).
    ///
    /// The spread of each month is that of `Emphasis` at its expected counts;
    /// the slope is that of ordinary least squares, judged by χ² with two
    /// degrees along the product axis.
    ///
    /// - Parameters:
    ///   - blend: where the business stands.
    ///   - countEachPeriod: customers a period, above zero.
    ///   - periods: 2 to 100,000; 2 compares just two months.
    ///   - level: inside (0, 1).
    /// - Returns: the blend after `periods` periods of that slope (one
    ///   period's step where there are only two).
    /// - Throws: `StatisticsError` outside these limits.
    public static func least(
        from blend: Composition, countEachPeriod: Double, periods: Int = 12, level: Double = 0.95
    ) throws(StatisticsError) -> Composition {
        try Require.positive(countEachPeriod, "countEachPeriod")
        try Require.within(periods, 2...100_000, "periods")
        try Require.fraction(level, "level")
        let monthly = try Emphasis(counts: blend.parts.map { $0 * countEachPeriod })
        let n = Double(periods)
        // Σ (t − t̄)² for t = 1 … n.
        let spread = n * (n * n - 1) / 12
        let slope = sqrt(-2 * log1p(-level) * monthly.covariance.xx / spread)
        let reach = periods == 2 ? slope : slope * n
        return Composition(finiteLogRatios: blend.logRatios + Vector2(reach, 0))
    }
}
