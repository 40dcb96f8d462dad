import Localization

/// An offering as programs and the command line write it: amounts as decimal
/// texts in the business's currency, the tax in percent. What is left out
/// stays as it was.
struct OfferingJSON: Codable, Equatable {
    var name: String?
    var summary: String?
    var description: String?
    var product: Int?
    var service: Int?
    var idea: Int?
    var evidence: String?
    var priceModel: String?
    var currency: String?
    /// One price, instead of low, likely and high.
    var price: String?
    var low: String?
    var likely: String?
    var high: String?
    var unit: String?
    var tax: String?
    var changes: String?
    var payment: String?
    var includes: [String]?
    var excludes: [String]?
    var conditions: [String]?
    var notDone: [Scope.NotDone]?

    init(_ text: OfferingText) {
        let money = { (units: Int64) in Money(units, text.currency).plain }
        name = text.name
        summary = text.summary
        description = text.description
        (product, service, idea) = (text.profile.product, text.profile.service, text.profile.idea)
        evidence = text.evidence
        priceModel = text.priceModel.rawValue
        currency = text.currency
        (low, likely, high) = (money(text.price.low), money(text.price.likely), money(text.price.high))
        unit = text.unit
        tax = Decimals.plain(Int64(text.taxRate), digits: 2)
        changes = text.changes
        payment = text.payment
        includes = text.scope.includes
        excludes = text.scope.excludes
        conditions = text.scope.conditions
        notDone = text.scope.notDone
    }

    /// What it describes, over what is said of the offering now.
    /// - Throws: `Fault.invalid`, `Fault.conflict` for another currency than the business's.
    func text(over present: OfferingText?, _ terms: Terms) throws(Fault) -> OfferingText {
        if let currency, currency != terms.currency {
            throw .conflict("Amounts in \(currency) and \(terms.currency) cannot be added.")
        }
        var form = present.map { OfferingForm($0) } ?? OfferingForm(terms)
        fill(&form)
        var text = try form.text(terms)
        let scope = present?.scope ?? Scope()
        text.scope = Scope(
            includes: includes.map(Self.lines) ?? scope.includes,
            excludes: excludes.map(Self.lines) ?? scope.excludes,
            conditions: conditions.map(Self.lines) ?? scope.conditions, notDone: notDone ?? scope.notDone)
        try text.check()
        return text
    }

    private func fill(_ form: inout OfferingForm) {
        form.name = name ?? form.name
        form.summary = summary ?? form.summary
        form.description = description ?? form.description
        form.product = product.map(String.init) ?? form.product
        form.service = service.map(String.init) ?? form.service
        form.idea = idea.map(String.init) ?? form.idea
        form.evidence = evidence ?? form.evidence
        form.priceModel = priceModel ?? form.priceModel
        form.low = low ?? price ?? form.low
        form.likely = likely ?? price ?? form.likely
        form.high = high ?? price ?? form.high
        form.unit = unit ?? form.unit
        form.tax = tax ?? form.tax
        form.changes = changes ?? form.changes
        form.payment = payment ?? form.payment
    }

    private static func lines(_ typed: [String]) -> [String] {
        typed.map(\.oneLine).filter { !$0.isEmpty }
    }
}
