import Localization
import Markup

/// A way to pay in parts as its form holds it: texts, as they were typed.
struct PayTermsForm: Sendable, Equatable {
    /// `3` parts, or parts of `50.00` each.
    var count = ""
    var amount = ""
    var first = ""
    var every = PayTerms.Interval.month.rawValue
    var interest = ""

    var isEmpty: Bool { count.nonEmpty == nil && amount.nonEmpty == nil }

    init() {}

    init(_ terms: PayTerms, _ currency: String) {
        count = terms.count.map(String.init) ?? ""
        amount = terms.amount.map { Money($0, currency).plain } ?? ""
        first = String(terms.firstAfter)
        every = terms.every.rawValue
        interest = terms.interest == 0 ? "" : Decimals.plain(Int64(terms.interest), digits: 2)
    }

    /// All that a browser sent, but those left empty.
    static func all(_ form: Form) -> [PayTermsForm] {
        let rows = FormRows(form, ["plan_count", "plan_amount", "plan_first", "plan_every", "plan_interest"])
        return rows.places.map { row in
            var way = PayTermsForm()
            way.count = rows[0, row]
            way.amount = rows[1, row]
            way.first = rows[2, row]
            way.every = rows[3, row].nonEmpty ?? way.every
            way.interest = rows[4, row]
            return way
        }.filter { !$0.isEmpty }
    }

    /// - Throws: `Fault.invalid`.
    func terms(_ currency: String) throws(Fault) -> PayTerms {
        guard let every = PayTerms.Interval(rawValue: every),
            let parts = Decimals.read(count.nonEmpty ?? "0", digits: 0),
            let first = Decimals.read(first.nonEmpty ?? "0", digits: 0),
            let interest = Decimals.read(interest.nonEmpty ?? "0", digits: 2)
        else { throw .invalid("A plan to pay is told in whole numbers.") }
        let terms = PayTerms(
            count: count.nonEmpty == nil ? nil : Int(clamping: parts),
            amount: amount.nonEmpty == nil ? nil : try Money.read(amount, in: currency).minorUnits,
            firstAfter: Int(clamping: first), every: every, interest: Int(clamping: interest))
        try terms.check()
        return terms
    }
}

/// The fields of a way to pay in parts.
struct PayTermsFields {
    let way: PayTermsForm
    /// Tells several on one page apart.
    let scope: String

    func body(_ r: Reader) -> HTML {
        let every = [
            (value: "month", words: r("every month")), (value: "fortnight", words: r("every two weeks")),
            (value: "week", words: r("every week")),
        ]
        return """
            <div class="two">\(field("plan_count", r("How many parts"), way.count))\
            \(field("plan_amount", r("or how much each"), way.amount))\
            \(field("plan_first", r("The first, days after the invoice"), way.first))\
            \(Field.choice("plan_every", r("then"), every, chosen: way.every, scope: scope))\
            \(field("plan_interest", r("Interest, % a year"), way.interest))</div>
            """
    }

    private func field(_ name: String, _ label: String, _ value: String) -> HTML {
        Field.text(name, label, value: value, required: false, scope: scope)
    }

    /// The rules of credit may apply.
    static func look(_ policy: PolicyPack, _ r: Reader) -> HTML {
        let parts = policy.planParts ?? PolicyPack.usualPlanParts
        let words =
            policy.planInterest ?? true
            ? r(
                "More than \(parts) parts, or any interest, can make this a credit by law. Have it looked at."
            )
            : r("More than \(parts) parts can make this a credit by law. Have it looked at.")
        return "<p class=\"advice\">\(Icon.alert) \(words)</p>"
    }
}

/// Rows of fields that share their names: the columns of a form, read by row.
struct FormRows {
    private let columns: [[String]]

    init(_ form: Form, _ names: [String]) { columns = names.map(form.all) }

    /// The rows, as many as the first column has.
    var places: Range<Int> { columns[0].indices }

    /// What stands in a column of a row; empty where nothing was sent.
    subscript(_ column: Int, _ row: Int) -> String {
        columns[column].indices.contains(row) ? columns[column][row] : ""
    }
}
