import Localization
import Statistics

/// What the end results say, in words.
struct ResultWords {
    let r: Reader

    /// The page in a sentence or two.
    func summary(_ report: ResultReport) -> String {
        guard let hidden = report.hidden else {
            return r("Nobody has answered yet what came out in the end, the matter and the money.")
        }
        let (hits, all) = (r.number(hidden.hits), r.number(hidden.figure.count))
        guard hidden.figure.legibility >= .percentages else {
            return r("The matter good and the money not: \(hits) of \(all) customers. Too few to say more.")
        }
        let interval = hidden.figure.interval
        return r(
            "The matter good and the money not: \(hits) of \(all) customers, \(r.percent(hidden.figure.value)) (\(r.percent(interval.low)) to \(r.percent(interval.high)))."
        ) + (change(report).map { " " + $0 } ?? "")
    }

    /// Whether it moved since as many months before.
    private func change(_ report: ResultReport) -> String? {
        guard let change = report.hiddenChange else { return nil }
        let words =
            "\(points(change.value)) (\(points(change.interval.low)) to \(points(change.interval.high)))"
        return change.interval.contains(0)
            ? r("Against the months before \(words) points: not beyond noise.")
            : r("Against the months before \(words) points.")
    }

    func points(_ share: Double) -> String {
        let points = Int((100 * share).rounded())
        return (points > 0 ? "+" : points < 0 ? "−" : "") + r.number(abs(points))
    }

    func bounds(_ interval: Interval?) -> String? {
        interval.map {
            r(
                "Of everybody asked it lies between \(r.percent($0.low)) and \(r.percent($0.high)), whatever the silent think."
            )
        }
    }

    /// `3 h`, `2.5 days`.
    func time(_ hours: Figure?) -> String {
        guard let hours, hours.count >= 5 else { return "–" }
        func one(_ value: Double) -> String {
            value < 48
                ? r("\(r.number(value, digits: 0)) h") : r("\(r.number(value / 24, digits: 1)) days")
        }
        return r("\(one(hours.value)) (\(one(hours.interval.low)) to \(one(hours.interval.high)))")
    }

    func kind(_ effect: PenaltyReward.Effect) -> String {
        switch effect.kind {
        case .mustBe: r("hurts when bad more than it pleases when good")
        case .delight: r("pleases when good more than it hurts when bad")
        case .linear: r("works both ways alike")
        }
    }
}
