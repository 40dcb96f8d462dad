/// One number followed through time: a level that wanders, perhaps with a
/// slope, seen with error.
///
/// Source: A. C. Harvey, Forecasting, Structural Time Series Models and the
/// Kalman Filter (1989); update in Joseph's form.
public struct LocalTrend: Hashable, Sendable {
    /// `local trend 1`.
    public static let method = StatisticalMethod("local trend")

    /// The variance of an observation about the level.
    public let observationVariance: Double
    /// The variance of the level's drift a period.
    public let levelVariance: Double
    /// The variance of the slope's drift a period; `nil` for no slope.
    public let slopeVariance: Double?
    /// φ, how much of the slope is left after a period.
    public let damping: Double

    /// Makes a model. O(1).
    ///
    /// - Parameters: variances zero or more, in squared units of the series,
    ///   not all zero; damping inside (0, 1].
    /// - Throws: `StatisticsError` outside these limits.
    public init(
        observationVariance: Double, levelVariance: Double, slopeVariance: Double? = nil,
        damping: Double = 1
    ) throws(StatisticsError) {
        try Require.notNegative(observationVariance, "observationVariance")
        try Require.notNegative(levelVariance, "levelVariance")
        if let slopeVariance { try Require.notNegative(slopeVariance, "slopeVariance") }
        try Require.positive(damping, "damping")
        guard damping <= 1 else { throw StatisticsError(.outOfRange, "damping", "must be at most 1") }
        guard observationVariance + levelVariance + (slopeVariance ?? 0) > 0 else {
            throw StatisticsError(.noVariation, "observationVariance", "and the other variances are all zero")
        }
        self.init(unchecked: observationVariance, levelVariance, slopeVariance, damping)
    }

    init(unchecked observation: Double, _ level: Double, _ slope: Double?, _ damping: Double) {
        observationVariance = observation
        levelVariance = level
        slopeVariance = slope
        self.damping = damping
    }
}
