/// What the customers somebody brought are worth to the business.
///
/// A friend who would not have come otherwise counts with their full margin
/// and the acquisition that was saved; one who would have come anyway only
/// with the acquisition saved.
///
/// Source: V. Kumar, J. A. Petersen & R. P. Leone (2007, 2010), customer
/// referral value.
public struct ReferralValue: Hashable, Sendable {
    /// `customer referral value 1`.
    public static let method = StatisticalMethod("customer referral value")

    /// Somebody who was brought.
    public struct Friend: Hashable, Sendable {
        /// A − a − M of each period: margin less incentive and marketing, at
        /// the ends of periods 1, 2, ….
        public let contributions: [Double]
        /// What it would have cost to win them otherwise.
        public let savedAcquisition: Double
        /// The period at whose end that was saved, from 0.
        public let joined: Int
        /// How likely they would not have come otherwise: 1 is type one, 0
        /// type two; ½ where they were not asked.
        public let decisive: Double

        /// Records a friend; `ReferralValue` checks it.
        public init(
            contributions: [Double], savedAcquisition: Double, joined: Int = 1, decisive: Double = 0.5
        ) {
            self.contributions = contributions
            self.savedAcquisition = savedAcquisition
            self.joined = joined
            self.decisive = decisive
        }
    }

    /// The expected value.
    public let value: Double
    /// The value if nobody, and if everybody, came because of it; in order
    /// of size. Bounds, not a confidence interval.
    public let bounds: Interval

    /// Values a customer's referrals. O(friends × periods).
    ///
    /// - Parameters:
    ///   - friends: may be empty, which is worth 0.
    ///   - rate: of discount a period, above −1.
    /// - Throws: `StatisticsError` for amounts that are not finite, a chance
    ///   outside 0 to 1, a period outside 0 to 100,000, or overflow.
    public init(_ friends: [Friend], rate: Double) throws(StatisticsError) {
        try CustomerValue.requireRate(rate)
        var (value, low, high) = (0.0, 0.0, 0.0)
        for index in friends.indices {
            let friend = friends[index]
            let name = "friends[\(index)]"
            try Require.finite(friend.contributions, "\(name).contributions")
            try Require.finite(friend.savedAcquisition, "\(name).savedAcquisition")
            try Require.probability(friend.decisive, "\(name).decisive")
            try Require.within(friend.joined, 0...100_000, "\(name).joined")
            let margin = try CustomerValue.present(friend.contributions, rate: rate)
            let saved = friend.savedAcquisition * exp(-Double(friend.joined) * log1p(rate))
            value += friend.decisive * margin + saved
            low += min(0, margin) + saved
            high += max(0, margin) + saved
        }
        self.value = try Require.finiteResult(value, "friends")
        bounds = Interval(
            try Require.finiteResult(low, "friends"), try Require.finiteResult(high, "friends"), level: 1,
            method: Self.method)
    }
}
