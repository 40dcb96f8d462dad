import Localization
import Markup

/// On the desk's page of an invoice: what the customer is owed, and how it is given back.
struct RefundView {
    let bill: Invoices.Bill
    /// Of the invoice's page.
    let path: String
    let csrf: HTML

    func body(_ r: Reader) -> HTML {
        guard bill.toCustomer > 0 else { return "" }
        let owing = bill.invoice.money(bill.toCustomer)
        return """
            <section class="fields"><h3>\(r("To be given back: \(r.money(owing))"))</h3>\(online(r))
            <form class="fields" method="post" action="\(path)/refund">\(csrf)
            \(ReceiptFields(owed: owing, isGivenBack: true).body(r))
            <p><button class="button small">\(r("Note that it was given back"))</button></p></form></section>
            """
    }

    private func online(_ r: Reader) -> HTML {
        let most = min(bill.toCustomer, bill.till.returnable)
        guard most > 0 else { return "" }
        let amount = bill.invoice.money(most)
        return """
            <form method="post" action="\(path)/refund">\(csrf)<input type="hidden" name="through" value="stripe">\
            <input type="hidden" name="amount" value="\(amount.plain)">\
            <button class="button small">\(r("Give \(r.money(amount)) back by Stripe"))</button></form>
            """
    }

    /// For the customer.
    static func owing(_ bill: Invoices.Bill, _ r: Reader) -> HTML {
        guard bill.toCustomer > 0 else { return "" }
        let amount = r.money(bill.invoice.money(bill.toCustomer))
        return """
            <div class="move" role="status"><strong>\(r("We owe you \(amount)."))</strong> \
            <small>\(r("You paid more than this comes to now. We give it back to you."))</small></div>
            """
    }
}
