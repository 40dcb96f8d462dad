import Localization
import Statistics

/// Profit and interest, for the page gallery and the tests of pages.
extension Samples {
    private static func profitMatter(_ number: Int64, offering: Offering.ID?, left: Int64, served: Bool?)
        -> ProfitMatter
    {
        var matter = ProfitMatter(
            conversation: .init(rawValue: 1_000 + number), customer: 1, offering: offering, doneAt: now,
            revenue: left + 4_500, material: 500, writtenOff: 0, isReturning: number.isMultiple(of: 2),
            isServed: served)
        matter.minutes = 50
        matter.time = number == 3 ? nil : 4_000
        matter.customerName = said("Dana Whitfield")
        matter.subject = number == 2 ? "" : said("Will the second scan cost extra?")
        matter.offeringName = offering.map { _ in said("Knee scan") }
        return matter
    }

    private static func profitCell(
        _ offering: Offering.ID?, _ name: String, _ isReturning: Bool, left: Int64, well: Int64
    )
        -> ProfitCell
    {
        let matters = (0..<24).map { number in
            profitMatter(
                number * 2, offering: offering, left: left + (number % 7) * 900 - 2_700, served: number < well
            )
        }
        return ProfitCell(offering: offering, name: name, isReturning: isReturning, matters)
    }

    private static var profitReport: ProfitReport {
        let month = Month(Day(now, in: .utc))
        let cost = try? TimeDrivenCost(
            cost: 900_000, practicalMinutes: 18_000, activities: [.init(minutes: 11_000, volume: 1)])
        let months = cost.map { [(month: month, cost: $0, used: 11_000.0, practical: 18_000.0)] } ?? []
        return ProfitReport(
            scope: .year(until: month), currency: "EUR",
            cells: [
                profitCell(7, said("Knee scan"), false, left: 9_000, well: 22),
                profitCell(7, said("Knee scan"), true, left: 8_000, well: 3),
                profitCell(8, said("Talk about a bill"), false, left: -6_000, well: 21),
                profitCell(9, said("House call"), false, left: -5_000, well: 2),
                profitCell(nil, "", true, left: 0, well: 12),
            ],
            capacity: [
                ProfitCapacity(team: 3, name: said("Front desk"), months: months),
                ProfitCapacity(team: nil, name: "", months: months),
            ],
            uncosted: 2, foreign: 1, hasRates: true, drops: profitDrops, referrals: profitReferrals,
            lifetimes: profitLifetimes)
    }

    private static func profitMatters(left: Int64, served: Bool) -> [ProfitMatter] {
        (0..<24).map { (number: Int64) in
            var matter = profitMatter(number * 2, offering: 7, left: left - number % 7 * 300, served: served)
            matter.cameFor = 7
            return matter
        }
    }

    private static var profitDrops: [ProfitDrop] {
        let scope = Results.Scope.year(until: Month(Day(now, in: .utc)))
        let beside = (1...5).map { (number: Int64) -> ProfitMatter in
            var matter = profitMatter(number, offering: 8, left: 2_000, served: true)
            matter.cameFor = 7
            return matter
        }
        return [9_000, -9_000].compactMap { (left: Int64) in
            ProfitDrop(
                7, name: said("Knee scan"), profitMatters(left: left, served: true) + beside,
                cost: OfferingCost(offering: 7, fixed: Money(20_000, "EUR")), scope: scope, zone: .utc,
                decided: .init())
        }
    }

    static var alternatives: [Alternative] {
        let euros = { Money($0, "EUR") }
        return [
            Alternative(
                id: 1,
                said: .init(
                    7, said("Hill Laboratory"), does: said("Scans of all joints"), low: euros(9_000),
                    high: euros(12_000), room: said("within a week"), tie: said("We share a building"),
                    asked: 20, served: 19)),
            Alternative(id: 2, said: .init(8, said("Advice Bureau"), low: euros(0), high: euros(0))),
        ]
    }

    private static var profitReferrals: [ProfitReferral] {
        [
            ProfitReferral(
                7, name: said("Knee scan"), profitMatters(left: -900, served: false),
                Array(alternatives.prefix(1)), isAdapted: false),
            ProfitReferral(
                8, name: said("House call"), profitMatters(left: -900, served: false), [], isAdapted: false),
        ]
    }

    private static var profitLifetimes: ProfitLifetimes {
        let end = Day(now, in: .utc)
        let buyers = (0..<60).map { (number: Int) -> ProfitLifetimes.Buyer in
            let times = number % 3 == 0 ? 1 + number % 5 : 1
            let days = (0..<times).map { (time: Int) -> (day: Day, margin: Int64) in
                (end - 300 + number + time * 20, 3_000 + Int64(time) * 500)
            }
            return ProfitLifetimes.Buyer(
                customer: .init(rawValue: Int64(number)), cameFor: number % 2 == 0 ? 7 : nil, days: days)
        }
        return ProfitLifetimes(buyers, until: end, names: [7: said("Knee scan")])
    }

    static var profitPages: [ProfitPage] {
        let empty = ProfitReport(
            scope: .year(until: Month(Day(now, in: .utc)), of: 7), currency: "EUR", cells: [], capacity: [],
            uncosted: 0, foreign: 0, hasRates: false)
        return [
            ProfitPage(
                report: profitReport, offerings: [(id: 7, name: said("Knee scan"))], frame: .sampleDesk),
            ProfitPage(report: empty, offerings: [], frame: .sampleDesk),
        ]
    }

    static var profitRowsPages: [ProfitRowsPage] {
        let scope = Results.Scope.year(until: Month(Day(now, in: .utc)))
        let rows = [
            profitMatter(1, offering: 7, left: 9_000, served: true),
            profitMatter(2, offering: nil, left: -9_000, served: false),
            profitMatter(3, offering: 7, left: 0, served: nil),
        ]
        return [
            ProfitRowsPage(
                rows: rows, next: Keyset(moment: now, id: 3),
                choice: .init(isReturning: true, isServed: false),
                scope: scope, currency: "EUR", frame: .sampleDesk),
            ProfitRowsPage(
                rows: [], next: nil, choice: .init(), scope: scope, currency: "EUR", frame: .sampleDesk),
        ]
    }

    static var profitCostsPages: [ProfitCostsPage] {
        let month = Month(Day(now, in: .utc))
        func page(_ rates: [CostRate], _ costs: [OfferingCost], _ problem: String?) -> ProfitCostsPage {
            ProfitCostsPage(
                rates: rates, costs: costs, teams: [Team(id: 3, name: said("Front desk"))],
                offerings: costs.isEmpty ? [] : [(id: Offering.ID(rawValue: 7), name: said("Knee scan"))],
                others: costs.isEmpty ? [] : alternatives,
                currency: "EUR",
                month: month, typed: Form(), problem: problem, frame: .sampleDesk)
        }
        let rates = [
            CostRate(from: month - 12, cost: Money(900_000, "EUR"), minutes: 18_000, answer: 6),
            CostRate(team: 3, from: month, cost: Money(400_000, "EUR"), minutes: 9_000, answer: 4),
            CostRate(team: 99, from: month, cost: Money(400_000, "EUR"), minutes: 9_000, answer: 0),
        ]
        return [
            page(
                rates, [OfferingCost(offering: 7, fixed: Money(120_000, "EUR"), material: 6_000)],
                said("An answer takes longer.")),
            page([], [], nil),
        ]
    }
}
