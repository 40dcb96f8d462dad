/// What one customer bought, as the models of buying without a contract
/// need it. Any unit of time, as long as it is one.
public struct BuyingHistory: Hashable, Sendable {
    /// x, purchases after the first.
    public let repeats: Int
    /// t_x, when the last of them was, counted from the first purchase; 0
    /// without repeats.
    public let recency: Double
    /// T, how long ago the first purchase was.
    public let age: Double

    /// Records a history; the models check it.
    public init(repeats: Int, recency: Double, age: Double) {
        self.repeats = repeats
        self.recency = recency
        self.age = age
    }

    static func check(_ history: BuyingHistory, _ argument: @autoclosure () -> String) throws(StatisticsError)
    {
        try Require.within(history.repeats, 0...1_000_000_000_000, "\(argument()).repeats")
        try Require.notNegative(history.recency, "\(argument()).recency")
        try Require.positive(history.age, "\(argument()).age")
        guard history.recency <= history.age else {
            throw StatisticsError(.unsorted, "\(argument()).recency", "must not be after the age")
        }
        guard history.repeats > 0 || history.recency == 0 else {
            throw StatisticsError(.outOfRange, "\(argument()).recency", "must be 0 without repeats")
        }
    }
}
