import Localization
import Markup

/// The customers behind a number: what each said, and how their matters went.
struct ResultRowsPage: Page {
    let rows: [ResultCustomer]
    let next: Int64?
    let choice: ResultChoice
    let scope: Results.Scope
    let frame: Frame

    static var samples: [ResultRowsPage] { Samples.resultRowsPages }

    private var path: String { ResultLinks(scope: scope).rows(choice) }
    private var shown: Results.Scope { choice.isBefore ? scope.before : scope }

    func title(_ r: Reader) -> String { r("Customer by customer") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide clarity"><p class="meta"><a href="/direction/results?until=\(scope.until.description)">\(r("End results"))</a>\
        <span>\(r("\(r.month(shown.from)) to \(r.month(shown.until))"))</span></p>
        <header class="inbox-head"><h1>\(title(r))</h1>\(choice.words(r).map { "<p class=\"quiet\">\($0)</p>" as HTML })\
        <a class="button small plain" href="\(ResultLinks.table(path))">\(r("As CSV"))</a></header>
        \(rows.isEmpty ? "<p class=\"empty\">\(r("There is none."))</p>" : table(r))
        \(next.map { "<p class=\"pages\"><a href=\"\(path)&amp;after=\($0)\">\(r("Next"))</a></p>" as HTML })</div>
        """
    }

    private func table(_ r: Reader) -> HTML {
        var heads = [StackedTable.Head(r("Customer")), StackedTable.Head(r("In the end"))]
        for side in ResultSide.allCases { heads.append(.init(side.name(r), isNumber: true)) }
        heads.append(.init(r("All in all"), isNumber: true))
        heads.append(.init(r("Where it stumbled")))
        heads.append(.init(r("Answer")))
        let table = StackedTable(heads: heads)
        return table.body(rows.map { table.row(cells($0, r)) })
    }

    private func cells(_ customer: ResultCustomer, _ r: Reader) -> [HTML] {
        var cells: [HTML] = [
            "<a href=\"/customers/\(customer.customer.description)\">\(customer.name)</a>",
            picture(customer, r),
        ]
        for side in ResultSide.allCases { cells.append(rating(customer.ratings[side], r)) }
        cells.append(rating(customer.overall, r))
        let stumbled = ResultStage.allCases.filter { customer.stages[$0] == false }
        let words = stumbled.map { r("not: \($0.name(r))") }.joined(separator: ", ")
        cells.append(HTML(escaping: words.nonEmpty ?? "–"))
        cells.append(answer(customer, r))
        return cells
    }

    private func picture(_ customer: ResultCustomer, _ r: Reader) -> HTML {
        guard customer.response != nil else { return HTML(escaping: r("not answered")) }
        let pattern = ResultSide.allCases.map(customer.isGood)
        return
            "\(SidesPicture(pattern: pattern).body)<span class=\"hidden\">\(SidesPicture.words(pattern, r))</span>"
    }

    private func rating(_ value: Int?, _ r: Reader) -> HTML {
        HTML(escaping: value.map { r.number($0) } ?? "–")
    }

    private func answer(_ customer: ResultCustomer, _ r: Reader) -> HTML {
        guard let survey = customer.survey, let at = customer.answeredAt else { return "–" }
        let date = r.shortDate(at.milliseconds)
        guard let conversation = customer.conversation else {
            return "<a href=\"/surveys/\(survey.description)/answers\">\(date)</a>"
        }
        return "<a href=\"/conversations/\(conversation.description)#surveys\">\(date)</a>"
    }
}
