import Localization
import Markup

/// What stands behind a lens: sentences, lines, hours, declarations.
struct LensRowsPage: Page {
    let lens: Lens
    let scope: LensScope
    let rows: [LensRow]
    let next: LensRow.Place?
    let offeringName: String?
    let frame: Frame

    static var samples: [LensRowsPage] { Samples.lensRowsPages }

    private func path(_ lens: Lens) -> String {
        "/direction/lenses/rows?lens=\(lens.rawValue)&\(scope.query)"
    }

    func title(_ r: Reader) -> String { lens.name(r) }

    func body(_ r: Reader) -> HTML {
        let others = Lens.allCases.map { other -> HTML in
            "<a href=\"\(path(other))\"\(attribute: "aria-current", other == lens ? "page" : nil)>\(other.name(r))</a>"
        }
        return """
            <div class="sheet wide clarity"><p class="meta"><a href="/direction/lenses?until=\(scope.until.description)">\(r("Say, paid, worked, heard"))</a>\
            <span>\(r("\(r.month(scope.from)) to \(r.month(scope.until))"))</span>\(offeringName.map { "<span>\($0)</span>" as HTML })</p>
            <header class="inbox-head"><h1>\(lens.name(r))</h1><p class="quiet">\(lens.words(r))</p>\
            <a class="button small plain" href="/direction/lenses/rows.csv?lens=\(lens.rawValue)&amp;\(scope.query)">\(r("As CSV"))</a></header>
            <nav class="clarity-others" aria-label="\(r("Which lens"))">\(others)</nav>
            \(rows.isEmpty ? "<p class=\"empty\">\(Icon.check) \(r("There is none."))</p>" : table(r))</div>
            """
    }

    private func table(_ r: Reader) -> HTML {
        """
        <div class="scroll"><table class="rows"><tr><th scope="col">\(r("Month"))</th><th scope="col">\(head(r))</th>\
        \(if: lens != .declared, "<th scope=\"col\">\(r("Customer"))</th><th scope=\"col\">\(r("Offering"))</th>")\
        <th scope="col" class="number">\(r("Product"))</th><th scope="col" class="number">\(r("Service"))</th><th scope="col" class="number">\(r("Idea"))</th></tr>\
        \(rows.map { row($0, r) })</table></div>
        \(next.map { "<p class=\"pages\"><a href=\"\(path(lens))&amp;after=\($0.description)\">\(r("Next"))</a></p>" as HTML })
        """
    }

    private func head(_ r: Reader) -> String {
        switch lens {
        case .heard: r("Words")
        case .paid: r("Line")
        case .worked: r("What was done")
        case .declared: r("Who")
        }
    }

    private func row(_ row: LensRow, _ r: Reader) -> HTML {
        """
        <tr><td>\(r.month(row.month))</td><td><span dir="auto">\(row.text)</span>\(row.activityName.map { "<br><small class=\"quiet\">\($0)</small>" as HTML })\(if: !row.linkName.isEmpty, "<br><small><a href=\"\(row.link)\">\(place(row, r))</a></small>")</td>\
        \(if: lens != .declared, "<td>\(row.customerName)</td><td>\(row.offeringName ?? "–")</td>")\
        \(amounts(row, r))</tr>
        """
    }

    private func amounts(_ row: LensRow, _ r: Reader) -> [HTML] {
        guard row.unknown == 0 else {
            let words = r("\(amount(row.unknown, row, r)), no profile")
            return ["<td class=\"number quiet\" colspan=\"3\">\(words)</td>"]
        }
        return row.weights.map { "<td class=\"number\">\(amount($0, row, r))</td>" }
    }

    private func place(_ row: LensRow, _ r: Reader) -> String {
        lens == .paid ? "\(r("Invoice")) \(row.linkName)" : r("Conversation \(row.linkName)")
    }

    private func amount(_ weight: Int64, _ row: LensRow, _ r: Reader) -> String {
        switch lens {
        case .heard: r.percent(Double(weight) / 1_000)
        case .paid: r.money(Money(weight, row.unit))
        case .worked: r("\(r.number(Double(weight) / 1_000, digits: 2)) h")
        case .declared: r.number(Int(weight))
        }
    }
}
