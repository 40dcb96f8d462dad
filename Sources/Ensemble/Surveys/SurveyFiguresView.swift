import Localization
import Markup
import Statistics

/// The figures of a survey, each with how sure it is and the way to its rows.
struct SurveyFiguresView {
    let figures: Surveys.Figures
    let business: String

    private var tally: SurveyTally { figures.all }
    private var survey: Survey { figures.survey }
    private var links: SurveyLinks { SurveyLinks(survey: survey.id, scope: figures.scope) }

    func body(_ r: Reader) -> HTML {
        """
        <ul class="tiles clarity-figures">\(response(r))\(figures.questions.map { tile($0, r) })</ul>
        \(endResult(r))\(ideas(r))\(distributions(r))
        """
    }

    private func words(_ question: SurveyQuestion, _ r: Reader) -> String {
        question.text(in: r.language.tag, of: survey.content, business: business)
    }

    private func tile(_ name: String, _ value: HTML, _ more: HTML?, _ words: HTML) -> HTML {
        "<li class=\"card\"><h2>\(name)</h2><p class=\"clarity-value\">\(value)</p>\(more)<p class=\"quiet\">\(words)</p></li>"
    }

    // MARK: Who answered

    private func response(_ r: Reader) -> HTML {
        let share = ShareView(
            figure: tally.responseRate, hits: tally.answered, count: tally.asked, link: links.asks(.answered))
        let counts: [(Int, Surveys.Show, String)] = [
            (tally.asked, .asked, r("asked")), (tally.delivered, .delivered, r("delivered")),
            (tally.seen, .seen, r("opened")), (tally.answered, .answered, r("answered")),
            (tally.bounced, .bounced, r("came back")),
            (tally.notAsked.values.reduce(0, +), .notAsked, r("not asked")),
        ]
        let parts = counts.map { count, show, name -> HTML in
            "<a href=\"\(links.asks(show))\">\(r.number(count)) \(name)</a>"
        }
        let joined = parts.dropFirst().reduce(parts[0]) { "\($0) · \($1)" as HTML }
        return tile(r("Response rate"), share.large(r), share.bar(r, mark: nil), joined)
    }

    // MARK: What they say

    private func tile(_ question: SurveyQuestion, _ r: Reader) -> HTML {
        switch question.scale {
        case .recommend: netPromoters(question, r)
        case .satisfaction, .quality, .yesNo: good(question, r)
        case .ease: good(question, r)
        case .choice, .text, .associations: ""
        }
    }

    private func good(_ question: SurveyQuestion, _ r: Reader) -> HTML {
        let hits = question.good.map { tally.count(question.key, in: $0) } ?? 0
        let share = ShareView(
            figure: tally.good(question), hits: hits, count: tally.count(question.key),
            link: links.answers(question.key, question.good ?? 0...0))
        let about = question.scale == .ease ? middle(question, r) : ""
        return tile(
            words(question, r), share.large(r), share.bar(r, mark: nil),
            "\(goodWords(question, r)) \(about)\(bounds(tally.goodBounds(question), of: question, r))")
    }

    private func goodWords(_ question: SurveyQuestion, _ r: Reader) -> String {
        switch question.scale {
        case .satisfaction: r("Satisfied or very satisfied: 4 or 5 of 5.")
        case .quality: r("Good or very good: 4 or 5 of 5.")
        case .ease: r("Easy: 5 to 7 of 7.")
        case .yesNo: r("Said yes.")
        default: ""
        }
    }

    private func middle(_ question: SurveyQuestion, _ r: Reader) -> String {
        guard tally.count(question.key) >= 5, let mean = tally.mean(question.key),
            let median = tally.median(question.key)
        else { return "" }
        return r(
            "Mean \(r.number(mean.value, digits: 1)) (\(r.number(mean.interval.low, digits: 1)) to \(r.number(mean.interval.high, digits: 1))), median \(r.number(median.value, digits: 1))."
        ) + " "
    }

    private func netPromoters(_ question: SurveyQuestion, _ r: Reader) -> HTML {
        let view = NetPromoterView(tally: tally, key: question.key, links: links)
        let camps = tally.camps(question.key)
        let parts: [(Int, ClosedRange<Int>, String)] = [
            (camps.promoters, 9...10, r("for (9, 10)")), (camps.passives, 7...8, r("between (7, 8)")),
            (camps.detractors, 0...6, r("against (0 to 6)")),
        ]
        let counts = parts.map { count, range, name -> HTML in
            "<a href=\"\(links.answers(question.key, range))\">\(r.number(count)) \(name)</a>"
        }
        let limits = tally.netPromoterBounds(question.key).map {
            r(
                "Of everybody asked it lies between \(NetPromoterView.points($0.low, r)) and \(NetPromoterView.points($0.high, r)), whatever the silent think."
            )
        }
        let isShown = tally.count(question.key) >= 10
        return tile(
            words(question, r), view.large(r), view.range(r),
            "\(counts[0]) · \(counts[1]) · \(counts[2]). \(isShown ? limits ?? "" : "")")
    }

    /// What the silent could change.
    private func bounds(_ interval: Interval?, of question: SurveyQuestion, _ r: Reader) -> String {
        guard tally.count(question.key) >= 10, let interval else { return "" }
        return r(
            "Of everybody asked it lies between \(r.percent(interval.low)) and \(r.percent(interval.high)), whatever the silent think."
        )
    }

    // MARK: The end result

    /// Core and money of the same customers, crossed.
    private func endResult(_ r: Reader) -> HTML {
        guard survey.kind == .endResult, tally.count(SurveyTally.cell) > 0 else { return "" }
        func cell(_ cell: Int, _ words: String) -> HTML {
            let share = ShareView(
                figure: tally.share(ofCell: cell), hits: tally.count(SurveyTally.cell, in: cell...cell),
                count: tally.count(SurveyTally.cell), link: links.answers(SurveyTally.cell, cell...cell))
            return """
                <td\(attribute: "class", cell == 1 ? "survey-hidden" : nil)><p class="clarity-value">\(share.large(r))</p>\
                \(share.bar(r, mark: nil))<small class="quiet">\(words)</small></td>
                """
        }
        return """
            <section class="card"><h2>\(r("What it came to, for each customer"))</h2>
            <p class="quiet">\(r("The matter and the money of the same customers. Who is well served and badly billed hides in every average."))</p>
            <div class="scroll" tabindex="0" role="group" aria-label="\(r("What it came to, for each customer"))"><table class="rows survey-end">\
            <tr><td></td><th scope="col">\(r("Money good"))</th><th scope="col">\(r("Money not good"))</th></tr>
            <tr><th scope="row">\(r("Matter good"))</th>\(cell(0, r("all well")))\(cell(1, r("well done, and trouble with the money")))</tr>
            <tr><th scope="row">\(r("Matter not good"))</th>\(cell(2, r("fair money, poor result")))\(cell(3, r("neither")))</tr></table></div></section>
            """
    }

    // MARK: What comes to mind

    private func ideas(_ r: Reader) -> HTML {
        let named = tally.ideas.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
            .filter { $0.value.count > 0 }.prefix(20)
        guard !named.isEmpty else { return "" }
        let table = StackedTable(heads: [
            .init(r("What comes to mind")), .init(r("Named by"), isNumber: true),
            .init(r("How early"), isNumber: true),
            .init(r("Called good"), isNumber: true), .init(r("Called bad"), isNumber: true),
        ])
        let rows = named.map { key, idea -> HTML in
            let share = ShareView(
                figure: tally.share(of: idea), hits: idea.count, count: tally.answered,
                link: links.answers(idea: key))
            let favours = (
                idea.favours.filter { $0.key > 0 }.values.reduce(0, +),
                idea.favours.filter { $0.key < 0 }.values.reduce(0, +)
            )
            return table.row([
                HTML(escaping: key), SurveyShare(share).body(r),
                HTML(escaping: tally.salience(of: idea).map { r.number($0, digits: 2) } ?? "–"),
                HTML(escaping: r.number(favours.0)), HTML(escaping: r.number(favours.1)),
            ])
        }
        return """
            <section class="card"><h2>\(r("What comes to mind"))</h2>\(table.body(rows))
            <p class="quiet">\(r("How early: Sutrop’s salience, from 0 to 1: how many name it, and how soon."))</p></section>
            """
    }

    // MARK: How often each answer

    private func distributions(_ r: Reader) -> HTML {
        let asked = figures.questions.filter { $0.values != nil && tally.count($0.key) > 0 }
        guard !asked.isEmpty else { return "" }
        // One question is the page; several would make it very long.
        return """
            <section class="card"><h2>\(r("How often each answer was given"))</h2>\
            <details class="whole"\(flag: "open", if: asked.count == 1)><summary>\(r("Pictures and tables"))</summary>\
            \(asked.map { distribution($0, r) })</details></section>
            """
    }

    private func distribution(_ question: SurveyQuestion, _ r: Reader) -> HTML {
        let counts = tally.values[question.key] ?? [:]
        let count = tally.count(question.key)
        let picture = SurveyPicture(
            question: question, content: survey.content, counts: counts, words: words(question, r))
        let table = StackedTable(heads: [
            .init(r("Answer")), .init(r("How often"), isNumber: true), .init(r("Share"), isNumber: true),
        ])
        let rows = (question.values.map(Array.init) ?? []).map { value -> HTML in
            let n = counts[value] ?? 0
            let share = Legibility(count: count) >= .percentages ? r.percent(Double(n) / Double(count)) : "–"
            return table.row([
                HTML(escaping: question.label(of: value, in: r.language.tag, of: survey.content, r)),
                "<a href=\"\(links.answers(question.key, value...value))\">\(r.number(n))</a>",
                HTML(escaping: share),
            ])
        }
        return """
            <div class="survey-distribution"><h3>\(words(question, r))</h3><div class="survey-split">\
            <div class="scroll" tabindex="0" role="group" aria-label="\(words(question, r))">\(picture.body(r))</div>\
            \(table.body(rows))</div></div>
            """
    }
}

/// A share in a cell of a table that becomes cards.
struct SurveyShare {
    let share: ShareView

    init(_ share: ShareView) { self.share = share }

    func body(_ r: Reader) -> HTML {
        guard share.count > 0 else { return "–" }
        let isRange = Legibility(count: share.count) >= .percentages
        let range =
            isRange
            ? share.figure.map { r("\(r.percent($0.interval.low)) to \(r.percent($0.interval.high))") } : nil
        return """
            <a href="\(share.link)">\(share.words(r))</a>\(range.map { "<br><small class=\"quiet\">\($0)</small>" as HTML })
            """
    }
}
