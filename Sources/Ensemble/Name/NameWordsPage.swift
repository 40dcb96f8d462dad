import Localization
import Markup

/// Where customers' words are read: which phrases say the same, and whether
/// that is what is intended, or the opposite.
struct NameWordsPage: Page {
    let phrases: [NameIdeas.HeardPhrase]
    let intended: [IntendedIdea]
    let problem: String?
    let frame: Frame

    static var samples: [NameWordsPage] { Samples.nameWordsPages }

    func title(_ r: Reader) -> String { r("Read customers’ words") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet clarity"><p class="meta"><a href="/direction/name">\(r("The idea behind our name"))</a></p>
        <header class="inbox-head"><h1>\(title(r))</h1><p class="quiet">\(r("The same idea comes in many words and languages. Give phrases that say the same the same name, and say whether it is what you intend. Mind the “not” in “not cheap”."))</p></header>
        \(Field.problem(problem))<datalist id="ideas">\(Set(phrases.map(\.idea)).sorted().map { "<option value=\"\($0)\"></option>" as HTML })</datalist>
        \(phrases.isEmpty ? "<p class=\"empty\">\(r("Nobody has answered yet."))</p>" : HTML("<ul class=\"plain-list name-phrases\">\(phrases.enumerated().map { phrase($0.offset, $0.element, r) })</ul>"))</div>
        """
    }

    private func phrase(_ place: Int, _ phrase: NameIdeas.HeardPhrase, _ r: Reader) -> HTML {
        let choices =
            [(value: "", words: r("not intended"))]
            + intended.flatMap { idea in
                [
                    (value: "says \(idea.id)", words: r("says “\(idea.words)”")),
                    (value: "against \(idea.id)", words: r("says the opposite of “\(idea.words)”")),
                ]
            }
        let chosen = phrase.tie.map { "\($0.isAgainst ? "against" : "says") \($0.intended)" } ?? ""
        let count = r.plural(
            phrase.customers, "1 customer", "\(r.number(phrase.customers)) customers")
        return """
            <li class="card"><form class="fields" method="post" action="/direction/name/words">\(frame.csrfField)<input type="hidden" name="phrase" value="\(phrase.key)">\
            <p><strong dir="auto">\(phrase.words)</strong> <small class="quiet">\(count)\(if: !phrase.isRead, " · \(r("read by nobody yet"))")</small></p>\
            <div class="name-reading"><p class="field"><label for="f-idea-\(place)">\(r("Counted as"))</label>\
            <input id="f-idea-\(place)" type="text" name="idea" value="\(phrase.idea)" list="ideas" autocomplete="off" required></p>\
            \(Field.choice("tie", r("And that"), choices, chosen: chosen, scope: "p\(place)-"))\
            <p><button class="button small plain">\(r("Save"))<span class="hidden">: \(phrase.words)</span></button></p></div></form></li>
            """
    }
}

/// The answers behind a number of the name, the latest first.
struct NameRowsPage: Page {
    let rows: [NameAnswer]
    let next: Int64?
    let choice: NameChoice
    let scope: NameIdeas.Scope
    let frame: Frame

    static var samples: [NameRowsPage] { Samples.nameRowsPages }

    private var path: String { NameLinks(scope: scope).rows(choice) }

    func title(_ r: Reader) -> String { r("What came to mind") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide clarity"><p class="meta"><a href="/direction/name?until=\(scope.until.description)">\(r("The idea behind our name"))</a>\
        <span>\(r("\(r.month(shown.from)) to \(r.month(shown.until))"))</span></p>
        <header class="inbox-head"><h1>\(title(r))</h1>\(choice.heard.map { "<p class=\"quiet\">“\($0)”</p>" as HTML })\(choice.lived.map { "<p class=\"quiet\">\(experience($0, r))</p>" as HTML })\
        <a class="button small plain" href="\(NameLinks.table(path))">\(r("As CSV"))</a></header>
        \(rows.isEmpty ? "<p class=\"empty\">\(r("There is none."))</p>" : table(r))
        \(next.map { "<p class=\"pages\"><a href=\"\(path)&amp;after=\($0)\">\(r("Next"))</a></p>" as HTML })</div>
        """
    }

    private var shown: NameIdeas.Scope { choice.isBefore ? scope.before : scope }

    private func experience(_ lived: (experience: NameExperience, isLived: Bool), _ r: Reader) -> String {
        lived.isLived ? lived.experience.name(r) : r("not: \(lived.experience.name(r))")
    }

    private func table(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("Customer")), .init(r("Answered")), .init(r("What came to mind")),
            .init(r("What they went through")), .init(r("Conversation")),
        ])
        return table.body(
            rows.map { answer in
                let place = answer.conversation.map {
                    "<a href=\"/conversations/\($0.description)\">\($0.description)</a>" as HTML
                }
                let lived = NameExperience.allCases.filter(answer.lived.contains).map { $0.name(r) }
                return table.row([
                    "<a href=\"/customers/\(answer.customer.description)\">\(answer.customerName)</a>",
                    HTML(escaping: r.shortDate(answer.answeredAt.milliseconds)),
                    "<ol class=\"plain-list\">\(answer.ideas.map { idea($0, answer, r) })</ol>",
                    HTML(escaping: lived.isEmpty ? "–" : r.list(lived)), place ?? "–",
                ])
            })
    }

    private func idea(_ idea: NameAnswer.Idea, _ answer: NameAnswer, _ r: Reader) -> HTML {
        let favour = idea.favour.map {
            " <small class=\"quiet\">\(SurveyFields.favour($0, r))</small>" as HTML
        }
        let read = idea.shown.folded == idea.words.folded ? nil : idea.shown
        return """
            <li><span lang="\(answer.language)" dir="auto">\(idea.words)</span>\(favour)\(read.map { " <small class=\"quiet\">= \($0)</small>" as HTML })\
            \(idea.why.nonEmpty.map { "<br><small lang=\"\(answer.language)\" dir=\"auto\">\($0)</small>" as HTML })</li>
            """
    }
}
