import Localization
import Markup

/// What the time of teams costs, and what would end with an offering.
struct ProfitCostsPage: Page {
    let rates: [CostRate]
    let costs: [OfferingCost]
    let teams: [Team]
    let offerings: [(id: Offering.ID, name: String)]
    var others: [Alternative] = []
    let currency: String
    let month: Month
    let typed: Form
    let problem: String?
    let frame: Frame

    static var samples: [ProfitCostsPage] { Samples.profitCostsPages }

    func title(_ r: Reader) -> String { r("What time and offerings cost") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet clarity"><p class="meta"><a href="/direction/profit">\(r("Profit and interest"))</a></p>
        <header><h1>\(title(r))</h1><p class="quiet">\(r("Said by you, from a month on. What was said before stays, and goes on counting for its months."))</p></header>
        \(Field.problem(problem))\(rateTable(r))\(rateForm(r))\(costTable(r))\(costForm(r))\(ProfitOthersView(page: self).body(r))</div>
        """
    }

    private func money(_ money: Money, _ r: Reader) -> String { r.money(money) }

    private func rateTable(_ r: Reader) -> HTML {
        guard !rates.isEmpty else {
            return "<p class=\"empty\">\(Icon.clock) \(r("Nobody has said what time costs."))</p>"
        }
        let table = StackedTable(heads: [
            .init(r("Team")), .init(r("From", context: "month")), .init(r("A month"), isNumber: true),
            .init(r("Hours in practice"), isNumber: true), .init(r("Minutes an answer"), isNumber: true),
            .init(r("An hour"), isNumber: true),
        ])
        let words = ProfitWords(r: r, currency: currency)
        let rows = rates.map { rate -> HTML in
            table.row([
                HTML(escaping: name(rate.team, r)), HTML(escaping: r.month(rate.from)),
                HTML(escaping: r.money(rate.cost)), HTML(escaping: words.hours(Double(rate.minutes))),
                HTML(escaping: r.number(rate.answer)), HTML(escaping: words.money(rate.perMinute * 60)),
            ])
        }
        return "<section class=\"card\"><h2>\(r("Time"))</h2>\(table.body(rows))</section>"
    }

    private func name(_ team: Team.ID?, _ r: Reader) -> String {
        guard let team else { return r("Everybody else", context: "team") }
        return teams.first { $0.id == team }?.name ?? r("a team that was removed")
    }

    private func rateForm(_ r: Reader) -> HTML {
        let choices =
            [(value: "", words: r("Everybody who is in no team of their own here"))]
            + teams.map { (value: $0.id.description, words: $0.name) }
        return """
            <form class="card declare" method="post" action="/direction/profit/rates">\(frame.csrfField)<h2>\(r("Say what time costs"))</h2>
            <div class="course-fields">\(Field.choice("team", r("Team"), choices, chosen: typed["team"]))\
            \(Field.text("from", r("From the month"), value: typed["from"] ?? month.description))\
            \(Field.text("cost", r("Cost of a month, in \(currency)"), value: typed["cost"] ?? "", hint: r("Pay, rooms, tools: all of them together")))\
            \(Field.text("hours", r("Hours that can be worked in a month"), value: typed["hours"] ?? "", hint: r("In practice, all of them together: about 80% of those paid for")))\
            \(Field.number("answer", r("Minutes an answer takes"), value: typed["answer"] ?? "", hint: r("Beside the hours that are booked; 0 where all time is booked")))</div>
            <p><button class="button">\(r("Say it"))</button></p></form>
            """
    }

    private func costTable(_ r: Reader) -> HTML {
        guard !costs.isEmpty else { return "" }
        let table = StackedTable(heads: [
            .init(r("Offering")), .init(r("Would end with it, a month"), isNumber: true),
            .init(r("Material, of its price"), isNumber: true),
        ])
        let rows = costs.map { cost -> HTML in
            table.row([
                HTML(escaping: offerings.first { $0.id == cost.offering }?.name ?? "?"),
                HTML(escaping: r.money(cost.fixed)),
                HTML(escaping: r.percent(Double(cost.material) / 10_000)),
            ])
        }
        return "<section class=\"card\"><h2>\(r("Offerings"))</h2>\(table.body(rows))</section>"
    }

    private func costForm(_ r: Reader) -> HTML {
        guard !offerings.isEmpty else { return "" }
        let choices = offerings.map { (value: $0.id.description, words: $0.name) }
        return """
            <form class="card declare" method="post" action="/direction/profit/offering-costs">\(frame.csrfField)<h2>\(r("Say what an offering costs"))</h2>
            <div class="course-fields">\(Field.choice("offering", r("Offering"), choices, chosen: typed["offering"]))\
            \(Field.text("fixed", r("Would end with it, a month, in \(currency)"), value: typed["fixed"] ?? "", hint: r("A machine, a room, a licence: not the team’s time")))\
            \(Field.text("material", r("Material, in percent of its price"), value: typed["material"] ?? "100"))</div>
            <p><button class="button">\(r("Say it"))</button></p></form>
            """
    }
}
