import Foundation
import Statistics
import Testing

@testable import Ensemble

@Suite struct `The figures of cost clarity` {
    @Test func `shares carry Wilson's interval, n and their method`() throws {
        var tally = ClarityTally()
        tally.bills = 10
        tally.told = 8
        let figure = try #require(tally.toldBefore)
        // 8 of 10, by hand: (8 + 1.9208 ± 1.96·√(8·2/10 + 0.9604)) / 13.8416.
        #expect(figure.value == 0.8 && figure.count == 10 && figure.method == Proportion.method)
        #expect(abs(figure.interval.low - 0.4902) < 0.0001 && abs(figure.interval.high - 0.9433) < 0.0001)
        #expect(ClarityTally().toldBefore == nil && ClarityTally().lead == nil && ClarityTally().bias == nil)
    }

    @Test func `calibration is that of the estimates' own measure`() throws {
        let jobs: [(low: Double, likely: Double, high: Double, billed: Double)] = [
            (90, 100, 120, 110), (80, 100, 110, 130), (50, 60, 90, 60), (10, 20, 40, 35), (90, 100, 120, 80),
        ]
        let known = try EstimateCalibration(
            jobs.map { .init(low: $0.low, likely: $0.likely, high: $0.high, billed: $0.billed) })
        var tally = ClarityTally()
        tally.ranges = jobs.count
        tally.inside = 3
        let logs = jobs.map { log($0.billed / $0.likely) }
        tally.logs = logs.reduce(0, +)
        tally.squares = logs.reduce(0) { $0 + $1 * $1 }
        #expect(tally.rangesHeld == known.inside)
        let bias = try #require(tally.bias)
        let mean = try Mean.studentT(logs)
        #expect(abs(bias.value - known.bias) < 1e-12)
        #expect(
            abs(bias.interval.low - mean.interval.low) < 1e-12
                && abs(bias.interval.high - mean.interval.high) < 1e-12)
    }

    @Test func `parts add up to the whole`() {
        var one = ClarityTally()
        one.bills = 3
        one.leads = [24: 2, 48: 1]
        one.excess = ["USD": 500]
        var other = ClarityTally()
        other.bills = 4
        other.overdue = 1
        other.leads = [24: 1, 2: 1]
        other.excess = ["USD": -20, "EUR": 7]
        one += other
        #expect(one.bills == 7 && one.overdue == 1 && one.leads == [24: 3, 48: 1, 2: 1])
        #expect(one.excess == ["USD": 480, "EUR": 7] && one.lead?.value == 24)
    }

    @Test func `steps follow the calendar`() throws {
        let march = try #require(Month("2026-03"))
        let months = ClarityStep.month.span(until: march)
        #expect(months.from.description == "2025-04" && months.until == march)
        let quarters = ClarityStep.quarter.span(until: march - 1)
        #expect(quarters.from.description == "2024-04" && quarters.until == march)
        let years = ClarityStep.year.span(until: march)
        #expect(years.from.description == "2022-01" && years.until.description == "2026-12")
        #expect(ClarityStep.allCases.map { $0.steps(of: $0.span(until: march)).count } == [12, 8, 5])
    }
}
