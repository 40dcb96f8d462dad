import Foundation
import Localization
import Statistics

/// What the figures of the name say, in words.
struct NameWords {
    let r: Reader

    /// The page in one or two sentences.
    func summary(_ report: NameReport) -> String {
        guard report.count > 0 else { return r("Nobody was asked what comes to mind in these months.") }
        guard report.count >= 10 else {
            return r.plural(
                report.count, "One customer has answered: too few to say what your name stands for.",
                "\(r.number(report.count)) customers have answered: too few to say what your name stands for."
            )
        }
        let first = report.heard.prefix(3).map { "“\($0.words)” \(r.percent($0.share.value))" }
        return r("Of \(r.number(report.count)) customers, this comes to mind: \(r.list(first)).") + " "
            + verdicts(report)
    }

    private func verdicts(_ report: NameReport) -> String {
        guard !report.intended.isEmpty else {
            return r("What it should stand for is not said yet.")
        }
        var parts = report.intended.compactMap { one in
            one.verdict.map { "“\(one.idea.words)” \($0.name(r))" }
        }
        parts += report.unclaimed.prefix(3).map { "“\($0.words)” \(NameVerdict.unclaimed.name(r))" }
        return r("Intended against heard: \(r.list(parts)).")
    }

    /// Whether what is heard has moved.
    func moved(_ report: NameReport) -> String {
        guard let moved = report.moved else {
            return r("Too few customers, now or before, to say whether it moved.")
        }
        let words = BearingWords(r: r)
        let points = r.number(moved.points, digits: 1)
        guard moved.p < 0.05 else {
            return r(
                "Not moved that one could tell it from chance: \(points) points since the months before (\(words.chance(moved.p)))."
            )
        }
        let changed = report.heard.filter(\.hasMoved).map { "“\($0.words)” \(change($0))" }
        let whole = r("It moved by \(points) points since the months before (\(words.chance(moved.p))).")
        return changed.isEmpty ? whole : whole + " " + r("Beyond noise: \(r.list(changed)).")
    }

    /// `+12 points (4 to 20)`.
    func change(_ heard: NameReport.Heard) -> String {
        guard let change = heard.change else { return "–" }
        return r(
            "\(points(change.value)) points (\(points(change.interval.low)) to \(points(change.interval.high)))"
        )
    }

    private func points(_ share: Double) -> String {
        let points = Int((100 * share).rounded())
        return (points > 0 ? "+" : points < 0 ? "−" : "") + r.number(abs(points))
    }

    /// `3.2 times as often as before`.
    func times(_ keyness: Keyness) -> String {
        r("× \(r.number(pow(2, keyness.logRatio), digits: 1))")
    }

    func tone(_ tone: NameReport.Tone) -> String {
        guard let net = tone.net else { return "–" }
        guard net.legibility >= .percentages else {
            return r("\(r.number(tone.good)) good, \(r.number(tone.bad)) bad")
        }
        return r(
            "\(NetPromoterView.points(net.value, r)) (\(NetPromoterView.points(net.interval.low, r)) to \(NetPromoterView.points(net.interval.high, r)))"
        )
    }
}
