import Localization
import Statistics

/// What dropping an offering would do to profit: what would be lost with it,
/// and what would be spared.
///
/// Source: MEASURES, section 7: lost revenue, less what vanishes with it, and
/// the margin on what is sold together with it; allocated overhead, here the
/// team's time, stays. A candidate where it is likely a loss in three
/// periods in a row, demand does not rise, another price or way was tried,
/// and its customers' path is written.
public struct ProfitDrop: Sendable {
    /// What was decided on it.
    public struct Decided: Equatable, Sendable {
        /// Another price, or another way of doing it.
        public var isAdapted = false
        /// To move on, with what becomes of its customers.
        public var isMovedOn = false
    }

    public enum Verdict: String, Sendable, CaseIterable {
        /// Dropping it would lose money.
        case keep
        /// It would not, and all that is asked for is there.
        case drop
        /// It would not, but something is still to be done or seen first.
        case notYet = "not-yet"
        case notToldApart = "not-told-apart"
    }

    public let offering: Offering.ID
    public let name: String
    /// Of the offering, in the months looked at.
    public let matters: Int
    /// Without tax; all amounts in minor units.
    public let sales: Int64
    /// Material and what was written off: they vanish with the sales.
    public let variable: Int64
    /// What was said to end with it, over these months.
    public let fixed: Int64
    /// Of the time that went into it, which is paid for all the same; `nil` where some has no rate.
    public let time: Double?
    /// What customers who came for it first left over with other bills, before time.
    public let joint: Int64
    public let jointMatters: Int
    /// What would be lost by dropping it; negative where dropping gains.
    public let avoidable: Double
    /// The same with its interval, over customers; `nil` under two.
    public let figure: Figure?
    /// How likely a loss was spared by not having it, in each third of the months, oldest first; `nil` under
    /// five customers.
    public let losing: [Double?]
    /// Whether more of it was asked for in the last third than in the first.
    public let isRising: Bool
    public let decided: Decided

    /// From here on a third counts as a loss.
    public static let sure = 0.9
    public static let thirds = 3

    init?(
        _ offering: Offering.ID, name: String, _ all: [ProfitMatter], cost: OfferingCost?,
        scope: Results.Scope, zone: Zone, decided: Decided
    ) {
        let own = all.filter { $0.offering == offering }
        let beside = all.filter {
            $0.cameFor == offering && $0.offering != offering && $0.revenue > 0
        }
        guard !own.isEmpty else { return nil }
        self.offering = offering
        (self.name, self.decided) = (name, decided)
        (matters, jointMatters) = (own.count, beside.count)
        sales = own.reduce(0) { $0 + $1.revenue }
        variable = own.reduce(0) { $0 + $1.material + $1.writtenOff }
        joint = beside.reduce(0) { $0 + $1.margin }
        let monthly = cost?.fixed.minorUnits ?? 0
        fixed = monthly * Int64(scope.length)
        time = own.reduce(0) { sum, matter in sum.flatMap { sum in matter.time.map { sum + $0 } } }
        let test = try? DropTest(
            sales: Double(sales), variable: Double(variable), traceable: Double(fixed), allocated: time ?? 0,
            crossSelling: Double(joint))
        guard let test else { return nil }
        avoidable = test.avoidableContribution
        figure = Self.figure(own + beside, fixed: Double(fixed))
        let months = (own + beside).map { (Month(Day($0.doneAt, in: zone)), $0) }
        let length = scope.length / Self.thirds
        let parts = (0..<Self.thirds).map { place -> ClosedRange<Month>? in
            guard length > 0 else { return nil }
            let from = scope.until + 1 - length * (Self.thirds - place)
            return from...(from + (length - 1))
        }
        losing = parts.map { part in
            part.flatMap { part in
                Self.losing(
                    months.filter { part.contains($0.0) }.map(\.1), fixed: Double(monthly) * Double(length))
            }
        }
        let asked = parts.map { part in
            own.count { matter in part?.contains(Month(Day(matter.doneAt, in: zone))) ?? false }
        }
        isRising = Self.isRising(asked.first ?? 0, asked.last ?? 0)
    }

    /// What each customer left over with it, and with what came of it.
    private static func byCustomer(_ matters: [ProfitMatter]) -> [Double] {
        var sums: [Customer.ID: Int64] = [:]
        for matter in matters { sums[matter.customer, default: 0] += matter.margin }
        return sums.sorted { $0.key < $1.key }.map { Double($0.value) }
    }

    private static func figure(_ matters: [ProfitMatter], fixed: Double) -> Figure? {
        let values = byCustomer(matters)
        guard let mean = try? Mean.studentT(values) else { return nil }
        let n = Double(values.count)
        let range = try? Interval(
            low: mean.interval.low * n - fixed, high: mean.interval.high * n - fixed,
            level: mean.interval.level, method: mean.method)
        return range.flatMap {
            try? Figure(value: mean.value * n - fixed, count: values.count, interval: $0, method: mean.method)
        }
    }

    private static func losing(_ matters: [ProfitMatter], fixed: Double) -> Double? {
        let values = byCustomer(matters)
        guard !values.isEmpty else { return nil }
        return ProfitCell.above(fixed / Double(values.count), values).map { 1 - $0 }
    }

    private static func isRising(_ before: Int, _ after: Int) -> Bool {
        let split = try? BetaDistribution(alpha: 1 + Double(after), beta: 1 + Double(before)).cumulative(0.5)
        return split.map { 1 - $0 >= ProfitCell.sure } ?? false
    }

    /// Whether it was likely a loss in each third.
    public var isLosing: Bool {
        losing.count == Self.thirds && losing.allSatisfy { ($0 ?? 0) >= Self.sure }
    }

    public var verdict: Verdict {
        if isLosing { return isRising || !decided.isAdapted || !decided.isMovedOn ? .notYet : .drop }
        guard let figure, figure.count >= ProfitCell.fewest else { return .notToldApart }
        return figure.interval.low > 0 ? .keep : .notToldApart
    }
}
