import Localization

/// End results for the page gallery and the tests of pages.
extension Samples {
    private static var scope: Results.Scope { .year(until: Month(Day(now, in: .utc))) }

    /// Customers in a fixed pattern: three in ten well served and badly billed.
    static func resultCustomers(_ count: Int) -> [ResultCustomer] {
        (0..<count).map { number in
            var customer = ResultCustomer(customer: .init(rawValue: Int64(number + 1)))
            let odd = number % 2
            let core = number % 10 == 9 ? 2 : 4 + odd
            let money = number % 10 < 3 ? 1 + odd : 5 - odd
            customer.ratings = [
                .core: core, .service: 2 + number % 4, .money: money, .promise: 5 - number % 3,
            ]
            if number % 8 == 7 { customer.ratings[.money] = nil }
            let overall = (core + 2 * money + number % 3) / 3
            customer.overall = max(1, min(5, overall))
            customer.response = .init(rawValue: Int64(1_000 + number))
            customer.survey = 61
            customer.conversation = 1042
            customer.answeredAt = now - .days(Int64(number % 300))
            customer.stages = [
                .answered: number % 6 != 0, .told: number % 10 >= 3, .once: number % 11 != 0,
                .asTold: number % 10 >= 2, .uncontested: number % 10 != 0,
            ]
            customer.name = said("Dana Whitfield")
            return customer
        }
    }

    static func resultReport(_ count: Int, before: Int) -> ResultReport {
        let hours: [ResultStage: [(value: Double, count: Int)]] = [
            .answered: [(value: 3, count: max(count, 1)), (value: 20, count: count / 2 + 1)],
            .once: [(value: 72, count: max(count, 1)), (value: 200, count: 2)],
        ]
        return ResultReport(
            scope: scope, customers: resultCustomers(count), before: resultCustomers(before),
            asked: count * 2,
            medians: count == 0 ? [:] : hours)
    }

    static var resultsPages: [ResultsPage] {
        [(120, 60), (24, 0), (4, 0), (0, 0)].map { now, before in
            ResultsPage(
                report: resultReport(now, before: before), offerings: [(31, said("Knee scan"))],
                frame: .sampleDesk)
        }
    }

    static var resultRowsPages: [ResultRowsPage] {
        [
            ResultRowsPage(
                rows: resultCustomers(9), next: 9,
                choice: ResultChoice(sides: [.core: true, .money: false], stage: (.told, false)),
                scope: scope,
                frame: .sampleDesk),
            ResultRowsPage(
                rows: [], next: nil, choice: ResultChoice(isAllPassed: false), scope: scope,
                frame: .sampleDesk),
        ]
    }
}
