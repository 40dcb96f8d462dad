import Statistics

/// Whether customers are better sent to somebody else for an offering.
///
/// Source: MEASURES, section 7: refer when the best other is better for the
/// customer by more than changing costs, with a probability of 0.7; or a hard
/// limit holds; or it costs more than it brings, with 0.8, after another way
/// was tried.
public struct ProfitReferral: Sendable {
    public enum Why: String, Sendable, CaseIterable {
        /// A hard limit: no licence, not by then, not at that price.
        case must
        /// Customers are served better there.
        case better
        /// It costs us more than it brings, and another way was tried.
        case costly
    }

    public struct Other: Sendable {
        public let alternative: Alternative
        /// How likely customers are served better there by more than changing costs; `nil` under five on either
        /// side.
        public let better: Double?
    }

    public let offering: Offering.ID
    public let name: String
    /// Of our customers' matters, those of which it is known whether they were well served, and those that were.
    public let judged: Int
    public let served: Int
    public let others: [Other]
    /// How likely it costs more than it brings, on average; `nil` under five.
    public let losing: Double?
    /// Another price or way was decided on.
    public let isAdapted: Bool

    /// From here on somebody else is taken to be better.
    public static let sure = 0.7
    public static let method = StatisticalMethod("refer out, beta")

    init(
        _ offering: Offering.ID, name: String, _ matters: [ProfitMatter], _ named: [Alternative],
        isAdapted: Bool
    ) {
        self.offering = offering
        (self.name, self.isAdapted) = (name, isAdapted)
        let known = matters.compactMap(\.isServed)
        let (judged, served) = (known.count, known.count { $0 })
        (self.judged, self.served) = (judged, served)
        losing = ProfitCell.above(0, matters.compactMap(\.contribution)).map { 1 - $0 }
        others = named.map { other in
            Other(
                alternative: other,
                better: Self.better(
                    served: other.said.served, of: other.said.asked, than: served, of: judged,
                    by: Double(other.said.switching) / 10_000))
        }
    }

    /// How likely one share lies above another by more than a margin, each after an even prior: the mean, over
    /// quantiles of the one, of what lies above in the other.
    static func better(served: Int, of asked: Int, than ours: Int, of judged: Int, by margin: Double)
        -> Double?
    {
        guard asked >= ProfitCell.fewest, judged >= ProfitCell.fewest,
            let there = try? BetaDistribution(alpha: 1 + Double(served), beta: 1 + Double(asked - served)),
            let here = try? BetaDistribution(alpha: 1 + Double(ours), beta: 1 + Double(judged - ours))
        else { return nil }
        let steps = 200
        var sum = 0.0
        for step in 0..<steps {
            guard let share = try? here.quantile((Double(step) + 0.5) / Double(steps)) else { return nil }
            let mark = share + margin
            guard mark < 1 else { continue }
            guard let below = try? there.cumulative(mark) else { return nil }
            sum += 1 - below
        }
        return sum / Double(steps)
    }

    /// Whether we lose by it, or do not serve its customers well: somebody else is to be thought of.
    public var isNeeded: Bool {
        (losing ?? 0) >= ProfitCell.sure
            || (ProfitReferral.better(served: served, of: judged, by: 0.5) ?? 1) <= 1 - ProfitCell.sure
    }

    private static func better(served: Int, of judged: Int, by mark: Double) -> Double? {
        guard judged >= ProfitCell.fewest else { return nil }
        return
            (try? BetaDistribution(alpha: 1 + Double(served), beta: 1 + Double(judged - served)).cumulative(
                mark))
            .map { 1 - $0 }
    }

    /// To whom they are better sent, and why; `nil`: to nobody.
    public var advice: (to: Alternative, why: Why)? {
        if let limit = others.first(where: { !$0.alternative.said.must.isEmpty }) {
            return (limit.alternative, .must)
        }
        let best = others.max { ($0.better ?? -1) < ($1.better ?? -1) }
        if let best, let share = best.better, share >= Self.sure { return (best.alternative, .better) }
        guard isAdapted, (losing ?? 0) >= ProfitCell.sure, let best else { return nil }
        return (best.alternative, .costly)
    }
}
