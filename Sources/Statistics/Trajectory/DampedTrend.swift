/// Exponential smoothing with an additive damped trend, ETS(A,Ad,N), of one
/// series.
///
/// Source: R. J. Hyndman et al., Forecasting with Exponential Smoothing
/// (2008); bounds as statsmodels' `ETSModel`.
public struct DampedTrend: Hashable, Sendable {
    /// `damped trend 1`.
    public static let method = StatisticalMethod("damped trend")

    /// α, the weight of the newest surprise on the level, inside (0, 1).
    public let alpha: Double
    /// β, its weight on the slope, inside (0, α).
    public let beta: Double
    /// φ, how much of the slope is left after a period, 0.8 to 0.98 if
    /// fitted.
    public let damping: Double
    /// The level at the end of the series.
    public let level: Double
    /// The slope at the end of the series.
    public let slope: Double

    /// The point 1 … `horizon` periods ahead. O(horizon).
    /// - Throws: `StatisticsError` where `horizon` is not 1 to 100,000, or
    ///   where the answer overflows.
    public func forecast(horizon: Int) throws(StatisticsError) -> [Double] {
        try Require.within(horizon, 1...100_000, "horizon")
        let points = points(horizon)
        _ = try Require.finiteResult(points[horizon - 1], "horizon")
        return points
    }

    func points(_ horizon: Int) -> [Double] {
        var (reach, fade) = (0.0, 1.0)
        return (0..<horizon).map { _ in
            fade *= damping
            reach += fade
            return level + reach * slope
        }
    }

    /// Holt's damped filter with fixed weights: three lines, nearly as good
    /// as a fit. Starts from the first value and the first move. O(n).
    ///
    /// - Parameters:
    ///   - series: oldest first, at least 2.
    ///   - alpha: 0 to 1.
    ///   - trend: weight of the newest move of the level on the slope, 0 to 1.
    ///   - damping: φ, 0 to 1.
    /// - Throws: `StatisticsError` outside these limits.
    public static func holt(
        _ series: [Double], alpha: Double = 0.5, trend: Double = 0.2, damping: Double = 0.9
    ) throws(StatisticsError) -> DampedTrend {
        try Require.atLeast(2, series.count, "series")
        try Require.finite(series, "series")
        try Require.probability(alpha, "alpha")
        try Require.probability(trend, "trend")
        try Require.probability(damping, "damping")
        var (level, slope) = (series[0], series[1] - series[0])
        for value in series.dropFirst() {
            let before = level
            level = alpha * value + (1 - alpha) * (level + damping * slope)
            slope = trend * (level - before) + (1 - trend) * damping * slope
        }
        _ = try Require.finiteResult(level + slope, "series")
        return DampedTrend(alpha: alpha, beta: alpha * trend, damping: damping, level: level, slope: slope)
    }
}
