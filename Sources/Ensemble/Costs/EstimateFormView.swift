import Localization
import Markup

/// Where an estimate is written: plain rows of fields, saved by a button,
/// added up by the desk.
struct EstimateFormView {
    let page: EstimatePage

    private var form: EstimateForm { page.form }
    private var content: EstimateContent { page.estimate.content }
    private var isQuote: Bool { form.kind == .quote }

    func body(_ r: Reader) -> HTML {
        """
        <form class="fields" method="post" action="\(page.path)">\(page.frame.csrfField)
        \(Field.problem(page.problem))
        <div class="card fields">\(head(r))</div>
        <section class="card" aria-labelledby="lines"><h2 id="lines">\(r("Lines"))</h2>
        <div class="cost-lines\(isQuote ? " is-quote" : "")">\(lines(r))</div>
        \(more(r))</section>
        \(sum(r))
        <div class="card fields">\(words(r))</div>
        <div class="card fields">\(ways(r))</div>
        \(send(r))
        </form>
        \(drop(r))
        """
    }

    private func head(_ r: Reader) -> HTML {
        let kinds: [Estimate.Kind] = form.kind == .change ? [.change] : [.estimate, .quote]
        return """
            \(Field.text("title", r("What it is for"), value: form.title, required: false))
            <div class="two">\
            \(Field.choice("kind", r("What it is"), kinds.map { (value: $0.rawValue, words: kindWords($0, r)) }, chosen: form.kind.rawValue))\
            \(day("valid_until", r("Valid until"), form.validUntil))\
            \(day("work_day", r("The work begins"), form.workDay))</div>
            """
    }

    private func kindWords(_ kind: Estimate.Kind, _ r: Reader) -> String {
        switch kind {
        case .estimate: r("An estimate: a range with what it assumes")
        case .quote: r("A quote: a fixed offer")
        case .change: r("A change order: an addition to what was accepted")
        }
    }

    private func day(_ name: String, _ label: String, _ value: String) -> HTML {
        """
        <p class="field"><label for="f-\(name)">\(label)</label><input id="f-\(name)" type="date" name="\(name)" value="\(value)"></p>
        """
    }

    // MARK: Lines

    private func lines(_ r: Reader) -> [HTML] {
        let blank = EstimateForm.Line()
        let all = form.lines + Array(repeating: blank, count: page.blanks)
        let rates = view.told.terms.taxRates
        return all.enumerated().map { place, line in row(place + 1, line, rates, r) }
    }

    private var view: EstimatePage.View { page.view }

    private func row(_ number: Int, _ line: EstimateForm.Line, _ rates: [Int], _ r: Reader) -> HTML {
        let prices: HTML =
            isQuote
            ? cell("likely", r("Price"), line.likely, number, r)
            : "\(cell("low", r("Low", context: "price"), line.low, number, r))\(cell("likely", r("Likely", context: "price"), line.likely, number, r))\(cell("high", r("High", context: "price"), line.high, number, r))"
        return """
            <div class="cost-line" role="group" aria-label="\(r("Line \(number)"))"><input type="hidden" name="offering" value="\(line.offering)">\
            \(cell("text", r("What it is for"), line.text, number, r, wide: true))\
            \(cell("quantity", r("Quantity"), line.quantity, number, r))\(cell("unit", r("Unit"), line.unit, number, r))\
            \(prices)\(tax(line, rates, r))\(cell("off", r("Off, %"), line.discount, number, r))\
            \(if: hasProviders, cell("provider", r("Provider"), line.provider, number, r, wide: true))\
            \(typical(line, r))</div>
            """
    }

    /// What the line's offering typically costs, for who prices it.
    private func typical(_ line: EstimateForm.Line, _ r: Reader) -> HTML? {
        OfferingVersion.ID(line.offering).flatMap { view.typical[$0] }.map {
            "<p class=\"cost-typical quiet\">\($0.body(r))</p>"
        }
    }

    /// Where the policy asks who does each line, or one says it.
    private var hasProviders: Bool {
        view.told.policy.contents.contains(.providers) || form.lines.contains { !$0.provider.isEmpty }
    }

    private func cell(
        _ name: String, _ label: String, _ value: String, _ number: Int, _ r: Reader, wide: Bool = false
    ) -> HTML {
        let mode: HTML = wide ? "" : name == "unit" ? "" : " inputmode=\"decimal\""
        return """
            <label class="cost-\(name)"><span>\(label)</span><input name="\(name)" value="\(value)"\(mode) autocomplete="off"></label>
            """
    }

    private func tax(_ line: EstimateForm.Line, _ rates: [Int], _ r: Reader) -> HTML {
        var choices = rates.map { Decimals.plain(Int64($0), digits: 2) }
        if !line.tax.isEmpty, !choices.contains(line.tax) { choices.append(line.tax) }
        let options = choices.map { rate -> HTML in
            "<option value=\"\(rate)\"\(flag: "selected", if: rate == line.tax)>\(rate)%</option>"
        }
        return
            "<label class=\"cost-tax\"><span>\(r("Tax"))</span><select name=\"tax\">\(options)</select></label>"
    }

    private func more(_ r: Reader) -> HTML {
        let offerings = view.offerings.map { offering -> HTML in
            "<option value=\"\(offering.id.description)\">\(offering.version.text.name)</option>"
        }
        let add: HTML = """
            <label class="hidden" for="f-add">\(r("From the catalogue"))</label><select id="f-add" name="add">\
            <option value="">\(r("From the catalogue…"))</option>\(offerings)</select>\
            <button class="button small plain" name="then" value="add">\(r("Add", context: "line"))</button>
            """
        return """
            <p class="actions cost-more">\(if: !offerings.isEmpty, add)\
            <button class="button small plain" name="then" value="more">\(r("More lines"))</button>\
            <button class="button small" name="then" value="save">\(r("Save and add up"))</button></p>
            """
    }

    private func sum(_ r: Reader) -> HTML {
        guard !content.lines.isEmpty else { return "" }
        let gross = page.estimate.gross
        return """
            <section class="card told-sum" aria-labelledby="sum"><h2 id="sum">\(r("What it comes to"))</h2>
            <p class="told-figure">\(if: !gross.isFixed, "<span>\(r("likely"))</span> ")\
            <strong>\(r.money(page.estimate.money(gross.likely)))</strong></p>
            \(SpreadView(gross: gross, currency: content.currency).body(r))
            <dl class="bill-sums">\(BillView(content).totals(r).map { row in "<div\(attribute: "class", row.isTotal ? "total" : nil)><dt>\(row.name)</dt><dd>\(row.amount)</dd></div>" as HTML })</dl></section>
            """
    }

    // MARK: Words and ways to pay

    private func words(_ r: Reader) -> HTML {
        """
        <div class="two">\(Field.area("assumptions", r("What we assume"), value: form.assumptions, rows: 4, required: false, hint: r("One a line.")))\
        \(Field.area("exclusions", r("What is not in it"), value: form.exclusions, rows: 4, required: false, hint: r("One a line.")))</div>
        \(Field.area("notes", r("Worth knowing"), value: form.notes, rows: 3, required: false, hint: r("Who else may send a bill, for example.")))
        """
    }

    private func ways(_ r: Reader) -> HTML {
        """
        <h2>\(r("How it can be paid"))</h2>
        <div class="two">\(Field.text("discount", r("Discount on the whole"), value: form.discount, required: false))\
        \(Field.text("deposit", r("To be paid on accepting"), value: form.deposit, required: false))</div>
        <fieldset><legend>\(r("The rest in parts, if they like"))</legend>\
        <p class="quiet">\(r("The customer chooses among those you offer. What is left empty is not offered."))</p>\
        \(plans(r))\(if: content.plans.contains(where: needsLook), PayTermsFields.look(view.told.policy, r))</fieldset>
        """
    }

    /// What is offered, and room for one more.
    private func plans(_ r: Reader) -> [HTML] {
        let room = form.ways.count < EstimateContent.plansLimit ? [PayTermsForm()] : []
        return (form.ways + room).enumerated().map { place, way in
            """
            <div class="way-row" role="group" aria-label="\(r("Way to pay \(place + 1)"))">\
            \(PayTermsFields(way: way, scope: "way\(place + 1)-").body(r))</div>
            """
        }
    }

    private func needsLook(_ plan: PayTerms) -> Bool {
        plan.needsLook(
            for: page.estimate.gross.likely - content.deposit, under: view.told.policy)
    }

    private func send(_ r: Reader) -> HTML {
        """
        <section class="card fields" aria-labelledby="send"><h2 id="send">\(r("Tell the customer"))</h2>
        \(ChecklistView(policy: view.told.policy, list: view.checklist, isEditable: true).body(r))
        \(Field.area("words", r("What you say to it"), value: form.words, rows: 3, required: false, hint: r("Sent in the conversation, with what it comes to and the link to its page.")))
        <p class="actions"><button class="button" name="then" value="send">\(Icon.reply) \(r("Send to \(view.told.customerName)"))</button>\
        <button class="button plain" name="then" value="save">\(r("Save"))</button>\
        <a class="button plain" href="\(page.path)/pdf">\(Icon.file) \(r("PDF"))</a></p></section>
        """
    }

    private func drop(_ r: Reader) -> HTML {
        """
        <form method="post" action="\(page.path)/removal">\(page.frame.csrfField)\
        <button class="link quiet">\(r("Throw this draft away"))</button></form>
        """
    }
}
