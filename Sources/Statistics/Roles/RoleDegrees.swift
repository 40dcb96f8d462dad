/// What somebody did with the business, by degrees, with fading memory.
///
/// A blend forgets size: never show it without the amount of evidence.
public struct RoleDegrees: Hashable, Sendable {
    /// `role degrees 1`.
    public static let method = StatisticalMethod("role degrees")
    /// Below this much evidence: "we don't know yet".
    public static let leastEvidence = 3.0

    /// Something they did.
    public struct Evidence: Hashable, Sendable {
        /// The index of the role it speaks for.
        public let role: Int
        /// How strongly, zero or more.
        public let weight: Double
        /// How long ago, zero or more, in the unit of the half-life.
        public let age: Double

        /// Records evidence; `RoleDegrees` checks it.
        public init(role: Int, weight: Double, age: Double) {
            self.role = role
            self.weight = weight
            self.age = age
        }
    }

    /// One role's share.
    public struct Degree: Hashable, Sendable {
        /// The expected share; over all roles they sum to 1.
        public let mean: Double
        /// Where it may lie.
        public let interval: Interval
    }

    /// One a role, in the order of the prior.
    public let degrees: [Degree]
    /// The faded weight of all evidence.
    public let evidence: Double

    /// Whether there is enough to say anything.
    public var isKnown: Bool { evidence >= Self.leastEvidence }

    /// Weighs evidence. O(evidence + roles).
    ///
    /// Each weight halves with every half-life of its age; the prior is added
    /// and the degrees are those of the Dirichlet posterior.
    ///
    /// - Parameters:
    ///   - prior: base rates of all customers times how much they count for
    ///     (κ ≈ 3); one a role, at least two, above zero.
    ///   - halfLife: above zero; 180 days by default.
    ///   - level: inside (0, 1).
    /// - Throws: `StatisticsError` outside these limits, or for a role that
    ///   has no prior.
    public init(
        prior: [Double], evidence events: [Evidence], halfLife: Double = 180, level: Double = 0.8
    ) throws(StatisticsError) {
        try Require.fraction(level, "level")
        let (alpha, total, sum) = try Self.posterior(prior, events, halfLife)
        var degrees: [Degree] = []
        for value in alpha {
            let belief = try BetaDistribution(alpha: value, beta: max(total - value, .leastNormalMagnitude))
            degrees.append(Degree(mean: value / total, interval: try belief.interval(level: level)))
        }
        self.degrees = degrees
        evidence = sum
    }

    /// The expected shares alone, without intervals: what lists sort by.
    /// O(evidence + roles).
    /// - Throws: `StatisticsError` as `init`.
    public static func means(
        prior: [Double], evidence: [Evidence], halfLife: Double = 180
    ) throws(StatisticsError) -> (means: [Double], evidence: Double) {
        let (alpha, total, sum) = try posterior(prior, evidence, halfLife)
        return (alpha.map { $0 / total }, sum)
    }

    private static func posterior(
        _ prior: [Double], _ events: [Evidence], _ halfLife: Double
    ) throws(StatisticsError) -> (alpha: [Double], total: Double, evidence: Double) {
        try Require.atLeast(2, prior.count, "prior")
        try Require.positive(prior, "prior")
        try Require.positive(halfLife, "halfLife")
        var alpha = prior
        var sum = 0.0
        for index in events.indices {
            let event = events[index]
            try Require.within(event.role, 0...(prior.count - 1), "evidence[\(index)].role")
            try Require.notNegative(event.weight, "evidence[\(index)].weight")
            try Require.notNegative(event.age, "evidence[\(index)].age")
            let faded = event.weight * exp(-event.age / halfLife * log(2.0))
            alpha[event.role] += faded
            sum += faded
        }
        return (alpha, try Require.finiteResult(alpha.reduce(0, +), "evidence"), sum)
    }
}
