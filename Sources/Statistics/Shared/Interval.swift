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
