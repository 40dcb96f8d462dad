import Localization

/// What a comparison says, in a sentence.
struct ComparisonWords {
    let comparison: Comparison
    let currency: String

    init(_ comparison: Comparison, _ currency: String) {
        self.comparison = comparison
        self.currency = currency
    }

    func sentence(_ r: Reader) -> String {
        let money = { (units: Int64) in r.money(minorUnits: units, currency: currency) }
        guard let told = comparison.told else { return r("Nothing was told before; we are sorry.") }
        let more = comparison.surprise
        var text =
            more == 0
            ? r("It is what we told you.")
            : more > 0
                ? r("That is \(money(more)) more than the \(money(told.likely)) we told you was likely.")
                : r("That is \(money(-more)) less than the \(money(told.likely)) we told you was likely.")
        let count = comparison.unannounced.count
        if count > 0 {
            text += " " + r.plural(count, "One line was not announced.", "\(count) lines were not announced.")
        }
        let rest = comparison.unbilled.reduce(0) { $0 + $1.told.likely }
        if rest > 0 { text += " " + r("\(money(rest)) of what we told you is not billed.") }
        return text
    }

    /// `+$20.00`; a dash where it is nothing.
    func signed(_ units: Int64, _ r: Reader) -> String {
        guard units != 0 else { return "–" }
        return (units > 0 ? "+" : "") + r.money(minorUnits: units, currency: currency)
    }

    /// `+$20.00 (+11%)`: billed less told, and as a share of what was told.
    func surprise(_ r: Reader) -> String {
        let share = comparison.surprise == 0 ? nil : comparison.surpriseShare.map(r.signedPercent)
        return signed(comparison.surprise, r) + (share.map { " (\($0))" } ?? "")
    }
}
