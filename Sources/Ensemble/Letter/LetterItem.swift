import Localization
import Statistics

/// Something that changed beyond noise, as the owner's letter says it.
public struct LetterItem: Equatable, Sendable {
    /// What it is about.
    public enum Topic: Equatable, Sendable {
        /// A part of what customers talk about: where it stands now, with its range.
        case heard(Part)
        /// How far apart what is declared and what is heard lie, in points.
        case gap(isApart: Bool)
        case hidden
        case good(ResultSide)
        case bills(DecisionFigure.Bill)
        /// What a matter leaves over, in minor units.
        case profit(currency: String)
        /// Customers who think of something at the name.
        case name(String)
    }

    public let topic: Topic
    /// A share, points or minor units, by the topic.
    public let now: Double
    public let before: Double
    /// Of the change; of where it stands, for what is heard. `nil`: chance is said as `p`.
    public let low: Double?
    public let high: Double?
    public let p: Double?
    public let count: Int
    public let countBefore: Int
    public let method: String
    public let path: String
    /// By how much it lies beyond noise: 1 is its edge.
    let weight: Double

    /// A dozen figures are looked at each month, so that each must lie further off than usual: by chance alone about
    /// one letter in twenty comes.
    public static let level = 0.995

    /// Its name for programs.
    public var key: String {
        switch topic {
        case .heard(let part): "heard.\(part.rawValue)"
        case .gap: "gap.declared-heard"
        case .hidden: "results.hidden"
        case .good(let side): "results.\(side.rawValue)"
        case .bills(let bill): "bills.\(bill.rawValue)"
        case .profit: "profit.contribution"
        case .name(let words): "name.\(words)"
        }
    }
}

extension LetterItem {
    /// A share that changed; `nil` within noise, or under ten on either side.
    init?(
        _ topic: Topic, from before: (hits: Int, count: Int), to now: (hits: Int, count: Int), path: String
    ) {
        guard min(before.count, now.count) >= 10,
            let figure = try? Proportion.difference(
                from: (successes: before.hits, count: before.count),
                to: (successes: now.hits, count: now.count), level: Self.level)
        else { return nil }
        self.init(
            topic, from: (Double(before.hits) / Double(before.count), before.count),
            to: (Double(now.hits) / Double(now.count), now.count), figure.interval, path: path)
    }

    /// A mean that changed; `nil` within noise, or under ten on either side.
    init?(_ topic: Topic, from before: [Double], to now: [Double], path: String) {
        guard min(before.count, now.count) >= 10,
            let one = try? Mean.studentT(before, level: Self.level),
            let other = try? Mean.studentT(now, level: Self.level),
            let change = try? Interval.difference(
                from: (one.value, one.interval), to: (other.value, other.interval))
        else { return nil }
        self.init(
            topic, from: (one.value, one.count), to: (other.value, other.count), change, path: path)
    }

    private init?(
        _ topic: Topic, from before: (value: Double, count: Int), to now: (value: Double, count: Int),
        _ change: Interval, path: String
    ) {
        guard !change.contains(0) else { return nil }
        let difference = abs(now.value - before.value)
        let reach = max(difference - min(abs(change.low), abs(change.high)), 1e-12)
        self.init(
            topic: topic, now: now.value, before: before.value, low: change.low, high: change.high, p: nil,
            count: now.count, countBefore: before.count, method: change.method.description, path: path,
            weight: difference / reach)
    }

    /// What customers talk about, where the whole of it changed: the part that did most.
    init?(from before: LensFigure, to now: LensFigure, path: String) {
        guard before.showsPercent, now.showsPercent, let pair = LensPair(before, now), let test = pair.test,
            test.p < 1 - Self.level, let ranges = now.ranges,
            let place = pair.change.indices.max(by: { abs(pair.change[$0]) < abs(pair.change[$1]) }),
            let one = before.emphasis?.centre.parts[place], let other = now.emphasis?.centre.parts[place]
        else { return nil }
        self.init(
            topic: .heard(Part.allCases[place]), now: other, before: one, low: ranges[place].low,
            high: ranges[place].high, p: test.p, count: now.count, countBefore: before.count,
            method: LensGap.method.description, path: path, weight: Self.weight(test.p))
    }

    /// Two lenses that came apart, or together.
    init?(from before: LensPair, to now: LensPair, path: String) {
        guard let past = before.test, let present = now.test else { return nil }
        let isApart = present.p < 1 - Self.level
        guard isApart != (past.p < 1 - Self.level) else { return nil }
        self.init(
            topic: .gap(isApart: isApart), now: now.points, before: before.points, low: nil, high: nil,
            p: present.p, count: now.other.count, countBefore: before.other.count,
            method: LensGap.method.description, path: path, weight: Self.weight(min(present.p, past.p)))
    }

    /// A probability on the scale of the others: 1 at the edge of noise.
    private static func weight(_ p: Double) -> Double {
        guard let edge = try? NormalDistribution.standard.quantile(1 - (1 - level) / 2),
            let place = try? NormalDistribution.standard.quantile(1 - max(p, 1e-12) / 2)
        else { return 1 }
        return place / edge
    }
}

extension LetterItem {
    /// One sentence: what, how much, how sure.
    func words(_ r: Reader) -> String {
        switch topic {
        case .heard(let part): return heard(BearingWords(r: r).name(part), r)
        case .gap(let isApart): return gap(isApart, r)
        case .hidden: return share(r("Customers with the matter good and the money not"), r)
        case .good(let side): return share(DecisionFigure.good(side).name(r), r)
        case .bills(let bill): return share(DecisionFigure.bills(bill).name(r), r)
        case .name(let words): return share(r("Customers who think of “\(words)”"), r)
        case .profit(let currency): return profit(ProfitWords(r: r, currency: currency), r)
        }
    }

    private func counts(_ r: Reader) -> String {
        r("n = \(r.number(count)), before \(r.number(countBefore))")
    }

    private func share(_ name: String, _ r: Reader) -> String {
        let points = ResultWords(r: r)
        let range = r("\(points.points(low ?? 0)) to \(points.points(high ?? 0)) points")
        return r("\(name): \(r.percent(now)), before \(r.percent(before)) (\(range); \(counts(r))).")
    }

    private func profit(_ words: ProfitWords, _ r: Reader) -> String {
        let range = r("\(words.money(low ?? 0)) to \(words.money(high ?? 0))")
        return r(
            "What a matter leaves over: \(words.money(now)), before \(words.money(before)) (a change of \(range); \(counts(r)))."
        )
    }

    private func heard(_ part: String, _ r: Reader) -> String {
        let range = r("\(r.percent(low ?? 0)) to \(r.percent(high ?? 1))")
        return r(
            "What customers talk about: \(part) \(r.percent(now)) (\(range)), before \(r.percent(before)) (\(counts(r)))."
        )
    }

    private func gap(_ isApart: Bool, _ r: Reader) -> String {
        let (points, past) = (r.number(now, digits: 0), r.number(before, digits: 0))
        let chance = r.number(p ?? 1, digits: 3)
        return isApart
            ? r(
                "What you say and what customers talk about came apart: \(points) points, before \(past) (p = \(chance), \(counts(r)))."
            )
            : r(
                "What you say and what customers talk about came together: \(points) points, before \(past) (p = \(chance), \(counts(r)))."
            )
    }
}
