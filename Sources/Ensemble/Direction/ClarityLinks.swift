import Localization

/// Where the numbers of cost clarity lead.
struct ClarityLinks {
    let scope: ClarityScope
    let step: ClarityStep

    func narrowed(to scope: ClarityScope) -> ClarityLinks { ClarityLinks(scope: scope, step: step) }

    private var offering: String {
        scope.offering == .all ? "" : "&offering=\(scope.offering)"
    }
    private var months: String { "from=\(scope.from)&until=\(scope.until)\(offering)" }

    func page(until month: Month) -> String {
        "/direction/clarity?by=\(step.rawValue)&until=\(month)\(offering)"
    }

    func table(_ table: ClarityTable) -> String {
        "/direction/clarity/figures.csv?by=\(step.rawValue)&until=\(scope.until)\(offering)&table=\(table.rawValue)"
    }

    func bills(_ show: ClarityShow) -> String { "/direction/clarity/bills?show=\(show.rawValue)&\(months)" }

    func billTable(_ show: ClarityShow, lines: Bool = false) -> String {
        "/direction/clarity/bills.csv?show=\(show.rawValue)&\(months)\(lines ? "&table=lines" : "")"
    }

    func tells(_ show: ClarityTellShow) -> String {
        "/direction/clarity/tells?show=\(show.rawValue)&\(months)"
    }

    func roles(_ show: ClarityRoleShow) -> String {
        "/direction/clarity/roles?show=\(show.rawValue)&\(months)"
    }

    func roleTable(_ show: ClarityRoleShow) -> String {
        "/direction/clarity/roles.csv?show=\(show.rawValue)&\(months)"
    }

    func tellTable(_ show: ClarityTellShow) -> String {
        "/direction/clarity/tells.csv?show=\(show.rawValue)&\(months)"
    }
}
