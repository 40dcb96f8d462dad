/// A number ready to be shown: with how many it rests on, how sure it is,
/// and how it was computed. The period is the caller's to say.
public struct Figure: Hashable, Sendable {
    /// The number, in the unit that its function names.
    public let value: Double
    /// How many observations it rests on; customers, not messages.
    public let count: Int
    /// Where the truth may lie.
    public let interval: Interval
    /// How the number was computed.
    public let method: StatisticalMethod

    /// Restores a figure that was stored. O(1).
    /// - Throws: `StatisticsError` where the value is not finite or the count
    ///   negative.
    public init(
        value: Double, count: Int, interval: Interval, method: StatisticalMethod
    ) throws(StatisticsError) {
        try Require.finite(value, "value")
        try Require.notNegative(count, "count")
        self.init(value, count: count, interval: interval, method: method)
    }

    init(_ value: Double, count: Int, interval: Interval, method: StatisticalMethod) {
        self.value = value
        self.count = count
        self.interval = interval
        self.method = method
    }

    /// What may honestly be shown with this many observations.
    public var legibility: Legibility { Legibility(count: count) }
}

/// What a number of observations is enough for.
///
/// Source: MEASURES.md, rule 1: under 5 show the dots, under 10 no
/// percentage, under 30 no ranking.
public enum Legibility: Int, Hashable, Sendable, Comparable {
    /// Fewer than 5: show each observation.
    case dots
    /// 5 to 9: say how many of how many, no percentage.
    case counts
    /// 10 to 29: a percentage with its interval, but no ranking.
    case percentages
    /// 30 or more: may be ranked beside others.
    case rankings

    /// Judges a number of observations; a negative one counts as none.
    public init(count: Int) {
        self = count < 5 ? .dots : count < 10 ? .counts : count < 30 ? .percentages : .rankings
    }

    /// Orders by how much may be shown.
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
