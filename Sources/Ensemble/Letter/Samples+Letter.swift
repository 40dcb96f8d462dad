import Localization
import Statistics

/// The owner's letter, for the page gallery and the tests of pages.
extension Samples {
    private static func letterItem(
        _ topic: LetterItem.Topic, _ before: Double, _ now: Double, _ range: (Double, Double)?,
        p: Double? = nil
    ) -> LetterItem {
        LetterItem(
            topic: topic, now: now, before: before, low: range?.0, high: range?.1, p: p, count: 44,
            countBefore: 52, method: "newcombe 10 1", path: "/direction/results", weight: 1)
    }

    static var letterPages: [LetterPage] {
        let month = Month(Day(now, in: .utc)) - 1
        let items = [
            letterItem(.bills(.surprises), 0.31, 0.08, (-0.4, -0.05)),
            letterItem(.heard(.idea), 0.28, 0.41, (0.35, 0.48), p: 0.002),
            letterItem(.gap(isApart: true), 12, 35, nil, p: 0.004),
            letterItem(.profit(currency: "EUR"), 6_200, 4_100, (-3_300, -900)),
            letterItem(.name(said("surprise bills")), 0.3, 0.1, (-0.4, -0.02)),
        ]
        return [
            LetterPage(month: month, items: items, frame: .sampleDesk),
            LetterPage(
                month: month - 1,
                items: [
                    letterItem(.gap(isApart: false), 35, 12, nil, p: 0.4),
                    letterItem(.hidden, 0.1, 0.3, (0.02, 0.4)),
                    letterItem(.good(.money), 0.7, 0.4, (-0.5, -0.1)),
                ], frame: .sampleDesk),
            LetterPage(month: month - 2, items: [], frame: .sampleDesk),
        ]
    }
}
