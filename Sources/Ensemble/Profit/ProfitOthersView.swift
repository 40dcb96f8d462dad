import Localization
import Markup

/// Who else does what we offer: as it stands, and the form by which somebody is named.
struct ProfitOthersView {
    let page: ProfitCostsPage

    func body(_ r: Reader) -> HTML {
        guard !page.offerings.isEmpty || !page.others.isEmpty else { return "" }
        return "<section id=\"others\" aria-labelledby=\"others-head\">\(table(r))\(form(r))</section>"
    }

    private func table(_ r: Reader) -> HTML {
        guard !page.others.isEmpty else { return "" }
        let table = StackedTable(heads: [
            .init(r("Who else does it")), .init(r("Offering")), .init(r("Costs there"), isNumber: true),
            .init(r("Well served there")), .init(r("Connection with us")), .init(""),
        ])
        let rows = page.others.map { other -> HTML in
            let said = other.said
            let rest = [said.does.nonEmpty, said.room.nonEmpty, said.must.nonEmpty].compactMap { $0 }
            return table.row([
                "<span dir=\"auto\">\(said.name)</span><br><small class=\"quiet\" dir=\"auto\">\(rest.joined(separator: " · "))</small>",
                HTML(escaping: page.offerings.first { $0.id == said.offering }?.name ?? "?"),
                HTML(escaping: r("\(r.money(said.low)) to \(r.money(said.high))")),
                HTML(
                    escaping: said.asked == 0
                        ? r("not known") : r("\(r.number(said.served)) of \(r.number(said.asked))")),
                HTML(escaping: said.tie.nonEmpty ?? r("none", context: "connection")),
                """
                <form method="post" action="/direction/profit/others/\(other.id.description)/ending">\(page.frame.csrfField)\
                <button class="button small plain">\(r("Name them no longer"))</button></form>
                """,
            ])
        }
        return
            "<section class=\"card\"><h2 id=\"others-head\">\(r("Who else does it"))</h2>\(table.body(rows))</section>"
    }

    private func form(_ r: Reader) -> HTML {
        guard !page.offerings.isEmpty else { return "" }
        let choices = page.offerings.map { (value: $0.id.description, words: $0.name) }
        let typed = page.typed
        func text(_ name: String, _ label: String, _ hint: String? = nil, required: Bool = false) -> HTML {
            Field.text(name, label, value: typed[name] ?? "", required: required, hint: hint, scope: "other-")
        }
        return """
            <form class="card declare" method="post" action="/direction/profit/others">\(page.frame.csrfField)\
            <h2\(attribute: "id", page.others.isEmpty ? "others-head" : nil)>\(r("Say who else does it"))</h2>
            <div class="course-fields">\(Field.choice("other_offering", r("Offering"), choices, chosen: typed["other_offering"], scope: "other-"))\
            \(text("name", r("Who does it"), required: true))\(text("does", r("What they can do")))\
            \(text("low", r("Costs there from, in \(page.currency)")))\(text("high", r("Costs there up to, in \(page.currency)")))\
            \(text("room", r("When they have time")))\
            \(text("tie", r("What connects us with them"), r("A share, a fee, a family: customers are told of it")))\
            \(text("asked", r("Customers who told how it was there")))\(text("served", r("of them well served")))\
            \(text("switching", r("How much better it has to be for who changes, in percent"), r("10 where nothing is said")))\
            \(text("must", r("Why it has to be them"), r("No licence, not by then, not at that price; empty where it has not")))</div>
            <p><button class="button">\(r("Say it"))</button></p></form>
            """
    }
}
