import Localization

/// An invoice's content as programs and the command line write it: amounts as
/// decimal texts in the business's currency.
struct InvoiceJSON: Codable, Equatable {
    /// Where a line was told: the estimate, and its line, from 1.
    struct Told: Codable, Equatable {
        var estimate: Int64
        var line: Int
    }

    struct Line: Codable, Equatable {
        var text: String
        var offering: OfferingVersion.ID?
        var quantity: String?
        var unit: String?
        var price: String?
        /// In percent.
        var tax: String?
        var discount: String?
        /// Who did it, where that wasn't the business itself.
        var provider: String?
        /// Absent: nobody had announced it.
        var told: Told?
        /// The id of the time or material behind it.
        var work: Int64?
        /// Why it differs from what was told.
        var why: String?
    }

    var title: String?
    var currency: String?
    var taxIncluded: Bool?
    var lines: [Line]?
    var discount: String?
    /// Why it differs from what was told, as a whole.
    var words: String?

    init(_ content: InvoiceContent) {
        let money = { (units: Int64) in Money(units, content.currency).plain }
        title = content.title
        currency = content.currency
        taxIncluded = content.taxIncluded
        lines = content.lines.map { Line($0, money) }
        discount = money(content.discount)
        words = content.words
    }

    /// The content it describes; what it leaves out stays as it is.
    /// - Throws: `Fault.invalid`, `Fault.conflict` for another currency.
    func content(over present: InvoiceContent, _ terms: Terms) throws(Fault) -> InvoiceContent {
        if let currency, currency != present.currency {
            throw .conflict("Amounts in \(currency) and \(present.currency) cannot be added.")
        }
        var content = present
        content.title = title?.oneLine ?? present.title
        content.taxIncluded = taxIncluded ?? present.taxIncluded
        content.words = words?.trimmed ?? present.words
        if let discount {
            content.discount =
                discount.trimmed.isEmpty ? 0 : try Money.read(discount, in: present.currency).minorUnits
        }
        if let lines {
            content.lines = []
            for line in lines { content.lines.append(try line.line(present.currency, terms)) }
        }
        try content.check()
        return content
    }
}

extension InvoiceJSON.Line {
    init(_ line: InvoiceLine, _ money: (Int64) -> String) {
        let cost = line.line
        text = cost.text
        offering = cost.offering
        quantity = Decimals.plain(cost.quantity, digits: 3)
        unit = cost.unit.nonEmpty
        price = money(cost.price.likely)
        tax = Decimals.plain(Int64(cost.taxRate), digits: 2)
        discount = cost.discount == 0 ? nil : Decimals.plain(Int64(cost.discount), digits: 2)
        provider = cost.provider.nonEmpty
        told = line.told.map { InvoiceJSON.Told(estimate: $0.estimate.rawValue, line: $0.line + 1) }
        work = line.work?.rawValue
        why = line.why.nonEmpty
    }

    /// - Throws: `Fault.invalid`.
    func line(_ currency: String, _ terms: Terms) throws(Fault) -> InvoiceLine {
        let cost = try CostLine(
            text: text, offering: offering, quantity: quantity, unit: unit, low: nil, likely: price,
            high: nil, tax: tax ?? Decimals.plain(Int64(terms.taxRates.first ?? 0), digits: 2),
            discount: discount, provider: provider, currency: currency)
        if let told, told.line < 1 {
            throw .invalid("A line is told as one that was accepted in this conversation.")
        }
        return InvoiceLine(
            cost,
            told: told.map { InvoiceLine.Told(Estimate.ID(rawValue: $0.estimate), line: $0.line - 1) },
            work: work.map(WorkEntry.ID.init(rawValue:)), why: (why ?? "").trimmed)
    }
}
