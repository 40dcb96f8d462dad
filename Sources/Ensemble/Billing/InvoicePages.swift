import Localization
import Markup

/// What is owed, and all that was billed.
struct InvoicesPage: Page {
    let invoices: [Invoices.Listed]
    let isAll: Bool
    let next: Keyset?
    let frame: Frame

    static var samples: [InvoicesPage] {
        [
            InvoicesPage(
                invoices: Samples.invoices.map {
                    Invoices.Listed(
                        invoice: $0, customerName: Samples.said("Dana Whitfield"), paid: 1_000,
                        place: Keyset(moment: Samples.now, id: 1))
                }, isAll: true, next: Keyset(moment: Samples.now, id: 1), frame: .sampleDesk),
            InvoicesPage(invoices: [], isAll: false, next: nil, frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("Invoices") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide"><header class="inbox-head"><h1>\(r("Invoices"))</h1>
        <p class="quiet">\(isAll ? r("All that were written") : r("What is owed or contested"))</p>
        <a class="button small plain" href="/invoices\(isAll ? "" : "?show=all")">\(isAll ? r("Only what is owed") : r("Show all"))</a></header>
        \(invoices.isEmpty ? "<p class=\"empty\">\(Icon.check) \(r("Nothing is owed. Invoices begin in a conversation."))</p>" : table(r))</div>
        """
    }

    private func table(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("Invoice")), .init(r("Customer")), .init(r("What it is for")), .init(r("Stands")),
            .init(r("Amount"), isNumber: true), .init(r("Paid", context: "invoice"), isNumber: true),
            .init(r("Due")),
        ])
        let rows = invoices.map { listed -> HTML in
            let invoice = listed.invoice
            return table.row([
                "<a href=\"/invoices/\(invoice.id.description)\">\(invoice.heading(r))</a>",
                HTML(escaping: listed.customerName), HTML(escaping: invoice.content.title),
                HTML(escaping: invoice.state.name(for: r)),
                HTML(escaping: r.money(invoice.money(invoice.gross))),
                HTML(escaping: r.money(invoice.money(listed.paid))),
                HTML(escaping: invoice.dueOn.map(r.shortDate) ?? "–"),
            ])
        }
        return """
            \(table.body(rows))
            \(next.map { "<p class=\"pages\"><a href=\"/invoices?\(isAll ? "show=all&amp;" : "")after=\($0.description)\">\(r("Next"))</a></p>" as HTML })
            """
    }
}

/// An invoice on the desk: written while it is a draft, then with what can still be done.
struct InvoicePage: Page {
    let bill: Invoices.Bill
    let conversation: Conversation.ID
    let form: InvoiceForm
    let blanks: Int
    /// What lines can be told in.
    let places: [(place: InvoiceLine.Told, words: String)]
    /// The customer's page.
    let link: String
    let problem: String?
    let frame: Frame

    static var samples: [InvoicePage] { Samples.invoicePages }

    private var invoice: Invoice { bill.invoice }
    private var path: String { "/invoices/\(invoice.id)" }
    private func money(_ units: Int64, _ r: Reader) -> String { r.money(invoice.money(units)) }

    func title(_ r: Reader) -> String { invoice.heading(r) }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide"><p class="meta"><a href="/conversations/\(conversation.description)">\(r("Conversation \(conversation.description)"))</a>\
        <span>\(bill.customerName)</span><span>\(invoice.state.name(for: r))</span></p>
        <h1>\(invoice.heading(r))</h1>
        \(invoice.isEditable ? draft(r) : issued(r))</div>
        """
    }

    // MARK: The draft

    private func draft(_ r: Reader) -> HTML {
        """
        <form class="fields" method="post" action="\(path)">\(frame.csrfField)\(Field.problem(problem))
        <div class="card fields">\(Field.text("title", r("What it is for"), value: form.title, required: false))</div>
        <section class="card" aria-labelledby="lines"><h2 id="lines">\(r("Lines"))</h2><div class="cost-lines is-bill">\(lines(r))</div>
        <p class="actions cost-more"><button class="button small plain" name="then" value="more">\(r("More lines"))</button>\
        <button class="button small" name="then" value="save">\(r("Save and add up"))</button></p></section>
        \(if: !invoice.content.lines.isEmpty && invoice.kind == .invoice, "<section class=\"card\"><h2>\(r("Beside what was told"))</h2>\(ComparisonView(comparison: bill.comparison, currency: invoice.content.currency).body(r))</section>")
        <div class="card fields">\(Field.text("discount", r("Discount on the whole"), value: form.discount, required: false))\
        \(Field.area("words", r("Why it differs from what was told"), value: form.words, rows: 3, required: false, hint: r("The customer reads it.")))</div>
        <section class="card told-sum"><h2>\(r("What it comes to"))</h2><p class="told-figure"><strong>\(money(invoice.gross, r))</strong></p>
        \(Field.area("letter", r("What you say to it"), value: form.letter, rows: 2, required: false))
        <p class="actions"><button class="button" name="then" value="issue">\(Icon.reply) \(r("Issue and send it"))</button>\
        <button class="button plain" name="then" value="save">\(r("Save"))</button></p>
        <p class="quiet">\(r("It gets its number then, and stays as it is."))</p></section></form>
        <form method="post" action="\(path)/removal">\(frame.csrfField)<button class="link quiet">\(r("Throw this draft away"))</button></form>
        """
    }

    private func lines(_ r: Reader) -> [HTML] {
        (form.lines + Array(repeating: InvoiceForm.Line(), count: blanks)).enumerated().map { place, line in
            row(place + 1, line, r)
        }
    }

    private func row(_ number: Int, _ line: InvoiceForm.Line, _ r: Reader) -> HTML {
        """
        <div class="cost-line" role="group" aria-label="\(r("Line \(number)"))"><input type="hidden" name="work" value="\(line.work)">\
        <input type="hidden" name="offering" value="\(line.cost.offering)">\
        \(cell("text", r("What it is for"), line.cost.text))\(cell("quantity", r("Quantity"), line.cost.quantity))\
        \(cell("unit", r("Unit"), line.cost.unit))\(cell("likely", r("Price"), line.cost.likely))\(tax(line, r))\
        \(cell("off", r("Off, %"), line.cost.discount))\(told(line, r))\(cell("why", r("Why it differs"), line.why))\
        \(if: hasProviders, cell("provider", r("Provider"), line.cost.provider))</div>
        """
    }

    private var hasProviders: Bool {
        bill.policy.contents.contains(.providers) || form.lines.contains { !$0.cost.provider.isEmpty }
    }

    private func cell(_ name: String, _ label: String, _ value: String) -> HTML {
        """
        <label class="cost-\(name)"><span>\(label)</span><input name="\(name)" value="\(value)" autocomplete="off"></label>
        """
    }

    private func tax(_ line: InvoiceForm.Line, _ r: Reader) -> HTML {
        var choices = bill.terms.taxRates.map { Decimals.plain(Int64($0), digits: 2) }
        if !line.cost.tax.isEmpty, !choices.contains(line.cost.tax) { choices.append(line.cost.tax) }
        let options = choices.map { rate -> HTML in
            "<option value=\"\(rate)\"\(flag: "selected", if: rate == line.cost.tax)>\(rate)%</option>"
        }
        return
            "<label class=\"cost-tax\"><span>\(r("Tax"))</span><select name=\"tax\">\(options)</select></label>"
    }

    private func told(_ line: InvoiceForm.Line, _ r: Reader) -> HTML {
        let options = places.map { place, words -> HTML in
            let value = InvoiceForm.value(of: place)
            return "<option value=\"\(value)\"\(flag: "selected", if: value == line.told)>\(words)</option>"
        }
        return """
            <label class="cost-told-in"><span>\(r("Told as"))</span><select name="told"><option value="">\(r("not announced"))</option>\(options)</select></label>
            """
    }

    // MARK: Once it is issued

    private func issued(_ r: Reader) -> HTML {
        """
        <div class="estimate-sent"><div class="work-main"><section class="card told-sum"><h2>\(invoice.content.title)</h2>
        <p class="told-figure"><strong>\(money(invoice.gross, r))</strong> <small>\(invoice.kind == .invoice ? r("\(money(bill.owed, r)) owed") : "")</small></p>
        \(BillView(invoice.content.bill).body(r))</section>
        \(if: invoice.kind == .invoice, "<section class=\"card\"><h2>\(r("Beside what was told"))</h2>\(ComparisonView(comparison: bill.comparison, currency: invoice.content.currency).body(r))</section>")
        \(received(r))\(PayView.refunds(bill.till, r))</div><div class="estimate-side">\(UnclearMoneyView(till: bill.till, path: path, csrf: frame.csrfField).body(r))\(facts(r))\(doing(r))</div></div>
        """
    }

    private func facts(_ r: Reader) -> HTML {
        """
        <section class="card"><h2>\(r("How it went"))</h2><dl>\
        \(invoice.issuedOn.map { "<dt>\(r("Issued", context: "invoice"))</dt><dd>\(r.shortDate($0))</dd>" as HTML })\
        \(invoice.dueOn.map { "<dt>\(r("Due"))</dt><dd>\(r.shortDate($0))</dd>" as HTML })\
        \(breach(r))<dt>\(r("Opened"))</dt><dd>\(invoice.seenAt.map { r.weekdayDate($0.milliseconds) } ?? "–")</dd></dl>
        \(bill.plan.map { "<p>\(r("In parts, chosen by \($0.chosenBy)"))</p>" as HTML })
        \(bill.credits.map { "<p><a href=\"/invoices/\($0.id.description)\">\($0.heading(r))</a></p>" as HTML })
        <p><a href="\(link)">\(r("The customer’s page"))</a> · <a href="\(path)/pdf">\(r("PDF"))</a></p></section>
        """
    }

    private func breach(_ r: Reader) -> HTML? {
        let overrun = bill.policy.overrun
        guard invoice.kind == .invoice, overrun.isBroken(by: bill.comparison) else { return nil }
        let who = overrun.perProvider == true ? overrun.breaches(of: bill.comparison) : []
        let names = who.map { $0.nonEmpty ?? r("ourselves") }
        let words =
            names.isEmpty
            ? r("more than \(bill.policy.name) allows")
            : r("more than \(bill.policy.name) allows, by \(r.list(names))")
        return "<dt>\(r("Policy"))</dt><dd class=\"bad\">\(words)</dd>"
    }

    private func received(_ r: Reader) -> HTML {
        guard !bill.payments.isEmpty else { return "" }
        let rows = bill.payments.map { payment -> HTML in
            """
            <tr><td>\(r.shortDate(payment.day))</td><td>\(payment.method.name(for: r))</td><td>\(payment.reference)</td><td class="number">\(money(payment.amount, r))</td></tr>
            """
        }
        return """
            <div class="scroll"><table class="rows"><tr><th scope="col">\(r("Received"))</th><th scope="col">\(r("How"))</th>\
            <th scope="col">\(r("Reference"))</th><th scope="col" class="number">\(r("Amount"))</th></tr>\(rows)</table></div>
            """
    }

    private func doing(_ r: Reader) -> HTML {
        guard invoice.kind == .invoice else { return "" }
        return """
            <section class="card fields"><h2>\(r("What can be done"))</h2>\(Field.problem(problem))
            \(if: bill.owed > 0 && (invoice.state.isOwed || invoice.state == .disputed), payment(r))
            \(RefundView(bill: bill, path: path, csrf: frame.csrfField).body(r))
            \(InvoicePlanView(bill: bill, path: path, frame: frame).body(r))
            \(if: invoice.state == .disputed, settling(r))
            \(if: (try? invoice.state.after(.dispute)) != nil, contesting(r))
            <form method="post" action="\(path)/credit">\(frame.csrfField)<button class="button plain">\(r("Write a credit note"))</button></form>
            \(if: frame.viewer?.isAdministrator == true && (invoice.state.isOwed || invoice.state == .disputed), writeOff(r))</section>
            """
    }

    private func payment(_ r: Reader) -> HTML {
        """
        <form class="fields" method="post" action="\(path)/payment">\(frame.csrfField)
        \(ReceiptFields(owed: invoice.money(bill.owed)).body(r))
        <p><button class="button small">\(r("Note the payment"))</button></p></form>
        """
    }

    private func contesting(_ r: Reader) -> HTML {
        """
        <details class="whole"><summary>\(r("The customer contests it"))</summary><form class="fields" method="post" action="\(path)/dispute">\(frame.csrfField)
        \(Field.text("name", r("Who said so"), scope: "contest-"))
        \(Field.area("why", r("What is wrong with it"), rows: 3, scope: "contest-"))
        <p><button class="button small">\(r("Note it; nothing is chased until it is answered"))</button></p></form></details>
        """
    }

    private func settling(_ r: Reader) -> HTML {
        let open = bill.disputes.first { $0.closedAt == nil }
        return """
            <form class="fields" method="post" action="\(path)/settlement">\(frame.csrfField)
            \(open.map { "<blockquote><strong>\($0.name)</strong>: \(PlainText.html($0.why))</blockquote>" as HTML })
            \(Field.area("outcome", r("What was found"), rows: 3, hint: r("The customer reads it.")))
            <p><button class="button small">\(r("Answer the dispute"))</button></p></form>
            """
    }

    private func writeOff(_ r: Reader) -> HTML {
        """
        <details class="whole"><summary>\(r("Write the rest off"))</summary><form class="fields" method="post" action="\(path)/write-off">\(frame.csrfField)
        \(Field.text("why", r("Why"), scope: "off-"))<p><button class="button small plain">\(r("Write it off"))</button></p></form></details>
        """
    }
}
