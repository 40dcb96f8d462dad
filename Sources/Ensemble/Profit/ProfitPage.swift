import Localization
import Markup
import Statistics

/// Profit beside the customer's interest, by offering, for new and for returning customers.
struct ProfitPage: Page {
    let report: ProfitReport
    let offerings: [(id: Offering.ID, name: String)]
    let frame: Frame

    static var samples: [ProfitPage] { Samples.profitPages }

    private var links: ProfitLinks { ProfitLinks(scope: report.scope) }
    private var scope: Results.Scope { report.scope }

    func title(_ r: Reader) -> String { r("Profit and interest") }

    func body(_ r: Reader) -> HTML {
        let words = ProfitWords(r: r, currency: report.currency)
        return """
            <div class="sheet wide clarity"><header class="inbox-head"><h1>\(title(r))</h1>
            <p class="quiet">\(r("What each kind of matter leaves over, and whether its customers are well served: \(r.month(scope.from)) to \(r.month(scope.until))"))</p>
            <a class="button small plain" href="/direction/profit/costs">\(r("What time and offerings cost"))</a></header>
            \(chooser(r))<p class="bearing-sentence">\(words.summary(report))</p>
            \(report.matters == 0 ? named(words, r) : figures(words, r))\(capacity(words, r))\(method(words, r))</div>
            """
    }

    private func chooser(_ r: Reader) -> HTML {
        var choices = [(value: "", words: r("All", context: "offerings"))]
        choices += offerings.map { (value: $0.id.description, words: $0.name) }
        choices.append((value: "none", words: r("No offering")))
        let chosen = scope.offering.map { $0.rawValue == 0 ? "none" : $0.description } ?? ""
        return """
            <form class="clarity-form" action="/direction/profit"><input type="hidden" name="until" value="\(scope.until.description)">\
            \(Field.choice("offering", r("Offering"), choices, chosen: chosen))\
            <button class="button small plain">\(r("Show"))</button><span class="clarity-times"><a href="\(links.page(until: scope.from - 1))">\(r("Earlier"))</a>\
            \(if: scope.until < Month(r.thisDay), "<a href=\"\(links.page(until: scope.until + scope.length))\">\(r("Later"))</a>")</span></form>
            """
    }

    /// Before anything is done: who else does it, where somebody is named.
    private func named(_ words: ProfitWords, _ r: Reader) -> HTML {
        report.referrals.isEmpty ? "" : ProfitReferralView(report: report, words: words).body(r)
    }

    private func figures(_ words: ProfitWords, _ r: Reader) -> HTML {
        let staying = ProfitStayingView(report: report, words: words)
        return
            "\(quadrants(words, r))\(ProfitReferralView(report: report, words: words).body(r))\(contributions(words, r))\(staying.drops(r))\(staying.lifetimes(r))"
    }

    // MARK: Quadrants

    private func quadrants(_ words: ProfitWords, _ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("Offering and customers")), .init(r("Profitable?")), .init(r("Good for customers?")),
            .init(r("Where that puts it")),
        ])
        let order: [ProfitCell.Quadrant] = [.temptation, .stop, .redesign, .keep, .notToldApart]
        let rows = order.flatMap { quadrant in
            report.cells(quadrant).map { cell in
                table.row(
                    [
                        "<a href=\"\(links.rows(cell))\" dir=\"auto\">\(words.name(cell))</a>",
                        HTML(escaping: words.probability(cell.profitable)), interest(cell, words, r),
                        place(cell, words, r),
                    ], bad: quadrant == .temptation ? [3] : [])
            }
        }
        return """
            <section class="card"><h2>\(r("Profit and the customers’ interest"))</h2>\(QuadrantPicture(cells: report.placed, words: words).body(r))\(table.body(rows))
            <p class="quiet">\(r("A side is taken from 80% on. Well served: told before, billed as told, not contested, and the matter and the money 4 or 5 of 5 where they answered.")) \
            \(if: report.unplaced > 0, unplaced(r))</p></section>
            """
    }

    private func unplaced(_ r: Reader) -> HTML {
        let words = r.plural(
            report.unplaced, "One matter without an offering is put nowhere: it may be anything.",
            "\(r.number(report.unplaced)) matters without an offering are put nowhere: they may be anything.")
        return "\(words)"
    }

    private func interest(_ cell: ProfitCell, _ words: ProfitWords, _ r: Reader) -> HTML {
        guard cell.judged > 0 else { return HTML(escaping: r("too few")) }
        let well =
            "<a href=\"\(links.rows(cell, isServed: true))\">\(r("\(r.number(cell.served)) of \(r.number(cell.judged))"))</a>"
            as HTML
        return
            "\(words.probability(cell.favourable)) <small class=\"quiet\">\(r("well served"))</small> \(well)"
    }

    private func place(_ cell: ProfitCell, _ words: ProfitWords, _ r: Reader) -> HTML {
        let question = r("What becomes of \(words.name(cell))?")
        let link = ProfitLinks.decision(cell, question).map {
            " <a href=\"\($0)\">\(r("Write a decision down"))</a>" as HTML
        }
        return
            "<strong>\(cell.quadrant?.name(r) ?? "–")</strong><br><small class=\"quiet\">\(cell.quadrant?.words(r) ?? "")\(link)</small>"
    }

    // MARK: What is left over

    private func contributions(_ words: ProfitWords, _ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("Offering and customers")), .init(r("Matters"), isNumber: true),
            .init(r("Revenue without tax"), isNumber: true),
            .init(r("Left over by one, on average"), isNumber: true),
            .init(r("Half of them lie between"), isNumber: true),
        ])
        let rows = report.cells.map { cell -> HTML in
            table.row([
                HTML(escaping: words.name(cell)),
                "<a href=\"\(links.rows(cell))\">\(r.number(cell.matters))</a>",
                HTML(escaping: words.money(Double(cell.revenue))), mean(cell, words, r),
                HTML(
                    escaping: cell.quartiles.map { r("\(words.money($0[1])) and \(words.money($0[3]))") }
                        ?? "–"),
            ])
        }
        return """
            <section class="card"><h2>\(r("What is left over, matter by matter"))</h2>\(ProfitPicture(cells: report.cells, words: words).body(r))\(table.body(rows))
            <p class="quiet">\(r("Revenue without tax, less material, write-offs and the time that went into it. A box holds the middle half, its line the middle.")) \
            <a href="\(links.rows())">\(r("Matter by matter"))</a></p></section>
            """
    }

    private func mean(_ cell: ProfitCell, _ words: ProfitWords, _ r: Reader) -> HTML {
        guard let figure = cell.contribution, cell.contributions.count >= ProfitCell.fewest else {
            return "<span class=\"quiet\">\(r("too few"))</span>"
        }
        let range = r("\(words.money(figure.interval.low)) to \(words.money(figure.interval.high))")
        return """
            <a href="\(links.rows(cell))">\(words.money(figure.value))</a><br><small class="quiet">\(range), n = \(r.number(figure.count))</small>
            """
    }

    // MARK: Time

    private func capacity(_ words: ProfitWords, _ r: Reader) -> HTML {
        guard report.hasRates else {
            return """
                <p class="empty">\(Icon.clock) \(r("Say what a month of the team costs, how many hours it holds in practice, and how long an answer takes.")) \
                <a href="/direction/profit/costs">\(r("What time and offerings cost"))</a></p>
                """
        }
        let table = StackedTable(heads: [
            .init(r("Team")), .init(r("Month")), .init(r("Cost of its time"), isNumber: true),
            .init(r("Hours in practice"), isNumber: true), .init(r("Hours used"), isNumber: true),
            .init(r("Cost of what was not used"), isNumber: true),
        ])
        let sums = report.capacity.map { team in
            table.row(
                cells(
                    name(team, r), r("All months"), team.supplied, team.practical, team.used, team.unused,
                    words, r))
        }
        let months = report.capacity.map { team in
            team.months.map { month in
                table.row(
                    cells(
                        name(team, r), r.month(month.month), month.cost.assigned + month.cost.unused,
                        month.practical, month.used, month.cost.unused, words, r))
            }
        }
        return """
            <section class="card"><h2>\(r("Time that is paid for"))</h2>\(table.body(sums))
            <details class="whole"><summary>\(r("Month by month"))</summary>\(table.body(months.flatMap { $0 }))</details>
            <p class="quiet">\(r("What nobody used is shown here and never spread over the matters. Nobody’s own time is shown."))</p></section>
            """
    }

    private func name(_ team: ProfitCapacity, _ r: Reader) -> String {
        team.name.nonEmpty
            ?? (report.capacity.count > 1
                ? r("Everybody else", context: "team") : r("Everybody", context: "team"))
    }

    private func cells(
        _ team: String, _ month: String, _ supplied: Double, _ practical: Double, _ used: Double,
        _ unused: Double, _ words: ProfitWords, _ r: Reader
    ) -> [HTML] {
        [
            HTML(escaping: team), HTML(escaping: month), HTML(escaping: words.money(supplied)),
            HTML(escaping: words.hours(practical)), HTML(escaping: words.hours(used)),
            HTML(escaping: words.money(unused)),
        ]
    }

    private func method(_ words: ProfitWords, _ r: Reader) -> HTML {
        let uncosted = r.plural(
            report.uncosted, "One matter holds time that no rate covers; what it left over is not known.",
            "\(r.number(report.uncosted)) matters hold time that no rate covers; what they left over is not known."
        )
        let foreign = r.plural(
            report.foreign, "One matter in another currency is not in it.",
            "\(r.number(report.foreign)) matters in other currencies are not in it.")
        return """
            <section class="card clarity-method"><h2>\(r("How it is counted"))</h2>
            <ul><li>\(r("A matter counts in the month in which it was done. Its time: the hours booked, and so many minutes for each answer, at its team’s cost of a minute (TDABC)."))</li>
            <li>\(r("Cost of a minute: the cost of a month by the minutes that can be worked in practice."))</li>
            <li>\(r("Returning: the customer had a matter done before."))</li>
            \(if: report.uncosted > 0, "<li>\(uncosted)</li>")\(if: report.foreign > 0, "<li>\(foreign)</li>")</ul>
            <p class="quiet">\(r("Methods: \(report.methods.joined(separator: ", ")).")) <a href="\(links.table)">\(r("All figures as CSV"))</a> · \
            <a href="\(links.table(.dropping))">\(r("What would be lost, as CSV"))</a> · \
            <a href="\(links.table(.referrals))">\(r("Who does it better, as CSV"))</a> · \
            <a href="\(links.table(.lifetimes))">\(r("What customers bring, as CSV"))</a> · \
            <a href="\(ProfitLinks.table(links.rows()))">\(r("All matters as CSV"))</a></p></section>
            """
    }
}
