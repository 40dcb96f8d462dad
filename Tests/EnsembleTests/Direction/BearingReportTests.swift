import Statistics
import Testing

@testable import Ensemble

@Suite struct `A bearing` {
    private let until = Month(number: 24_315)

    private func heard(_ counts: [[Double]]) -> LensSeries {
        LensSeries(
            lens: .heard, unit: "", from: until - (counts.count - 1),
            periods: counts.map { .init(counts: $0, pieces: Int($0.reduce(0, +).rounded())) })
    }

    private func report(_ counts: [[Double]]) -> BearingReport {
        BearingReport([heard(counts)], .year(until: until), lens: .heard, ahead: 6)
    }

    @Test func `two lenses lie as far apart as the reference says`() throws {
        let series = heard([[60, 30, 10], [20, 45, 35]])
        let pair = try #require(LensPair(LensFigure(series, 0..<1), LensFigure(series, 1..<2)))
        let test = try #require(pair.test)
        // Golden `lens_gap`.
        #expect(abs(test.tSquared - 33.2625) < 5e-5 && abs(test.p - 6.0e-8) < 1e-9)
        #expect(abs(pair.points - 40) < 0.05 && abs(pair.change.reduce(0, +)) < 1e-9)
    }

    @Test func `what moved since the start is told from chance`() throws {
        let steady = (0..<24).map { [15.0, 60.0 + Double($0 % 3), 25.0] }
        let drifting = (0..<24).map { [15.0, 70.0 - 2 * Double($0), 15.0 + 2 * Double($0)] }
        let (still, moving) = (report(steady), report(drifting))
        #expect(try #require(still.moved?.p) > 0.5 && #require(moving.moved?.p) < 1e-6)
        let change = try #require(moving.moved?.change)
        #expect(change[1] < -15 && change[2] > 15 && moving.moved?.months == 6)
        #expect(moving.isTurning && !still.isTurning)
        #expect(try #require(moving.heading).pointsPerPeriod[2] > 1)
        #expect(moving.forecasts.count == 6 && moving.observed == 24)
        #expect(moving.reach == 6)
        #expect(moving.skill.count == 3)
    }

    @Test func `a year's steady drift is told as a turn`() throws {
        // The reference's twelve months: product from 62 to 45 of a hundred.
        let counts = [
            [62, 30, 8], [60, 31, 9], [58, 33, 9], [61, 29, 10], [55, 33, 12], [54, 35, 11], [50, 36, 14],
            [52, 33, 15], [49, 34, 17], [47, 37, 16], [48, 33, 19], [45, 36, 19],
        ]
        let report = report(counts.map { $0.map(Double.init) })
        #expect(report.isTurning)
        let points = try #require(report.heading?.pointsPerPeriod)
        #expect(points[0] < -1 && points[2] > 0.5)
        #expect(try #require(report.moved?.p) < 0.001)
    }

    @Test(arguments: [2, 3, 12, 23, 30])
    func `money of a short past has a heading and a forecast`(months: Int) throws {
        func report(_ service: (Int) -> Double) -> BearingReport {
            let series = LensSeries(
                lens: .paid, unit: "USD", from: until - (months - 1),
                periods: (0..<months).map { place in
                    .init(counts: [1_000, service(place), 1_000], pieces: 12)
                })
            return BearingReport([series], .year(until: until), lens: .paid, ahead: 6)
        }
        let steady = report { _ in 8_000 }
        #expect(steady.forecasts.count == 6 && steady.heading != nil && !steady.isTurning)
        #expect(abs((steady.forecasts.last?.centre.service ?? 0) - 0.8) < 1e-6)
        let scattered = report { 8_000 + Double($0 * 7 % 5) * 200 }
        #expect(scattered.forecasts.count == 6 && scattered.heading != nil)
        let (near, far) = (scattered.forecasts[0].covariance, scattered.forecasts[5].covariance)
        #expect(near.determinant > 0 && far.determinant >= near.determinant)
        guard months >= 12 else { return }
        #expect(!scattered.isTurning)
        #expect(report { 9_000 - 250 * Double($0) - Double($0 * 7 % 5) * 20 }.isTurning)
    }

    @Test func `a short past gives no arrow, and a thin one no numbers`() {
        let short = report((0..<5).map { [10, 20 - Double($0), 10 + Double($0)] })
        #expect(short.skill.isEmpty && short.reach == nil && short.observed == 5)
        let thin = report([[1, 2, 1]])
        let figure = thin.figures[0]
        #expect(figure.legibility == .dots && !figure.showsPercent && figure.region == nil)
        #expect(thin.forecasts.isEmpty && thin.heading == nil && thin.moved == nil)
        let none = report([[0, 0, 0]])
        #expect(none.figures[0].emphasis == nil && none.observed == 0)
    }

    @Test func `months in which nothing was heard are bridged`() {
        var counts = (0..<24).map { [15.0, 70.0 - 2 * Double($0), 15.0 + 2 * Double($0)] }
        for place in [3, 11, 23] { counts[place] = [0, 0, 0] }
        let report = report(counts)
        #expect(report.observed == 21 && report.forecasts.count == 6 && report.track.last?.figure.count == 0)
    }

    @Test func `money is counted whole, so chance has no part in it`() {
        let money = LensSeries(
            lens: .paid, unit: "USD", from: until,
            periods: [.init(counts: [1_000, 8_000, 1_000], unknown: 2_500, pieces: 12)])
        let figure = LensFigure(money, 0..<1)
        #expect(figure.showsPercent && !figure.isUncertain && figure.covered == 0.8)
        #expect(abs((figure.emphasis?.centre.service ?? 0) - 0.8) < 1e-12)
        let pair = LensPair(figure, LensFigure(money, 0..<1))
        #expect(pair?.test == nil && pair?.points == 0)
        let owed = LensSeries(
            lens: .paid, unit: "USD", from: until,
            periods: [.init(counts: [-100, 500, 100], pieces: 12)])
        #expect(LensFigure(owed, 0..<1).emphasis == nil)
    }
}
