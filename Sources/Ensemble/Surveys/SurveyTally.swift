import Statistics

/// Counts of asking and answering, from which the figures are made. Tallies
/// of parts add up to that of the whole.
public struct SurveyTally: Equatable, Sendable {
    /// Everybody who was asked, also those whom it did not reach.
    public var asked = 0
    /// Taken by the mail server, or shown in the customer's own place.
    public var delivered = 0
    /// Somebody, or something, opened the page.
    public var seen = 0
    public var answered = 0
    public var bounced = 0
    /// Those who could have been asked and were not, by the reason.
    public var notAsked: [SurveyAsk.WhyNot: Int] = [:]
    /// How often each value was given, by the key of its question.
    public var values: [String: [Int: Int]] = [:]

    /// How often each thing came to mind, by its folded words.
    public var ideas: [String: Idea] = [:]

    /// What came to mind, counted.
    public struct Idea: Equatable, Sendable {
        /// How often it was named first, second, third.
        public var positions: [Int: Int] = [:]
        /// How often it was called so good, from −2 to 2.
        public var favours: [Int: Int] = [:]
        public var count: Int { positions.values.reduce(0, +) }

        static func += (one: inout Self, other: Self) {
            one.positions.merge(other.positions, uniquingKeysWith: +)
            one.favours.merge(other.favours, uniquingKeysWith: +)
        }
    }

    public init() {}

    /// The key of the cells of core and money, among the questions.
    static let cell = "cell"

    public static func += (one: inout Self, other: Self) {
        one.asked += other.asked
        one.delivered += other.delivered
        one.seen += other.seen
        one.answered += other.answered
        one.bounced += other.bounced
        one.notAsked.merge(other.notAsked, uniquingKeysWith: +)
        for (key, idea) in other.ideas { one.ideas[key, default: Idea()] += idea }
        for (key, values) in other.values { one.values[key, default: [:]].merge(values, uniquingKeysWith: +) }
    }

    // MARK: Counts

    /// How many answered a question.
    public func count(_ key: String) -> Int { values[key]?.values.reduce(0, +) ?? 0 }

    /// How many gave a value of a range.
    public func count(_ key: String, in range: ClosedRange<Int>) -> Int {
        values[key]?.reduce(0) { range.contains($1.key) ? $0 + $1.value : $0 } ?? 0
    }

    // MARK: Figures

    /// Answered, of all who were asked: also of those whom it did not reach.
    public var responseRate: Figure? { try? Proportion.wilson(answered, of: asked) }

    /// The share of good values with Wilson's interval.
    public func good(_ question: SurveyQuestion) -> Figure? {
        guard let good = question.good else { return nil }
        return try? Proportion.wilson(count(question.key, in: good), of: count(question.key))
    }

    /// Where the share of good values of everybody asked lies, whatever the silent think.
    public func goodBounds(_ question: SurveyQuestion) -> Interval? {
        guard let good = question.good else { return nil }
        return try? Proportion.manskiBounds(
            count(question.key, in: good), of: count(question.key), asked: asked)
    }

    /// Promoters (9, 10), passives (7, 8), detractors (0 to 6).
    public func camps(_ key: String) -> (promoters: Int, passives: Int, detractors: Int) {
        (count(key, in: 9...10), count(key, in: 7...8), count(key, in: 0...6))
    }

    /// In points from −100 to 100.
    public func netPromoters(_ key: String) -> Figure? {
        let camps = camps(key)
        return try? NetPromoterScore.adjustedWald(
            promoters: camps.promoters, passives: camps.passives, detractors: camps.detractors)
    }

    public func netPromoterBounds(_ key: String) -> Interval? {
        let camps = camps(key)
        return try? NetPromoterScore.manskiBounds(
            promoters: camps.promoters, passives: camps.passives, detractors: camps.detractors, asked: asked)
    }

    /// Of at least two answers, with Student's interval; beside it stands the distribution.
    public func mean(_ key: String) -> Figure? {
        let all = (values[key] ?? [:]).sorted { $0.key < $1.key }
            .flatMap { Array(repeating: Double($0.key), count: $0.value) }
        return try? Mean.studentT(all)
    }

    /// Of at least two answers.
    public func median(_ key: String) -> Figure? {
        try? Median.signTest((values[key] ?? [:]).filter { $0.value > 0 }.map { (Double($0.key), $0.value) })
    }

    /// The share of answers in which something came to mind.
    public func share(of idea: Idea) -> Figure? { try? Proportion.wilson(idea.count, of: answered) }

    /// How many named it, and how early: from 0 to 1.
    public func salience(of idea: Idea) -> Double? {
        let positions = idea.positions.flatMap { Array(repeating: $0.key, count: $0.value) }
        return try? Associations.salience(positions: positions, lists: answered)
    }

    /// The share of customers in a cell of core and money.
    public func share(ofCell cell: Int) -> Figure? {
        try? Proportion.wilson(count(Self.cell, in: cell...cell), of: count(Self.cell))
    }
}

extension SurveyTally {
    /// One count as it is kept.
    struct Cell: Hashable, Sendable {
        let what: String
        let value: Int
    }

    /// Adds what was kept of a cell.
    mutating func add(_ cell: Cell, _ n: Int) {
        switch cell.what {
        case "asked": asked += n
        case "delivered": delivered += n
        case "seen": seen += n
        case "answered": answered += n
        case "bounced": bounced += n
        default: addOther(cell, n)
        }
    }

    private mutating func addOther(_ cell: Cell, _ n: Int) {
        let key = String(cell.what.dropFirst(2))
        if cell.what.hasPrefix("q:") {
            values[key, default: [:]][cell.value, default: 0] += n
        } else if cell.what.hasPrefix("w:") {
            ideas[key, default: Idea()].positions[cell.value, default: 0] += n
        } else if cell.what.hasPrefix("f:") {
            ideas[key, default: Idea()].favours[cell.value, default: 0] += n
        } else if let why = SurveyAsk.WhyNot(rawValue: key) {
            notAsked[why, default: 0] += n
        }
    }
}
