import Foundation
import Localization
import Markup
import Statistics

/// The figures of all the months, each a tile: the number, how sure it is, and on how many it rests.
struct ClarityFigures {
    let tally: ClarityTally
    let links: ClarityLinks
    let pack: PolicyPack
    let roles: ClarityRolesView

    func body(_ r: Reader) -> HTML {
        """
        <ul class="tiles clarity-figures">\(told(r))\(lead(r))\(plans(r))\(surprises(r))\(breaches(r))\(disputes(r))\(ranges(r))\(bias(r))\(tells(r))\(roles.tiles(r))</ul>
        """
    }

    private func tile(_ name: String, _ value: HTML, _ range: HTML?, _ words: String) -> HTML {
        """
        <li class="card"><h2>\(name)</h2><p class="clarity-value">\(value)</p>\(range)<p class="quiet">\(words)</p></li>
        """
    }

    private func share(
        _ name: String, _ figure: Figure?, hits: Int, of count: Int, _ link: String, mark: Double? = nil,
        _ words: String, _ r: Reader
    ) -> HTML {
        let view = ShareView(figure: figure, hits: hits, count: count, link: link)
        return tile(name, view.large(r), view.bar(r, mark: mark), words)
    }

    private func told(_ r: Reader) -> HTML {
        let untold = tally.bills - tally.told
        return tile(
            r("Told before"), toldView.large(r), toldView.bar(r, mark: nil),
            link(
                links.bills(.untold), untold, r.plural(untold, "One bill was not", "\(untold) bills were not")
            ))
    }

    private var toldView: ShareView {
        ShareView(figure: tally.toldBefore, hits: tally.told, count: tally.bills, link: links.bills(.told))
    }

    /// Words that lead to rows, where there are any.
    private func link(_ path: String, _ count: Int, _ words: String) -> HTML {
        count == 0 ? HTML(escaping: words) : "<a href=\"\(path)\">\(words)</a>"
    }

    private func tile(_ name: String, _ value: HTML, _ range: HTML?, _ words: HTML) -> HTML {
        """
        <li class="card"><h2>\(name)</h2><p class="clarity-value">\(value)</p>\(range)<p class="quiet">\(words)</p></li>
        """
    }

    private func lead(_ r: Reader) -> HTML {
        guard let figure = tally.lead else {
            let hours = tally.leads.keys.first
            return tile(
                r("Lead time"),
                hours.map { "<a href=\"\(links.bills(.told))\">\(r.lead(hours: Double($0)))</a>" } ?? "–",
                nil,
                r.plural(tally.told, "One bill was told before.", "\(tally.told) bills were told before."))
        }
        let (low, high) = (r.lead(hours: figure.interval.low), r.lead(hours: figure.interval.high))
        return tile(
            r("Lead time"), "<a href=\"\(links.bills(.told))\">\(r.lead(hours: figure.value))</a>", nil,
            r("The middle of \(r.number(figure.count)), from telling to the work; between \(low) and \(high)")
        )
    }

    private func plans(_ r: Reader) -> HTML {
        share(
            r("Plan to pay offered before"), tally.planBefore, hits: tally.plans, of: tally.bills,
            links.bills(.plan),
            r("With the cost, before the work"), r)
    }

    private func surprises(_ r: Reader) -> HTML {
        let sums = tally.excess.sorted { $0.key < $1.key }.map { r.money(Money($0.value, $0.key)) }
        return share(
            r("Surprises"), tally.surprised, hits: tally.surprises, of: tally.bills, links.bills(.surprises),
            sums.isEmpty
                ? r("No line unannounced, nothing above what was told")
                : r("Billed less told: \(r.list(sums))"), r)
    }

    private func breaches(_ r: Reader) -> HTML {
        share(
            r("Past the policy"), tally.broken, hits: tally.breaches, of: tally.bills, links.bills(.breaches),
            r("By the policy of their day; now \(pack.name)"), r)
    }

    private func disputes(_ r: Reader) -> HTML {
        share(
            r("Disputed"), tally.contested, hits: tally.disputed, of: tally.bills, links.bills(.disputed),
            r("Bills that a customer contested"), r)
    }

    private func ranges(_ r: Reader) -> HTML {
        share(
            r("Ranges that held"), tally.rangesHeld, hits: tally.inside, of: tally.ranges,
            links.bills(.ranges),
            mark: 0.8, verdict(r), r)
    }

    /// Whether 80 % ranges hold 80 %, as far as that can be said.
    private func verdict(_ r: Reader) -> String {
        guard let figure = tally.rangesHeld, figure.count >= 10 else {
            return r("Too few jobs to judge; 80% is the mark")
        }
        if figure.interval.high < 0.8 { return r("Too narrow: fewer than 80% held") }
        if figure.interval.low > 0.8 { return r("Wider than they need to be: more than 80% held") }
        return r("As they should: 80% lies in the interval")
    }

    private func bias(_ r: Reader) -> HTML {
        guard let figure = tally.bias else {
            return tile(r("Bias of estimates"), "–", nil, r("At least two jobs with a range are needed."))
        }
        let part = { (log: Double) in r.signedPercent(exp(log) - 1) }
        return tile(
            r("Bias of estimates"), "<a href=\"\(links.bills(.ranges))\">\(part(figure.value))</a>", nil,
            r(
                "Billed against likely, on average of \(r.number(figure.count)) jobs; between \(part(figure.interval.low)) and \(part(figure.interval.high))"
            ))
    }

    private func tells(_ r: Reader) -> HTML {
        let view = ShareView(
            figure: tally.toldInTime, hits: tally.inTime, count: tally.due, link: links.tells(.all))
        let overdue = link(
            links.tells(.overdue), tally.overdue,
            r.plural(tally.overdue, "One is overdue", "\(r.number(tally.overdue)) are overdue"))
        return tile(r("Told by the day due"), view.large(r), view.bar(r, mark: nil), overdue)
    }
}

extension Reader {
    /// `2 days 4 h`, or that it was less than an hour.
    func lead(hours: Double) -> String {
        hours < 1 ? self("under an hour") : duration(Int64(hours * 3_600_000), parts: 2)
    }

    /// `+6%`.
    func signedPercent(_ share: Double) -> String { (share > 0 ? "+" : "") + percent(share) }
}
