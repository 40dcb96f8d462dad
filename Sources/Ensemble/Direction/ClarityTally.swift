import Statistics

/// Counts of bills and tells, from which the figures are made. Tallies of
/// parts add up to that of the whole.
public struct ClarityTally: Equatable, Sendable {
    public var bills = 0
    /// Told before the work.
    public var told = 0
    /// Told with a plan to pay, before the work.
    public var plans = 0
    /// With an unannounced line, or above the highest that was told.
    public var surprises = 0
    /// Past what the policy of their day allows.
    public var breaches = 0
    public var disputed = 0
    /// Jobs that were told a range, and those billed inside it.
    public var ranges = 0
    public var inside = 0
    /// Of ln(billed / likely) over these jobs: sum, and sum of squares.
    public var logs = 0.0
    public var squares = 0.0
    /// Told bills by the whole hours between telling and work.
    public var leads: [Int: Int] = [:]
    /// Billed less told over the bills with a surprise, in minor units by currency.
    public var excess: [String: Int64] = [:]
    /// Costs that were to be told: how many, by their day, not yet although it is over.
    public var due = 0
    public var inTime = 0
    public var overdue = 0
    /// Our part, by the month in which it was told first.
    public var roles = RoleTally()

    public init() {}

    public static func += (one: inout Self, other: Self) {
        one.bills += other.bills
        one.told += other.told
        one.plans += other.plans
        one.surprises += other.surprises
        one.breaches += other.breaches
        one.disputed += other.disputed
        one.ranges += other.ranges
        one.inside += other.inside
        one.logs += other.logs
        one.squares += other.squares
        one.leads.merge(other.leads, uniquingKeysWith: +)
        one.excess.merge(other.excess, uniquingKeysWith: +)
        one.due += other.due
        one.inTime += other.inTime
        one.overdue += other.overdue
        one.roles += other.roles
    }

    // MARK: Figures

    /// A share with Wilson's interval; `nil` where there was nothing.
    static func share(_ hits: Int, of count: Int) -> Figure? { try? Proportion.wilson(hits, of: count) }

    public var toldBefore: Figure? { Self.share(told, of: bills) }
    public var planBefore: Figure? { Self.share(plans, of: bills) }
    public var surprised: Figure? { Self.share(surprises, of: bills) }
    public var broken: Figure? { Self.share(breaches, of: bills) }
    public var contested: Figure? { Self.share(disputed, of: bills) }
    /// How many ranges held what was billed: 0.8 where 80 % ranges are what they say.
    public var rangesHeld: Figure? { Self.share(inside, of: ranges) }
    public var toldInTime: Figure? { Self.share(inTime, of: due) }

    /// The middle of the hours between telling and work, of at least two bills.
    public var lead: Figure? {
        try? Median.signTest(leads.map { (value: Double($0.key), count: $0.value) })
    }

    /// The mean of ln(billed / likely) with Student's interval, of at least two jobs; above 0: estimates run low.
    public var bias: Figure? {
        guard ranges >= 2 else { return nil }
        let n = Double(ranges)
        let mean = logs / n
        let variance = max(0, (squares - logs * mean) / (n - 1))
        guard let t = try? StudentTDistribution(degreesOfFreedom: n - 1).quantile(0.975) else { return nil }
        let reach = t * (variance / n).squareRoot()
        let method = StatisticalMethod("estimate bias, student t")
        guard
            let interval = try? Interval(low: mean - reach, high: mean + reach, level: 0.95, method: method)
        else { return nil }
        return try? Figure(value: mean, count: ranges, interval: interval, method: method)
    }
}

extension ClarityTally {
    /// Every figure by the name that programs and spreadsheets know it by.
    var named: [(name: String, figure: Figure?)] {
        [
            ("told before", toldBefore), ("lead hours, median", lead), ("plan before", planBefore),
            ("surprises", surprised), ("policy breaches", broken), ("disputed", contested),
            ("ranges held", rangesHeld), ("bias of estimates", bias), ("told in time", toldInTime),
            ("hours to our part, median", roles.wait), ("declined or referred", roles.notOursShare),
        ]
    }
}

/// What the owner sees: the figures of all, in steps of time, by offering.
public struct Clarity: Sendable {
    public let scope: ClarityScope
    public let step: ClarityStep
    public let all: ClarityTally
    /// Oldest first; every step is there.
    public let steps: [(scope: ClarityScope, tally: ClarityTally)]
    /// By name, no order of merit; those without an offering last.
    public let offerings: [(offering: Offering.ID?, name: String, tally: ClarityTally)]
}
