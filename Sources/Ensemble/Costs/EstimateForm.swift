import Localization

/// An estimate as its form holds it: texts, as they were typed.
struct EstimateForm: Sendable, Equatable {
    struct Line: Sendable, Equatable {
        var text = ""
        var offering = ""
        var quantity = ""
        var unit = ""
        var low = ""
        var likely = ""
        var high = ""
        var tax = ""
        var discount = ""
        var provider = ""

        var isEmpty: Bool { [text, low, likely, high].allSatisfy { $0.trimmed.isEmpty } }
    }

    var kind: Estimate.Kind
    var title = ""
    var lines: [Line] = []
    var discount = ""
    var assumptions = ""
    var exclusions = ""
    var notes = ""
    var validUntil = ""
    var workDay = ""
    var deposit = ""
    /// The ways to pay in parts that are offered.
    var ways: [PayTermsForm] = []
    /// What is said in the mail.
    var words = ""

    init(kind: Estimate.Kind) { self.kind = kind }
}

extension EstimateForm {
    /// What an estimate says now.
    init(_ content: EstimateContent) {
        let money = { (units: Int64) in units == 0 ? "" : Money(units, content.currency).plain }
        kind = content.kind
        title = content.title
        lines = content.lines.map { Line($0, content.currency) }
        discount = money(content.discount)
        assumptions = content.assumptions
        exclusions = content.exclusions
        notes = content.notes
        validUntil = content.validUntil?.description ?? ""
        workDay = content.workDay?.description ?? ""
        deposit = money(content.deposit)
        ways = content.plans.map { PayTermsForm($0, content.currency) }
    }

    /// What a browser sent.
    init(_ form: Form, kind present: Estimate.Kind) {
        // What was accepted before makes a change order; nothing else becomes one.
        let wished = form["kind"].flatMap(Estimate.Kind.init) ?? present
        kind = present == .change || wished == .change ? present : wished
        title = form["title"] ?? ""
        let rows = FormRows(
            form, ["text", "offering", "quantity", "unit", "low", "likely", "high", "tax", "off", "provider"])
        lines = rows.places.map { row in
            Line(
                text: rows[0, row], offering: rows[1, row], quantity: rows[2, row], unit: rows[3, row],
                low: rows[4, row], likely: rows[5, row], high: rows[6, row], tax: rows[7, row],
                discount: rows[8, row], provider: rows[9, row])
        }.filter { !$0.isEmpty }
        discount = form["discount"] ?? ""
        assumptions = form["assumptions"] ?? ""
        exclusions = form["exclusions"] ?? ""
        notes = form["notes"] ?? ""
        validUntil = form["valid_until"] ?? ""
        workDay = form["work_day"] ?? ""
        deposit = form["deposit"] ?? ""
        ways = PayTermsForm.all(form)
        words = form["words"] ?? ""
    }

    /// The content that was typed.
    /// - Parameter present: for what the form has no field for.
    /// - Throws: `Fault.invalid`.
    func content(_ present: EstimateContent) throws(Fault) -> EstimateContent {
        var content = present
        content.kind = kind
        content.title = title.oneLine
        content.lines = try lines(present.currency)
        content.discount = try amount(discount, present.currency)
        content.assumptions = assumptions.trimmed
        content.exclusions = exclusions.trimmed
        content.notes = notes.trimmed
        content.validUntil = try Day.readOptional(validUntil)
        content.workDay = try Day.readOptional(workDay)
        content.deposit = try amount(deposit, present.currency)
        content.plans = try plans(present.currency)
        return content
    }

    private func lines(_ currency: String) throws(Fault) -> [CostLine] {
        var read: [CostLine] = []
        for line in lines {
            let isLone = kind == .quote
            read.append(
                try CostLine(
                    text: line.text, offering: OfferingVersion.ID(line.offering), quantity: line.quantity,
                    unit: line.unit, low: isLone ? nil : line.low, likely: line.likely,
                    high: isLone ? nil : line.high, tax: line.tax, discount: line.discount,
                    provider: line.provider, currency: currency))
        }
        return read
    }

    private func amount(_ text: String, _ currency: String) throws(Fault) -> Int64 {
        text.trimmed.isEmpty ? 0 : try Money.read(text, in: currency).minorUnits
    }

    private func plans(_ currency: String) throws(Fault) -> [PayTerms] {
        var plans: [PayTerms] = []
        for way in ways {
            let terms = try way.terms(currency)
            if !plans.contains(terms) { plans.append(terms) }
        }
        return plans
    }
}

extension EstimateForm.Line {
    init(_ line: CostLine, _ currency: String) {
        text = line.text
        offering = line.offering?.description ?? ""
        quantity = Decimals.plain(line.quantity, digits: 3)
        unit = line.unit
        likely = Money(line.price.likely, currency).plain
        low = line.price.isFixed ? "" : Money(line.price.low, currency).plain
        high = line.price.isFixed ? "" : Money(line.price.high, currency).plain
        tax = Decimals.plain(Int64(line.taxRate), digits: 2)
        discount = line.discount == 0 ? "" : Decimals.plain(Int64(line.discount), digits: 2)
        provider = line.provider
    }
}
