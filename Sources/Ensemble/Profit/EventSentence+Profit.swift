import Localization

extension Event {
    /// What was said of costs.
    func profitSentence(for r: Reader, by who: String) -> String? {
        func money(_ name: String) -> String {
            guard let units = data[name].flatMap(Int64.init), let currency = data["currency"] else {
                return ""
            }
            return r.money(Money(units, currency))
        }
        switch kind {
        case .costRateSet:
            let month = data["from"].flatMap { Month($0) }.map(r.month) ?? ""
            let team = data["team"]?.nonEmpty ?? r("everybody else", context: "team")
            return r("\(who) said what the time of \(team) costs from \(month) on: \(money("cost")) a month")
        case .alternativeNamed:
            return r("\(who) named \(data["name"] ?? ""), who does \(data["offering"] ?? "") too")
        case .alternativeEnded:
            return r("\(who) no longer names \(data["name"] ?? "") for \(data["offering"] ?? "")")
        case .offeringCostSet:
            return r(
                "\(who) said what would end with \(data["offering"] ?? ""): \(money("fixed")) a month")
        default: return nil
        }
    }
}
