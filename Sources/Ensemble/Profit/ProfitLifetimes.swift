import Localization
import Statistics

/// What customers bring after they came: how likely they come again, and
/// what that leaves over, by what they came for first.
///
/// Source: MEASURES, section 7: BG/NBD for how often, gamma–gamma for how
/// much, on what is left over before time, never on revenue. Told of groups,
/// never of a customer.
public struct ProfitLifetimes: Sendable {
    /// Those who came for the same first.
    public struct Group: Sendable {
        /// `nil`: for none of the catalogue.
        public let offering: Offering.ID?
        public let name: String
        public let customers: Int
        public let returned: Int
        /// How likely one is still a customer, on average.
        public let staying: Double
        /// Of one in the next twelve months, on average.
        public let purchases: Figure?
        /// Of one over three years, in minor units, discounted; `nil` where spending is not determined.
        public let value: Figure?
    }

    /// The model, told on the first half of the time, beside what came.
    public struct Check: Equatable, Sendable {
        public let customers: Int
        public let expected: Double
        public let came: Int
    }

    /// By name; those without an offering last.
    public let groups: [Group]
    public let customers: Int
    public let returned: Int
    /// To how many the models were fitted.
    public let fitted: Int
    public let check: Check?
    /// Whether spending tells customers apart; else the mean of all that came again is taken.
    public let isSpendingTold: Bool
    /// Whether the histories determine a model.
    public var isTold: Bool { !groups.isEmpty }

    /// Fewer customers, or fewer who came again, tell nothing.
    public static let fewest = 30, fewestReturned = 10
    /// Fewer in a group are not told apart.
    public static let fewestInGroup = 10
    /// A model is fitted to so many at most, evenly chosen: more would take long and tell hardly more.
    public static let mostFitted = 1_000
    public static let years = 3
    public static let discount = 0.1
    private static let year = 52.0
    public static let method = StatisticalMethod("lifetime, student t and poisson")

    /// One who bought: on which days, and what each left over before time.
    struct Buyer {
        let customer: Customer.ID
        /// Of the first matter that had one.
        var cameFor: Offering.ID?
        /// In order, each once.
        var days: [(day: Day, margin: Int64)]

        /// Up to a day, in whole weeks; `nil` for who came later.
        func history(until end: Day) -> BuyingHistory? {
            let past = days.filter { $0.day <= end }
            guard let first = past.first?.day, let last = past.last?.day else { return nil }
            let age = Double(max(1, (end.number - first.number + 7) / 7))
            let repeats = past.count - 1
            let weeks = Double(last.number - first.number) / 7
            return BuyingHistory(
                repeats: repeats, recency: repeats == 0 ? 0 : min(age, max(1, weeks.rounded())), age: age)
        }
    }

    init(_ buyers: [Buyer], until end: Day, names: [Offering.ID: String]) {
        customers = buyers.count
        returned = buyers.count { $0.days.count > 1 }
        let sample = Self.sample(buyers)
        fitted = sample.count
        check = Self.check(sample, until: end)
        let spending = Self.spending(sample)
        isSpendingTold = spending != nil
        guard let model = Self.model(sample, until: end) else {
            groups = []
            return
        }
        let teller = Teller(model, spending, of: sample, until: end)
        groups = Dictionary(grouping: buyers, by: \.cameFor).map { offering, buyers in
            teller.group(offering, offering.flatMap { names[$0] } ?? "", buyers)
        }.sorted { one, other in
            (one.offering == nil ? 1 : 0, one.name, one.offering?.rawValue ?? 0)
                < (other.offering == nil ? 1 : 0, other.name, other.offering?.rawValue ?? 0)
        }
    }

    /// Evenly from all, the same each time.
    private static func sample(_ buyers: [Buyer]) -> [Buyer] {
        guard buyers.count > mostFitted else { return buyers }
        return (0..<mostFitted).map { buyers[$0 * buyers.count / mostFitted] }
    }

    // MARK: The models

    private static func model(_ buyers: [Buyer], until end: Day) -> BGNBD? {
        let histories = buyers.compactMap { $0.history(until: end) }
        guard histories.count >= fewest, histories.count(where: { $0.repeats > 0 }) >= fewestReturned else {
            return nil
        }
        return try? BGNBD.fitted(to: histories)
    }

    /// Of those who came again, what they came for again: as the paper has it.
    private static func spending(_ buyers: [Buyer]) -> GammaGamma? {
        let model = try? GammaGamma.fitted(to: buyers.compactMap(\.spending))
        return model.flatMap { model in (try? model.populationMean()).map { _ in model } }
    }

    /// Told on the first half of the time, how many came in the second.
    private static func check(_ buyers: [Buyer], until end: Day) -> Check? {
        guard let first = buyers.compactMap(\.days.first?.day).min() else { return nil }
        let half = Day(number: (first.number + end.number) / 2)
        guard let model = model(buyers, until: half) else { return nil }
        let time = Double(end.number - half.number) / 7
        var (customers, expected, came) = (0, 0.0, 0)
        for buyer in buyers {
            guard let history = buyer.history(until: half),
                let told = try? model.expectedPurchases(history, in: time)
            else { continue }
            customers += 1
            expected += told
            came += buyer.days.count { $0.day > half }
        }
        return Check(customers: customers, expected: expected, came: came)
    }
}

extension ProfitLifetimes.Buyer {
    /// What coming again left over, where it did.
    var spending: GammaGamma.Spending? {
        let again = days.dropFirst()
        guard !again.isEmpty else { return nil }
        let mean = Double(again.reduce(0) { $0 + $1.margin }) / Double(again.count)
        return mean > 0 ? GammaGamma.Spending(purchases: again.count, mean: mean) : nil
    }
}

extension ProfitLifetimes {
    /// Tells of each history once: many are the same.
    private final class Teller {
        private let model: BGNBD
        private let spending: GammaGamma?
        private let usual: Double?
        private let end: Day
        private var told: [BuyingHistory: (alive: Double, years: [Double])] = [:]

        /// How far the rates of all may be off, by how many purchases they rest on.
        private let off: Double

        init(_ model: BGNBD, _ spending: GammaGamma?, of buyers: [Buyer], until end: Day) {
            (self.model, self.spending, self.end) = (model, spending, end)
            let again = buyers.flatMap { $0.days.dropFirst() }
            let mean = Double(again.reduce(0) { $0 + $1.margin }) / Double(max(1, again.count))
            usual = spending.map { try? $0.populationMean() } ?? mean
            off = 1.96 / Double(max(1, again.count)).squareRoot()
        }

        /// The mean over customers; its range also holds that the model itself rests on so many purchases.
        private func mean(_ values: [Double]) -> Figure? {
            guard let figure = try? Mean.studentT(values) else { return nil }
            let (among, model) = (figure.interval.high - figure.value, figure.value * off)
            let reach = (among * among + model * model).squareRoot()
            let range = try? Interval(
                low: figure.value - reach, high: figure.value + reach, level: figure.interval.level,
                method: ProfitLifetimes.method)
            return range.flatMap {
                try? Figure(
                    value: figure.value, count: figure.count, interval: $0, method: ProfitLifetimes.method)
            }
        }

        private func tell(_ history: BuyingHistory) -> (alive: Double, years: [Double])? {
            if let known = told[history] { return known }
            guard let alive = try? model.probabilityAlive(history) else { return nil }
            var (before, years) = (0.0, [Double]())
            for number in 1...ProfitLifetimes.years {
                let time = ProfitLifetimes.year * Double(number)
                guard let sum = try? model.expectedPurchases(history, in: time) else { return nil }
                years.append(sum - before)
                before = sum
            }
            told[history] = (alive, years)
            return (alive, years)
        }

        private func worth(_ buyer: Buyer, _ years: [Double]) -> Double? {
            let each = buyer.spending.flatMap { try? spending?.expectedValue($0) } ?? usual
            return each.flatMap { each in
                try? CustomerValue.present(years.map { $0 * each }, rate: ProfitLifetimes.discount)
            }
        }

        func group(_ offering: Offering.ID?, _ name: String, _ buyers: [Buyer]) -> Group {
            let known = buyers.compactMap { buyer in
                buyer.history(until: end).flatMap(tell).map { (buyer: buyer, told: $0) }
            }
            let isEnough = known.count >= ProfitLifetimes.fewestInGroup
            let values = known.compactMap { worth($0.buyer, $0.told.years) }
            return Group(
                offering: offering, name: name, customers: buyers.count,
                returned: buyers.count { $0.days.count > 1 },
                staying: known.reduce(0) { $0 + $1.told.alive } / Double(max(1, known.count)),
                purchases: isEnough ? mean(known.map { $0.told.years[0] }) : nil,
                value: isEnough && values.count == known.count ? mean(values) : nil)
        }
    }
}
