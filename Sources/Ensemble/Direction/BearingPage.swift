import Localization
import Markup
import Statistics

/// Where the business stands, which way it heads, and where that leads.
struct BearingPage: Page {
    let report: BearingReport
    let ahead: Int
    let target: Declaration.Points?
    let agreement: Agreement
    let offerings: [(id: Offering.ID, name: String)]
    let frame: Frame

    static var samples: [BearingPage] { Samples.bearingPages }

    private var scope: LensScope { report.scope }
    private var isWithheld: Bool { agreement.verdict == .withheld }

    /// What coders can't agree on is not shown.
    private var shown: [LensFigure] { report.figures.filter { $0.lens != .heard || !isWithheld } }
    private var own: LensFigure? { shown.first { $0.lens == report.lens } }
    private var last: Forecast? { own?.showsPercent == true ? report.forecasts.last : nil }

    func title(_ r: Reader) -> String { r("Bearing") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide clarity bearing"><header class="inbox-head"><h1>\(r("Bearing"))</h1>
        <p class="quiet">\(r("What the business is by degrees, and where that leads: \(r.month(scope.from)) to \(r.month(scope.until))"))</p></header>
        \(LensForm(path: "/direction/bearing", scope: scope, offerings: offerings, lens: report.lens, ahead: ahead).body(r))
        <p class="bearing-sentence">\(BearingWords(r: r).saidAndHeard(shown))</p>
        <div class="bearing-pair"><section class="card">\(picture(r))</section>
        <section class="card"><h2>\(r("Where each lens sees it"))</h2>\(LensTable(figures: shown, scope: scope).body(r))
        <p class="quiet">\(BearingWords(r: r).agreement(agreement))</p>
        <p class="quiet"><a href="/direction/lenses?until=\(scope.until.description)">\(r("How far they lie apart"))</a> · <a href="/direction/declared">\(r("Say what it is"))</a> · <a href="/direction/course">\(r("Change course"))</a> · <a href="/direction/audit">\(r("What the model hears"))</a></p></section></div>
        \(answers(r))\(track(r))\(LensNotes().body(r))</div>
        """
    }

    // MARK: The picture

    private func picture(_ r: Reader) -> HTML {
        let track =
            own == nil
            ? []
            : report.track.filter { $0.figure.legibility > .dots || report.lens == .declared }
                .compactMap { $0.figure.emphasis?.centre }
        let cone =
            own?.showsPercent == true ? report.forecasts.compactMap { try? $0.region(level: 0.8) } : []
        // No farther than the forecast was ever worth something.
        let arrow = report.reach.flatMap { reach in
            cone.isEmpty ? nil : track.last.map { (from: $0, to: report.forecasts[reach - 1].centre) }
        }
        return TernaryPicture(
            words: r(
                "The triangle with the lenses, the months of one and where it may be; the tables say the same"
            ),
            spots: shown.spots, track: track, trackLens: report.lens, cone: cone, arrow: arrow,
            target: target?.blend
        ).body(r)
    }

    // MARK: The answers

    private func answers(_ r: Reader) -> HTML {
        let words = BearingWords(r: r)
        guard own != nil else { return "" }
        return """
            <section class="card bearing-answers"><h2>\(report.lens.name(r))</h2><dl>
            <dt>\(r("Has it moved since the start?"))</dt><dd>\(words.moved(report.moved))</dd>
            <dt>\(r("Does it turn now?"))</dt><dd>\(words.turning(own?.showsPercent == true ? report.heading : nil))</dd>
            <dt>\(r("Where does that lead?"))</dt><dd>\(destination(r)) \(words.skill(report))</dd></dl>
            <p class="quiet">\(methods(r))</p></section>
            """
    }

    private func destination(_ r: Reader) -> String {
        guard let last else { return r("Too little to look ahead.") }
        let month = r.month(scope.until + last.horizon)
        let place = BearingWords(r: r).blend(last.centre)
        let width =
            last.understatesUncertainty
            ? " " + r("The shaded range is too narrow: it rests on fewer than 24 months.") : ""
        return r("If nothing changes, by \(month): \(place).") + width
    }

    private func methods(_ r: Reader) -> String {
        let names = [
            EmphasisFilter.method, CombinedForecast.method, Backtest.method, LensGap.method,
        ].map(\.description)
        return r("Months observed: \(r.number(report.observed)). Methods: \(r.list(names)).")
    }

    // MARK: The months

    private func track(_ r: Reader) -> HTML {
        guard own != nil else { return "" }
        let rows = report.track.reversed().map { step in row(step.month, step.figure, r) }
        return """
            <section class="card"><h2>\(r("Month by month"))</h2><div class="scroll" tabindex="0" role="group" aria-label="\(r("Month by month"))"><table class="rows"><tr><th scope="col">\(r("Month"))</th>\
            <th scope="col" class="number">\(r("Product"))</th><th scope="col" class="number">\(r("Service"))</th><th scope="col" class="number">\(r("Idea"))</th><th scope="col">\(r("Rests on"))</th></tr>\(rows)</table></div>
            <p class="quiet"><a href="/direction/bearing.csv?lens=\(report.lens.rawValue)&amp;ahead=\(ahead)&amp;\(scope.query)">\(r("As CSV"))</a></p></section>
            """
    }

    private func row(_ month: Month, _ figure: LensFigure, _ r: Reader) -> HTML {
        let narrow = LensScope(offering: scope.offering, from: month, until: month)
        let cells: [HTML] =
            figure.showsPercent
            ? Part.allCases.map { part in
                "<td class=\"number\">\(r.number(100 * (figure.emphasis?.centre[part] ?? 0), digits: 0))</td>"
            }
            : [HTML](
                repeating: "<td class=\"number quiet\">\(figure.emphasis == nil ? "–" : r("too few"))</td>",
                count: 3)
        let rests: HTML =
            figure.count == 0
            ? "<span class=\"quiet\">–</span>"
            : "<a href=\"/direction/lenses/rows?lens=\(figure.lens.rawValue)&amp;\(narrow.query)\">\(BearingWords(r: r).count(figure))</a>"
        return "<tr><th scope=\"row\">\(r.month(month))</th>\(cells)<td>\(rests)</td></tr>"
    }
}
