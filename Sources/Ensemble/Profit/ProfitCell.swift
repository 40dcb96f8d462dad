import Localization
import Statistics

/// Matters of one offering and of new, or of returning, customers: what they
/// leave over, and whether these customers were well served.
public struct ProfitCell: Sendable {
    /// `nil`: those without.
    public let offering: Offering.ID?
    public let name: String
    public let isReturning: Bool
    /// All of them, those whose time cannot be costed, too.
    public let matters: Int
    /// What each left over, in minor units, in the order in which they were done.
    public let contributions: [Double]
    public let revenue: Int64
    /// Customers' matters of which it is known whether they were well served, and those that were.
    public let judged: Int
    public let served: Int
    /// `nil` without an offering: what is not the same cannot be put in one place.
    public let quadrant: Quadrant?
    /// Of bringing more than it costs, on average; `nil` under five.
    public let profitable: Double?
    /// Of serving more than half of the customers well; `nil` under five.
    public let favourable: Double?

    /// Under so many nothing is judged.
    public static let fewest = 5
    /// From here on a side is taken; below one less, the other.
    public static let sure = 0.8

    /// Where profit and the customers’ interest put it.
    public enum Quadrant: String, Sendable, CaseIterable {
        /// Both.
        case keep
        /// Customers are well served, and it costs more than it brings.
        case redesign
        /// It brings more than it costs, and customers are not well served: the fifth cell.
        case temptation
        /// Neither.
        case stop
        /// One of them, or both, is not told apart from its opposite.
        case notToldApart = "not-told-apart"
    }

    init(offering: Offering.ID?, name: String, isReturning: Bool, _ matters: [ProfitMatter]) {
        self.offering = offering
        self.name = name
        self.isReturning = isReturning
        self.matters = matters.count
        contributions = matters.compactMap(\.contribution)
        revenue = matters.reduce(0) { $0 + $1.revenue }
        let known = matters.compactMap(\.isServed)
        (judged, served) = (known.count, known.count { $0 })
        profitable = Self.above(0, contributions)
        favourable =
            judged < Self.fewest
            ? nil
            : (try? BetaDistribution(alpha: 1 + Double(served), beta: 1 + Double(judged - served)).cumulative(
                0.5))
                .map { 1 - $0 }
        quadrant = offering == nil ? nil : Self.quadrant(profitable, favourable)
    }

    static func quadrant(_ profitable: Double?, _ favourable: Double?) -> Quadrant {
        switch (profitable.flatMap(side), favourable.flatMap(side)) {
        case (true, true): .keep
        case (false, true): .redesign
        case (true, false): .temptation
        case (false, false): .stop
        default: .notToldApart
        }
    }

    /// Plus from 0.8 on, minus up to 0.2, else not told apart.
    static func side(_ probability: Double) -> Bool? {
        probability >= sure ? true : probability <= 1 - sure ? false : nil
    }

    /// How likely the mean lies above a mark, by Student’s t; `nil` under five.
    static func above(_ mark: Double, _ values: [Double]) -> Double? {
        guard values.count >= fewest, let figure = try? Mean.studentT(values) else { return nil }
        let n = Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - figure.value) * ($1 - figure.value) }
        let error = (squares / (n - 1) / n).squareRoot()
        // All the same: chance has no part in it.
        guard error > 0 else { return figure.value > mark ? 1 : figure.value < mark ? 0 : 0.5 }
        return try? StudentTDistribution(degreesOfFreedom: n - 1).cumulative((figure.value - mark) / error)
    }

    public static let method = StatisticalMethod("probability of profit, student t")
    public static let interestMethod = StatisticalMethod("probability of interest, beta")

    /// What a matter leaves over, on average, in minor units; `nil` under two.
    public var contribution: Figure? { try? Mean.studentT(contributions) }
    /// The share that was well served.
    public var interest: Figure? { try? Proportion.wilson(served, of: judged) }

    /// Least, quarter, middle, three quarters, most; `nil` without any.
    var quartiles: [Double]? { try? Quantiles.of(contributions, at: [0, 0.25, 0.5, 0.75, 1]) }
}

/// What the time of a team cost, and what of it nobody used.
public struct ProfitCapacity: Sendable {
    /// `nil`: everybody else.
    public let team: Team.ID?
    public let name: String
    public let months: [(month: Month, cost: TimeDrivenCost, used: Double, practical: Double)]

    /// In minor units.
    public var supplied: Double { months.reduce(0) { $0 + $1.cost.assigned + $1.cost.unused } }
    public var assigned: Double { months.reduce(0) { $0 + $1.cost.assigned } }
    /// Shown, never spread; negative where more was worked than can be in practice.
    public var unused: Double { months.reduce(0) { $0 + $1.cost.unused } }
    public var used: Double { months.reduce(0) { $0 + $1.used } }
    public var practical: Double { months.reduce(0) { $0 + $1.practical } }
}

/// Profit beside the customer's interest, over some months.
public struct ProfitReport: Sendable {
    public let scope: Results.Scope
    public let currency: String
    /// By offering, new customers before returning ones; those without an offering last.
    public let cells: [ProfitCell]
    public let capacity: [ProfitCapacity]
    /// Matters with time that has no rate: their profit is not known.
    public let uncosted: Int
    /// Matters in another currency, which are not in it.
    public let foreign: Int
    /// Whether anybody said what time costs.
    public let hasRates: Bool
    /// What would be lost without each offering, by name.
    public var drops: [ProfitDrop] = []
    /// What is ours to do, and what somebody else does better, by name.
    public var referrals: [ProfitReferral] = []
    /// What customers bring after they came.
    public var lifetimes: ProfitLifetimes?

    public var matters: Int { cells.reduce(0) { $0 + $1.matters } }
    /// Those that stand somewhere: the ones of an offering.
    var placed: [ProfitCell] { cells.filter { $0.quadrant != nil } }
    /// Without an offering.
    var unplaced: Int { cells.reduce(0) { $0 + ($1.quadrant == nil ? $1.matters : 0) } }
    func cells(_ quadrant: ProfitCell.Quadrant) -> [ProfitCell] { cells.filter { $0.quadrant == quadrant } }
}
