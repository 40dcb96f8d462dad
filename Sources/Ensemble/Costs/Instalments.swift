import Localization
import Statistics

/// How a sum can be paid in parts.
public struct PayTerms: Hashable, Sendable, Codable {
    public enum Interval: String, Sendable, Codable, CaseIterable {
        case week, fortnight, month

        var perYear: Int {
            switch self {
            case .week: 52
            case .fortnight: 26
            case .month: 12
            }
        }
    }

    /// How many parts; `nil` where `amount` says how large each is.
    public var count: Int?
    /// In minor units.
    public var amount: Int64?
    /// How many days after the invoice the first is due.
    public var firstAfter: Int
    public var every: Interval
    /// A year, in hundredths of a percent.
    public var interest: Int

    public init(
        count: Int? = nil, amount: Int64? = nil, firstAfter: Int = 0, every: Interval = .month,
        interest: Int = 0
    ) {
        self.count = count
        self.amount = amount
        self.firstAfter = firstAfter
        self.every = every
        self.interest = interest
    }

    /// Parts are many or cost something: the rules of credit may apply.
    ///
    /// Source: US Regulation Z, 12 CFR 1026.1(c)(1)(iii), unless the policy says otherwise.
    func needsLook(for debt: Int64, under policy: PolicyPack = .named(nil)) -> Bool {
        (interest > 0 && policy.planInterest ?? true)
            || parts(of: debt) > policy.planParts ?? PolicyPack.usualPlanParts
    }

    /// How many parts a debt makes.
    func parts(of debt: Int64) -> Int {
        if let count { return count }
        guard let amount, amount > 0 else { return 1 }
        return Int(clamping: (debt + amount - 1) / amount)
    }

    /// - Throws: `Fault.invalid` saying what is wrong.
    func check() throws(Fault) {
        guard (count == nil) != (amount == nil) else {
            throw .invalid("A plan says either how many parts there are, or how large each is.")
        }
        guard (1...120).contains(count ?? 1) else { throw .invalid("A plan has 1 to 120 parts.") }
        guard (amount ?? 1) > 0 else { throw .invalid("The parts of a plan must be more than nothing.") }
        guard (0...365).contains(firstAfter) else {
            throw .invalid("The first part is due within a year.")
        }
        guard (0...10_000).contains(interest) else {
            throw .invalid("Interest lies between 0 and 100 percent a year.")
        }
        guard interest == 0 || count != nil else {
            throw .invalid("A plan with interest says how many parts there are.")
        }
    }

    /// The parts of a debt: they sum to it exactly, or to it and its interest.
    /// - Parameters:
    ///   - debt: minor units, above 0.
    ///   - day: from which `firstAfter` counts.
    /// - Throws: `Fault.invalid`, also for more than 120 parts.
    func instalments(of debt: Int64, from day: Day) throws(Fault) -> [Instalment] {
        try check()
        guard debt > 0 else { throw .invalid("There is nothing to be paid in parts.") }
        let parts = parts(of: debt)
        guard (1...120).contains(parts) else {
            throw .invalid("That makes \(parts) parts; a plan has at most 120.")
        }
        return zip(0..., try sizes(of: debt, parts: parts)).map { place, part in
            Instalment(due: due(place, from: day), amount: part.payment, interest: part.interest)
        }
    }

    /// The same where interest of an earlier plan is still owed: it comes with the first parts, and bears none
    /// itself. What is paid less the interest in it sums to the debt exactly.
    /// - Parameters:
    ///   - debt: without that interest, in minor units; 0 where only interest is left.
    ///   - carried: the interest, not negative.
    func instalments(of debt: Int64, carrying carried: Int64, from day: Day) throws(Fault) -> [Instalment] {
        if interest > 0, debt > 0 {
            var parts = try instalments(of: debt, from: day)
            let first = parts[0]
            parts[0] = Instalment(
                due: first.due, amount: first.amount + carried, interest: first.interest + carried)
            return parts
        }
        var free = self
        free.interest = 0
        var left = carried
        return try free.instalments(of: debt + carried, from: day).map { part in
            let mine = min(left, part.amount)
            left -= mine
            return Instalment(due: part.due, amount: part.amount, interest: mine)
        }
    }

    /// How much of the interest in its parts is earned, from the day a plan was chosen: that of each interval
    /// that is over, and by the day of the one that runs, rounded down.
    func earned(of interests: [Int64], from chosen: Day, until today: Day) -> Int64 {
        interests.enumerated().reduce(0) { sum, next in
            let (begins, ends) = (due(next.offset, after: chosen), due(next.offset + 1, after: chosen))
            let (days, gone) = (ends.number - begins.number, min(today, ends).number - begins.number)
            guard gone > 0 else { return sum }
            return sum + Int64(clamping: Int128(next.element) * Int128(gone) / Int128(days))
        }
    }

    private func sizes(of debt: Int64, parts: Int) throws(Fault) -> [(payment: Int64, interest: Int64)] {
        do {
            if interest > 0 {
                return try LoanSchedule(
                    principal: debt, annualBasisPoints: interest, instalments: parts, perYear: every.perYear
                ).instalments.map { ($0.payment, $0.interest) }
            }
            if let amount {
                return (0..<parts).map { (min(amount, debt - Int64($0) * amount), 0) }
            }
            return try Allocation.equal(debt, parts: parts).map { ($0, 0) }
        } catch {
            throw .invalid("Such a plan cannot be drawn up.")
        }
    }

    private func due(_ place: Int, from day: Day) -> Day { due(place, after: day + firstAfter) }

    private func due(_ place: Int, after first: Day) -> Day {
        switch every {
        case .week: first + 7 * place
        case .fortnight: first + 14 * place
        case .month: first.adding(months: place)
        }
    }
}

/// One part of a plan to pay.
public struct Instalment: Hashable, Sendable {
    public let due: Day
    /// What is paid, in minor units.
    public let amount: Int64
    /// The interest in it.
    public let interest: Int64
}
