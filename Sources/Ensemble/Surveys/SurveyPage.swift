import Localization
import Markup

/// A survey: what it asks and how, and what came back, each number with the
/// way to its rows. No person on the team is ranked by it.
struct SurveyPage: Page {
    let figures: Surveys.Figures
    let offerings: [(id: Offering.ID, name: String)]
    let problem: String?
    let frame: Frame

    static var samples: [SurveyPage] { Samples.surveyPages }

    private var survey: Survey { figures.survey }
    private var scope: Surveys.Scope { figures.scope }
    private var links: SurveyLinks { SurveyLinks(survey: survey.id, scope: scope) }
    private var path: String { "/surveys/\(survey.id)" }
    private var mayEdit: Bool { frame.viewer?.isAdministrator == true }

    func title(_ r: Reader) -> String { survey.content.title(in: r.language.tag) }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide clarity"><p class="meta"><a href="/surveys">\(r("Surveys"))</a><span>\(survey.kind.name(r))</span>\
        <span class="tag">\(survey.state.name(r))</span><span>\(r("Version \(r.number(survey.version))"))</span></p>
        <header class="inbox-head"><h1>\(title(r))</h1><p class="quiet">\(survey.rules.words(r))</p>\(if: mayEdit, actions(r))</header>
        \(Field.problem(problem))\(questions(r))
        \(survey.state == .drafted ? "" : chooser(r))
        \(survey.state == .drafted ? "" : came(r))</div>
        """
    }

    private func came(_ r: Reader) -> HTML {
        let tally = figures.all
        guard tally.asked + tally.notAsked.values.reduce(0, +) > 0 else {
            return "<p class=\"empty\">\(Icon.gauge) \(r("Nobody was asked in these months."))</p>"
        }
        return """
            \(SurveyFiguresView(figures: figures, business: frame.business).body(r))
            \(notAsked(r))\(byMonth(r))\(byOffering(r))\(method(r))
            """
    }

    // MARK: What it asks

    private func actions(_ r: Reader) -> HTML {
        let moves = survey.state.next.map { state -> HTML in
            """
            <form method="post" action="\(path)/state">\(frame.csrfField)<input type="hidden" name="state" value="\(state.rawValue)">\
            <button class="button small\(state == .asking ? "" : " plain")">\(state.command(r))</button></form>
            """
        }
        return """
            <div class="actions">\(moves)\(if: survey.state != .ended, "<a class=\"button small plain\" href=\"\(path)/edit\">\(r("Change it"))</a>")</div>
            """
    }

    private func questions(_ r: Reader) -> HTML {
        let asked = survey.content.questions.map { question -> HTML in
            "<li>\(question.text(in: r.language.tag, of: survey.content, business: frame.business))</li>"
        }
        guard !asked.isEmpty else {
            return "<p class=\"quiet\">\(r("There is no question in it yet."))</p>"
        }
        return "<ol class=\"survey-asked\">\(asked)</ol>"
    }

    private func chooser(_ r: Reader) -> HTML {
        var choices = [(value: "", words: r("All", context: "offerings"))]
        choices += offerings.map { (value: $0.id.description, words: $0.name) }
        choices.append((value: "none", words: r("No offering")))
        let chosen = scope.offering.map { $0.rawValue == 0 ? "none" : $0.description } ?? ""
        return """
            <form class="clarity-form" action="\(path)"><input type="hidden" name="until" value="\(scope.until.description)">\
            \(Field.choice("offering", r("Offering"), choices, chosen: chosen))\
            <button class="button small plain">\(r("Show"))</button><span>\(r("\(r.month(scope.from)) to \(r.month(scope.until))"))</span>\
            <span class="clarity-times"><a href="\(links.page(until: scope.from - 1))">\(r("Earlier"))</a>\
            \(if: scope.until < Month(r.thisDay), "<a href=\"\(links.page(until: scope.until + 12))\">\(r("Later"))</a>")</span></form>
            """
    }

    // MARK: Tables

    private func notAsked(_ r: Reader) -> HTML {
        let reasons = SurveyAsk.WhyNot.allCases.filter { figures.all.notAsked[$0] ?? 0 > 0 }
        guard !reasons.isEmpty else { return "" }
        let items = reasons.map { why -> HTML in
            "<li><a href=\"\(links.asks(.notAsked, why: why))\">\(r.number(figures.all.notAsked[why] ?? 0))</a> \(why.name(r))</li>"
        }
        return """
            <section class="card"><h2>\(r("Who could have been asked and was not"))</h2><ul class="plain-list">\(items)</ul></section>
            """
    }

    private func byMonth(_ r: Reader) -> HTML {
        let rows = figures.months.filter { $0.tally != SurveyTally() }.map { month in
            (r.month(month.month), month.tally, links.narrowed(to: month.month))
        }
        return table(r("By month"), r("Month"), rows, r)
    }

    private func byOffering(_ r: Reader) -> HTML {
        guard scope.offering == nil, figures.offerings.contains(where: { $0.offering != nil }) else {
            return ""
        }
        let rows = figures.offerings.map { row in
            (row.name.nonEmpty ?? r("No offering"), row.tally, links.narrowed(to: row.offering))
        }
        return table(r("By offering"), r("Offering"), rows, r)
    }

    /// Offerings stand in the order of their names: nobody and nothing is ranked.
    private func table(
        _ name: String, _ head: String, _ rows: [(String, SurveyTally, SurveyLinks)], _ r: Reader
    ) -> HTML {
        guard !rows.isEmpty else { return "" }
        let measured = figures.questions.filter { $0.good != nil }
        let table = StackedTable(
            heads: [
                .init(head), .init(r("Asked"), isNumber: true), .init(r("Answered"), isNumber: true),
                .init(r("Response rate"), isNumber: true),
            ]
                + measured.map {
                    .init(
                        $0.text(in: r.language.tag, of: survey.content, business: frame.business).shortened(
                            to: 40),
                        isNumber: true)
                }, kind: "survey-rows")
        let lines = rows.map { name, tally, links -> HTML in
            let rate = ShareView(
                figure: tally.responseRate, hits: tally.answered, count: tally.asked,
                link: links.asks(.answered))
            return table.row(
                [
                    HTML(escaping: name), "<a href=\"\(links.asks(.asked))\">\(r.number(tally.asked))</a>",
                    "<a href=\"\(links.answers())\">\(r.number(tally.answered))</a>",
                    SurveyShare(rate).body(r),
                ] + measured.map { cell($0, tally, links, r) })
        }
        return """
            <section class="card"><h2>\(name)</h2><details class="whole"\(flag: "open", if: lines.count <= 3)>\
            <summary>\(r("Table"))</summary>\(table.body(lines))</details></section>
            """
    }

    private func cell(_ question: SurveyQuestion, _ tally: SurveyTally, _ links: SurveyLinks, _ r: Reader)
        -> HTML
    {
        if question.scale == .recommend {
            return NetPromoterView(tally: tally, key: question.key, links: links).cell(r)
        }
        let hits = question.good.map { tally.count(question.key, in: $0) } ?? 0
        return SurveyShare(
            ShareView(
                figure: tally.good(question), hits: hits, count: tally.count(question.key),
                link: links.answers(question.key, question.good ?? 0...0))
        ).body(r)
    }

    private func method(_ r: Reader) -> HTML {
        """
        <section class="card clarity-method"><h2>\(r("How it is counted"))</h2>
        <ul><li>\(r("A customer answers once a month; a changed mind takes the place of the first. Months are those of asking."))</li>
        <li>\(r("The response rate is of all who were asked, also those whose mail came back. Opened is at most: programs that check mail open links too; they never answer."))</li>
        <li>\(r("Between which bounds a number lies if all the silent thought one way or the other is said beside it (Manski)."))</li>
        <li>\(r("Intervals are at 95%. Under 5 you see each as a dot, under 10 there is no percentage."))</li></ul>
        <p class="quiet">\(r("Methods: \(figures.methods.joined(separator: ", ")).")) <a href="\(links.table)">\(r("All figures as CSV"))</a> · \
        <a href="\(SurveyLinks.table(links.answers()))">\(r("All answers as CSV"))</a></p></section>
        """
    }
}

extension Survey.State {
    /// What makes it so.
    func command(_ r: Reader) -> String {
        switch self {
        case .drafted: ""
        case .asking: r("Start asking")
        case .paused: r("Pause it")
        case .ended: r("End it")
        }
    }
}
