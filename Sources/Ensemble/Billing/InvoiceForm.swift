import Localization

/// An invoice as its form holds it: texts, as they were typed.
struct InvoiceForm: Sendable, Equatable {
    struct Line: Sendable, Equatable {
        var cost = EstimateForm.Line()
        /// `ESTIMATE.LINE`, or empty.
        var told = ""
        var work = ""
        var why = ""
    }

    var title = ""
    var lines: [Line] = []
    var discount = ""
    var words = ""
    /// What is said in the mail.
    var letter = ""

    static func value(of told: InvoiceLine.Told) -> String { "\(told.estimate).\(told.line)" }

    init(_ content: InvoiceContent) {
        title = content.title
        discount = content.discount == 0 ? "" : Money(content.discount, content.currency).plain
        words = content.words
        lines = content.lines.map { line in
            Line(
                cost: EstimateForm.Line(line.line, content.currency), told: line.told.map(Self.value) ?? "",
                work: line.work?.description ?? "", why: line.why)
        }
    }

    init(_ form: Form) {
        let costs = EstimateForm(form, kind: .quote)
        title = form["title"] ?? ""
        discount = form["discount"] ?? ""
        words = form["words"] ?? ""
        letter = form["letter"] ?? ""
        let typed = FormRows(form, ["text", "likely", "told", "work", "why"])
        // The same rows that the estimate's form keeps: those with words or a price.
        let rows = typed.places.filter {
            !(typed[0, $0].trimmed.isEmpty && typed[1, $0].trimmed.isEmpty)
        }
        lines = zip(rows, costs.lines).map { row, cost in
            Line(cost: cost, told: typed[2, row], work: typed[3, row], why: typed[4, row])
        }
    }

    /// - Throws: `Fault.invalid`.
    func content(_ present: InvoiceContent) throws(Fault) -> InvoiceContent {
        var content = present
        content.title = title.oneLine
        content.words = words.trimmed
        content.discount =
            discount.trimmed.isEmpty ? 0 : try Money.read(discount, in: present.currency).minorUnits
        var read: [InvoiceLine] = []
        for line in lines {
            let cost = try CostLine(
                text: line.cost.text, offering: OfferingVersion.ID(line.cost.offering),
                quantity: line.cost.quantity, unit: line.cost.unit, low: nil, likely: line.cost.likely,
                high: nil, tax: line.cost.tax, discount: line.cost.discount, provider: line.cost.provider,
                currency: present.currency)
            let parts = line.told.split(separator: ".").map(String.init)
            let told =
                parts.count == 2
                ? Estimate.ID(parts[0]).flatMap { estimate in
                    Int(parts[1]).map { InvoiceLine.Told(estimate, line: $0) }
                } : nil
            read.append(
                InvoiceLine(cost, told: told, work: WorkEntry.ID(line.work), why: line.why.trimmed))
        }
        content.lines = read
        return content
    }
}
