import Localization
import Markup
import Statistics

/// What came out in the end, for each customer: the matter and the money
/// together, what goes with it, and how far they came without a stumble.
struct ResultsPage: Page {
    let report: ResultReport
    let offerings: [(id: Offering.ID, name: String)]
    let frame: Frame

    static var samples: [ResultsPage] { Samples.resultsPages }

    private var links: ResultLinks { ResultLinks(scope: report.scope) }
    private var scope: Results.Scope { report.scope }

    func title(_ r: Reader) -> String { r("End results") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide clarity"><header class="inbox-head"><h1>\(title(r))</h1>
        <p class="quiet">\(r("What it came to for each customer, across service and billing: \(r.month(scope.from)) to \(r.month(scope.until))"))</p></header>
        \(chooser(r))<p class="name-summary">\(ResultWords(r: r).summary(report))</p>
        \(if: report.answered.isEmpty && report.travellers.isEmpty, "<p class=\"empty\">\(Icon.gauge) \(r("Nothing was done or answered in these months."))</p>")
        \(crossed(r))\(sides(r))\(patterns(r))\(drivers(r))\(journey(r))\(beside(r))\(method(r))</div>
        """
    }

    private func chooser(_ r: Reader) -> HTML {
        var choices = [(value: "", words: r("All", context: "offerings"))]
        choices += offerings.map { (value: $0.id.description, words: $0.name) }
        choices.append((value: "none", words: r("No offering")))
        let chosen = scope.offering.map { $0.rawValue == 0 ? "none" : $0.description } ?? ""
        return """
            <form class="clarity-form" action="/direction/results"><input type="hidden" name="until" value="\(scope.until.description)">\
            \(Field.choice("offering", r("Offering"), choices, chosen: chosen))\
            <button class="button small plain">\(r("Show"))</button><span class="clarity-times"><a href="\(links.page(until: scope.from - 1))">\(r("Earlier"))</a>\
            \(if: scope.until < Month(r.thisDay), "<a href=\"\(links.page(until: scope.until + scope.length))\">\(r("Later"))</a>")</span></form>
            """
    }

    // MARK: Joint

    private func crossed(_ r: Reader) -> HTML {
        guard let outcome = report.outcome else { return "" }
        func cell(_ figure: Figure, _ core: Bool, _ money: Bool, _ words: String) -> HTML {
            let hits = Int((figure.value * Double(figure.count)).rounded())
            let share = ShareView(
                figure: figure, hits: hits, count: figure.count,
                link: links.sides([.core: core, .money: money]))
            return """
                <td\(attribute: "class", core && !money ? "survey-hidden" : nil)><p class="clarity-value">\(share.large(r))</p>\
                \(share.bar(r, mark: nil))<small class="quiet">\(words)</small></td>
                """
        }
        let bounds = ResultWords(r: r).bounds(report.hiddenBounds)
        return """
            <section class="card"><h2>\(r("The matter and the money of the same customers"))</h2>
            <div class="scroll" tabindex="0" role="group" aria-label="\(r("The matter and the money of the same customers"))"><table class="rows survey-end">\
            <tr><td></td><th scope="col">\(r("Money good"))</th><th scope="col">\(r("Money not good"))</th></tr>
            <tr><th scope="row">\(r("Matter good"))</th>\(cell(outcome.bothGood, true, true, r("all well")))\(cell(outcome.onlyCoreGood, true, false, r("well done, and trouble with the money")))</tr>
            <tr><th scope="row">\(r("Matter not good"))</th>\(cell(outcome.onlyMoneyGood, false, true, r("fair money, poor result")))\(cell(outcome.neitherGood, false, false, r("neither")))</tr></table></div>
            <p class="quiet">\(r("Well done, and trouble with the money:")) \(bounds ?? "") \(r("\(r.number(report.asked)) customers were asked, \(r.number(report.joint.count)) answered both."))</p></section>
            """
    }

    private func sides(_ r: Reader) -> HTML {
        guard !report.answered.isEmpty else { return "" }
        let table = StackedTable(heads: [
            .init(r("Side")), .init(r("Good"), isNumber: true), .init(r("Answered"), isNumber: true),
            .init(r("Of everybody asked")),
        ])
        let rows = ResultSide.allCases.map { side -> HTML in
            let good = report.good(side)
            let share = SurveyShare(
                ShareView(
                    figure: good.figure, hits: good.hits, count: good.count, link: links.sides([side: true])))
            let bounds =
                good.count >= 10
                ? good.bounds.map { r("\(r.percent($0.low)) to \(r.percent($0.high))") } : nil
            return table.row([
                HTML(escaping: side.name(r)), share.body(r), HTML(escaping: r.number(good.count)),
                HTML(escaping: bounds ?? "–"),
            ])
        }
        return """
            <section class="card"><h2>\(r("Each side"))</h2>\(table.body(rows))\
            <p class="quiet">\(r("Of everybody asked: where it lies whatever the silent think (Manski). The sides are never added up to one number."))</p></section>
            """
    }

    private func patterns(_ r: Reader) -> HTML {
        let patterns = report.patterns
        guard !patterns.isEmpty else { return "" }
        let all = patterns.reduce(0) { $0 + $1.count }
        let table = StackedTable(heads: [
            .init(ResultSide.allCases.map { $0.name(r) }.joined(separator: " · ")), .init(r("In words")),
            .init(r("Customers"), isNumber: true),
        ])
        let rows = patterns.map { pattern, count -> HTML in
            let share = SurveyShare(
                ShareView(
                    figure: try? Proportion.wilson(count, of: all), hits: count, count: all,
                    link: links.pattern(pattern)))
            return table.row([
                SidesPicture(pattern: pattern).body,
                HTML(escaping: SidesPicture.words(pattern, r)),
                "\(share.body(r))",
            ])
        }
        return """
            <section class="card"><h2>\(r("All four sides of the same customers"))</h2>\(table.body(rows))\
            <p class="quiet">\(r("A filled square is good, a crossed one not. \(r.number(all)) customers answered all four.")) \
            <a href="\(links.rows())">\(r("Customer by customer"))</a></p></section>
            """
    }

    // MARK: Drivers

    private func drivers(_ r: Reader) -> HTML {
        guard !report.answered.isEmpty else { return "" }
        let needed = DriverShares.observationsPerDriver * ResultSide.allCases.count
        let complete = ResultReport.Drivers.complete(report.customers).count
        guard let drivers = report.drivers, let intervals = drivers.intervals else {
            return """
                <section class="card"><h2>\(r("What goes with “all in all”"))</h2>\
                <p>\(r("Too little to say: \(r.number(complete)) customers answered everything, \(r.number(needed)) are needed, and they must differ."))</p></section>
                """
        }
        let table = StackedTable(heads: [
            .init(r("Side")), .init(r("Goes with it"), isNumber: true), .init(r("Interval"), isNumber: true),
            .init(r("When good, when bad")),
        ])
        let rows = ResultSide.allCases.enumerated().map { place, side -> HTML in
            let interval = intervals[place]
            return table.row([
                HTML(escaping: side.name(r)), HTML(escaping: r.percent(drivers.shares.shares[place])),
                HTML(escaping: r("\(r.percent(max(0, interval.low))) to \(r.percent(interval.high))")),
                HTML(
                    escaping: drivers.effects.map { ResultWords(r: r).kind($0[place]) }
                        ?? r("too few at either end to say")),
            ])
        }
        let link = links.rows(ResultChoice(isComplete: true))
        return """
            <section class="card"><h2>\(r("What goes with “all in all”"))</h2>\
            <p>\(r("The four sides together go with \(r.percent(drivers.shares.rSquared)) of how “all in all” varies between customers")) (<a href="\(link)">n = \(r.number(drivers.shares.count))</a>).</p>
            \(DriversPicture(drivers: drivers).body(r))\(table.body(rows))
            <p class="quiet">\(r("It goes with it; that it makes it is not said. Whiskers: 95%, by drawing the customers again."))</p></section>
            """
    }

    // MARK: Journey

    private func journey(_ r: Reader) -> HTML {
        guard let yield = report.yield else { return "" }
        let table = StackedTable(heads: [
            .init(r("Stage")), .init(r("Came that way"), isNumber: true),
            .init(r("Passed it well"), isNumber: true),
            .init(r("Not"), isNumber: true), .init(r("In the middle it took"), isNumber: true),
        ])
        let rows = report.stages.map { stage -> HTML in
            let share = SurveyShare(
                ShareView(
                    figure: stage.share, hits: stage.passed, count: stage.count,
                    link: links.stage(stage.stage, true)))
            let failed = stage.count - stage.passed
            return table.row([
                HTML(escaping: stage.stage.name(r)), HTML(escaping: r.number(stage.count)), share.body(r),
                failed == 0 ? "0" : "<a href=\"\(links.stage(stage.stage, false))\">\(r.number(failed))</a>",
                HTML(escaping: ResultWords(r: r).time(stage.hours)),
            ])
        }
        let all = ShareView(
            figure: yield, hits: report.passedAll, count: yield.count,
            link: links.rows(ResultChoice(isAllPassed: true)))
        return """
            <section class="card"><h2>\(r("The way through"))</h2>\
            <p class="quiet">\(r("From the desk’s records, not from what was said: of the customers whose matters were done in these months, who passed each stage every time they came to it."))</p>
            \(table.body(rows))<h3>\(r("Passed every stage"))</h3><p class="clarity-value">\(all.large(r))</p>\(all.bar(r, mark: nil))</section>
            """
    }

    private func beside(_ r: Reader) -> HTML {
        let beside = report.beside
        guard !beside.isEmpty else { return "" }
        let table = StackedTable(heads: [
            .init(r("Stage")), .init(r("Money good, where passed"), isNumber: true),
            .init(r("Money good, where not"), isNumber: true),
            .init(r("Difference in points"), isNumber: true),
        ])
        let words = ResultWords(r: r)
        let rows = beside.map { one -> HTML in
            func share(_ counts: (hits: Int, count: Int), _ isPassed: Bool) -> HTML {
                SurveyShare(
                    ShareView(
                        figure: try? Proportion.wilson(counts.hits, of: counts.count), hits: counts.hits,
                        count: counts.count, link: links.stage(one.stage, isPassed, money: true))
                ).body(r)
            }
            let gap = one.difference.map {
                r(
                    "\(words.points($0.value)) (\(words.points($0.interval.low)) to \(words.points($0.interval.high)))"
                )
            }
            return table.row([
                HTML(escaping: one.stage.name(r)), share(one.passed, true), share(one.failed, false),
                HTML(escaping: gap ?? "–"),
            ])
        }
        return """
            <section class="card"><h2>\(r("What was done, and what they say of the money"))</h2>\(table.body(rows))\
            <p class="quiet">\(r("The same customers in the desk’s records and in their answers."))</p></section>
            """
    }

    private func method(_ r: Reader) -> HTML {
        """
        <section class="card clarity-method"><h2>\(r("How it is counted"))</h2>
        <ul><li>\(r("Each customer counts once in these months, with what they said last. Good is 4 or 5 of 5."))</li>
        <li>\(r("A matter counts in the month in which it was done. Told before, billed as told and contested are those of cost clarity."))</li>
        <li>\(r("What goes with “all in all”: shares of R², averaged over every order of the sides (LMG), of customers who answered everything; ten are needed for each side."))</li>
        <li>\(r("When good, when bad: the change of “all in all” where a side is 5, and where it is 1 or 2, against the middle."))</li>
        <li>\(r("Intervals are at 95%. Under 5 you see each as a dot, under 10 there is no percentage."))</li></ul>
        <p class="quiet">\(r("Methods: \(report.methods.joined(separator: ", ")).")) <a href="\(links.table)">\(r("All figures as CSV"))</a> · \
        <a href="\(ResultLinks.table(links.rows()))">\(r("All customers as CSV"))</a></p></section>
        """
    }
}
