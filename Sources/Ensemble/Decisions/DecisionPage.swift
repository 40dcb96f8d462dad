import Localization
import Markup

/// One decision: what was written before, what was chosen and why, what came of it, and the figures each time.
struct DecisionPage: Page {
    let decision: Decision
    let evidence: [DecisionEvidence.Phase: [DecisionEvidence]]
    let now: [DecisionEvidence]
    let typed: NewDecisionPage.Typed
    let today: Day
    let problem: String?
    let frame: Frame

    static var samples: [DecisionPage] { Samples.decisionPages }

    private var path: String { "/direction/decisions/\(decision.id)" }

    func title(_ r: Reader) -> String { decision.text.question }

    func body(_ r: Reader) -> HTML {
        let kind = decision.text.kind
        return """
            <div class="sheet wide clarity"><p class="meta"><a href="/direction/decisions">\(r("Decisions"))</a>\
            <span>\(decision.offeringName ?? r("The business"))</span><span>\(DecisionWords(r: r).state(decision, on: today))</span></p>
            <header class="inbox-head"><h1 dir="auto">\(decision.text.question)</h1>
            <p class="quiet"><strong>\(kind.name(r))</strong>: \(kind.words(r))</p></header>
            \(Field.problem(problem))\(trigger(r))\(options(r))\(choice(r))\(review(r))\
            \(DecisionEvidenceView(decision: decision, evidence: evidence, now: now).body(r))</div>
            """
    }

    // MARK: Written before

    private func trigger(_ r: Reader) -> HTML {
        let trigger = decision.text.trigger
        let figure = now.first { $0.figure == trigger.figure }
        let path = trigger.figure.path(
            until: figure?.month ?? Month(today), of: decision.text.offering)
        return """
            <section class="card"><h2>\(r("What would set it off"))</h2><p class="bearing-sentence">\(trigger.words(r))</p>
            <p>\(DecisionWords(r: r).standing(trigger, figure, on: today)) <a href="\(path)">\(r("What it stands for"))</a></p>
            <p class="quiet">\(r("Written down by \(decision.proposedBy), \(r.date(decision.proposedAt.milliseconds))"))</p></section>
            """
    }

    private func options(_ r: Reader) -> HTML {
        let words = DecisionWords(r: r)
        let table = StackedTable(heads: [
            .init(r("Option")), .init(r("Profit is expected to be")),
            .init(r("For customers it is expected to be")),
        ])
        let rows = decision.text.options.enumerated().map { place, option -> HTML in
            let isChosen = decision.choice?.option == place
            let name: HTML =
                isChosen
                ? "<strong dir=\"auto\">\(Icon.check) \(words.option(option))</strong> <small class=\"quiet\">\(r("chosen"))</small>"
                : "<span dir=\"auto\">\(words.option(option))</span>"
            return table.row([
                name, HTML(escaping: words.expected(option.profit)),
                HTML(escaping: words.expected(option.customer)),
            ])
        }
        return "<section class=\"card\"><h2>\(r("What can be done"))</h2>\(table.body(rows))</section>"
    }

    // MARK: Decided

    private func choice(_ r: Reader) -> HTML {
        guard let choice = decision.choice else { return deciding(r) }
        let remedy = choice.remedy.nonEmpty.map {
            "<p><strong>\(r("What is done for customers"))</strong>: <span dir=\"auto\">\($0)</span></p>"
                as HTML
        }
        return """
            <section class="card"><h2>\(r("Decided"))</h2><p class="bearing-sentence" dir="auto">\(decision.chosen.map(DecisionWords(r: r).option) ?? "")</p>
            <p dir="auto">\(choice.why)</p>\(remedy)
            <p class="quiet">\(r("\(choice.by), \(r.date(choice.at.milliseconds)); to be looked at again on \(r.date(choice.reviewOn))"))</p></section>
            """
    }

    private func deciding(_ r: Reader) -> HTML {
        let words = DecisionWords(r: r)
        let choices = decision.text.options.enumerated().map { place, option -> HTML in
            """
            <label class="way"><input type="radio" name="option" value="\(place)" required\(flag: "checked", if: typed["option"] == String(place))> \
            <span dir="auto">\(words.option(option))\(if: option.isTemptation, " <small class=\"bad\">\(r("gains at the customers’ cost"))</small>")</span></label>
            """
        }
        let needsRemedy = decision.text.options.contains { $0.isTemptation }
        return """
            <form class="card declare" method="post" action="\(path)/choice">\(frame.csrfField)<h2>\(r("Decide"))</h2>
            <fieldset><legend>\(r("What is done"))</legend>\(choices)</fieldset>
            \(Field.area("why", r("Why"), value: typed["why"], rows: 3))
            \(if: needsRemedy, Field.area("remedy", r("What is done for customers, if it gains at their cost"), value: typed["remedy"], rows: 2, required: false))
            \(Field.text("review", r("To be looked at again on"), value: typed["review"], hint: r("Like \((today + 180).description)")))
            <p><button class="button">\(r("Decide"))</button></p></form>
            """
    }

    // MARK: Reviewed

    private func review(_ r: Reader) -> HTML {
        guard decision.choice != nil else { return "" }
        guard let review = decision.review else { return reviewing(r) }
        return """
            <section class="card"><h2>\(r("What came of it"))</h2><p class="bearing-sentence">\(review.verdict.name(r))</p>
            <p dir="auto">\(review.words)</p><p class="quiet">\(r("\(review.by), \(r.date(review.at.milliseconds))"))</p></section>
            """
    }

    private func reviewing(_ r: Reader) -> HTML {
        let verdicts = Decision.Verdict.allCases.map { verdict -> HTML in
            """
            <label class="way"><input type="radio" name="verdict" value="\(verdict.rawValue)" required\(flag: "checked", if: typed["verdict"] == verdict.rawValue)> \
            <span>\(verdict.name(r))</span></label>
            """
        }
        return """
            <form class="card declare" method="post" action="\(path)/review">\(frame.csrfField)<h2>\(r("Look at it again"))</h2>
            <fieldset><legend>\(r("Did what was expected come true?"))</legend>\(verdicts)</fieldset>
            \(Field.area("words", r("What came of it"), value: typed["words"], rows: 3))
            <p><button class="button">\(r("Keep the review"))</button></p></form>
            """
    }
}

/// The figures as they were each time, beside those of now.
struct DecisionEvidenceView {
    let decision: Decision
    let evidence: [DecisionEvidence.Phase: [DecisionEvidence]]
    let now: [DecisionEvidence]

    func body(_ r: Reader) -> HTML {
        let phases = DecisionEvidence.Phase.allCases.filter { evidence[$0] != nil }
        var heads = [StackedTable.Head(r("Figure"))]
        for phase in phases { heads.append(.init(name(phase, r), isNumber: true)) }
        heads.append(.init(r("Now"), isNumber: true))
        let table = StackedTable(heads: heads)
        let rows = DecisionFigure.all.compactMap { figure -> HTML? in
            let columns = phases.map { phase in evidence[phase]?.first { $0.figure == figure } }
            let present = now.first { $0.figure == figure }
            // What never had anything behind it says nothing.
            guard (columns + [present]).contains(where: { ($0?.count ?? 0) > 0 }) else { return nil }
            var cells: [HTML] = [HTML(escaping: figure.name(r))]
            for column in columns + [present] { cells.append(cell(column, r)) }
            return table.row(cells, kind: figure == decision.text.trigger.figure ? "total" : nil)
        }
        guard !rows.isEmpty else {
            return "<p class=\"empty\">\(Icon.gauge) \(r("There was nothing to count yet."))</p>"
        }
        return """
            <section class="card"><h2>\(r("What the figures said"))</h2>\(table.body(rows))
            <p class="quiet">\(r("Each over twelve months, with its 95% interval and how many it rests on, kept as it was. A link leads to what stands behind it.")) \
            \(r("Methods: \(methods.joined(separator: ", "))."))</p></section>
            """
    }

    private var methods: [String] {
        let all = evidence.values.flatMap { $0 } + now
        return Set(all.filter { $0.value != nil }.map(\.method)).sorted()
    }

    private func name(_ phase: DecisionEvidence.Phase, _ r: Reader) -> String {
        switch phase {
        case .proposed: r("When written down")
        case .decided: r("When decided")
        case .reviewed: r("At the review")
        }
    }

    private func cell(_ evidence: DecisionEvidence?, _ r: Reader) -> HTML {
        guard let evidence, evidence.count > 0 else { return "–" }
        let count = r("n = \(r.number(evidence.count))")
        let path = evidence.figure.path(until: evidence.month, of: decision.text.offering)
        guard let value = evidence.value else {
            return "<a href=\"\(path)\">\(r("too few to say"))</a><br><small class=\"quiet\">\(count)</small>"
        }
        var small = count
        if let low = evidence.low, let high = evidence.high {
            small = r("\(r.percent(low)) to \(r.percent(high)), \(count)")
        }
        return "<a href=\"\(path)\">\(r.percent(value))</a><br><small class=\"quiet\">\(small)</small>"
    }
}
