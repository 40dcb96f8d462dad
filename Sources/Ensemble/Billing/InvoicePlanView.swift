import Localization
import Markup

/// The plan to pay as the team sees it: which parts came in, which is due,
/// which was missed; and the form by which another one is agreed on.
struct InvoicePlanView {
    let bill: Invoices.Bill
    let path: String
    let frame: Frame

    private func money(_ units: Int64, _ r: Reader) -> String { r.money(bill.invoice.money(units)) }

    func body(_ r: Reader) -> HTML {
        "\(bill.plan.map { parts($0, r) })\(if: bill.invoice.state.isOwed && bill.owed > 0, change(r))"
    }

    private func change(_ r: Reader) -> HTML {
        """
        <details class="whole"><summary>\(bill.plan == nil ? r("Agree on parts") : r("Change the plan"))</summary>
        <form class="fields" method="post" action="\(path)/plan">\(frame.csrfField)
        <p class="quiet">\(r("What is still owed, \(money(principal, r)), is shared out anew. The history keeps what it was."))</p>
        \(PayTermsFields(way: form, scope: "adjust-").body(r))\(if: needsLook, PayTermsFields.look(bill.policy, r))
        <p><button class="button small">\(r("Agree on this"))</button></p></form></details>
        """
    }

    /// Without the interest of the present plan, which the next doesn't carry on.
    private var principal: Int64 { bill.owed - (bill.plan?.interest ?? 0) }
    private var form: PayTermsForm {
        bill.plan.map { PayTermsForm($0.terms, bill.invoice.content.currency) } ?? PayTermsForm()
    }
    private var needsLook: Bool { bill.plan?.terms.needsLook(for: principal, under: bill.policy) ?? false }

    private func parts(_ plan: PaymentPlan, _ r: Reader) -> HTML {
        let rows = plan.parts(owed: bill.owed).map { part -> HTML in
            let standing = standing(part, r)
            let isBad = part.lacking > 0 && part.due < r.thisDay
            return """
                <li>\(r.shortDate(part.due)) · \(money(part.amount, r))\(if: !standing.isEmpty, " · <span\(attribute: "class", isBad ? "bad" : nil)>\(standing)</span>")</li>
                """
        }
        let missed = plan.parts(owed: bill.owed).count { $0.lacking > 0 && $0.missedAt != nil }
        let state = plan.state.words(missed, r).map { words -> HTML in
            plan.state == .broken
                ? "<p class=\"advice\">\(Icon.alert) \(words)</p>" : "<p class=\"quiet\">\(words)</p>"
        }
        return "<h3>\(r("In parts"))</h3><ol class=\"plain-list\">\(rows)</ol>\(state)"
    }

    private func standing(_ part: PaymentPlan.Part, _ r: Reader) -> String {
        guard part.lacking > 0 else { return r("received") }
        let left = part.lacking < part.amount ? r("\(money(part.lacking, r)) of it is left") : nil
        let missed =
            part.missedAt.map { r("missed, told on \(r.shortDate($0.milliseconds))") }
            ?? (part.due < r.thisDay ? r("missed", context: "instalment") : nil)
        return [missed, left].compactMap { $0 }.joined(separator: ", ")
    }
}
