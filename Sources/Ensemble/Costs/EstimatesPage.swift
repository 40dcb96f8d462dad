import Localization
import Markup

/// What lies with customers: told, and not answered yet.
struct EstimatesPage: Page {
    let estimates: [Estimates.Listed]
    let isAll: Bool
    let next: Keyset?
    let frame: Frame

    static var samples: [EstimatesPage] {
        [
            EstimatesPage(
                estimates: Samples.estimates.map {
                    Estimates.Listed(
                        estimate: $0, customerName: Samples.said("Dana Whitfield"),
                        place: Keyset(moment: Samples.now, id: 1))
                }, isAll: true, next: Keyset(moment: Samples.now, id: 1), frame: .sampleDesk),
            EstimatesPage(estimates: [], isAll: false, next: nil, frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("Estimates") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide"><header class="inbox-head"><h1>\(r("Estimates"))</h1>
        <p class="quiet">\(isAll ? r("All that were written") : r("With customers, not answered yet"))</p>
        <a class="button small plain" href="/estimates\(isAll ? "" : "?show=all")">\(isAll ? r("Only open ones") : r("Show all"))</a></header>
        \(estimates.isEmpty ? empty(r) : table(r))</div>
        """
    }

    private func empty(_ r: Reader) -> HTML {
        "<p class=\"empty\">\(Icon.check) \(r("Nothing waits for an answer. Estimates begin in a conversation."))</p>"
    }

    private func table(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("Estimate")), .init(r("Customer")), .init(r("What it is for")), .init(r("Stands")),
            .init(r("Likely", context: "price"), isNumber: true), .init(r("Valid until")),
        ])
        let rows = estimates.map { listed -> HTML in
            let estimate = listed.estimate
            return table.row([
                "<a href=\"/estimates/\(estimate.id.description)\">\(estimate.kind.name(for: r)) \(estimate.reference)</a>",
                HTML(escaping: listed.customerName), HTML(escaping: estimate.content.title),
                HTML(escaping: estimate.state.name(for: r)),
                HTML(escaping: r.money(estimate.money(estimate.gross.likely))),
                HTML(escaping: estimate.content.validUntil.map(r.shortDate) ?? "–"),
            ])
        }
        return """
            \(table.body(rows))
            \(next.map { "<p class=\"pages\"><a href=\"/estimates?\(isAll ? "show=all&amp;" : "")after=\($0.description)\">\(r("Next"))</a></p>" as HTML })
            """
    }
}
