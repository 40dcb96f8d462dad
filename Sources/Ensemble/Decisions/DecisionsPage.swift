import Localization
import Markup

/// What is to be decided, what is in effect, and what came of it.
struct DecisionsPage: Page {
    let decisions: [Decision]
    let next: Keyset?
    let show: Decisions.Show
    let today: Day
    let frame: Frame

    static var samples: [DecisionsPage] { Samples.decisionsPages }

    func title(_ r: Reader) -> String { r("Decisions") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide clarity"><header class="inbox-head"><h1>\(title(r))</h1>
        <p class="quiet">\(r("What was decided on which figures, and what came of it"))</p>
        <a class="button small" href="/direction/decisions/new">\(r("Write a decision down"))</a></header>
        <nav class="clarity-others" aria-label="\(r("Which of them"))">\(Decisions.Show.allCases.map { link($0, r) })</nav>
        \(decisions.isEmpty ? "<p class=\"empty\">\(Icon.check) \(r("There is none."))</p>" : table(r))
        \(next.map { "<p class=\"pages\"><a href=\"/direction/decisions?show=\(show.rawValue)&amp;after=\($0.description)\">\(r("Next"))</a></p>" as HTML })</div>
        """
    }

    private func link(_ which: Decisions.Show, _ r: Reader) -> HTML {
        """
        <a href="/direction/decisions?show=\(which.rawValue)"\(attribute: "aria-current", which == show ? "page" : nil)>\(which.name(r))</a>
        """
    }

    private func table(_ r: Reader) -> HTML {
        let words = DecisionWords(r: r)
        let table = StackedTable(heads: [
            .init(r("Question")), .init(r("How far it goes")), .init(r("What would set it off")),
            .init(r("Chosen")), .init(r("Stands")), .init(r("Review")),
        ])
        let rows = decisions.map { decision -> HTML in
            table.row(
                [
                    "<a href=\"/direction/decisions/\(decision.id.description)\" dir=\"auto\">\(decision.text.question)</a>\(decision.offeringName.map { "<br><small class=\"quiet\" dir=\"auto\">\($0)</small>" as HTML })",
                    HTML(escaping: decision.text.kind.name(r)),
                    HTML(escaping: decision.text.trigger.words(r)),
                    HTML(escaping: decision.chosen.map(words.option) ?? "–"),
                    HTML(escaping: words.state(decision, on: today)),
                    HTML(escaping: decision.choice.map { r.shortDate($0.reviewOn) } ?? "–"),
                ], bad: decision.isDue(on: today) ? [5] : [])
        }
        return table.body(rows)
    }
}
