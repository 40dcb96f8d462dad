import Localization
import Markup
import Statistics

/// The owner's page of cost clarity: whether customers knew before, each
/// number with n and interval, and the rows behind it one click away.
struct ClarityPage: Page {
    let clarity: Clarity
    /// The latest.
    let surprises: [ClarityBill]
    let offerings: [(id: Offering.ID, name: String)]
    let pack: PolicyPack
    let frame: Frame

    static var samples: [ClarityPage] { Samples.clarityPages }

    private var links: ClarityLinks { ClarityLinks(scope: clarity.scope, step: clarity.step) }
    private var scope: ClarityScope { clarity.scope }

    func title(_ r: Reader) -> String { r("Cost clarity") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide clarity"><header class="inbox-head"><h1>\(r("Cost clarity"))</h1>
        <p class="quiet">\(r("Whether customers knew what it costs, and how they can pay, before it was done: \(r.month(scope.from)) to \(r.month(scope.until))"))</p></header>
        \(chooser(r))
        \(clarity.all.bills + clarity.all.due + clarity.all.roles.count == 0 ? empty(r) : all(r))</div>
        """
    }

    private func empty(_ r: Reader) -> HTML {
        "<p class=\"empty\">\(Icon.gauge) \(r("Nothing was billed in these months. The figures come from estimates and invoices."))</p>"
    }

    private func all(_ r: Reader) -> HTML {
        """
        \(ClarityFigures(tally: clarity.all, links: links, pack: pack, roles: roles(r)).body(r))
        \(overTime(r))\(byOffering(r))\(roles(r).body(r))\(latest(r))\(method(r))
        """
    }

    private func roles(_ r: Reader) -> ClarityRolesView {
        ClarityRolesView(
            all: clarity.all.roles, links: links,
            steps: clarity.steps.map { step in
                (clarity.step.name(of: step.scope, r), step.tally.roles, links.narrowed(to: step.scope))
            },
            offerings: clarity.offerings.filter { $0.tally.roles.count > 0 }.map { row in
                var narrow = scope
                narrow.offering = row.offering.map(ClarityScope.Choice.one) ?? .none
                return (row.name.nonEmpty ?? r("No offering"), row.tally.roles, links.narrowed(to: narrow))
            })
    }

    // MARK: What is looked at

    private func chooser(_ r: Reader) -> HTML {
        let steps = ClarityStep.allCases.map { (value: $0.rawValue, words: $0.name(r)) }
        var choices = [(value: "", words: r("All", context: "offerings"))]
        choices += offerings.map { (value: $0.id.description, words: $0.name) }
        choices.append((value: "none", words: r("No offering")))
        return """
            <form class="clarity-form" action="/direction/clarity"><input type="hidden" name="until" value="\(scope.until.description)">\
            \(Field.choice("by", r("In steps of"), steps, chosen: clarity.step.rawValue))\
            \(Field.choice("offering", r("Offering"), choices, chosen: scope.offering.description))\
            <button class="button small plain">\(r("Show"))</button><span class="clarity-times">\
            <a href="\(links.page(until: scope.from - 1))">\(r("Earlier"))</a>\
            \(if: scope.until < Month(r.thisDay), "<a href=\"\(links.page(until: scope.until + (scope.until.number - scope.from.number + 1)))\">\(r("Later"))</a>")</span></form>
            """
    }

    // MARK: Tables with their pictures

    private func overTime(_ r: Reader) -> HTML {
        let picture = ClarityTimePicture(
            name: r("Over time"),
            steps: clarity.steps.map { step in
                (
                    name: clarity.step.short(of: step.scope, r), told: step.tally.toldBefore,
                    surprised: step.tally.surprised
                )
            })
        let rows = clarity.steps.map { step in
            ClarityRow(
                head: clarity.step.name(of: step.scope, r), tally: step.tally,
                links: links.narrowed(to: step.scope))
        }
        return """
            <section class="card"><h2>\(r("Over time"))</h2>\(picture.body(r))
            \(ClarityRow.table(r("Period"), rows, r))
            <p class="quiet"><a href="\(links.table(.steps))">\(r("As CSV"))</a></p></section>
            """
    }

    private func byOffering(_ r: Reader) -> HTML {
        guard !clarity.offerings.isEmpty else { return "" }
        let named = clarity.offerings.map { (name: $0.name.nonEmpty ?? r("No offering"), row: $0) }
        let rows = named.map { name, row -> ClarityRow in
            var narrow = scope
            narrow.offering = row.offering.map(ClarityScope.Choice.one) ?? .none
            return ClarityRow(head: name, tally: row.tally, links: links.narrowed(to: narrow))
        }
        let picture = ClarityRangePicture(
            name: r("By offering"),
            words: r("Told before, by offering; the table below says the same"),
            rows: named.map { (name: $0.name, figure: $0.row.tally.toldBefore) })
        return """
            <section class="card"><h2>\(r("By offering"))</h2>\(picture.body(r))
            \(ClarityRow.table(r("Offering"), rows, r))
            <p class="quiet">\(r("In the order of their names: under 30 bills an offering is not ranked.")) <a href="\(links.table(.offerings))">\(r("As CSV"))</a></p></section>
            """
    }

    private func latest(_ r: Reader) -> HTML {
        guard !surprises.isEmpty else { return "" }
        return """
            <section class="card"><h2>\(r("The latest surprises"))</h2>
            <ul class="clarity-surprises">\(surprises.map { ClaritySurprise(bill: $0).body(r) })</ul>
            <p><a href="\(links.bills(.surprises))">\(r("All surprises"))</a> · <a href="\(links.billTable(.surprises, lines: true))">\(r("Their lines as CSV"))</a></p></section>
            """
    }

    private func method(_ r: Reader) -> HTML {
        let spread = clarity.all.roles.count > 0 ? [RoleTally.spreadMethod] : []
        let methods = Set(clarity.all.named.compactMap { $0.figure?.method.description } + spread).sorted()
        return """
            <section class="card clarity-method"><h2>\(r("How it is counted"))</h2>
            <ul><li>\(r("Told before: every line was told in an estimate that was delivered before the work it prices began. Work began with the first time or material booked for the bill; where none was, on the day it was booked for; else with the bill."))</li>
            <li>\(r("A surprise: a line that nobody had announced, or more than the highest that was told."))</li>
            <li>\(r("Ranges: all that was told in a conversation beside all it was billed, once it is done. Ranges that are meant to hold 80% of the jobs should hold about 80%."))</li>
            <li>\(r("Until our part was told: from the first word of the customer to the first message that says who does it. Declined or referred: what was told last, always with the reason."))</li>
            <li>\(r("Intervals are at 95%. Under 5 you see each as a dot, under 10 there is no percentage."))</li></ul>
            <p class="quiet">\(r("Methods: \(methods.joined(separator: ", ")).")) <a href="\(links.table(.figures))">\(r("All figures as CSV"))</a></p></section>
            """
    }
}

extension ClarityStep {
    func name(_ r: Reader) -> String {
        switch self {
        case .month: r("Months")
        case .quarter: r("Quarters")
        case .year: r("Years")
        }
    }

    /// Under a picture: `3/26`, `Q1/26`, `2026`.
    func short(of scope: ClarityScope, _ r: Reader) -> String {
        let year = String(scope.from.year % 100)
        switch self {
        case .month: return "\(scope.from.ofYear + 1)/\(year)"
        case .quarter: return r("Q\(scope.from.ofYear / 3 + 1)/\(year)")
        case .year: return "\(scope.from.year)"
        }
    }
}
