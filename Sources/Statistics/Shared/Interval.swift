/// The range in which a figure may lie, with the confidence it claims.
public struct Interval: Hashable, Sendable {
    /// The lower end, in the unit of the figure.
    public let low: Double
    /// The upper end; never below `low`.
    public let high: Double
    /// The share of such intervals that hold the truth: 0.95 for 95 %.
    /// 1 for bounds that hold without chance, as Manski's.
    public let level: Double
    /// How the ends were computed.
    public let method: StatisticalMethod

    /// Restores an interval that was stored. O(1).
    /// - Throws: `StatisticsError` where an end is not finite, the ends are
    ///   out of order, or the level is not inside (0, 1].
    public init(
        low: Double, high: Double, level: Double, method: StatisticalMethod
    ) throws(StatisticsError) {
        try Require.finite(low, "low")
        try Require.finite(high, "high")
        guard low <= high else { throw StatisticsError(.unsorted, "high", "must not be below low") }
        try Require.positive(level, "level")
        guard level <= 1 else { throw StatisticsError(.outOfRange, "level", "must be at most 1") }
        self.init(low, high, level: level, method: method)
    }

    init(_ low: Double, _ high: Double, level: Double, method: StatisticalMethod) {
        self.low = low
        self.high = high
        self.level = level
        self.method = method
    }

    /// The distance between the ends.
    public var width: Double { high - low }

    /// Whether the value lies in the range, ends included.
    public func contains(_ value: Double) -> Bool { low <= value && value <= high }
}
