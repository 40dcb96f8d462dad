import Localization
import Markup

extension ProfitReferral.Why {
    func words(_ r: Reader) -> String {
        switch self {
        case .must: r("It has to be them.")
        case .better: r("Customers are served better there.")
        case .costly: r("It costs us more than it brings, and another way was tried.")
        }
    }
}

/// What is ours to do, and what somebody else does better for the customer.
struct ProfitReferralView {
    let report: ProfitReport
    let words: ProfitWords

    private var shown: [ProfitReferral] { report.referrals.filter { !$0.others.isEmpty || $0.isNeeded } }

    func body(_ r: Reader) -> HTML {
        let name: HTML = "<a href=\"/direction/profit/costs#others\">\(r("Who else does it"))</a>"
        guard !shown.isEmpty else {
            return
                "<section class=\"card\"><h2>\(r("Do it, or send them to somebody else"))</h2><p class=\"quiet\">\(r("Nothing is a loss or against its customers for sure, and nobody else is named.")) \(name)</p></section>"
        }
        let table = StackedTable(heads: [
            .init(r("Offering")), .init(r("Well served here")), .init(r("Who else does it")),
            .init(r("Well served there")), .init(r("Better there?")), .init(r("Costs there"), isNumber: true),
            .init(r("What follows")),
        ])
        return """
            <section class="card"><h2>\(r("Do it, or send them to somebody else"))</h2>\(table.body(shown.flatMap { rows($0, table, r) }))
            <p class="quiet">\(r("They are better sent where more of them are well served there with a probability of 70%, by more than changing costs them; where it has to be; or where it likely costs us more than it brings after another way was tried. Somebody decides, not the number. Tell customers what connects you with whom you name.")) \(name)</p></section>
            """
    }

    private func rows(_ referral: ProfitReferral, _ table: StackedTable, _ r: Reader) -> [HTML] {
        let links = ProfitLinks(scope: report.scope)
        let path = links.rows(of: referral.offering)
        let here: HTML =
            referral.judged == 0
            ? HTML(escaping: r("not known"))
            : "<a href=\"\(path)\">\(r("\(r.number(referral.served)) of \(r.number(referral.judged))"))</a>"
        let offering: HTML = "<a href=\"\(path)\" dir=\"auto\">\(referral.name)</a>"
        guard !referral.others.isEmpty else {
            return [
                table.row([
                    offering, here, HTML(escaping: r("Nobody is named.")), "–", "–", "–",
                    "<a href=\"/direction/profit/costs#others\">\(r("Say who else does it"))</a>",
                ])
            ]
        }
        return referral.others.map { other in
            table.row([
                offering, here, who(other.alternative.said, r), there(other.alternative.said, r),
                HTML(escaping: other.better.map { r.percent($0) } ?? r("too few")),
                HTML(escaping: price(other.alternative.said, r)), advice(referral, other, r),
            ])
        }
    }

    private func who(_ said: Alternative.Said, _ r: Reader) -> HTML {
        let tie = said.tie.isEmpty ? nil : r("connected: \(said.tie)")
        let rest = [said.does.nonEmpty, said.room.nonEmpty, tie].compactMap { $0 }.joined(separator: " · ")
        return "<span dir=\"auto\">\(said.name)</span><br><small class=\"quiet\" dir=\"auto\">\(rest)</small>"
    }

    private func there(_ said: Alternative.Said, _ r: Reader) -> HTML {
        said.asked == 0
            ? HTML(escaping: r("not known"))
            : HTML(escaping: r("\(r.number(said.served)) of \(r.number(said.asked))"))
    }

    private func price(_ said: Alternative.Said, _ r: Reader) -> String {
        said.high.minorUnits == 0
            ? "–"
            : said.low == said.high ? r.money(said.low) : r("\(r.money(said.low)) to \(r.money(said.high))")
    }

    private func advice(_ referral: ProfitReferral, _ other: ProfitReferral.Other, _ r: Reader) -> HTML {
        guard let advice = referral.advice, advice.to.id == other.alternative.id else {
            let isOurs = (other.better ?? 1) <= 1 - ProfitReferral.sure
            return HTML(escaping: isOurs ? r("Better here") : r("Not told apart"))
        }
        let said = advice.to.said
        let question = r("Do we send customers to \(said.name) for \(referral.name)?")
        let limit = said.must.isEmpty ? "" : " \(said.must)"
        return """
            <strong>\(r("Better sent to \(said.name)"))</strong><br><small class="quiet">\(advice.why.words(r))\(limit) \
            <a href="/direction/decisions/new?kind=\(Decision.Kind.moveOn.rawValue)&question=\(question.percentEncoded)&offering=\(referral.offering.description)">\(r("Write a decision down"))</a></small>
            """
    }
}
