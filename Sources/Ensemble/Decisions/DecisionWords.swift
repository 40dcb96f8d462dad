import Localization

extension Decision.Kind {
    func name(_ r: Reader) -> String {
        switch self {
        case .adapt: r("Adapt", context: "decision")
        case .shift: r("Shift", context: "decision")
        case .pivot: r("Pivot", context: "decision")
        case .moveOn: r("Move on", context: "decision")
        }
    }

    /// What sets it apart from the others.
    func words(_ r: Reader) -> String {
        switch self {
        case .adapt: r("do the same better: a price, a step, a word changes")
        case .shift: r("offer the same, with another emphasis: more of one, less of another")
        case .pivot: r("offer something else, or to somebody else")
        case .moveOn: r("stop it, and help its customers to where they are served")
        }
    }
}

extension Decision.Verdict {
    func name(_ r: Reader) -> String {
        switch self {
        case .cameTrue: r("it came true")
        case .didNot: r("it did not")
        case .cannotTell: r("it cannot be told")
        }
    }
}

extension Decisions.Show {
    func name(_ r: Reader) -> String {
        switch self {
        case .all: r("All", context: "decisions")
        case .open: r("To decide")
        case .running: r("In effect")
        case .due: r("Due for review")
        case .reviewed: r("Reviewed")
        }
    }
}

extension DecisionOption.Way {
    func name(_ r: Reader) -> String {
        switch self {
        case .better: r("better", context: "expected")
        case .same: r("the same", context: "expected")
        case .worse: r("worse", context: "expected")
        case .unclear: r("not clear", context: "expected")
        }
    }
}

extension DecisionTrigger {
    /// `Heard: idea is 40% or more, by 1 March 2027`.
    func words(_ r: Reader) -> String {
        let digits = threshold.isMultiple(of: 100) ? 0 : 2
        let (name, share, day) = (figure.name(r), r.percent(share, digits: digits), r.date(by))
        return side == .atLeast
            ? r("\(name): \(share) or more, by \(day)") : r("\(name): \(share) or less, by \(day)")
    }
}

/// What pages say of decisions.
struct DecisionWords {
    let r: Reader

    func option(_ option: DecisionOption) -> String { option.words.nonEmpty ?? r("Do nothing") }

    func expected(_ expected: DecisionOption.Expected) -> String {
        expected.words.isEmpty ? expected.way.name(r) : "\(expected.way.name(r)): \(expected.words)"
    }

    func state(_ decision: Decision, on day: Day) -> String {
        switch decision.state {
        case .proposed: r("to decide", context: "decision")
        case .inEffect:
            decision.isDue(on: day)
                ? r("due for review", context: "decision") : r("in effect", context: "decision")
        case .reviewed: decision.review.map { $0.verdict.name(r) } ?? ""
        }
    }

    /// How a trigger stands, in a sentence.
    func standing(_ trigger: DecisionTrigger, _ evidence: DecisionEvidence?, on day: Day) -> String {
        let now = evidence.map(figure) ?? r("too few to say")
        let words =
            switch trigger.standing(evidence) {
            case .reached: r("It is reached: \(now).")
            case .notToldApart: r("It cannot be told apart from the threshold: \(now).")
            case .notReached: r("It is not reached: \(now).")
            case .unknown: r("Too few to say whether it is reached.")
            }
        return day > trigger.by ? words + " " + r("Its day is over.") : words
    }

    /// `31% (24% to 39%), n = 90`.
    func figure(_ evidence: DecisionEvidence) -> String {
        let count = r.number(evidence.count)
        guard let value = evidence.value else { return r("too few to say, n = \(count)") }
        guard let low = evidence.low, let high = evidence.high else {
            return r("\(r.percent(value)), n = \(count)")
        }
        return r("\(r.percent(value)) (\(r.percent(low)) to \(r.percent(high))), n = \(count)")
    }
}
