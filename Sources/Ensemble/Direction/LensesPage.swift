import Localization
import Markup
import Statistics

/// What is declared, paid, worked and heard, beside each other and never blended.
struct LensesPage: Page {
    let scope: LensScope
    let figures: [LensFigure]
    let agreement: Agreement
    let offerings: [(id: Offering.ID, name: String)]
    let frame: Frame

    static var samples: [LensesPage] { Samples.lensesPages }

    func title(_ r: Reader) -> String { r("Say, paid, worked, heard") }

    /// What coders can't agree on is not shown.
    private var shown: [LensFigure] {
        figures.filter { $0.lens != .heard || agreement.verdict != .withheld }
    }

    func body(_ r: Reader) -> HTML {
        let words = BearingWords(r: r)
        return """
            <div class="sheet wide clarity bearing"><header class="inbox-head"><h1>\(title(r))</h1>
            <p class="quiet">\(r("Four views of what the business is, from \(r.month(scope.from)) to \(r.month(scope.until)); never blended into one"))</p></header>
            \(LensForm(path: "/direction/lenses", scope: scope, offerings: offerings).body(r))
            <p class="bearing-sentence">\(words.saidAndHeard(shown))</p>
            <div class="bearing-pair"><section class="card">\(TernaryPicture(words: r("The four lenses on the triangle; the table beside it says the same"), spots: shown.spots).body(r))</section>
            <section class="card"><h2>\(r("Where each lens sees it"))</h2>\(LensTable(figures: shown, scope: scope).body(r))
            <p class="quiet">\(words.agreement(agreement)) <a href="/direction/code-book">\(r("Code book"))</a> · <a href="/direction/audit">\(r("What the model hears"))</a></p>
            <p class="quiet"><a href="/direction/lenses.csv?\(scope.query)">\(r("As CSV"))</a> · <a href="/direction/declared">\(r("Say what it is"))</a></p></section></div>
            \(pairs(r))\(LensNotes().body(r))</div>
            """
    }

    private func pairs(_ r: Reader) -> HTML {
        let all = LensPair.all(shown)
        guard !all.isEmpty else {
            return
                "<p class=\"empty\">\(Icon.gauge) \(r("No two lenses rest on enough yet to be compared."))</p>"
        }
        return """
            <section class="card"><h2>\(r("How far they lie apart"))</h2><div class="scroll" tabindex="0" role="group" aria-label="\(r("How far they lie apart"))"><table class="rows"><tr><th scope="col">\(r("From – to"))</th>\
            <th scope="col" class="number">\(r("Points apart"))</th><th scope="col" class="number">\(r("Product"))</th><th scope="col" class="number">\(r("Service"))</th>\
            <th scope="col" class="number">\(r("Idea"))</th><th scope="col">\(r("Could it be chance?"))</th></tr>\(all.map { row($0, r) })</table></div>
            <p class="quiet">\(r("Points of a hundred. Method: \(LensGap.method.description).")) <a href="/direction/lenses.csv?table=pairs&amp;\(scope.query)">\(r("As CSV"))</a></p></section>
            """
    }

    private func row(_ pair: LensPair, _ r: Reader) -> HTML {
        let cells = pair.change.map { value -> HTML in
            "<td class=\"number\">\(value > 0.05 ? "+" : "")\(r.number(value, digits: 1))</td>"
        }
        return """
            <tr><th scope="row">\(pair.one.lens.name(r)) – \(pair.other.lens.name(r))</th><td class="number"><strong>\(r.number(pair.points, digits: 1))</strong></td>\(cells)\
            <td>\(chance(pair, r))</td></tr>
            """
    }

    private func chance(_ pair: LensPair, _ r: Reader) -> String {
        guard let test = pair.test else { return r("Both are counted whole") }
        let value = BearingWords(r: r).chance(test.p)
        return test.p < 0.05 ? r("Hardly: \(value)") : r("It could: \(value)")
    }
}

extension [LensFigure] {
    /// As they stand on the triangle.
    var spots: [TernaryPicture.Spot] {
        compactMap { figure in
            figure.emphasis.map {
                TernaryPicture.Spot(
                    lens: figure.lens, place: $0.centre, region: figure.region,
                    isThin: figure.lens != .declared && figure.legibility < .percentages,
                    dots: figure.dots)
            }
        }
    }
}

/// The lenses as a table: what the triangle shows, for every reader.
struct LensTable {
    let figures: [LensFigure]
    let scope: LensScope

    func body(_ r: Reader) -> HTML {
        """
        <div class="scroll" tabindex="0" role="group" aria-label="\(r("Lens"))"><table class="rows lens-table"><tr><th scope="col">\(r("Lens"))</th><th scope="col" class="number">\(r("Product"))</th>\
        <th scope="col" class="number">\(r("Service"))</th><th scope="col" class="number">\(r("Idea"))</th><th scope="col">\(r("Rests on"))</th></tr>\
        \(figures.map { row($0, r) })</table></div>
        """
    }

    private func row(_ figure: LensFigure, _ r: Reader) -> HTML {
        """
        <tr><th scope="row">\(figure.lens.name(r))<br><small class="quiet">\(figure.lens.words(r))</small></th>\(cells(figure, r))\
        <td>\(rests(figure, r))<br><small class="quiet">\(figure.method.description)</small></td></tr>
        """
    }

    private func cells(_ figure: LensFigure, _ r: Reader) -> [HTML] {
        guard figure.showsPercent, let centre = figure.emphasis?.centre else {
            if let dots = each(figure, r) { return [dots] }
            let words = figure.isWithheld ? r("withheld") : figure.emphasis == nil ? "–" : r("too few")
            return [HTML](repeating: "<td class=\"number quiet\">\(words)</td>", count: 3)
        }
        return Part.allCases.enumerated().map { place, part in
            let range = figure.ranges.map { ranges -> HTML in
                "<br><small class=\"quiet\">\(r.number(100 * ranges[place].low, digits: 0))–\(r.number(100 * ranges[place].high, digits: 0))</small>"
            }
            let none = figure.absent.contains(part)
            return
                "<td class=\"number\">\(none ? r("nothing") : r.number(100 * centre[part], digits: 0))\(none ? nil : range)</td>"
        }
    }

    /// Under five, each by itself.
    private func each(_ figure: LensFigure, _ r: Reader) -> HTML? {
        guard !figure.dots.isEmpty else { return nil }
        let words = figure.dots.map { dot in
            r.list(
                zip(Part.allCases, dot.parts).compactMap { part, share in
                    share < 0.01
                        ? nil : "\(BearingWords(r: r).name(part)) \(r.number(100 * share, digits: 0))"
                })
        }
        return "<td colspan=\"3\">\(words.map { "<span class=\"lens-dot\">\($0)</span>" as HTML })</td>"
    }

    private func rests(_ figure: LensFigure, _ r: Reader) -> HTML {
        guard figure.count > 0 else { return "<span class=\"quiet\">\(r("nothing yet"))</span>" }
        let covered = figure.covered.map { share -> HTML in
            share > 0.9995
                ? "" : "<br><small class=\"quiet\">\(r("\(r.percent(share)) of it has a profile"))</small>"
        }
        let uncarried: HTML =
            figure.uncarried == 0
            ? ""
            : "<br><small class=\"quiet\">\(BearingWords(r: r).uncarried(figure)) <a href=\"/direction/activities\">\(r("Kinds of work"))</a></small>"
        return """
            <a href="/direction/lenses/rows?lens=\(figure.lens.rawValue)&amp;\(scope.query)">\(BearingWords(r: r).count(figure))</a>\(covered)\(uncarried)
            """
    }
}

/// How the numbers come about.
struct LensNotes {
    func body(_ r: Reader) -> HTML {
        """
        <section class="card clarity-method"><h2>\(r("How it is counted"))</h2><ul>\
        <li>\(r("Declared: 100 points from owner and team, the latest word of each."))</li>\
        <li>\(r("Paid: what was billed, net of tax, by the profile that the offering had then; credit notes take it back."))</li>\
        <li>\(r("Worked: hours, by the profile of the kind of work they carry; without one, of what they were worked on."))</li>\
        <li>\(r("Heard: marked words. A customer counts once a month, however much they say."))</li>\
        <li>\(r("Ranges and outlines are at 95%. Money and hours are counted whole and have none. Under five each stands by itself, under ten there are no numbers."))</li></ul></section>
        """
    }
}

/// What is looked at: an offering, and until when.
struct LensForm {
    let path: String
    let scope: LensScope
    let offerings: [(id: Offering.ID, name: String)]
    var lens: Lens?
    var ahead: Int?

    func body(_ r: Reader) -> HTML {
        let choices =
            [(value: "", words: r("The business"))]
            + offerings.map { (value: $0.id.description, words: $0.name) }
        let lenses = Lens.allCases.map { (value: $0.rawValue, words: $0.name(r)) }
        return """
            <form class="clarity-form" action="\(path)"><input type="hidden" name="until" value="\(scope.until.description)">\
            \(lens.map { Field.choice("lens", r("Lens"), lenses, chosen: $0.rawValue) })\
            \(Field.choice("offering", r("Of"), choices, chosen: scope.offering?.description ?? ""))\
            \(ahead.map { Field.number("ahead", r("Months ahead"), value: String($0)) })\
            <button class="button small plain">\(r("Show"))</button><span class="clarity-times">\
            <a href="\(link(scope.from - 1))">\(r("Earlier"))</a>\
            \(if: scope.until < Month(r.thisDay), "<a href=\"\(link(scope.until + 12))\">\(r("Later"))</a>")</span></form>
            """
    }

    private func link(_ until: Month) -> String {
        "\(path)?until=\(until)" + (scope.offering.map { "&offering=\($0)" } ?? "")
            + (lens.map { "&lens=\($0.rawValue)" } ?? "") + (ahead.map { "&ahead=\($0)" } ?? "")
    }
}
