import Localization
import Markup

/// One pack of rules: to be changed where it is the business's own, else to be copied.
struct PolicyPage: Page {
    /// `nil` for a new one.
    let pack: PolicyPack?
    var versions: [Policies.Version] = []
    let form: PolicyForm
    let terms: Terms
    let problem: String?
    let frame: Frame

    static var samples: [PolicyPage] { Samples.policyPages }

    private var path: String { "/settings/policies" + (pack.map { "/\($0.id)" } ?? "") }
    private var isEditable: Bool { pack?.isOwn ?? true }

    func title(_ r: Reader) -> String { pack?.name ?? r("A new policy") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet"><p class="meta"><a href="/settings">\(r("Settings"))</a><a href="/settings/policies">\(r("Policies"))</a></p>
        <h1>\(title(r))</h1><p class="notice">\(r("A policy is data, with its source and its day. It is no legal advice: have it looked at."))</p>
        \(notApplied(r))\(isEditable ? edit(r) : PolicyView(pack: pack!).body(r))
        \(copy(r))\(history(r))</div>
        """
    }

    private func notApplied(_ r: Reader) -> HTML? {
        (pack?.applied(to: terms.currency).notApplied).map {
            "<p class=\"advice\">\(Icon.alert) \(r($0))</p>"
        }
    }

    private func copy(_ r: Reader) -> HTML? {
        pack.map { pack in
            "<p><a class=\"button plain\" href=\"/settings/policies/new?from=\(pack.id)\">\(r("Copy it as your own"))</a></p>"
        }
    }

    // MARK: Writing

    private func edit(_ r: Reader) -> HTML {
        """
        <form class="fields" method="post" action="\(path)">\(frame.csrfField)\(Field.problem(problem))
        <div class="card fields">\(head(r))</div><div class="card fields">\(deadlines(r))</div>
        <div class="card fields">\(checklist(r))</div><div class="card fields">\(limits(r))</div>
        <p class="quiet">\(r("What was sent or issued keeps the version of its day."))</p>
        <p class="actions"><button class="button">\(pack == nil ? r("Add the policy") : r("Save as the next version"))</button></p></form>
        """
    }

    private func head(_ r: Reader) -> HTML {
        """
        \(Field.text("name", r("Name"), value: form.name))
        \(Field.text("source", r("Source"), value: form.source, hint: r("A law with its section, or “Your own”.")))
        <p class="field"><label for="f-date">\(r("Since when it holds"))</label><input id="f-date" type="date" name="date" value="\(form.date)" required></p>
        """
    }

    private func deadlines(_ r: Reader) -> HTML {
        """
        <h2>\(r("By when a cost is told"))</h2>
        <div class="two">\(Field.number("on_request", r("Business days after asking"), value: form.onRequest))\
        \(Field.number("revision", r("A change: business days before the work"), value: form.revision))</div>
        \(Field.area("bands", r("Where a day is booked"), value: form.bands, rows: 3, required: false, hint: r("One a line: booked at least so many business days ahead | told within so many. Like 10 | 3.")))
        """
    }

    private func checklist(_ r: Reader) -> HTML {
        let ticks = PolicyPack.Content.allCases.map { item in
            Field.tick(
                "contents", item.name(r), isOn: form.contents.contains(item.rawValue), value: item.rawValue)
        }
        return """
            <h2>\(r("What an estimate says"))</h2><fieldset><legend>\(r("Checklist"))</legend>\(ticks)</fieldset>
            \(Field.area("statements", r("Statements"), value: form.statements, rows: 4, required: false, hint: r("One a line, in the words that the rules ask for.")))
            """
    }

    private func limits(_ r: Reader) -> HTML {
        let kinds = PolicyPack.Overrun.Kind.allCases.filter { $0 != .inapplicable }.map {
            (value: $0.rawValue, words: $0.name(r))
        }
        let words = PolicyPack.AcceptWords.allCases.map { (value: $0.rawValue, words: $0.name(r)) }
        return """
            <h2>\(r("How far a bill may go"))</h2>
            \(Field.choice("overrun", r("Past what was told"), kinds, chosen: form.overrun))
            <div class="two">\(Field.text("percent", r("Percent"), value: form.percent, required: false))\
            \(Field.text("amount", r("Amount"), value: form.amount, required: false))\
            \(Field.text("currency", r("Its currency"), value: form.currency, required: false, hint: r("Three letters, like EUR.")))</div>
            \(Field.tick("per_provider", r("For each provider by itself"), isOn: form.perProvider))
            \(Field.number("dispute_days", r("Days in which a bill can be disputed"), value: form.disputeDays))
            <h2>\(r("Plans to pay"))</h2>
            <div class="two">\(Field.number("plan_parts", r("Flagged above so many parts"), value: form.planParts))\
            \(Field.number("plan_misses", r("Broken once so many parts lack"), value: form.planMisses))</div>
            \(Field.tick("plan_interest", r("Flagged with any interest"), isOn: form.planInterest))
            <h2>\(r("The button"))</h2>
            \(Field.choice("accept_words", r("What the button says by which it is accepted"), words, chosen: form.acceptWords))
            """
    }

    // MARK: Versions

    private func history(_ r: Reader) -> HTML {
        guard versions.count > 1 else { return "" }
        let list = versions.map { version -> HTML in
            let made = version.madeAt.map { r.dateTime($0.milliseconds) } ?? r("with the program")
            return """
                <li><details class="whole"><summary>\(r("Version \(version.pack.version)")) · \(made)\(version.madeBy.map { " · \($0)" as HTML })</summary>\
                \(PolicyView(pack: version.pack).body(r))</details></li>
                """
        }
        return
            "<section class=\"card\"><h2>\(r("Versions"))</h2><ul class=\"plain-list\">\(list)</ul></section>"
    }
}

/// What a pack says, to be read.
struct PolicyView {
    let pack: PolicyPack

    func body(_ r: Reader) -> HTML {
        let days = pack.deadlines
        let bands = days.bands.sorted { $0.lead < $1.lead }.map { band in
            r("booked at least \(band.lead) business days ahead: within \(band.within) of booking")
        }
        let told = ([r("within \(days.onRequest) business days of asking")] + bands).joined(separator: "; ")
        let parts = pack.planParts ?? PolicyPack.usualPlanParts
        let rows: [(String, String)] = [
            (r("Source"), "\(pack.source), \(r.date(pack.date))"), (r("By when a cost is told"), told),
            (r("A change"), r("\(days.revision) business days before the work")),
            (r("What an estimate says"), pack.contents.map { $0.name(r) }.joined(separator: "; ")),
            (r("Statements"), (pack.statements ?? []).joined(separator: " ").nonEmpty ?? "–"),
            (r("How far a bill may go"), limit(r)),
            (r("A bill can be disputed"), r("for \(pack.disputeDays) days")),
            (
                r("Plans to pay"),
                pack.planInterest ?? true
                    ? r("flagged above \(parts) parts, or with interest") : r("flagged above \(parts) parts")
            ),
            (r("The button"), pack.acceptWords.name(r)),
        ]
        let shown = rows.map { name, words -> HTML in "<dt>\(name)</dt><dd>\(words)</dd>" }
        return "<dl class=\"card\">\(shown)</dl>"
    }

    private func limit(_ r: Reader) -> String {
        let limit = pack.overrun
        let words =
            switch limit.kind {
            case .percent: r("up to \(limit.percent ?? 0) percent past the likely sum")
            case .amount:
                r(
                    "less than \(r.money(Money(limit.minorUnits ?? 0, limit.currency ?? "USD"))) past the likely sum"
                )
            case .range, .quote, .inapplicable: limit.kind.name(r)
            }
        return limit.perProvider == true ? r("\(words), for each provider by itself") : words
    }
}

extension PolicyPack.Overrun.Kind {
    func name(_ r: Reader) -> String {
        switch self {
        case .range: r("Up to the high end of what was told")
        case .percent: r("So many percent past the likely sum")
        case .amount: r("Less than an amount past the likely sum")
        case .quote: r("Not past the likely sum at all")
        case .inapplicable: r("No limit applies in your currency")
        }
    }
}

extension PolicyPack.AcceptWords {
    func name(_ r: Reader) -> String {
        switch self {
        case .accept: r("Accept")
        case .obligation: r("Order with obligation to pay")
        }
    }
}
