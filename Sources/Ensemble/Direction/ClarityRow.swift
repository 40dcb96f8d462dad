import Localization
import Markup
import Statistics

/// A row of figures: of a period, or of an offering. Each opens its rows.
struct ClarityRow {
    let head: String
    let tally: ClarityTally
    let links: ClarityLinks

    static func table(_ head: String, _ rows: [ClarityRow], _ r: Reader) -> HTML {
        """
        <div class="scroll"><table class="rows clarity-rows"><tr><th scope="col">\(head)</th><th scope="col" class="number">\(r("Bills"))</th>\
        <th scope="col" class="number">\(r("Told before"))</th><th scope="col" class="number">\(r("Lead time"))</th>\
        <th scope="col" class="number">\(r("Plan offered"))</th><th scope="col" class="number">\(r("Surprises"))</th>\
        <th scope="col" class="number">\(r("Disputed"))</th><th scope="col" class="number">\(r("Ranges held"))</th>\
        <th scope="col" class="number">\(r("Told by the day due"))</th></tr>\(rows.map { $0.body(r) })</table></div>
        """
    }

    private func body(_ r: Reader) -> HTML {
        """
        <tr><th scope="row">\(head)</th>\(count(r))\(share(tally.toldBefore, tally.told, .told, r))\(lead(r))\
        \(share(tally.planBefore, tally.plans, .plan, r))\(share(tally.surprised, tally.surprises, .surprises, r))\
        \(share(tally.contested, tally.disputed, .disputed, r))\
        \(ShareView(figure: tally.rangesHeld, hits: tally.inside, count: tally.ranges, link: links.bills(.ranges)).cell(r))\
        \(ShareView(figure: tally.toldInTime, hits: tally.inTime, count: tally.due, link: links.tells(.all)).cell(r))</tr>
        """
    }

    private func count(_ r: Reader) -> HTML {
        tally.bills == 0
            ? "<td class=\"number quiet\">–</td>"
            : "<td class=\"number\"><a href=\"\(links.bills(.all))\">\(r.number(tally.bills))</a></td>"
    }

    private func share(_ figure: Figure?, _ hits: Int, _ show: ClarityShow, _ r: Reader) -> HTML {
        ShareView(figure: figure, hits: hits, count: tally.bills, link: links.bills(show)).cell(r)
    }

    private func lead(_ r: Reader) -> HTML {
        let hours = tally.lead?.value ?? tally.leads.keys.first.map(Double.init)
        guard let hours else { return "<td class=\"number quiet\">–</td>" }
        let range = tally.lead.flatMap { figure -> HTML? in
            guard figure.legibility >= .percentages else { return nil }
            let (low, high) = (r.lead(hours: figure.interval.low), r.lead(hours: figure.interval.high))
            return "<br><small class=\"quiet\">\(r("\(low) to \(high)"))</small>"
        }
        return
            "<td class=\"number\"><a href=\"\(links.bills(.told))\">\(r.lead(hours: hours))</a>\(range)</td>"
    }
}
