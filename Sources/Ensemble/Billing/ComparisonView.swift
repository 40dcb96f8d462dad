import Localization
import Markup

/// The bill beside what was told, line by line; nothing unannounced hides in it.
struct ComparisonView {
    let comparison: Comparison
    let currency: String

    func body(_ r: Reader) -> HTML {
        """
        <p class="compare-words\(comparison.isAsTold ? " good" : "")">\(comparison.isAsTold ? Icon.check : Icon.alert) \
        \(ComparisonWords(comparison, currency).sentence(r))</p>
        <div class="scroll"><table class="rows compare"><tr><th scope="col">\(r("What", context: "of a line"))</th>\
        <th scope="col" class="number">\(r("We told you"))</th><th scope="col" class="number">\(r("We bill"))</th>\
        <th scope="col" class="number">\(r("Difference"))</th></tr>\(comparison.rows.map { row($0, r) })\(sum(r))</table></div>
        """
    }

    private func money(_ units: Int64, _ r: Reader) -> String {
        r.money(minorUnits: units, currency: currency)
    }

    private func signed(_ units: Int64, _ r: Reader) -> String {
        units > 0 ? "+\(money(units, r))" : money(units, r)
    }

    private func row(_ row: Comparison.Row, _ r: Reader) -> HTML {
        """
        <tr\(attribute: "class", row.isUnannounced ? "unannounced" : row.isAbove ? "above" : nil)><td>\(row.text)\
        \(if: row.isUnannounced, "<br><strong class=\"bad\">\(r("not announced"))</strong>")\
        \(row.why.nonEmpty.map { "<br><small>\($0)</small>" as HTML })</td>\
        <td class="number">\(told(row.told, r))</td>\
        <td class="number">\(row.billed.map { money($0, r) } ?? r("not billed"))</td>\
        <td class="number">\(row.difference == 0 ? "–" : signed(row.difference, r))</td></tr>
        """
    }

    private func told(_ told: Spread?, _ r: Reader) -> HTML {
        guard let told else { return "–" }
        guard !told.isFixed else { return HTML(escaping: money(told.likely, r)) }
        return """
            \(money(told.likely, r))<br><small class="quiet">\(r("\(money(told.low, r)) to \(money(told.high, r))"))</small>
            """
    }

    private func sum(_ r: Reader) -> HTML {
        """
        <tr class="compare-sum"><td>\(r("Total"))</td><td class="number">\(told(comparison.told, r))</td>\
        <td class="number">\(money(comparison.billed, r))</td><td class="number">\(comparison.surprise == 0 ? "–" : signed(comparison.surprise, r))</td></tr>
        """
    }
}
