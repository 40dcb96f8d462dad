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
        let rows = estimates.map { listed -> HTML in
            let estimate = listed.estimate
            return """
                <tr><td><a href="/estimates/\(estimate.id.description)">\(estimate.kind.name(for: r)) \(estimate.reference)</a></td>\
                <td>\(listed.customerName)</td><td>\(estimate.content.title)</td><td>\(estimate.state.name(for: r))</td>\
                <td class="number">\(r.money(estimate.money(estimate.gross.likely)))</td>\
                <td>\(estimate.content.validUntil.map(r.shortDate) ?? "–")</td></tr>
                """
        }
        return """
            <div class="scroll"><table class="rows"><tr><th scope="col">\(r("Estimate"))</th><th scope="col">\(r("Customer"))</th>\
            <th scope="col">\(r("What it is for"))</th><th scope="col">\(r("Stands"))</th>\
            <th scope="col" class="number">\(r("Likely", context: "price"))</th><th scope="col">\(r("Valid until"))</th></tr>\(rows)</table></div>
            \(next.map { "<p class=\"pages\"><a href=\"/estimates?\(isAll ? "show=all&amp;" : "")after=\($0.description)\">\(r("Next"))</a></p>" as HTML })
            """
    }
}
