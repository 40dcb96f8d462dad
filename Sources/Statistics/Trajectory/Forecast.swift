/// Where a blend will be at a date if nothing changes.
public struct Forecast: Hashable, Sendable {
    /// Periods ahead, from 1.
    public let horizon: Int
    /// The expected place in log-ratio coordinates.
    public let logRatios: Vector2
    /// How far the truth may lie from it.
    public let covariance: SymmetricMatrix2
    /// How many periods it was learned from.
    public let observed: Int
    /// How it was made.
    public let method: StatisticalMethod

    /// The expected blend.
    public var centre: Composition { Composition(finiteLogRatios: logRatios) }

    /// Below 24 periods regions under-cover whatever is done: print
    /// "uncertainty understated".
    public var understatesUncertainty: Bool { observed < EmphasisFilter.shortSeries }

    /// The outline of the range that holds the blend with this probability.
    /// O(points).
    /// - Throws: `StatisticsError` where the level is not inside (0, 1) or
    ///   `points` not from 3 to 10,000.
    public func region(level: Double = 0.8, points: Int = 72) throws(StatisticsError) -> [Composition] {
        try Emphasis.outline(logRatios, covariance, level: level, points: points)
    }
}
