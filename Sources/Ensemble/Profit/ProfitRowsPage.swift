import Localization
import Markup

/// The matters behind a number: what each brought, and what went into it.
struct ProfitRowsPage: Page {
    let rows: [ProfitMatter]
    let next: Keyset?
    let choice: Profits.Choice
    let scope: Results.Scope
    let currency: String
    let frame: Frame

    static var samples: [ProfitRowsPage] { Samples.profitRowsPages }

    private var path: String { ProfitLinks(scope: scope).rows(choice) }

    func title(_ r: Reader) -> String { r("Matter by matter") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide clarity"><p class="meta"><a href="/direction/profit?until=\(scope.until.description)">\(r("Profit and interest"))</a>\
        <span>\(r("\(r.month(scope.from)) to \(r.month(scope.until))"))</span></p>
        <header class="inbox-head"><h1>\(title(r))</h1>\(choice.words(r).map { "<p class=\"quiet\">\($0)</p>" as HTML })\
        <a class="button small plain" href="\(ProfitLinks.table(path))">\(r("As CSV"))</a></header>
        \(rows.isEmpty ? "<p class=\"empty\">\(r("There is none."))</p>" : table(r))
        \(next.map { "<p class=\"pages\"><a href=\"\(path)&amp;after=\($0.description)\">\(r("Next"))</a></p>" as HTML })</div>
        """
    }

    private func table(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("Matter")), .init(r("Customer")), .init(r("Done", context: "when")),
            .init(r("Revenue without tax"), isNumber: true), .init(r("Material"), isNumber: true),
            .init(r("Written off"), isNumber: true), .init(r("Hours"), isNumber: true),
            .init(r("Cost of time"), isNumber: true), .init(r("Left over"), isNumber: true),
            .init(r("Well served")),
        ])
        return table.body(rows.map { table.row(cells($0, r)) })
    }

    private func cells(_ matter: ProfitMatter, _ r: Reader) -> [HTML] {
        let words = ProfitWords(r: r, currency: currency)
        let path = "/conversations/\(matter.conversation.description)"
        let subject = matter.subject.nonEmpty ?? r("(no subject)")
        let offering = matter.offeringName ?? r("No offering")
        let served = matter.isServed.map { $0 ? r("yes") : r("no") } ?? r("not known")
        let (time, left) = (matter.time.map(words.money), matter.contribution.map(words.money))
        return [
            "<a href=\"\(path)\" dir=\"auto\">\(subject)</a><br><small class=\"quiet\" dir=\"auto\">\(offering)</small>",
            "<a href=\"/customers/\(matter.customer.description)\" dir=\"auto\">\(matter.customerName)</a>",
            HTML(escaping: r.shortDate(matter.doneAt.milliseconds)),
            HTML(escaping: words.money(Double(matter.revenue))),
            HTML(escaping: words.money(Double(matter.material))),
            HTML(escaping: words.money(Double(matter.writtenOff))),
            HTML(escaping: words.hours(matter.minutes)), HTML(escaping: time ?? r("no rate")),
            HTML(escaping: left ?? "–"), HTML(escaping: served),
        ]
    }
}

extension Profits.Choice {
    func words(_ r: Reader) -> String? {
        let words = [
            isReturning.map { $0 ? r("returning customers") : r("new customers") },
            isServed.map { $0 ? r("well served") : r("not well served") },
            came.map { _ in r("of customers who came for the same first") },
            isBeside ? r("of other offerings") : nil, isBought ? r("billed", context: "matters") : nil,
        ].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: " · ")
    }
}
