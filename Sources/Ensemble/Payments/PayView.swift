import Localization
import Markup

/// On the page of a bill: how it can be paid, and what is on its way.
struct PayView {
    let bill: Invoices.Bill
    /// Of the bill's page.
    let path: String
    let csrf: HTML

    private func money(_ units: Int64, _ r: Reader) -> String { r.money(bill.invoice.money(units)) }

    func body(_ r: Reader) -> HTML { "\(Self.onItsWay(bill.till, r))\(page(r))\(transfer(r))" }

    static func byStripe(_ r: Reader) -> HTML {
        """
        <p class="quiet no-print">\(r("You pay on the page of Stripe, which handles it for us. We never see the number of your card."))</p>
        """
    }

    static func onItsWay(_ till: Till, _ r: Reader) -> HTML {
        let lines = till.pending.map { amount -> HTML in
            """
            <p class="move" role="status"><span>\(Icon.clock) \(r("Your payment of \(r.money(amount)) is on its way. It can take a few days until it is here."))</span></p>
            """
        }
        return "\(lines)"
    }

    private func page(_ r: Reader) -> HTML {
        guard bill.till.isOpen else { return "" }
        let next = bill.till.nextPart.map { amount -> HTML in
            "<button class=\"button\" name=\"part\" value=\"next\">\(r("Pay the next part: \(money(amount, r))"))</button>"
        }
        let kind: HTML = next == nil ? "button" : "button plain"
        return """
            <form class="actions no-print" method="post" action="\(path)/payments">\(csrf)\(next)\
            <button class="\(kind)" name="part" value="all">\(r("Pay \(money(bill.owed - bill.till.onItsWay, r)) now"))</button></form>
            \(Self.byStripe(r))
            """
    }

    private func transfer(_ r: Reader) -> HTML {
        guard let (account, reference) = bill.transfer else { return "" }
        return """
            <section class="bank"><h3>\(r("By bank transfer"))</h3>\(PlainText.html(account))\
            <p>\(r("Reference")) <strong>\(reference)</strong></p></section>
            """
    }

    /// What was given back, as the customer and the team read it.
    static func refunds(_ till: Till, _ r: Reader) -> HTML {
        let rows = till.refunds.filter { $0.state != .failed }.map { refund -> HTML in
            let words =
                refund.method.map { $0.name(for: r) }
                ?? (refund.state == .done ? r("given back") : r("on its way back to you", context: "refund"))
            let day = refund.day.map(r.date) ?? r.date(refund.at.milliseconds)
            return "<li>\(day) · \(words) · <strong>\(r.money(refund.amount))</strong></li>"
        }
        guard !rows.isEmpty else { return "" }
        return "<section><h2>\(r("Given back"))</h2><ul class=\"plain-list\">\(rows)</ul></section>"
    }
}

/// On the desk's page of an invoice: money that somebody has to look at.
struct UnclearMoneyView {
    let till: Till
    /// Of the invoice's page.
    let path: String
    let csrf: HTML

    func body(_ r: Reader) -> HTML {
        let cards = till.unclear.map { money -> HTML in
            """
            <section class="card fields"><h2>\(r("To be looked at")): \(r.money(money.amount))</h2>
            <p>\(money.why.words(r))</p><p class="quiet">\(r.dateTime(money.seenAt.milliseconds)) · \(money.provider)</p>
            <form class="fields" method="post" action="\(path)/money/\(money.id.description)">\(csrf)
            \(Field.area("outcome", r("What was done with it"), rows: 2, scope: "money-\(money.id)-"))
            <p><button class="button small">\(r("It is settled"))</button></p></form></section>
            """
        }
        return "\(cards)"
    }
}
