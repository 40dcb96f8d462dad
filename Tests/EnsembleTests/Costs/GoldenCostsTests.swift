import Foundation
import Statistics
import Testing

@testable import Ensemble

/// The keys `money`, `gfe_deadlines` and `who_waits` of bench/data/golden.json, by what the desk itself reckons with.
@Suite struct `The golden values, by the desk` {
    private struct Golden: Decodable {
        struct Money: Decodable {
            struct Loan: Decodable {
                let payment: String
                let first_interest: String
                let last: String
                let total: String
            }
            let split_10000_by_3: [Int64]
            let split_100001_by_6: [Int64]
            let largest_remainder_1001_by_5_3_2: [Int64]
            let loan_1000_12pct_12: Loan
        }
        struct Deadline: Decodable {
            let scheduled: String?
            let service: String?
            let requested: String?
            let revised_for_service: String?
            let due: String
            let lead_bd: Int?
        }
        struct Waits: Decodable {
            let hours: [String: Int64]
            let total: Int64
        }
        let money: Money
        let gfe_deadlines: [Deadline]
        let who_waits: Waits
    }

    /// `[["business", 0, 5], …]`, which no Decodable says shortly.
    private let segments: [(party: String, from: Int64, to: Int64)]
    private let golden: Golden

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: root.appending(path: "bench/data/golden.json"))
        golden = try JSONDecoder().decode(Golden.self, from: data)
        let whole = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let rows = (whole?["who_waits"] as? [String: Any])?["segments"] as? [[Any]] ?? []
        segments = rows.map { row in
            let hours = row.dropFirst().map { ($0 as? NSNumber)?.int64Value ?? -1 }
            return (row[0] as? String ?? "", hours[0], hours[1])
        }
    }

    private let day = Day(number: 20_000)

    @Test func `equal parts`() throws {
        let three = try PayTerms(count: 3).instalments(of: 10_000, from: day)
        #expect(three.map(\.amount) == golden.money.split_10000_by_3)
        let six = try PayTerms(count: 6).instalments(of: 100_001, from: day)
        #expect(six.map(\.amount) == golden.money.split_100001_by_6)
    }

    @Test func `a discount shared among lines by the largest remainder`() {
        let amounts: [Int64] = [5_000, 3_000, 2_000]
        let sum = CostSum(amounts: amounts, rates: [0, 0, 0], discount: 1_001, taxIncluded: false)
        #expect(
            zip(amounts, sum.shares).map { $0 - $1.net } == golden.money.largest_remainder_1001_by_5_3_2)
    }

    @Test func `a plan with interest`() throws {
        let parts = try PayTerms(count: 12, interest: 1_200).instalments(of: 100_000, from: day)
        func units(_ text: String) throws -> Int64 { try Money.read(text, in: "USD").minorUnits }
        let loan = golden.money.loan_1000_12pct_12
        #expect(try parts[0].amount == units(loan.payment))
        #expect(try parts[0].interest == units(loan.first_interest))
        #expect(try parts[11].amount == units(loan.last))
        #expect(try parts.reduce(0) { $0 + $1.amount } == units(loan.total))
    }

    @Test func `the deadlines of good-faith estimates`() throws {
        let pack = PolicyPack.named("us-gfe")
        func day(_ text: String?) throws -> Day { try #require(text.flatMap { Day($0) }) }
        #expect(golden.gfe_deadlines.count == 4)
        for one in golden.gfe_deadlines {
            let due: Day? =
                if one.scheduled != nil {
                    try Tells.due(
                        .booked(day(one.scheduled), service: day(one.service)), under: pack, holidays: [])
                } else if one.requested != nil {
                    try Tells.due(.asked(day(one.requested)), under: pack, holidays: [])
                } else {
                    try Tells.revisionDue(service: day(one.revised_for_service), under: pack, holidays: [])
                }
            #expect(due?.description == one.due)
            guard let lead = one.lead_bd else { continue }
            let calendar = try BusinessCalendar(holidays: [])
            func civil(_ text: String?) throws -> Statistics.CivilDate {
                try Statistics.CivilDate(dayNumber: Int(day(text).number))
            }
            #expect(try calendar.businessDays(from: civil(one.scheduled), to: civil(one.service)) == lead)
        }
        #expect(golden.gfe_deadlines.compactMap(\.lead_bd) == [3, 10])
    }

    @Test func `who waits for whom, and how long`() throws {
        let parties: [String: Party] = ["business": .us, "customer": .customer, "partner": .partner]
        let first = try #require(segments.first)
        var ownership = Ownership(try #require(parties[first.party]), because: .wrote, from: .monday)
        for segment in segments.dropFirst() {
            ownership.hand(
                to: try #require(parties[segment.party]), because: .handed,
                at: .monday + .hours(segment.from))
        }
        let end = Moment.monday + .hours(golden.who_waits.total)
        for (name, hours) in golden.who_waits.hours {
            #expect(ownership.total(of: try #require(parties[name]), until: end) == .hours(hours))
        }
        let spans = ownership.intervals.map { ($0.from, $0.to ?? end) }
        #expect(spans.map(\.0) == segments.map { .monday + .hours($0.from) })
        #expect(spans.map(\.1) == segments.map { .monday + .hours($0.to) })
        #expect(golden.who_waits.hours.count == 3 && segments.count == 5)
    }
}
