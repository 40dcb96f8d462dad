import Localization
import Markup

/// The lines of an estimate or invoice with their sums, as customers read
/// them. Internal cost never has a place here: the value holds none.
struct BillView {
    let lines: [CostLine]
    let sums: CostSums
    let discount: Int64
    let taxIncluded: Bool
    let currency: String

    /// - Parameter sums: where they were reckoned already.
    init(_ content: EstimateContent, sums: CostSums? = nil) {
        lines = content.lines
        self.sums = sums ?? content.sums
        discount = content.discount
        taxIncluded = content.taxIncluded
        currency = content.currency
    }

    func body(_ r: Reader) -> HTML {
        """
        <ol class="bill">\(lines.map { line($0, r) })</ol>
        <dl class="bill-sums">\(totals(r).map(row))</dl>
        """
    }

    private func money(_ units: Int64, _ r: Reader) -> String {
        r.money(minorUnits: units, currency: currency)
    }

    private func line(_ line: CostLine, _ r: Reader) -> HTML {
        """
        <li><span class="bill-text">\(line.text)</span>\
        <span class="bill-amount">\(money(line.amount(.likely), r))</span>\
        <small>\(Self.how(line, currency, r))</small>\
        \(if: !line.price.isFixed, "<small class=\"bill-range\">\(range(line, r))</small>")</li>
        """
    }

    private func range(_ line: CostLine, _ r: Reader) -> String {
        r("\(money(line.amount(.low), r)) to \(money(line.amount(.high), r))")
    }

    /// `2 × $90.00 an hour · 20% tax · 10% off`.
    static func how(_ line: CostLine, _ currency: String, _ r: Reader) -> String {
        let price = r.money(minorUnits: line.price.likely, currency: currency)
        var parts: [String] = []
        if line.quantity != 1_000 || !line.unit.isEmpty {
            let quantity = Self.quantity(line.quantity, r)
            parts.append(line.unit.isEmpty ? "\(quantity) × \(price)" : "\(quantity) \(line.unit) × \(price)")
        }
        if !line.provider.isEmpty { parts.append(r("by \(line.provider)")) }
        if line.taxRate > 0 { parts.append(r("\(percent(line.taxRate, r)) tax")) }
        if line.discount > 0 { parts.append(r("\(percent(line.discount, r)) off")) }
        return parts.joined(separator: " · ")
    }

    static func quantity(_ thousandths: Int64, _ r: Reader) -> String {
        let decimals =
            thousandths % 1_000 == 0 ? 0 : thousandths % 100 == 0 ? 1 : thousandths % 10 == 0 ? 2 : 3
        return r.number(Double(thousandths) / 1_000, digits: decimals)
    }

    static func percent(_ hundredths: Int, _ r: Reader) -> String {
        r.percent(
            Double(hundredths) / 10_000, digits: hundredths % 100 == 0 ? 0 : hundredths % 10 == 0 ? 1 : 2)
    }

    /// What stands under the lines: a name, an amount, whether it is the sum of all.
    func totals(_ r: Reader) -> [(name: String, amount: String, isTotal: Bool)] {
        let sum = sums.likely
        var rows: [(String, String, Bool)] = []
        if discount > 0 { rows.append((r("Discount"), money(-sum.discount, r), false)) }
        if taxIncluded {
            rows.append((r("Total"), money(sum.gross, r), true))
            rows += sum.taxes.filter { $0.rate > 0 }.map {
                (r("\(Self.percent($0.rate, r)) tax in it"), money($0.tax, r), false)
            }
        } else {
            if sum.tax > 0 { rows.append((r("Without tax"), money(sum.net, r), false)) }
            rows += sum.taxes.filter { $0.rate > 0 }.map {
                (r("\(Self.percent($0.rate, r)) tax on \(money($0.net, r))"), money($0.tax, r), false)
            }
            rows.append((r("Total"), money(sum.gross, r), true))
        }
        return rows
    }

    private func row(_ row: (name: String, amount: String, isTotal: Bool)) -> HTML {
        "<div\(attribute: "class", row.isTotal ? "total" : nil)><dt>\(row.name)</dt><dd>\(row.amount)</dd></div>"
    }
}

/// From low to high as a bar, with the likely value on it.
struct SpreadView {
    let gross: Spread
    let currency: String

    func body(_ r: Reader) -> HTML {
        guard !gross.isFixed else { return "" }
        let words = r(
            "Between \(money(gross.low, r)) and \(money(gross.high, r)), likely \(money(gross.likely, r))")
        let place = 100 * Double(gross.likely - gross.low) / Double(gross.high - gross.low)
        let x = Double((place * 10).rounded()) / 10
        return """
            <figure class="spread"><svg viewBox="0 0 100 6" role="img" aria-label="\(words)" preserveAspectRatio="none">\
            <rect class="spread-track" x="0" y="1" width="100" height="4"/>\
            <rect class="spread-part" x="0" y="1" width="\(x)" height="4"/></svg>\
            <figcaption><span><small>\(r("at least"))</small> \(money(gross.low, r))</span>\
            <span><small>\(r("at most"))</small> \(money(gross.high, r))</span></figcaption></figure>
            """
    }

    private func money(_ units: Int64, _ r: Reader) -> String {
        r.money(minorUnits: units, currency: currency)
    }
}
