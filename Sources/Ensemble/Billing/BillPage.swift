import Localization
import Markup

/// A bill as its customer sees it: what is owed and how to pay it, the bill
/// beside what was told, and what to do if it is wrong.
struct BillPage: Page {
    let bill: Invoices.Bill
    let path: String
    let typed: Typed
    let problem: String?
    let frame: Frame

    struct Typed: Sendable {
        var name = ""
        var why = ""
        var plan: Int?
        var isDispute = false
    }

    static var samples: [BillPage] { Samples.billPages }

    private var invoice: Invoice { bill.invoice }
    private func money(_ units: Int64, _ r: Reader) -> String { r.money(invoice.money(units)) }

    func title(_ r: Reader) -> String { invoice.heading(r) }

    func body(_ r: Reader) -> HTML {
        """
        <article class="sheet told"><header class="told-head"><p class="meta"><span>\(invoice.heading(r))</span>\
        <span>\(invoice.issuedOn.map(r.date) ?? "")</span><span>\(r("for \(bill.customerName)"))</span></p>
        <h1>\(invoice.content.title.nonEmpty ?? invoice.heading(r))</h1></header>
        \(standing(r))\(RefundView.owing(bill, r))
        \(invoice.kind == .invoice ? owed(r) : credit(r))
        \(if: invoice.kind == .invoice, compare(r))
        <section aria-labelledby="made"><h2 id="made">\(r("What it is made of"))</h2>\(BillView(invoice.content.bill).body(r))</section>
        \(paid(r))\(PayView.refunds(bill.till, r))\(parts(r))\(dispute(r))\(foot(r))</article>
        """
    }

    // MARK: How it stands

    private func standing(_ r: Reader) -> HTML {
        switch invoice.state {
        case .paid: yes(r("Paid. Thank you."), r)
        case .settled: yes(r("Settled. Thank you."), r)
        case .writtenOff: yes(r("Nothing is owed on this any more."), r)
        case .disputed:
            """
            <div class="move over" role="status"><strong>\(r("You contested this bill."))</strong> \
            <small>\(r("We look into it, and remind you of nothing until it is answered."))</small></div>
            """
        case .drafted, .issued, .partPaid: ""
        }
    }

    private func yes(_ words: String, _ r: Reader) -> HTML {
        "<div class=\"told-yes\" role=\"status\"><p>\(Icon.check) <strong>\(words)</strong></p></div>"
    }

    private func credit(_ r: Reader) -> HTML {
        """
        <section class="card told-sum"><h2>\(r("What we take back"))</h2><p class="told-figure"><strong>\(money(invoice.gross, r))</strong></p>
        \(bill.credited.map { "<p>\(r("It belongs to \($0.heading(r))."))</p>" as HTML })</section>
        """
    }

    private func owed(_ r: Reader) -> HTML {
        let next = bill.plan.flatMap { $0.state.isGoing ? $0.next(owed: bill.owed) : nil }
        let isOver = !invoice.state.isOwed && invoice.state != .disputed
        return """
            <section class="card told-sum" aria-labelledby="owed"><h2 id="owed">\(isOver ? r("What it came to") : r("What is to be paid"))</h2>
            <p class="told-figure"><strong>\(money(isOver ? invoice.gross : bill.owed, r))</strong> \
            <small>\(isOver ? "" : invoice.dueOn.map { bill.plan == nil ? r("until \(r.date($0))") : r("in all") } ?? "")</small></p>
            \(next.map { part in "<p class=\"told-way\">\(r("Next: \(money(part.lacking, r)) on \(r.date(part.due))"))</p>" as HTML })
            \(if: invoice.state.isOwed, PayView(bill: bill, path: path, csrf: frame.csrfField).body(r))
            <p class="actions no-print"><a class="button plain" href="\(path)/pdf">\(Icon.file) \(r("Download as PDF"))</a></p></section>
            """
    }

    // MARK: Beside what was told

    private func compare(_ r: Reader) -> HTML {
        """
        <section aria-labelledby="told"><h2 id="told">\(r("Beside what we told you"))</h2>
        \(ComparisonView(comparison: bill.comparison, currency: invoice.content.currency).body(r))
        \(invoice.content.words.nonEmpty.map { "<div class=\"text\">\(PlainText.html($0))</div>" as HTML })</section>
        """
    }

    private func paid(_ r: Reader) -> HTML {
        guard !bill.payments.isEmpty else { return "" }
        let rows = bill.payments.map { payment -> HTML in
            "<li>\(r.date(payment.day)) · \(payment.method.name(for: r)) · <strong>\(money(payment.amount, r))</strong></li>"
        }
        return "<section><h2>\(r("Received"))</h2><ul class=\"plain-list\">\(rows)</ul></section>"
    }

    // MARK: In parts

    private func parts(_ r: Reader) -> HTML {
        if let plan = bill.plan {
            let rows = plan.instalments.map { part -> HTML in
                "<li>\(r.date(part.due)) · <strong>\(money(part.amount, r))</strong></li>"
            }
            return """
                <section><h2>\(r("Your plan to pay"))</h2><ol class="plain-list">\(rows)</ol>
                <p class="quiet">\(r("Chosen by \(plan.chosenBy) on \(r.date(plan.chosenAt.milliseconds))."))</p>\
                \(plan.state.kindWords(r).map { "<p>\($0)</p>" as HTML })</section>
                """
        }
        guard invoice.state.isOwed, !bill.plansOffered.isEmpty, bill.owed > 0 else { return "" }
        let ways = bill.plansOffered.enumerated().map { place, plan -> HTML in
            """
            <label class="way"><input type="radio" name="plan" value="\(place)"\(flag: "checked", if: place == (typed.plan ?? 0))> \
            <span>\(CostWords.parts(of: bill.owed, plan, invoice.content.currency, r))</span></label>
            """
        }
        return """
            <section class="card answer no-print"><h2>\(r("Pay it in parts"))</h2>\(Field.problem(typed.isDispute ? nil : problem))
            <form class="fields" method="post" action="\(path)/plan">\(frame.csrfField)\
            <fieldset><legend>\(r("What suits you?"))</legend>\(ways)</fieldset>
            \(Field.text("name", r("Your name"), value: typed.name, autocomplete: "name", scope: "plan-"))
            <p><button class="button">\(r("Pay like this"))</button></p></form></section>
            """
    }

    // MARK: If it is wrong

    private func dispute(_ r: Reader) -> HTML {
        let told = bill.disputes.map { dispute -> HTML in
            """
            <li>\(r.date(dispute.openedAt.milliseconds)) · \(dispute.name): \(dispute.why)\(dispute.outcome.map { "<br><strong>\(r("We found: \($0)"))</strong>" as HTML })</li>
            """
        }
        let list: HTML = told.isEmpty ? "" : "<ul class=\"plain-list\">\(told)</ul>"
        guard invoice.kind == .invoice, invoice.state != .disputed, invoice.state != .writtenOff else {
            return list
        }
        return """
            \(list)<details class="answer-more no-print"\(flag: "open", if: typed.isDispute)><summary class="button plain">\(r("Something is wrong with this bill"))</summary>
            \(Field.problem(typed.isDispute ? problem : nil))
            <form class="fields" method="post" action="\(path)/dispute">\(frame.csrfField)
            <p class="quiet">\(r("You don’t need to pay what you contest until we have answered."))</p>
            \(Field.text("name", r("Your name"), value: typed.name, autocomplete: "name", scope: "dispute-"))
            \(Field.area("why", r("What is wrong with it?"), value: typed.why, rows: 4))
            <p><button class="button">\(r("Contest it"))</button></p></form></details>
            """
    }

    private func foot(_ r: Reader) -> HTML {
        let parts = [bill.terms.address, bill.terms.footer].filter { !$0.isEmpty }
        guard !parts.isEmpty else { return "" }
        return "<footer class=\"quiet told-foot\">\(parts.map { PlainText.html($0) })</footer>"
    }
}
