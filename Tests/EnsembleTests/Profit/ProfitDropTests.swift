import Localization
import Statistics
import Testing

@testable import Ensemble

@Suite struct `What would be lost without an offering, and what customers bring` {
    private let until = Month(Day(.monday, in: .utc))
    private var scope: Results.Scope { .year(until: until) }

    private func matter(
        _ number: Int64, _ offering: Offering.ID?, came: Offering.ID?, left: Int64, month: Int = 0
    ) -> ProfitMatter {
        let day = (until - month).first
        var matter = ProfitMatter(
            conversation: .init(rawValue: number), customer: .init(rawValue: number), offering: offering,
            doneAt: day.start(in: .utc), revenue: 1_000, material: 1_000 - left, writtenOff: 0,
            isReturning: false, isServed: nil)
        matter.cameFor = came
        return matter
    }

    private func drop(
        _ matters: [ProfitMatter], fixed: Int64 = 0, _ decided: ProfitDrop.Decided = .init()
    ) throws -> ProfitDrop {
        try #require(
            ProfitDrop(
                7, name: "Scan", matters, cost: OfferingCost(offering: 7, fixed: Money(fixed, "USD")),
                scope: scope, zone: .utc, decided: decided))
    }

    @Test func `what ends with it is spared, and what was sold together with it is lost`() throws {
        let own = (1...6).map { (number: Int64) in matter(number, 7, came: 7, left: 700) }
        let beside = (1...3).map { (number: Int64) in matter(number, 8, came: 7, left: 500) }
        let others = (4...6).map { (number: Int64) in matter(number, 8, came: 8, left: 9_000) }
        let found = try drop(own + beside + others, fixed: 200)
        #expect(found.sales == 6_000 && found.variable == 1_800 && found.fixed == 2_400)
        #expect(found.joint == 1_500 && found.jointMatters == 3)
        #expect(found.avoidable == 3_300 && abs((found.figure?.value ?? 0) - 3_300) < 1e-9)
        // A customer counts once, with all that is theirs.
        #expect(found.figure?.count == 6 && found.verdict == .keep)
        #expect(try drop(Array(own.prefix(4))).verdict == .notToldApart)
    }

    @Test func `it is dropped only after three losing thirds, a try, and a way for its customers`() throws {
        let losing = (0..<36).map { (number: Int) in
            matter(Int64(number), 7, came: 7, left: -50 - Int64(number % 7), month: number % 12)
        }
        #expect(try drop(losing).verdict == .notYet)
        let tried = ProfitDrop.Decided(isAdapted: true)
        #expect(try drop(losing, tried).verdict == .notYet)
        let both = ProfitDrop.Decided(isAdapted: true, isMovedOn: true)
        #expect(try drop(losing, both).verdict == .drop)
        // One good third, or more asked for lately, and it stays.
        let mended = losing.map {
            $0.doneAt > (until - 3).first.start(in: .utc) ? matter(99, 7, came: 7, left: 800) : $0
        }
        #expect(try drop(mended, both).verdict != .drop)
        let more =
            losing
            + (100..<140).map { (number: Int64) in
                matter(number, 7, came: 7, left: -60 - number % 5)
            }
        let asked = try drop(more, both)
        #expect(asked.isRising && asked.verdict == .notYet)
    }

    @Test func `few, or who never came again, tell nothing of what is to come`() {
        let day = Day(number: 20_000)
        let once = (0..<60).map { (number: Int) in
            ProfitLifetimes.Buyer(
                customer: .init(rawValue: Int64(number)), cameFor: 7, days: [(day + number * 5, 4_000)])
        }
        let told = ProfitLifetimes(once, until: day + 400, names: [:])
        #expect(!told.isTold && told.customers == 60 && told.returned == 0)
    }

    @Test func `past a thousand, as many evenly chosen are fitted, and all are told of`() throws {
        let day = Day(number: 20_000)
        let buyers = (0..<2_500).map { (number: Int) -> ProfitLifetimes.Buyer in
            let times = number % 4 == 0 ? 2 + number % 3 : 1
            let days = (0..<times).map { (time: Int) -> (day: Day, margin: Int64) in
                (day + number % 90 + time * (20 + number % 13), Int64(2_000 + number % 9 * 900))
            }
            return .init(customer: .init(rawValue: Int64(number)), cameFor: 7, days: days)
        }
        let told = ProfitLifetimes(buyers, until: day + 420, names: [7: "Scan"])
        #expect(told.fitted == 1_000 && told.groups.map(\.customers) == [2_500])
        #expect(told.groups.first?.purchases?.count == 2_500 && told.check?.customers == 1_000)
    }

    @Test func `what customers bring follows the models fitted to all, told by what they came for`() throws {
        let day = Day(number: 20_000)
        let buyers = (0..<120).map { (number: Int) -> ProfitLifetimes.Buyer in
            let first = day + number % 40 * 4
            let times = number % 3 == 0 ? 1 + number % 7 : 1
            let days = (0..<times).map { (time: Int) -> (day: Day, margin: Int64) in
                (first + time * (15 + number % 11), Int64(2_000 + number % 9 * 900 + time * 100))
            }
            return .init(
                customer: .init(rawValue: Int64(number)), cameFor: number % 2 == 0 ? 7 : nil, days: days)
        }
        let end = day + 420
        let told = ProfitLifetimes(buyers, until: end, names: [7: "Scan"])
        #expect(told.groups.map(\.name) == ["Scan", ""] && told.groups.map(\.customers) == [60, 60])
        let histories = buyers.compactMap { $0.history(until: end) }
        let model = try BGNBD.fitted(to: histories)
        let expected = try zip(buyers, histories).filter { $0.0.cameFor == 7 }.map {
            try model.expectedPurchases($0.1, in: 52)
        }
        let mean = expected.reduce(0, +) / 60
        let purchases = try #require(told.groups.first?.purchases)
        #expect(abs(purchases.value - mean) < 1e-9 && purchases.count == 60)
        let value = try #require(told.groups.first?.value)
        #expect(value.value > 0 && value.interval.low < value.value && value.interval.high > value.value)
        #expect(told.isSpendingTold)
        let check = try #require(told.check)
        #expect(check.customers == 120 && check.expected > 0)
    }
}
