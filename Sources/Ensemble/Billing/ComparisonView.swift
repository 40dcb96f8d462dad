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
        \(table(r).body(comparison.rows.map { row($0, r) } + [sum(r)] + comparison.unbilled.map { unbilled($0, r) }))
        """
    }

    /// What was told and is not billed, or not yet: it counts for nothing.
    private func unbilled(_ line: Comparison.Unbilled, _ r: Reader) -> HTML {
        table(r).row([HTML(escaping: line.text), told(line.told, r), HTML(escaping: r("not billed")), "–"])
    }

    private func money(_ units: Int64, _ r: Reader) -> String {
        r.money(minorUnits: units, currency: currency)
    }

    private func signed(_ units: Int64, _ r: Reader) -> String {
        ComparisonWords(comparison, currency).signed(units, r)
    }

    private func table(_ r: Reader) -> StackedTable {
        StackedTable(
            heads: [
                .init(r("What", context: "of a line")), .init(r("We told you"), isNumber: true),
                .init(r("We bill"), isNumber: true), .init(r("Difference"), isNumber: true),
            ], kind: "compare")
    }

    private func row(_ row: Comparison.Row, _ r: Reader) -> HTML {
        let words: HTML = """
            \(row.text)\(if: row.isUnannounced, "<br><strong class=\"bad\">\(r("not announced"))</strong>")\
            \(row.why.nonEmpty.map { "<br><small>\($0)</small>" as HTML })
            """
        return table(r).row(
            [
                words, told(row.told, r), HTML(escaping: money(row.billed, r)),
                HTML(escaping: signed(row.difference, r)),
            ], kind: row.isUnannounced ? "unannounced" : row.isAbove ? "above" : nil)
    }

    private func told(_ told: Spread?, _ r: Reader) -> HTML {
        guard let told else { return "–" }
        guard !told.isFixed else { return HTML(escaping: money(told.likely, r)) }
        return """
            \(money(told.likely, r))<br><small class="quiet">\(r("\(money(told.low, r)) to \(money(told.high, r))"))</small>
            """
    }

    private func sum(_ r: Reader) -> HTML {
        table(r).row(
            [
                HTML(escaping: r("Total")), told(comparison.told, r),
                HTML(escaping: money(comparison.billed, r)),
                HTML(escaping: ComparisonWords(comparison, currency).surprise(r)),
            ], kind: "compare-sum")
    }
}
