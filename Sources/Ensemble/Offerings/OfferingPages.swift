import Localization
import Markup

/// The catalogue as the team keeps it.
struct OfferingsPage: Page {
    let offerings: [Offering]
    /// What each typically costs.
    var typical: [Offering.ID: TypicalCost] = [:]
    let frame: Frame

    static var samples: [OfferingsPage] {
        [
            OfferingsPage(
                offerings: Samples.offerings, typical: Samples.typicalCosts, frame: .sampleDesk),
            OfferingsPage(offerings: [], frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("Offerings") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet">\(SettingsPage.trail(r))
        <header class="inbox-head"><h1>\(r("Offerings"))</h1><p class="quiet">\(r("What you do for customers, with what it costs and where it ends"))</p>
        <a class="button" href="/settings/offerings/new">\(r("Add an offering"))</a></header>
        \(offerings.isEmpty ? empty(r) : table(r))
        <p><a href="/offerings">\(r("The catalogue as customers see it"))</a></p></div>
        """
    }

    private func empty(_ r: Reader) -> HTML {
        "<p class=\"empty\">\(Icon.tag) \(r("Nothing yet. Begin with what most people ask for."))</p>"
    }

    private func table(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("Name")), .init(r("Cost")), .init(r("Typical cost")), .init(r("Stands")),
            .init(r("Version")),
        ])
        let rows = offerings.map { offering -> HTML in
            table.row([
                "<a href=\"/settings/offerings/\(offering.id.description)\">\(offering.version.text.name)</a>",
                HTML(escaping: PriceWords(offering.version.text).cost(r)),
                typical[offering.id].map { TypicalView(offering: offering, typical: $0).body(r) } ?? "–",
                HTML(escaping: offering.state.name(for: r)),
                HTML(escaping: r("Version \(offering.version.number)")),
            ])
        }
        return table.body(rows)
    }
}

/// One offering, to be said anew.
struct OfferingPage: Page {
    /// `nil` for a new one.
    let offering: Offering?
    let versions: [OfferingVersion]
    let form: OfferingForm
    let terms: Terms
    /// What it typically costs; `nil` for a new one.
    var typical: TypicalCost?
    let script: Script
    let problem: String?
    let frame: Frame

    static var samples: [OfferingPage] {
        let offering = Samples.offerings[0]
        return [
            OfferingPage(
                offering: offering, versions: [offering.version], form: OfferingForm(offering.version.text),
                terms: Samples.terms, typical: Samples.typicalCosts[offering.id],
                script: Script(chosen: 3, all: [BlueprintSamples.blueprint]),
                problem: nil, frame: .sampleDesk),
            OfferingPage(
                offering: nil, versions: [], form: OfferingForm(Samples.terms), terms: Samples.terms,
                script: Script(), problem: "An offering’s name has 1 to 120 characters.", frame: .sampleDesk),
        ]
    }

    /// By which blueprint it is performed, and which rules hold for it.
    struct Script: Sendable {
        var chosen: Blueprint.ID?
        var all: [Blueprint] = []
        /// The pack that was switched on for it.
        var policy: String?
        /// To be chosen from, and the one of the business.
        var packs = PolicyPack.all
        var usual = PolicyPack.named(nil)
    }

    private var path: String { "/settings/offerings" + (offering.map { "/\($0.id)" } ?? "") }

    func title(_ r: Reader) -> String { offering?.version.text.name.nonEmpty ?? r("A new offering") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet"><p class="meta"><a href="/settings">\(r("Settings"))</a><a href="/settings/offerings">\(r("Offerings"))</a></p>
        <h1>\(title(r))</h1>\(life(r))
        <form class="fields" method="post" action="\(path)">\(frame.csrfField)\(Field.problem(problem))
        <div class="card fields">\(words(r))</div><div class="card fields">\(price(r))</div>
        <div class="card fields">\(scope(r))</div><div class="card fields">\(profile(r))</div>
        <p class="actions"><button class="button">\(offering == nil ? r("Add it as a draft") : r("Save as the next version"))</button></p></form>
        \(performance(r))\(policy(r))\(history(r))</div>
        """
    }

    private func life(_ r: Reader) -> HTML {
        guard let offering else { return "" }
        let moves = offering.state.next.map { state -> HTML in
            """
            <form method="post" action="\(path)/state">\(frame.csrfField)\
            <button class="button small plain" name="state" value="\(state.rawValue)">\(Self.move(state, r))</button></form>
            """
        }
        return """
            <div class="card actions"><strong>\(offering.state.name(for: r))</strong>\
            <span class="quiet">\(r("Version \(offering.version.number)"))</span>\(moves)</div>
            """
    }

    private static func move(_ state: Offering.State, _ r: Reader) -> String {
        switch state {
        case .draft: r("Make it a draft")
        case .offered: r("Offer it")
        case .repricing: r("Reprice it")
        case .redesigning: r("Redesign it")
        case .referring: r("Refer it to others")
        case .retiring: r("Begin to retire it")
        case .retired: r("Retire it")
        }
    }

    private func words(_ r: Reader) -> HTML {
        """
        <h2>\(r("What it is"))</h2>
        \(Field.text("name", r("Name"), value: form.name))
        \(Field.text("summary", r("In a sentence"), value: form.summary, required: false))
        \(Field.area("description", r("In full, in Markdown"), value: form.description, rows: 5, required: false))
        """
    }

    private func price(_ r: Reader) -> HTML {
        let models = OfferingText.PriceModel.allCases.map { (value: $0.rawValue, words: $0.name(for: r)) }
        return """
            <h2>\(r("What it costs"))</h2>\(told(r))
            <div class="two">\(Field.choice("price_model", r("How the price is made"), models, chosen: form.priceModel))\
            \(Field.text("unit", r("Of what"), value: form.unit, required: false, hint: r("hour, visit, tooth")))\
            \(Field.text("tax", r("Tax, %"), value: form.tax, required: false))</div>
            <div class="two">\(Field.text("low", r("At least, in \(terms.currency)"), value: form.low, required: false))\
            \(Field.text("likely", r("Likely, in \(terms.currency)"), value: form.likely, required: false))\
            \(Field.text("high", r("At most, in \(terms.currency)"), value: form.high, required: false))</div>
            \(Field.area("changes", r("What can change it"), value: form.changes, rows: 3, required: false))
            \(Field.area("payment", r("How it can be paid"), value: form.payment, rows: 2, required: false))
            """
    }

    /// What customers see as its typical cost, beside what is stated here.
    private func told(_ r: Reader) -> HTML? {
        guard let offering, let typical else { return nil }
        return """
            <p class="quiet">\(r("Typical cost")): \(TypicalView(offering: offering, typical: typical).body(r)). \(typical.words(r))</p>
            """
    }

    private func scope(_ r: Reader) -> HTML {
        """
        <h2>\(r("Where it ends"))</h2>
        <div class="two">\(Field.area("includes", r("It includes"), value: form.includes, rows: 4, required: false, hint: r("One a line.")))\
        \(Field.area("excludes", r("It does not include"), value: form.excludes, rows: 4, required: false, hint: r("One a line.")))</div>
        \(Field.area("conditions", r("On condition that"), value: form.conditions, rows: 2, required: false, hint: r("One a line.")))
        \(Field.area("not_done", r("What you do not do"), value: form.notDone, rows: 3, required: false, hint: r("One a line: what | why | who does it instead.")))
        """
    }

    private func profile(_ r: Reader) -> HTML {
        """
        <h2>\(r("The blend"))</h2>
        <p class="quiet">\(r("How much of it is product, service and idea, in points. Never 0: nothing is ever none."))</p>
        <div class="two">\(Field.number("product", r("Product"), value: form.product))\
        \(Field.number("service", r("Service"), value: form.service))\(Field.number("idea", r("Idea"), value: form.idea))</div>
        \(Field.area("evidence", r("On what that rests"), value: form.evidence, rows: 2, required: false, hint: r("For the team; customers never see it.")))
        """
    }

    /// By which blueprint a yes to it is performed.
    private func performance(_ r: Reader) -> HTML {
        guard offering != nil, !script.all.isEmpty else { return "" }
        let options =
            [(value: "", words: r("None: nothing begins by itself"))]
            + script.all.map { blueprint in
                let name = blueprint.name
                return (
                    value: blueprint.id.description,
                    words: blueprint.current == nil ? r("\(name) (not published yet)") : name
                )
            }
        return """
            <form class="card fields" method="post" action="\(path)/blueprint">\(frame.csrfField)<h2>\(r("How it is performed"))</h2>
            \(Field.choice("blueprint", r("Blueprint"), options, chosen: script.chosen?.description ?? "", hint: r("When a customer accepts an estimate with it, a plan that performs the blueprint begins. New versions keep it.")))
            <p class="actions"><button class="button">\(r("Save"))</button></p></form>
            """
    }

    /// The one switch of the rules, for this offering alone.
    private func policy(_ r: Reader) -> HTML {
        guard offering != nil else { return "" }
        let packs =
            [(value: "", words: r("As for the business: \(script.usual.name)"))]
            + PolicyPack.choices(script.packs)
        return """
            <form class="card fields" method="post" action="\(path)/policy">\(frame.csrfField)<h2>\(r("Policy"))</h2>
            \(Field.choice("policy", r("Which rules hold"), packs, chosen: script.policy ?? "", hint: r("They set days by which a cost is told, and how far a bill may go. This is no legal advice.")))
            <p class="actions"><button class="button">\(r("Save"))</button></p></form>
            """
    }

    private func history(_ r: Reader) -> HTML {
        guard versions.count > 1 else { return "" }
        let list = versions.map { version -> HTML in
            """
            <li>\(r("Version \(version.number)")) · \(r.shortDate(version.createdAt.milliseconds)) · \(version.text.name) · \
            \(PriceWords(version.text).cost(r))</li>
            """
        }
        return
            "<section class=\"card\"><h2>\(r("Earlier versions"))</h2><ul class=\"plain-list\">\(list)</ul></section>"
    }
}
