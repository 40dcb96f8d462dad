/// How well a forecast would have done on the business's own past.
///
/// Rolling origin: at each period it knows only what came before. All
/// horizons are judged from the same origins. No skill, no arrow.
public struct Backtest: Hashable, Sendable {
    /// `rolling origin 1`.
    public static let method = StatisticalMethod("rolling origin")

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
        /// The mean difference in points of share, 0 to 100.
        public let points: Double

        /// 1 − error/errorOfNoChange: above 0 the forecast is worth showing.
        /// 0 where nothing ever changed and the forecast saw that; −∞ is
        /// given as −1 where it did not.
        public var skill: Double {
            if errorOfNoChange > 0 { return 1 - error / errorOfNoChange }
            return error > 0 ? -1 : 0
        }
    }

    /// In the order in which the horizons were asked for.
    public let horizons: [Horizon]

    /// Whether any horizon shows skill; otherwise the screen says "no better
    /// than assuming no change" and draws a cone without an arrow.
    public var isWorthAnArrow: Bool {
        horizons.contains { $0.skill > 0 && $0.count >= Self.fewestForecasts }
    }

    /// Skill from fewer forecasts than this is luck as easily.
    public static let fewestForecasts = 5

    /// Judges a way of forecasting on a series. O(origins × forecast).
    ///
    /// - Parameters:
    ///   - series: the blends, oldest first.
    ///   - horizons: periods ahead, each above zero, at least one.
    ///   - shortest: how many periods the first forecast knows, 1 or more.
    ///   - every: periods between origins, 1 or more.
    ///   - forecast: from the past and the farthest horizon to as many points
    ///     in log-ratio coordinates.
    /// - Throws: `StatisticsError` outside these limits, where the series is
    ///   too short for a single origin, or what `forecast` throws.
    public init(
        _ series: [Composition], horizons: [Int], shortest: Int, every: Int = 1,
        forecast: ([Vector2], Int) throws(StatisticsError) -> [Vector2]
    ) throws(StatisticsError) {
        try Require.atLeast(1, horizons.count, "horizons")
        for index in horizons.indices {
            try Require.within(horizons[index], 1...10_000, "horizons[\(index)]")
        }
        try Require.positive(shortest, "shortest")
        try Require.positive(every, "every")
        let farthest = horizons.max() ?? 1
        guard series.count >= shortest, series.count - shortest >= farthest else {
            throw StatisticsError(
                .tooFew, "series", "needs \(shortest) periods to learn from and \(farthest) to judge by")
        }
        let z = series.map(\.logRatios)
        var sums = [(error: Double, still: Double, points: Double)](
            repeating: (0, 0, 0), count: horizons.count)
        var origins = 0
        for last in stride(from: shortest - 1, to: z.count - farthest, by: every) {
            let points = try forecast(Array(z[...last]), farthest)
            try Require.sameCount(points.count, farthest, "forecast")
            for (index, ahead) in horizons.enumerated() {
                let point = points[ahead - 1]
                guard point.isFinite else {
                    throw StatisticsError(.notFinite, "forecast", "gave a point that is not finite")
                }
                let truth = series[last + ahead]
                sums[index].error += (point - z[last + ahead]).norm
                sums[index].still += (z[last] - z[last + ahead]).norm
                sums[index].points += 100 * Composition(finiteLogRatios: point).totalVariation(to: truth)
            }
            origins += 1
        }
        let n = Double(origins)
        self.horizons = zip(horizons, sums).map { ahead, sum in
            Horizon(
                ahead: ahead, count: origins, error: sum.error / n, errorOfNoChange: sum.still / n,
                points: sum.points / n)
        }
    }

    /// Judges one of the ready ways of forecasting. O(origins × its cost).
    /// - Throws: `StatisticsError` as above, or where a past is too short for
    ///   the outlook.
    public init(
        _ outlook: Outlook, on series: [Composition], horizons: [Int], shortest: Int, every: Int = 1,
        fit: OutlookFit = .joint
    ) throws(StatisticsError) {
        try self.init(series, horizons: horizons, shortest: shortest, every: every) {
            (past: [Vector2], farthest: Int) throws(StatisticsError) -> [Vector2] in
            try outlook.points(after: past, horizon: farthest, fit: fit)
        }
    }
}
