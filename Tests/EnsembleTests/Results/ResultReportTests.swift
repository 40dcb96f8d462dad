import Foundation
import Localization
import Statistics
import Testing

@testable import Ensemble

@Suite struct `End results, in figures` {
    private static let month = Month("2026-03")!
    private static let scope = Results.Scope.year(until: month)

    private func customer(
        _ number: Int, _ ratings: [ResultSide: Int], overall: Int? = nil, _ stages: [ResultStage: Bool] = [:]
    ) -> ResultCustomer {
        var customer = ResultCustomer(customer: .init(rawValue: Int64(number)))
        customer.ratings = ratings
        customer.overall = overall
        customer.response = .init(rawValue: Int64(number))
        customer.stages = stages
        return customer
    }

    private func report(_ customers: [ResultCustomer], before: [ResultCustomer] = [], asked: Int)
        -> ResultReport
    {
        ResultReport(scope: Self.scope, customers: customers, before: before, asked: asked, medians: [:])
    }

    /// The reference's 18 of 60, well served and badly billed.
    private var sixty: [ResultCustomer] {
        (0..<60).map { customer($0, [.core: $0 < 40 ? 5 : 2, .money: $0 < 18 ? 2 : 4]) }
    }

    @Test func `count the customers whom every mean hides, with the interval of the reference`() throws {
        let report = report(sixty, asked: 200)
        let hidden = try #require(report.hidden)
        #expect(hidden.hits == 18 && hidden.figure.count == 60)
        #expect(abs(hidden.figure.interval.low - 0.198982) < 1e-6)
        #expect(abs(hidden.figure.interval.high - 0.425087) < 1e-6)
        #expect(report.outcome?.neitherGood.value == 0 && report.outcome?.bothGood.value == 22.0 / 60)
        let bounds = try #require(report.hiddenBounds)
        #expect(bounds.low == 18.0 / 200 && bounds.high == (18.0 + 140) / 200)
        let words = ResultWords(r: Reader(now: 0)).summary(report)
        #expect(words == "The matter good and the money not: 18 of 60 customers, 30% (20% to 43%).")
    }

    @Test func `leave out who was not billed, and say nothing in percent under ten`() {
        let few =
            (0..<9).map { customer($0, [.core: 5, .money: $0 < 3 ? 1 : 5]) }
            + [customer(10, [.core: 5])]
        let report = report(few, asked: 20)
        #expect(report.hidden?.figure.count == 9 && report.good(.core).count == 10)
        let words = ResultWords(r: Reader(now: 0)).summary(report)
        #expect(words.contains("3 of 9") && !words.contains("%"))
    }

    @Test func `say whether it moved by the difference of different customers`() throws {
        let report = report(
            sixty, before: sixty.map { customer(Int($0.customer.rawValue), [.core: 5, .money: 5]) }, asked: 60
        )
        let change = try #require(report.hiddenChange)
        let expected = try Proportion.difference(from: (0, 60), to: (18, 60))
        #expect(change == expected && change.interval.low > 0)
    }

    @Test func `share what varies among the sides, with whiskers, the same each time`() throws {
        var generator = SeededGenerator(seed: 5)
        let customers = (0..<80).map { number -> ResultCustomer in
            func rating() -> Int { 1 + generator.index(below5: ()) }
            let (core, money) = (rating(), rating())
            return customer(
                number, [.core: core, .service: rating(), .money: money, .promise: rating()],
                overall: max(1, min(5, (core + 3 * money) / 4)))
        }
        let drivers = try #require(report(customers, asked: 80).drivers)
        let ratings = ResultSide.allCases.map { side in customers.map { Double($0.ratings[side]!) } }
        let kernel = try DriverShares.shapley(
            drivers: ratings, outcome: customers.map { Double($0.overall!) })
        #expect(drivers.shares == kernel)
        #expect(abs(drivers.shares.shares.reduce(0, +) - drivers.shares.rSquared) < 1e-9)
        let intervals = try #require(drivers.intervals)
        // The money, which was weighed three times, goes with most of it, beyond its whisker.
        #expect(intervals[2].low > intervals[1].high && intervals[2].low > intervals[3].high)
        #expect(report(customers, asked: 80).drivers?.intervals == intervals)
        #expect(report(Array(customers.prefix(39)), asked: 80).drivers?.intervals == nil)
        #expect(report([customer(1, [:])], asked: 1).drivers == nil)
    }

    @Test func `count who passed every stage that they came to`() throws {
        let customers = [
            customer(1, [:], [.answered: true, .once: true]),
            customer(2, [:], [.answered: true, .once: false, .told: true]),
            customer(3, [:], [.answered: true, .once: true, .told: true, .asTold: true]),
            customer(4, [:]),
        ]
        let report = report(customers, asked: 0)
        #expect(report.yield?.value == 2.0 / 3 && report.passedAll == 2)
        let told = try #require(report.stages.first { $0.stage == .told })
        #expect(told.count == 2 && told.passed == 2)
        #expect(report.stages.first { $0.stage == .promises }?.share == nil)
    }
}

extension SeededGenerator {
    /// 0 to 4.
    fileprivate mutating func index(below5: Void) -> Int { Int(next() % 5) }
}
