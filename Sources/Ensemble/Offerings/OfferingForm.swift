import Localization

/// An offering as its form holds it: texts, as they were typed.
struct OfferingForm: Sendable, Equatable {
    var name = ""
    var summary = ""
    var description = ""
    var product = "1"
    var service = "1"
    var idea = "1"
    var evidence = ""
    var priceModel = OfferingText.PriceModel.range.rawValue
    var low = ""
    var likely = ""
    var high = ""
    var unit = ""
    var tax = ""
    var changes = ""
    var payment = ""
    var includes = ""
    var excludes = ""
    var conditions = ""
    /// One a line: what | why | whom.
    var notDone = ""

    init(_ terms: Terms) { tax = Decimals.plain(Int64(terms.taxRates.first ?? 0), digits: 2) }

    init(_ text: OfferingText) {
        let money = { (units: Int64) in Money(units, text.currency).plain }
        name = text.name
        summary = text.summary
        description = text.description
        (product, service, idea) = (
            String(text.profile.product), String(text.profile.service), String(text.profile.idea)
        )
        evidence = text.evidence
        priceModel = text.priceModel.rawValue
        (low, likely, high) = (money(text.price.low), money(text.price.likely), money(text.price.high))
        unit = text.unit
        tax = Decimals.plain(Int64(text.taxRate), digits: 2)
        changes = text.changes
        payment = text.payment
        includes = text.scope.includes.joined(separator: "\n")
        excludes = text.scope.excludes.joined(separator: "\n")
        conditions = text.scope.conditions.joined(separator: "\n")
        notDone = text.scope.notDone.map {
            $0.whom.isEmpty ? "\($0.what) | \($0.why)" : "\($0.what) | \($0.why) | \($0.whom)"
        }.joined(separator: "\n")
    }

    init(_ form: Form) {
        func text(_ name: String) -> String { form[name] ?? "" }
        name = text("name")
        summary = text("summary")
        description = text("description")
        (product, service, idea) = (text("product"), text("service"), text("idea"))
        evidence = text("evidence")
        priceModel = text("price_model")
        (low, likely, high) = (text("low"), text("likely"), text("high"))
        unit = text("unit")
        tax = text("tax")
        changes = text("changes")
        payment = text("payment")
        includes = text("includes")
        excludes = text("excludes")
        conditions = text("conditions")
        notDone = text("not_done")
    }

    /// What was typed, in the business's currency.
    /// - Throws: `Fault.invalid`.
    func text(_ terms: Terms) throws(Fault) -> OfferingText {
        guard let model = OfferingText.PriceModel(rawValue: priceModel) else {
            throw .invalid("Please choose how the price is made.")
        }
        guard let product = Int(product.trimmed), let service = Int(service.trimmed),
            let idea = Int(idea.trimmed)
        else { throw .invalid("Points are whole numbers.") }
        let line = try CostLine(
            text: name.trimmed.isEmpty ? "–" : name, offering: nil, quantity: nil, unit: unit,
            low: model == .fixed ? nil : low, likely: likely, high: model == .fixed ? nil : high, tax: tax,
            discount: nil, currency: terms.currency)
        let text = OfferingText(
            name: name.oneLine, summary: summary.oneLine, description: description.trimmed,
            profile: OfferingText.Profile(product, service, idea), evidence: evidence.trimmed,
            priceModel: model, currency: terms.currency, price: line.price, unit: line.unit,
            taxRate: line.taxRate, changes: changes.trimmed, payment: payment.trimmed, scope: scope)
        try text.check()
        return text
    }

    private var scope: Scope {
        Scope(
            includes: Self.lines(includes), excludes: Self.lines(excludes),
            conditions: Self.lines(conditions),
            notDone: Self.lines(notDone).map { line in
                let parts = line.split(separator: "|", maxSplits: 2).map { String($0).trimmed }
                return Scope.NotDone(
                    what: parts.first ?? "", why: parts.count > 1 ? parts[1] : "",
                    whom: parts.count > 2 ? parts[2] : "")
            })
    }

    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { String($0).oneLine }.filter { !$0.isEmpty }
    }
}
