import Localization
import Statistics

extension ProfitCell.Quadrant {
    func name(_ r: Reader) -> String {
        switch self {
        case .keep: r("Profitable, and good for customers")
        case .redesign: r("Good for customers, and not profitable")
        case .temptation: r("Profitable, but against the customer")
        case .stop: r("Neither")
        case .notToldApart: r("Not told apart")
        }
    }

    /// What to do about it.
    func words(_ r: Reader) -> String {
        switch self {
        case .keep: r("Keep it, and let it grow.")
        case .redesign: r("They need it: another price, or another way of doing it.")
        case .temptation: r("Mend it, tell it openly, or end it. Never simply keep it.")
        case .stop: r("Move on, and help its customers to where they are served.")
        case .notToldApart: r("Wait for more, or look closer.")
        }
    }

    /// What a decision on it would begin as.
    var kind: Decision.Kind? {
        switch self {
        case .keep, .notToldApart: nil
        case .redesign, .temptation: .adapt
        case .stop: .moveOn
        }
    }
}

/// What the page says of profit and interest, in words.
struct ProfitWords {
    let r: Reader
    let currency: String

    func money(_ units: Double) -> String { r.money(Money(Int64(units.rounded()), currency)) }

    func name(_ cell: ProfitCell) -> String {
        let offering = cell.name.nonEmpty ?? r("without an offering")
        return cell.isReturning ? r("\(offering), returning") : r("\(offering), new")
    }

    /// In a picture, where there is little room: the end that tells new from returning stays.
    func short(_ cell: ProfitCell, to length: Int) -> String {
        let offering = (cell.name.nonEmpty ?? r("without an offering")).shortened(to: length)
        return cell.isReturning ? r("\(offering), returning") : r("\(offering), new")
    }

    /// One plain sentence above all numbers.
    func summary(_ report: ProfitReport) -> String {
        guard report.matters > 0 else { return r("No matter was done in these months.") }
        guard report.hasRates else {
            return r("What time costs is not said yet, so that profit cannot be told.")
        }
        var sentences: [String] = []
        let tempting = report.cells(.temptation).map(name)
        let good = report.cells(.keep).map(name)
        let costly = report.cells(.redesign).map(name)
        let neither = report.cells(.stop).map(name)
        if !tempting.isEmpty {
            sentences.append(r("Profitable, but against the customer: \(r.list(tempting))."))
        }
        if !good.isEmpty { sentences.append(r("Profitable and good for customers: \(r.list(good)).")) }
        if !costly.isEmpty {
            sentences.append(r("Good for customers and not profitable: \(r.list(costly))."))
        }
        if !neither.isEmpty {
            sentences.append(r("Neither profitable nor good for customers: \(r.list(neither))."))
        }
        if sentences.isEmpty {
            sentences.append(r("Nothing is told apart yet: too few matters, or too much alike."))
        }
        return (sentences + [unused(report)].compactMap { $0 }).joined(separator: " ")
    }

    private func unused(_ report: ProfitReport) -> String? {
        let practical = report.capacity.reduce(0) { $0 + $1.practical }
        guard practical > 0 else { return nil }
        let used = report.capacity.reduce(0) { $0 + $1.used }
        guard used <= practical else { return r("More was worked than there is time for in practice.") }
        return r("Of the time that is paid for, \(r.percent(1 - used / practical)) was not used.")
    }

    /// `0.93: yes`, or that it is not told apart.
    func probability(_ value: Double?) -> String {
        guard let value else { return r("too few") }
        let share = r.percent(value)
        return switch ProfitCell.side(value) {
        case true?: r("yes: \(share)")
        case false?: r("no: \(share)")
        case nil: r("not told apart: \(share)")
        }
    }

    func hours(_ minutes: Double) -> String { r.number(minutes / 60, digits: 1) }
}

/// Addresses of the rows, for what is looked at.
struct ProfitLinks {
    let scope: Results.Scope

    func rows(_ cell: ProfitCell, isServed: Bool? = nil) -> String {
        var scope = scope
        scope.offering = cell.offering ?? 0
        return ProfitLinks(scope: scope).rows(.init(isReturning: cell.isReturning, isServed: isServed))
    }

    func rows(_ choice: Profits.Choice = .init()) -> String {
        "/direction/profit/rows?\(scope.query)\(choice.query)"
    }

    func page(until month: Month) -> String {
        "/direction/profit?until=\(month)"
            + (scope.offering.map { "&offering=\($0.rawValue == 0 ? "none" : $0.description)" } ?? "")
    }

    /// The matters of an offering, of all customers.
    func rows(of offering: Offering.ID) -> String {
        var scope = scope
        scope.offering = offering
        return ProfitLinks(scope: scope).rows()
    }

    /// Of all offerings.
    var everything: ProfitLinks { ProfitLinks(scope: scope.everything) }
    /// Of all offerings and as far back as is looked.
    var always: ProfitLinks {
        ProfitLinks(scope: Results.Scope(from: scope.until - 119, until: scope.until))
    }
    func table(_ kind: ProfitTableKind) -> String { table + "&table=\(kind.rawValue)" }

    var table: String { "/direction/profit.csv?\(scope.query)" }
    static func table(_ rows: String) -> String { rows.replacing("/profit/rows?", with: "/profit/rows.csv?") }

    /// The form of a decision on it.
    static func decision(_ cell: ProfitCell, _ words: String) -> String? {
        cell.quadrant?.kind.map {
            "/direction/decisions/new?kind=\($0.rawValue)&question=\(words.percentEncoded)"
                + (cell.offering.map { "&offering=\($0)" } ?? "")
        }
    }
}
