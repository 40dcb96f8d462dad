import Localization

/// An estimate's content as programs, templates and the command line write
/// it: amounts as decimal texts in the document's currency.
struct EstimateJSON: Codable, Equatable {
    struct Line: Codable, Equatable {
        var text: String
        var offering: OfferingVersion.ID?
        var quantity: String?
        var unit: String?
        /// One price, instead of low, likely and high.
        var price: String?
        var low: String?
        var likely: String?
        var high: String?
        /// In percent.
        var tax: String?
        var discount: String?
        /// Who does it, where that isn't the business itself.
        var provider: String?
    }

    var kind: Estimate.Kind?
    var title: String?
    var currency: String?
    var taxIncluded: Bool?
    var lines: [Line]
    var discount: String?
    var assumptions: String?
    var exclusions: String?
    var notes: String?
    var validUntil: Day?
    var workDay: Day?
    var deposit: String?
    var plans: [PayTerms]?

    init(_ content: EstimateContent) {
        let money = { (units: Int64) in Money(units, content.currency).plain }
        kind = content.kind
        title = content.title
        currency = content.currency
        taxIncluded = content.taxIncluded
        lines = content.lines.map { Line($0, money) }
        discount = money(content.discount)
        assumptions = content.assumptions
        exclusions = content.exclusions
        notes = content.notes
        validUntil = content.validUntil
        workDay = content.workDay
        deposit = money(content.deposit)
        plans = content.plans
    }

    /// The content it describes, with the business's own terms where it says nothing.
    /// - Throws: `Fault.invalid`, also for another currency than the business's.
    func content(_ terms: Terms, title: String) throws(Fault) -> EstimateContent {
        if let currency, currency != terms.currency {
            throw .conflict("Amounts in \(currency) and \(terms.currency) cannot be added.")
        }
        func amount(_ text: String?) throws(Fault) -> Int64 {
            guard let text = text?.nonEmpty else { return 0 }
            return try Money.read(text, in: terms.currency).minorUnits
        }
        var lines: [CostLine] = []
        for line in self.lines { lines.append(try line.line(terms)) }
        return EstimateContent(
            kind: kind ?? .estimate, title: self.title ?? title, currency: terms.currency,
            taxIncluded: taxIncluded ?? terms.taxIncluded, lines: lines, discount: try amount(discount),
            assumptions: assumptions ?? "", exclusions: exclusions ?? "", notes: notes ?? "",
            validUntil: validUntil, workDay: workDay, deposit: try amount(deposit), plans: plans ?? [])
    }
}

extension EstimateJSON.Line {
    init(_ line: CostLine, _ money: (Int64) -> String) {
        text = line.text
        offering = line.offering
        quantity = Decimals.plain(line.quantity, digits: 3)
        unit = line.unit.nonEmpty
        if line.price.isFixed {
            price = money(line.price.likely)
        } else {
            (low, likely, high) = (money(line.price.low), money(line.price.likely), money(line.price.high))
        }
        tax = Decimals.plain(Int64(line.taxRate), digits: 2)
        discount = line.discount == 0 ? nil : Decimals.plain(Int64(line.discount), digits: 2)
        provider = line.provider.nonEmpty
    }

    /// - Throws: `Fault.invalid`.
    func line(_ terms: Terms) throws(Fault) -> CostLine {
        try CostLine(
            text: text, offering: offering, quantity: quantity, unit: unit,
            low: low ?? price, likely: likely ?? price, high: high ?? price,
            tax: tax ?? Decimals.plain(Int64(terms.taxRates.first ?? 0), digits: 2), discount: discount,
            provider: provider, currency: terms.currency)
    }
}

extension CostLine {
    /// A line from what was typed. What is left out is one, nothing, or the likely price.
    /// - Throws: `Fault.invalid`.
    init(
        text: String, offering: OfferingVersion.ID?, quantity: String?, unit: String?, low: String?,
        likely: String?, high: String?, tax: String?, discount: String?, provider: String? = nil,
        currency: String
    ) throws(Fault) {
        let name = text.shortened(to: 60)
        guard let amount = Decimals.read(quantity?.nonEmpty ?? "1", digits: 3) else {
            throw .invalid("“\(name)”: “\((quantity ?? "").shortened(to: 40))” is not a quantity.")
        }
        guard let rate = Decimals.read(Self.withoutPercent(tax) ?? "0", digits: 2) else {
            throw .invalid("“\(name)”: a tax lies between 0 and 100 percent.")
        }
        guard let off = Decimals.read(Self.withoutPercent(discount) ?? "0", digits: 2) else {
            throw .invalid("“\(name)”: a discount lies between 0 and 100 percent.")
        }
        let price = try Money.read(likely?.nonEmpty ?? high?.nonEmpty ?? low?.nonEmpty ?? "0", in: currency)
        self.init(
            text.trimmed, offering: offering, quantity: amount, unit: unit?.trimmed ?? "",
            price: Spread(
                try low?.nonEmpty.map { text throws(Fault) in try Money.read(text, in: currency).minorUnits }
                    ?? price.minorUnits, price.minorUnits,
                try high?.nonEmpty.map { text throws(Fault) in try Money.read(text, in: currency).minorUnits }
                    ?? price.minorUnits),
            taxRate: Int(clamping: rate), discount: Int(clamping: off), provider: (provider ?? "").oneLine)
        try check()
    }

    private static func withoutPercent(_ text: String?) -> String? {
        text.map { $0.filter { $0 != "%" } }?.nonEmpty
    }
}
