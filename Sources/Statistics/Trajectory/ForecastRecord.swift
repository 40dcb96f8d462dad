/// How the forecast that is shown would have done on a series, and whether
/// its regions held what came.
///
/// Rolling origin, as `Backtest`, through `CombinedForecast` itself: at each
/// origin it knows only what came before.
public struct ForecastRecord: Hashable, Sendable {
    /// `forecast record 1`.
    public static let method = StatisticalMethod("forecast record")

    /// How one horizon fared.
    public struct Horizon: Hashable, Sendable {
        /// Periods ahead.
        public let ahead: Int
        /// How many forecasts were judged.
        public let count: Int
        /// The mean Aitchison distance from forecast to truth.
        public let error: Double
        /// The same for "no change".
        public let errorOfNoChange: Double
        /// How many truths lay inside the region.
        public let held: Int

        /// Below 1 the forecast errs less than "no change"; 1 where nothing
        /// ever changed and the forecast saw that.
        public var ratio: Double {
            errorOfNoChange > 0 ? error / errorOfNoChange : error > 0 ? .infinity : 1
        }
        /// The share of truths inside the region.
        public var coverage: Double { Double(held) / Double(count) }
    }

    /// In the order in which the horizons were asked for.
    public let horizons: [Horizon]
    /// The probability with which a region should hold the truth.
    public let level: Double

    /// Judges the forecast. O(origins × `CombinedForecast`).
    ///
    /// - Parameters:
    ///   - series: oldest first, one a period.
    ///   - horizons: periods ahead, each from 1 to 10,000, at least one.
    ///   - shortest: how many periods the first forecast knows, 2 or more.
    ///   - every: periods between origins, 1 or more.
    ///   - level: inside (0, 1).
    /// - Throws: `StatisticsError` outside these limits, or where the series
    ///   is too short for a single origin.
    public init(
        _ series: [Emphasis], horizons: [Int], shortest: Int, every: Int = 1, level: Double = 0.8
    ) throws(StatisticsError) {
        try Require.atLeast(1, horizons.count, "horizons")
        for index in horizons.indices {
            try Require.within(horizons[index], 1...10_000, "horizons[\(index)]")
        }
        try Require.within(shortest, 2...1_000_000, "shortest")
        try Require.positive(every, "every")
        try Require.fraction(level, "level")
        let farthest = horizons.max() ?? 1
        guard series.count - shortest >= farthest else {
            throw StatisticsError(
                .tooFew, "series", "needs \(shortest) periods to learn from and \(farthest) to judge by")
        }
        var sums = [(error: Double, still: Double, held: Int)](repeating: (0, 0, 0), count: horizons.count)
        var origins = 0
        for last in stride(from: shortest - 1, to: series.count - farthest, by: every) {
            let forecasts = try CombinedForecast(Array(series[...last]), horizon: farthest).forecasts
            for (index, ahead) in horizons.enumerated() {
                let (forecast, truth) = (forecasts[ahead - 1], series[last + ahead])
                sums[index].error += (forecast.logRatios - truth.logRatios).norm
                sums[index].still += (series[last].logRatios - truth.logRatios).norm
                if try forecast.holds(truth.centre, level: level) { sums[index].held += 1 }
            }
            origins += 1
        }
        self.level = level
        self.horizons = zip(horizons, sums).map { ahead, sum in
            Horizon(
                ahead: ahead, count: origins, error: sum.error / Double(origins),
                errorOfNoChange: sum.still / Double(origins), held: sum.held)
        }
    }
}

extension Forecast {
    /// Whether the range that holds the blend with this probability holds
    /// `blend`. O(1).
    /// - Throws: `StatisticsError` where the level is not inside (0, 1).
    public func holds(_ blend: Composition, level: Double = 0.8) throws(StatisticsError) -> Bool {
        try Require.fraction(level, "level")
        // A range without any width holds its centre alone.
        guard let inverse = covariance.inverse else { return blend.logRatios == logRatios }
        return inverse.quadratic(blend.logRatios - logRatios) <= -2 * log1p(-level)
    }
}
