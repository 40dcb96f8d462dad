/// What offerings cost by the time they take (TDABC).
///
/// Unused capacity is shown, never spread over the offerings.
///
/// Source: R. S. Kaplan & S. R. Anderson, Time-Driven Activity-Based Costing
/// (2004).
public struct TimeDrivenCost: Hashable, Sendable {
    /// `tdabc 1`.
    public static let method = StatisticalMethod("tdabc")

    /// One kind of work: how long one takes and how many there were.
    public struct Activity: Hashable, Sendable {
        /// Minutes for one, zero or more.
        public let minutes: Double
        /// How many, zero or more.
        public let volume: Double

        /// Makes an activity.
        public init(minutes: Double, volume: Double) {
            self.minutes = minutes
            self.volume = volume
        }
    }

    /// The cost of a minute.
    public let rate: Double
    /// The cost of one of each activity, in their order.
    public let unitCosts: [Double]
    /// The cost of all work done.
    public let assigned: Double
    /// The cost of capacity that nobody used; negative where more was worked
    /// than the practical capacity.
    public let unused: Double

    /// Costs activities. O(activities). Money in one unit throughout.
    ///
    /// - Parameters:
    ///   - cost: of the capacity supplied, zero or more.
    ///   - practicalMinutes: about 80 % of the paid ones, above zero.
    /// - Throws: `StatisticsError` outside these limits.
    public init(
        cost: Double, practicalMinutes: Double, activities: [Activity]
    ) throws(StatisticsError) {
        try Require.notNegative(cost, "cost")
        try Require.positive(practicalMinutes, "practicalMinutes")
        rate = try Require.finiteResult(cost / practicalMinutes, "practicalMinutes")
        var minutes = 0.0
        var units: [Double] = []
        for index in activities.indices {
            let activity = activities[index]
            try Require.notNegative(activity.minutes, "activities[\(index)].minutes")
            try Require.notNegative(activity.volume, "activities[\(index)].volume")
            minutes += activity.minutes * activity.volume
            units.append(try Require.finiteResult(activity.minutes * rate, "activities[\(index)].minutes"))
        }
        unitCosts = units
        // cost·(used/practical) keeps whole amounts whole.
        assigned = try Require.finiteResult(cost * minutes / practicalMinutes, "activities")
        unused = cost - assigned
    }

    /// The older way, for comparison: each activity's share of staff time,
    /// all of the cost spread. O(activities).
    ///
    /// - Parameters:
    ///   - shares: percentages or parts of the time, zero or more, not all
    ///     zero.
    ///   - volumes: as many, above zero.
    /// - Returns: the cost of one of each.
    /// - Throws: `StatisticsError` outside these limits.
    public static func byInterview(
        cost: Double, shares: [Double], volumes: [Double]
    ) throws(StatisticsError) -> [Double] {
        try Require.notNegative(cost, "cost")
        try Require.atLeast(1, shares.count, "shares")
        try Require.notNegative(shares, "shares")
        try Require.sameCount(volumes.count, shares.count, "volumes")
        try Require.positive(volumes, "volumes")
        let sum = try Require.finiteResult(shares.reduce(0, +), "shares")
        try Require.positive(sum, "shares")
        var result: [Double] = []
        for (share, volume) in zip(shares, volumes) {
            result.append(try Require.finiteResult(cost * share / sum / volume, "volumes"))
        }
        return result
    }
}
