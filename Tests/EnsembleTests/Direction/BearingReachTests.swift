import Localization
import Statistics
import Testing

@testable import Ensemble

@Suite struct `How far a bearing reaches` {
    private let until = Month(number: 24_315)

    private func heard(_ counts: [[Double]]) -> LensSeries {
        LensSeries(
            lens: .heard, unit: "", from: until - (counts.count - 1),
            periods: counts.map { .init(counts: $0, pieces: 100) })
    }

    @Test func `the arrow ends where the forecast was worth no more than no change`() throws {
        // Up for two years, then down and faster: a month ahead that is soon known, a year ahead it was wrong.
        var counts: [[Double]] = []
        for month in 0..<36 {
            let place = Double(month < 24 ? month : 24 - 3 * (month - 24))
            counts.append([20, 40 + place, 40 - place])
        }
        let report = BearingReport([heard(counts)], .year(until: until), lens: .heard, ahead: 12)
        let judged: [Int] = report.skill.map(\.ahead)
        #expect(judged == [1, 3, 6, 12])
        #expect(report.forecasts.count == 12)
        let worth = report.skill.filter { $0.skill > 0 }.map(\.ahead)
        let reach = try #require(report.reach)
        #expect(reach == worth.max())
        #expect(worth.count < judged.count)
        let words = BearingWords(r: Reader(now: 0)).skill(report)
        #expect(words.contains("The arrow ends") == (reach < 12))
        for horizon in report.skill where horizon.skill <= 0 {
            #expect(words.contains("not less \(horizon.ahead) month"))
        }
    }

    @Test func `what coders cannot agree on has neither place nor course`() {
        var drifting: [[Double]] = []
        for month in 0..<24 { drifting.append([15, 70 - 2 * Double(month), 15 + 2 * Double(month)]) }
        var series = heard(drifting)
        series.isWithheld = true
        let report = BearingReport([series], .year(until: until), lens: .heard, ahead: 6)
        #expect(report.figures[0].emphasis == nil && report.figures[0].isWithheld)
        #expect(report.figures[0].count > 0 && report.forecasts.isEmpty && report.moved == nil)
        let goal = CourseGoal(lens: .heard, target: .init(40, 40, 20), until: until + 6, jobs: 72)
        #expect(CoursePlan(goal, report) == nil)
    }

    @Test func `a part of which nothing was sold is no part of a millionth`() throws {
        func place(_ scale: Double) throws -> LensFigure {
            let series = LensSeries(
                lens: .paid, unit: "USD", from: until,
                periods: [.init(counts: [200 * scale, 800 * scale, 0], pieces: 12)])
            return LensFigure(series, 0..<1)
        }
        // Whether money is counted in yen or in cents.
        let (yen, cents) = (try place(1), try place(100))
        let shares = try #require(yen.emphasis?.centre)
        #expect(abs(shares.idea - 0.0065) < 1e-9)
        #expect(shares == cents.emphasis?.centre)
        #expect(yen.absent == [.idea])
    }
}
