/// The forecast that the product shows: the mean of "no change", the drift
/// and the damped trend, inside the spread of a local linear trend.
///
/// The damped trend is `EmphasisFilter`'s, so thin months count less. Where
/// the series has seen at least 30 errors of its own at a horizon, their
/// spread is taken instead. A region is never smaller than a nearer one.
public struct CombinedForecast: Hashable, Sendable {
    /// `mean of three 1`.
    public static let method = StatisticalMethod("mean of three")

    /// The damped model that was followed, by which it is forecast.
    public let bearing: Bearing
    /// The undamped one, in which a steady drift is a steady slope. By it
    /// one tells whether the blend turns: a slope that is thought to fade by
    /// a tenth each period has to be found anew each period, and what is
    /// found is hardly ever told from chance.
    public let trend: Bearing
    /// For 1 … horizon periods ahead.
    public let forecasts: [Forecast]

    /// Forecasts a lens. Fits two filters: O(300 · periods + periods · horizon).
    ///
    /// - Parameters:
    ///   - periods: oldest first, `nil` where nothing was heard; at least two
    ///     heard. Blends that are known whole are given their scatter.
    ///   - horizon: 1 to 10,000.
    ///   - damping: φ of the damped trend, inside (0, 1].
    /// - Throws: `StatisticsError` outside these limits.
    public init(
        _ periods: [Emphasis?], horizon: Int, damping: Double = 0.9
    ) throws(StatisticsError) {
        let heard = periods.indices.filter { periods[$0] != nil }
        try Require.atLeast(2, heard.count, "periods")
        try Require.within(horizon, 1...10_000, "horizon")
        let (periods, scatter) = EmphasisFilter.withScatter(periods)
        bearing = try EmphasisFilter.fitted(to: periods, damping: damping).follow(periods)
        trend = try EmphasisFilter.fitted(to: periods, damping: 1).follow(periods)
        let spread = try trend.forecast(horizon: horizon)
        let past = PastErrors(periods, bearing: bearing, damping: damping, horizon: horizon)
        let now = bearing.states.count - 1
        var widest = SymmetricMatrix2.zero
        forecasts = spread.enumerated().map { index, wide in
            // What is known whole will be seen as it happens to be, scatter and all.
            let own = past.spread(ahead: index + 1) ?? wide.covariance + scatter
            // Few errors may look small by chance: farther is never surer.
            if own.determinant > widest.determinant { widest = own }
            return Forecast(
                horizon: index + 1, logRatios: past.point(from: now, ahead: index + 1),
                covariance: widest, observed: heard.count, method: Self.method)
        }
    }

    /// The point forecasts that would have been made, and how they erred.
    private struct PastErrors {
        let observed: [Vector2?]
        /// For each period the latest that was heard.
        let lastHeard: [Int]
        let states: [FilterState]
        /// Σφⁱ for 1 … ahead, from 0.
        let reaches: [Double]

        init(_ periods: [Emphasis?], bearing: Bearing, damping: Double, horizon: Int) {
            let observed = periods[bearing.firstPeriod...].map { $0?.logRatios }
            self.observed = observed
            var last = 0
            lastHeard = observed.indices.map { index in
                if observed[index] != nil { last = index }
                return last
            }
            states = bearing.states
            var (reach, fade) = (0.0, 1.0)
            reaches = (0...horizon).map { ahead in
                if ahead > 0 { (reach, fade) = (reach + fade * damping, fade * damping) }
                return reach
            }
        }

        /// The mean of three from what was known after a period. O(1).
        func point(from origin: Int, ahead: Int) -> Vector2 {
            let last = lastHeard[origin]
            let start = observed[0] ?? .zero
            let end = observed[last] ?? start
            let drift = last > 0 ? (end - start) / Double(last) : .zero
            let damped = states[origin].level + reaches[ahead] * states[origin].slope
            return (end + (end + Double(origin - last + ahead) * drift) + damped) / 3
        }

        /// The spread of at least 30 past errors at one horizon, or `nil`.
        /// O(periods).
        func spread(ahead: Int) -> SymmetricMatrix2? {
            var sum = SymmetricMatrix2.zero
            var count = 0
            // Eight periods to warm up.
            for origin in stride(from: 7, to: observed.count - ahead, by: 1) {
                guard let truth = observed[origin + ahead] else { continue }
                let e = point(from: origin, ahead: ahead) - truth
                sum = sum + SymmetricMatrix2(xx: e.x * e.x, xy: e.x * e.y, yy: e.y * e.y)
                count += 1
            }
            return count >= 30 ? (1 / Double(count)) * sum : nil
        }
    }
}
