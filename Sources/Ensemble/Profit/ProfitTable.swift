import Localization
import Statistics

/// The figures for spreadsheets and programs: plain, English heads.
extension ProfitReport {
    var methods: [String] {
        [
            TimeDrivenCost.method, Mean.method, ProfitCell.method, ProfitCell.interestMethod,
            Proportion.method, DropTest.method, BGNBD.method, GammaGamma.method,
            ProfitReferral.method,
        ].map(\.description)
    }

    var csv: CSV {
        var csv = CSV([
            "offering", "id", "customers", "from", "until", "matters", "currency", "revenue", "contribution",
            "n",
            "low", "high", "level", "profitable", "judged", "served", "favourable", "quadrant",
        ])
        for cell in cells {
            let figure = cell.contribution
            csv.add([
                .text(cell.name), .number(cell.offering?.description ?? ""),
                .text(cell.isReturning ? "returning" : "new"), .text(scope.from.description),
                .text(scope.until.description), .count(cell.matters), .text(currency),
                .number(Money(cell.revenue, currency).plain), plain(figure?.value),
                .count(cell.contributions.count), plain(figure?.interval.low), plain(figure?.interval.high),
                .real(figure?.interval.level), .real(cell.profitable), .count(cell.judged),
                .count(cell.served), .real(cell.favourable), .text(cell.quadrant?.rawValue ?? ""),
            ])
        }
        return csv
    }

    private func plain(_ units: Double?) -> CSV.Field {
        units.map { .number(Money(Int64($0.rounded()), currency).plain) } ?? .none
    }
}

enum ProfitRowsTable {
    static let heads = [
        "conversation", "customer", "offering", "done", "customers", "currency", "revenue", "material",
        "written off", "minutes", "time", "contribution", "served",
    ]

    static func fields(_ matter: ProfitMatter, _ currency: String, _ r: Reader) -> [CSV.Field] {
        func money(_ units: Int64) -> CSV.Field { .number(Money(units, currency).plain) }
        return [
            .number(matter.conversation.description), .text(matter.customerName),
            .text(matter.offeringName ?? ""), .text(r.iso(matter.doneAt.milliseconds)),
            .text(matter.isReturning ? "returning" : "new"), .text(currency), money(matter.revenue),
            money(matter.material), money(matter.writtenOff), .real(matter.minutes),
            matter.time.map { money(Int64($0.rounded())) } ?? .none,
            matter.contribution.map { money(Int64($0.rounded())) } ?? .none,
            matter.isServed.map(CSV.Field.yes) ?? .none,
        ]
    }
}

/// The report as programs read it. Amounts are minor units.
struct ProfitJSON: Encodable {
    let from: String
    let until: String
    let currency: String
    let words: String
    let matters: Int
    let uncosted: Int
    let foreign: Int
    let cells: [Cell]
    let capacity: [Capacity]
    let dropping: [Drop]
    let referrals: [Referral]
    let lifetimes: [Lifetime]
    let lifetimeCheck: Check?

    struct Cell: Encodable {
        let offering: Int64?
        let name: String
        let customers: String
        let matters: Int
        let revenue: Int64
        let contribution: DirectionCommands.Value?
        let profitable: Double?
        let judged: Int
        let served: Int
        let favourable: Double?
        /// Absent without an offering.
        let quadrant: String?

        init(_ cell: ProfitCell) {
            (offering, name) = (cell.offering?.rawValue, cell.name)
            customers = cell.isReturning ? "returning" : "new"
            (matters, revenue) = (cell.matters, cell.revenue)
            contribution = cell.contribution.map { .init($0) }
            (profitable, favourable) = (cell.profitable, cell.favourable)
            (judged, served, quadrant) = (cell.judged, cell.served, cell.quadrant?.rawValue)
        }

        var line: String {
            func whole(_ units: Double) -> String { String(Int64(units.rounded())) }
            let words =
                contribution.map { "\(whole($0.value)) (\(whole($0.low)) to \(whole($0.high)))" } ?? "-"
            return
                "\(quadrant ?? "-")\t\(name.isEmpty ? "-" : name)\t\(customers)\tn = \(matters)\t\(words)\twell served \(served) of \(judged)"
        }
    }

    struct Capacity: Encodable {
        let team: Int64?
        let name: String
        let supplied: Double
        let assigned: Double
        let unused: Double
        let usedMinutes: Double
        let practicalMinutes: Double

        init(_ team: ProfitCapacity) {
            (self.team, name) = (team.team?.rawValue, team.name)
            (supplied, assigned, unused) = (team.supplied, team.assigned, team.unused)
            (usedMinutes, practicalMinutes) = (team.used, team.practical)
        }
    }

    init(_ report: ProfitReport, _ r: Reader) {
        from = report.scope.from.description
        until = report.scope.until.description
        currency = report.currency
        words = ProfitWords(r: r, currency: report.currency).summary(report)
        (matters, uncosted, foreign) = (report.matters, report.uncosted, report.foreign)
        cells = report.cells.map(Cell.init)
        capacity = report.capacity.map(Capacity.init)
        dropping = report.drops.map(Drop.init)
        referrals = report.referrals.filter { !$0.others.isEmpty || $0.isNeeded }.map(Referral.init)
        lifetimes = report.lifetimes?.groups.map(Lifetime.init) ?? []
        lifetimeCheck = report.lifetimes?.check.map(Check.init)
    }

    var lines: [String] {
        [words] + cells.map(\.line)
            + capacity.map {
                "time of \($0.name.isEmpty ? "everybody else" : $0.name)\tsupplied \(Int64($0.supplied))\tused \(Int64($0.assigned))\tunused \(Int64($0.unused))"
            } + referrals.map(\.line) + dropping.map(\.line) + lifetimes.map(\.line)
    }
}
