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
    /// The plan to pay that is offered: `3` parts, or parts of `50.00` each.
    var planCount = ""
    var planAmount = ""
    var planFirst = ""
    var planEvery = PayTerms.Interval.month.rawValue
    var planInterest = ""
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
        guard let plan = content.plans.first else { return }
        planCount = plan.count.map(String.init) ?? ""
        planAmount = plan.amount.map(money) ?? ""
        planFirst = String(plan.firstAfter)
        planEvery = plan.every.rawValue
        planInterest = plan.interest == 0 ? "" : Decimals.plain(Int64(plan.interest), digits: 2)
    }

    /// What a browser sent.
    init(_ form: Form, kind present: Estimate.Kind) {
        // What was accepted before makes a change order; nothing else becomes one.
        let wished = form["kind"].flatMap(Estimate.Kind.init) ?? present
        kind = present == .change || wished == .change ? present : wished
        title = form["title"] ?? ""
        let columns = ["text", "offering", "quantity", "unit", "low", "likely", "high", "tax", "off"].map(
            form.all)
        func cell(_ column: Int, _ row: Int) -> String {
            columns[column].indices.contains(row) ? columns[column][row] : ""
        }
        lines = columns[0].indices.map { row in
            Line(
                text: cell(0, row), offering: cell(1, row), quantity: cell(2, row), unit: cell(3, row),
                low: cell(4, row), likely: cell(5, row), high: cell(6, row), tax: cell(7, row),
                discount: cell(8, row))
        }.filter { !$0.isEmpty }
        discount = form["discount"] ?? ""
        assumptions = form["assumptions"] ?? ""
        exclusions = form["exclusions"] ?? ""
        notes = form["notes"] ?? ""
        validUntil = form["valid_until"] ?? ""
        workDay = form["work_day"] ?? ""
        deposit = form["deposit"] ?? ""
        planCount = form["plan_count"] ?? ""
        planAmount = form["plan_amount"] ?? ""
        planFirst = form["plan_first"] ?? ""
        planEvery = form["plan_every"] ?? planEvery
        planInterest = form["plan_interest"] ?? ""
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
        content.validUntil = try Self.day(validUntil)
        content.workDay = try Self.day(workDay)
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
                    currency: currency))
        }
        return read
    }

    private func amount(_ text: String, _ currency: String) throws(Fault) -> Int64 {
        text.trimmed.isEmpty ? 0 : try Money.read(text, in: currency).minorUnits
    }

    private static func day(_ text: String) throws(Fault) -> Day? {
        guard let text = text.nonEmpty else { return nil }
        guard let day = Day(text) else {
            throw .invalid("“\(text.shortened(to: 40))” is not a day: write it like 2026-03-31.")
        }
        return day
    }

    private func plans(_ currency: String) throws(Fault) -> [PayTerms] {
        guard planCount.nonEmpty != nil || planAmount.nonEmpty != nil else { return [] }
        guard let every = PayTerms.Interval(rawValue: planEvery),
            let count = Decimals.read(planCount.nonEmpty ?? "0", digits: 0),
            let first = Decimals.read(planFirst.nonEmpty ?? "0", digits: 0),
            let interest = Decimals.read(planInterest.nonEmpty ?? "0", digits: 2)
        else { throw .invalid("A plan to pay is told in whole numbers.") }
        let terms = PayTerms(
            count: planCount.nonEmpty == nil ? nil : Int(clamping: count),
            amount: planAmount.nonEmpty == nil ? nil : try amount(planAmount, currency),
            firstAfter: Int(clamping: first), every: every, interest: Int(clamping: interest))
        try terms.check()
        return [terms]
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
    }
}
