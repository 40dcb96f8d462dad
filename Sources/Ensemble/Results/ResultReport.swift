import Statistics

/// What came out in the end over some months: joint outcomes of the same
/// customers, never the mean of means; each figure with n and interval.
public struct ResultReport: Sendable {
    public let scope: Results.Scope
    public let customers: [ResultCustomer]
    /// What was said in as many months before.
    public let before: [ResultCustomer]
    /// Customers who were asked, answered or not.
    public let asked: Int
    /// Hours, each with how often: to the first answer, to the end, from telling to the work.
    let hours: [ResultStage: [(value: Double, count: Int)]]
    public let drivers: Drivers?

    init(
        scope: Results.Scope, customers: [ResultCustomer], before: [ResultCustomer], asked: Int,
        medians: [ResultStage: [(value: Double, count: Int)]]
    ) {
        (self.scope, self.customers, self.before, self.asked) = (scope, customers, before, asked)
        hours = medians
        drivers = Drivers(customers)
    }

    // MARK: Joint

    /// Customers who answered both of the matter and of the money.
    var joint: [ResultCustomer] { customers.filter { $0.joint != nil } }
    /// Customers who answered anything of it.
    var answered: [ResultCustomer] { customers.filter { $0.response != nil } }

    /// The matter and the money of the same customers crossed.
    public var outcome: JointOutcome? { try? JointOutcome(joint.compactMap(\.joint)) }

    /// The cell that every mean hides: the matter good, the money not.
    public var hidden: (hits: Int, figure: Figure)? {
        guard let figure = outcome?.onlyCoreGood else { return nil }
        return (Self.hidden(in: joint), figure)
    }

    private static func hidden(in customers: [ResultCustomer]) -> Int {
        customers.count { $0.joint.map { $0.coreGood && !$0.moneyGood } ?? false }
    }

    /// How that cell moved since the months before; `nil` where nobody answered then.
    public var hiddenChange: Figure? {
        let past = before.filter { $0.joint != nil }
        let (now, then) = ((Self.hidden(in: joint), joint.count), (Self.hidden(in: past), past.count))
        guard now.1 >= 10, then.1 >= 10 else { return nil }
        return try? Proportion.difference(
            from: (successes: then.0, count: then.1), to: (successes: now.0, count: now.1))
    }

    /// Where that cell lies among everybody asked, whatever the silent would say.
    public var hiddenBounds: Interval? {
        guard let hidden, asked >= joint.count else { return nil }
        return try? Proportion.manskiBounds(hidden.hits, of: joint.count, asked: asked)
    }

    /// The share of customers to whom a side was good.
    public func good(_ side: ResultSide) -> (hits: Int, count: Int, figure: Figure?, bounds: Interval?) {
        let answers = customers.compactMap { $0.isGood(side) }
        let hits = answers.count { $0 }
        // Refuses where more answered than were asked in these months.
        let bounds = try? Proportion.manskiBounds(hits, of: answers.count, asked: asked)
        return (hits, answers.count, try? Proportion.wilson(hits, of: answers.count), bounds)
    }

    /// Customers by what was good and what was not on all four sides, the most frequent first.
    public var patterns: [(pattern: [Bool], count: Int)] {
        var counted: [[Bool]: Int] = [:]
        for customer in customers { if let pattern = customer.pattern { counted[pattern, default: 0] += 1 } }
        let sorted = counted.sorted { one, other in
            one.value == other.value
                ? Self.order(one.key) < Self.order(other.key) : one.value > other.value
        }
        return sorted.map { (pattern: $0.key, count: $0.value) }
    }

    private static func order(_ pattern: [Bool]) -> Int { pattern.reduce(0) { $0 * 2 + ($1 ? 0 : 1) } }

    // MARK: Journey

    /// A stage: how many customers came that way, and how many of them passed it each time.
    public struct Stage: Sendable {
        public let stage: ResultStage
        public let passed: Int
        public let count: Int
        public let share: Figure?
        /// In hours; `nil` for a stage that takes no time.
        public let hours: Figure?
    }

    /// Customers with a matter that is done.
    var travellers: [ResultCustomer] { customers.filter { !$0.stages.isEmpty } }

    public var stages: [Stage] {
        ResultStage.allCases.map { stage in
            let passed = customers.compactMap { $0.stages[stage] }
            let hits = passed.count { $0 }
            return Stage(
                stage: stage, passed: hits, count: passed.count,
                share: try? Proportion.wilson(hits, of: passed.count),
                hours: hours[stage].flatMap { try? Median.signTest($0) })
        }
    }

    /// The share of customers who passed every stage that they came to.
    public var yield: Figure? {
        try? RolledYield.figure(
            travellers.map { customer in ResultStage.allCases.map { customer.stages[$0] } })
    }

    var passedAll: Int { travellers.count { $0.stages.values.allSatisfy { $0 } } }

    // MARK: Said beside done

    /// How good the money was to those who passed a stage, and to those who did not.
    public struct Beside: Sendable {
        public let stage: ResultStage
        public let passed: (hits: Int, count: Int)
        public let failed: (hits: Int, count: Int)
        /// With less without; `nil` under five in either.
        public let difference: Figure?
    }

    /// What was said of the money beside what was done about it.
    public var beside: [Beside] {
        [ResultStage.told, .asTold, .uncontested, .promises, .once].compactMap { stage in
            func good(_ isPassed: Bool) -> (hits: Int, count: Int) {
                let said = customers.filter { $0.stages[stage] == isPassed }.compactMap { $0.isGood(.money) }
                return (said.count { $0 }, said.count)
            }
            let (passed, failed) = (good(true), good(false))
            guard passed.count + failed.count > 0 else { return nil }
            var difference: Figure?
            if min(passed.count, failed.count) >= 5 {
                difference = try? Proportion.difference(
                    from: (successes: failed.hits, count: failed.count),
                    to: (successes: passed.hits, count: passed.count))
            }
            return Beside(stage: stage, passed: passed, failed: failed, difference: difference)
        }
    }
}

extension ResultReport {
    /// How much of what "all in all" varies goes with each side.
    public struct Drivers: Sendable {
        public let shares: DriverShares
        /// By drawing the customers again; one a side, in their order. `nil` under ten customers a side.
        public let intervals: [Interval]?
        /// Whether a side mostly hurts when bad or pleases when good; `nil` where nobody is at an end.
        public let effects: [PenaltyReward.Effect]?

        /// Customers who answered everything: the rest says nothing of what goes with what.
        static func complete(_ customers: [ResultCustomer]) -> [ResultCustomer] {
            customers.filter { $0.overall != nil && $0.pattern != nil }
        }

        init?(_ customers: [ResultCustomer]) {
            let complete = Self.complete(customers)
            let outcome = complete.map { Double($0.overall ?? 0) }
            let ratings = ResultSide.allCases.map { side in
                complete.map { Double($0.ratings[side] ?? 0) }
            }
            guard let shares = try? DriverShares.shapley(drivers: ratings, outcome: outcome) else {
                return nil
            }
            self.shares = shares
            // The same each time: a page that is looked at twice says the same.
            var generator = SeededGenerator(seed: 1)
            intervals =
                shares.isWellFounded
                ? try? DriverShares.intervals(
                    drivers: ratings, outcome: outcome, replicates: 400, using: &generator) : nil
            effects =
                (try? PenaltyReward(ratings: ratings, low: 2, top: 5, outcome: outcome))?.effects
        }
    }

    /// Every figure by the name that programs and spreadsheets know it by.
    var named: [(name: String, figure: Figure?)] {
        let outcome = outcome
        var named: [(name: String, figure: Figure?)] = [
            ("core good, money good", outcome?.bothGood), ("core good, money bad", outcome?.onlyCoreGood),
            ("core bad, money good", outcome?.onlyMoneyGood), ("both bad", outcome?.neitherGood),
            ("core good, money bad: change", hiddenChange),
        ]
        for side in ResultSide.allCases { named.append(("\(side.rawValue) good", good(side).figure)) }
        for stage in stages {
            named.append(("stage \(stage.stage.rawValue)", stage.share))
            named.append(("stage \(stage.stage.rawValue): median hours", stage.hours))
        }
        named.append(("every stage", yield))
        for one in beside {
            named.append(("money good with less without: \(one.stage.rawValue)", one.difference))
        }
        named.append(contentsOf: driverFigures)
        return named
    }

    private var driverFigures: [(name: String, figure: Figure?)] {
        guard let drivers, let intervals = drivers.intervals else { return [] }
        return ResultSide.allCases.enumerated().map { place, side in
            let figure = try? Figure(
                value: drivers.shares.shares[place], count: drivers.shares.count,
                interval: intervals[place], method: drivers.shares.method)
            return (name: "share of variation with \(side.rawValue)", figure: figure)
        }
    }

    /// What holds without chance: whatever the silent would say.
    var bounds: [(name: String, interval: Interval)] {
        var bounds: [(name: String, interval: Interval)] = []
        if let hiddenBounds { bounds.append(("core good, money bad", hiddenBounds)) }
        for side in ResultSide.allCases {
            if let interval = good(side).bounds { bounds.append(("\(side.rawValue) good", interval)) }
        }
        return bounds
    }

    var methods: [String] {
        var methods: [String] = named.compactMap { $0.figure?.method.description }
        for bound in bounds { methods.append(bound.interval.method.description) }
        if drivers?.effects != nil { methods.append(PenaltyReward.method.description) }
        return Set(methods).sorted()
    }
}
