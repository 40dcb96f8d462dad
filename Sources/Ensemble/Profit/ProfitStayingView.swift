import Localization
import Markup
import Statistics

extension ProfitDrop.Verdict {
    func name(_ r: Reader) -> String {
        switch self {
        case .keep: r("Dropping it would lose money")
        case .drop: r("It can be dropped")
        case .notYet: r("A loss, and not yet to be dropped")
        case .notToldApart: r("Not told apart")
        }
    }
}

/// What would be lost with each offering, and what customers bring after they came.
struct ProfitStayingView {
    let report: ProfitReport
    let words: ProfitWords

    private var links: ProfitLinks { ProfitLinks(scope: report.scope) }

    // MARK: Dropping

    func drops(_ r: Reader) -> HTML {
        guard !report.drops.isEmpty else { return "" }
        let table = StackedTable(heads: [
            .init(r("Offering")), .init(r("Sales"), isNumber: true),
            .init(r("Costs that would end"), isNumber: true),
            .init(r("Sold together with it"), isNumber: true),
            .init(r("Lost without it"), isNumber: true), .init(r("Likely a loss, by thirds of the time")),
            .init(r("What follows")),
        ])
        let rows = report.drops.map { drop in
            table.row(
                [
                    "<a href=\"\(links.rows(of: drop.offering))\" dir=\"auto\">\(drop.name)</a>",
                    "<a href=\"\(links.rows(of: drop.offering))\">\(words.money(Double(drop.sales)))</a>",
                    HTML(escaping: words.money(Double(drop.variable + drop.fixed))), joint(drop, r),
                    lost(drop, r), HTML(escaping: drop.losing.map { share($0, r) }.joined(separator: " · ")),
                    verdict(drop, r),
                ], bad: drop.avoidable < 0 ? [4] : [])
        }
        return """
            <section class="card"><h2>\(r("What would be lost without it"))</h2>\(table.body(rows))
            <p class="quiet">\(r("Sales without tax, less the material and write-offs that would vanish with them and what was said to end with the offering; with what customers who came for it first left over elsewhere. The team’s time is paid for all the same and is not counted. Whether its customers would go elsewhere with it, nobody knows: this is the most."))</p></section>
            """
    }

    private func joint(_ drop: ProfitDrop, _ r: Reader) -> HTML {
        guard drop.jointMatters > 0 else { return HTML(escaping: words.money(0)) }
        let choice = Profits.Choice(came: drop.offering, isBeside: true, isBought: true)
        return """
            <a href="\(links.everything.rows(choice))">\(words.money(Double(drop.joint)))</a><br><small class="quiet">\(r.plural(drop.jointMatters, "one matter", "\(r.number(drop.jointMatters)) matters"))</small>
            """
    }

    private func lost(_ drop: ProfitDrop, _ r: Reader) -> HTML {
        guard let figure = drop.figure, figure.count >= ProfitCell.fewest else {
            return "<span class=\"quiet\">\(r("too few"))</span>"
        }
        let range = r("\(words.money(figure.interval.low)) to \(words.money(figure.interval.high))")
        return
            "\(words.money(figure.value))<br><small class=\"quiet\">\(range), n = \(r.number(figure.count))</small>"
    }

    private func share(_ value: Double?, _ r: Reader) -> String {
        value.map { r.percent($0) } ?? r("too few")
    }

    private func verdict(_ drop: ProfitDrop, _ r: Reader) -> HTML {
        let lacks: [String] =
            drop.verdict != .notYet
            ? []
            : [
                drop.isRising ? r("More of it is asked for than before.") : nil,
                drop.decided.isAdapted ? nil : r("Another price or another way was not tried."),
                drop.decided.isMovedOn ? nil : r("Where its customers go is not decided."),
            ].compactMap { $0 }
        let question = r("What becomes of \(drop.name)?")
        let kind = drop.decided.isAdapted ? Decision.Kind.moveOn : .adapt
        let link: HTML =
            drop.verdict == .notYet
            ? " <a href=\"/direction/decisions/new?kind=\(kind.rawValue)&question=\(question.percentEncoded)&offering=\(drop.offering.description)\">\(r("Write a decision down"))</a>"
            : ""
        return
            "<strong>\(drop.verdict.name(r))</strong><br><small class=\"quiet\">\(lacks.joined(separator: " "))\(link)</small>"
    }

    // MARK: Lifetime

    func lifetimes(_ r: Reader) -> HTML {
        guard let told = report.lifetimes, told.customers > 0 else { return "" }
        guard told.isTold else {
            return """
                <section class="card"><h2>\(r("What customers bring after they came"))</h2><p class="quiet">\(r("\(r.number(told.customers)) bought, and \(r.number(told.returned)) of them came again: that is too few, or too much alike, to tell what they will bring."))</p></section>
                """
        }
        let table = StackedTable(heads: [
            .init(r("Came first for")), .init(r("Customers"), isNumber: true),
            .init(r("Came again"), isNumber: true), .init(r("Still customers, likely"), isNumber: true),
            .init(r("Purchases of one in twelve months"), isNumber: true),
            .init(r("Left over by one in three years"), isNumber: true),
        ])
        let rows = told.groups.map { group -> HTML in
            let choice = Profits.Choice(came: group.offering ?? 0, isBought: true)
            let path = links.always.rows(choice)
            let isEnough = group.customers >= ProfitLifetimes.fewestInGroup
            return table.row([
                HTML(escaping: group.name.nonEmpty ?? r("without an offering")),
                "<a href=\"\(path)\">\(r.number(group.customers))</a>",
                HTML(escaping: r.number(group.returned)),
                HTML(escaping: isEnough ? r.percent(group.staying) : r("too few")),
                figure(group.purchases, { r.number($0, digits: 2) }, path, r),
                figure(group.value, words.money, path, r),
            ])
        }
        return """
            <section class="card"><h2>\(r("What customers bring after they came"))</h2>\(table.body(rows))
            <p class="quiet">\(r("How often they come again by BG/NBD, and what that leaves over before the team’s time by gamma–gamma, over three years, discounted by 10% a year. The range is that of customers, and of how many purchases the model rests on; it was fitted to \(r.number(told.fitted)) customers.")) \(told.isSpendingTold ? "" : r("What they spend does not tell them apart: the mean of all who came again is taken.")) \(check(told, r)) \(r("Told of groups only: nobody is served otherwise for it, and nobody is ranked."))</p></section>
            """
    }

    private func check(_ told: ProfitLifetimes, _ r: Reader) -> String {
        guard let check = told.check else { return r("There is too little past to check it on.") }
        return r(
            "Told on the first half of the time: \(r.number(check.expected, digits: 0)) purchases in the second; \(r.number(check.came)) came."
        )
    }

    private func figure(_ figure: Figure?, _ say: (Double) -> String, _ path: String, _ r: Reader) -> HTML {
        guard let figure else { return "<span class=\"quiet\">\(r("too few"))</span>" }
        let range = r("\(say(figure.interval.low)) to \(say(figure.interval.high))")
        return
            "<a href=\"\(path)\">\(say(figure.value))</a><br><small class=\"quiet\">\(range), n = \(r.number(figure.count))</small>"
    }
}
