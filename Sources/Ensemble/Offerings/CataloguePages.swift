import Localization
import Markup

/// What the business does and what it costs, before anyone asks.
struct CataloguePage: Page {
    let offerings: [Offering]
    /// What each typically costs.
    var typical: [Offering.ID: TypicalCost] = [:]
    var terms = Terms()
    let frame: Frame

    static var samples: [CataloguePage] {
        [
            CataloguePage(
                offerings: Samples.offerings, typical: Samples.typicalCosts, frame: .sampleVisitor),
            CataloguePage(offerings: [], frame: .sampleVisitor),
        ]
    }

    func title(_ r: Reader) -> String { r("What we do") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet"><h1>\(r("What we do, and what it costs"))</h1>
        \(PriceWords.tax(terms, r).nonEmpty.map { "<p class=\"quiet\">\($0)</p>" as HTML })
        \(offerings.isEmpty ? empty(r) : "<ul class=\"catalogue\">\(offerings.map { Self.entry($0, typical[$0.id], r) })</ul>" as HTML)</div>
        """
    }

    private func empty(_ r: Reader) -> HTML {
        """
        <p class="empty">\(r("Our catalogue is being written."))</p>\
        <p><a class="button" href="/contact">\(r("Write to us"))</a></p>
        """
    }

    /// - Parameter typical: as stated, with few similar jobs, where it is not given.
    static func entry(_ offering: Offering, _ typical: TypicalCost?, _ r: Reader) -> HTML {
        let text = offering.version.text
        let typical = typical ?? TypicalCost(stated: text, similar: 0)
        return """
            <li><a class="card" href="/offerings/\(offering.id.description)" data-offering="\(offering.id.description)"><strong>\(text.name)</strong>\
            \(text.summary.nonEmpty.map { "<span>\($0)</span>" as HTML })\
            <span class="catalogue-cost">\(PriceWords(typical.applied(to: text)).cost(r))</span>\
            \(if: text.priceModel != .request, "<small class=\"quiet\">\(typical.brief(r))</small>")</a></li>
            """
    }
}

/// One offering: its cost, what can change it, how it can be paid, where it ends.
struct CatalogueOfferingPage: Page {
    let offering: Offering
    let typical: TypicalCost
    var terms = Terms()
    let frame: Frame

    static var samples: [CatalogueOfferingPage] {
        Samples.offerings.map { offering in
            CatalogueOfferingPage(
                offering: offering, typical: TypicalCost(stated: offering.version.text, similar: 3),
                frame: .sampleVisitor)
        }
    }

    private var text: OfferingText { offering.version.text }

    func title(_ r: Reader) -> String { text.name }

    func body(_ r: Reader) -> HTML {
        """
        <article class="sheet told"><p class="meta"><a href="/offerings">\(r("What we do"))</a></p>
        <h1>\(text.name)</h1>
        \(text.summary.nonEmpty.map { "<p class=\"lead\">\($0)</p>" as HTML })
        \(standing(r))
        <section class="card told-sum" aria-labelledby="cost"><h2 id="cost">\(r("What it costs"))</h2>
        <p class="told-cost">\(PriceWords(typical.applied(to: text)).cost(r))</p>
        \(if: text.priceModel != .request, SpreadView(gross: typical.price, currency: text.currency).body(r))
        <p class="quiet">\(typical.words(r)) \(PriceWords.tax(terms, r))</p>
        \(payment(r))
        <p class="actions"><a class="button" href="/contact?offering=\(offering.id.description)">\(r("Ask us about it"))</a></p></section>
        \(if: !text.description.isEmpty, "<div class=\"text\">\(Markdown.html(text.description))</div>")
        \(scope(r))</article>
        """
    }

    private func standing(_ r: Reader) -> HTML {
        switch offering.state {
        case .referring: "<p class=\"notice\">\(r("We now refer this to others, and say to whom."))</p>"
        case .retiring: "<p class=\"notice\">\(r("We will not offer this for much longer."))</p>"
        case .draft, .offered, .repricing, .redesigning, .retired: ""
        }
    }

    private func payment(_ r: Reader) -> HTML {
        let parts = [
            (r("What can change the cost"), text.changes), (r("How it can be paid"), text.payment),
        ].filter { !$0.1.isEmpty }
        return
            "<div class=\"two\">\(parts.map { "<section><h3>\($0.0)</h3><div class=\"text\">\(ToldPage.list($0.1))</div></section>" as HTML })</div>"
    }

    private func scope(_ r: Reader) -> HTML {
        let lists = [
            (r("It includes"), text.scope.includes, "yes"),
            (r("It does not include"), text.scope.excludes, "no"),
            (r("On condition that"), text.scope.conditions, "if"),
        ].filter { !$0.1.isEmpty }
        let shown = lists.map { name, lines, look -> HTML in
            "<section><h2>\(name)</h2><ul class=\"scope \(look)\">\(lines.map { "<li>\($0)</li>" as HTML })</ul></section>"
        }
        let others = text.scope.notDone.map { line -> HTML in
            """
            <li><strong>\(line.what)</strong> \(line.why)\(if: !line.whom.isEmpty, " <span class=\"quiet\">\(r("We suggest \(line.whom)."))</span>")</li>
            """
        }
        let notDone: HTML =
            others.isEmpty
            ? ""
            : "<section><h2>\(r("What we do not do, and why"))</h2><ul class=\"scope\">\(others)</ul></section>"
        return "<div class=\"two told-words\">\(shown)</div>\(notDone)"
    }
}
