import Localization
import Markup

/// How the business speaks of money.
struct TermsPage: Page {
    let typed: Typed
    /// To be chosen from.
    var packs = PolicyPack.all
    let problem: String?
    let frame: Frame

    struct Typed: Sendable {
        var currency = ""
        var taxIncluded = false
        var taxRates = ""
        var validDays = ""
        var payDays = ""
        var address = ""
        var bank = ""
        var footer = ""
        var policy = ""
        var withdrawal = ""
        var holidays = ""
    }

    static var samples: [TermsPage] {
        [
            TermsPage(typed: Typed(Samples.terms), problem: nil, frame: .sampleDesk),
            TermsPage(
                typed: Typed(Samples.terms), problem: "A currency is three letters, like EUR or USD.",
                frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("Money and papers") }

    func body(_ r: Reader) -> HTML {
        let modes = [
            (value: "", words: r("without tax; it is added")), (value: "1", words: r("with tax in them")),
        ]
        return """
            <div class="sheet">\(SettingsPage.trail(r))
            <h1>\(r("Money and papers"))</h1>
            <form class="card fields" method="post" action="/settings/costs">\(frame.csrfField)
            \(Field.problem(problem))
            <div class="two">\(Field.text("currency", r("Currency"), value: typed.currency, hint: r("Three letters, like EUR.")))\
            \(Field.choice("tax_included", r("Prices are told"), modes, chosen: typed.taxIncluded ? "1" : ""))\
            \(Field.text("tax_rates", r("Tax rates, %"), value: typed.taxRates, hint: r("The usual one first, with semicolons between: 19; 7; 0")))</div>
            <div class="two">\(Field.number("valid_days", r("Estimates are valid for days"), value: typed.validDays))\
            \(Field.number("pay_days", r("Invoices are to be paid within days"), value: typed.payDays))</div>
            \(Field.area("address", r("Name and address on papers"), value: typed.address, rows: 3, required: false))
            \(Field.area("bank", r("Where money is sent"), value: typed.bank, rows: 2, required: false, hint: r("Bank, account, and whose it is.")))
            \(Field.area("footer", r("At the foot of papers"), value: typed.footer, rows: 2, required: false, hint: r("Register, tax number.")))
            <h2>\(r("Policy"))</h2>
            \(Field.choice("policy", r("Which rules hold"), PolicyPack.choices(packs), chosen: typed.policy, hint: r("They set days by which a cost is told, and how far a bill may go. This is no legal advice.")))
            \(notApplied(r))<p><a href="/settings/policies">\(r("What each policy says, and your own"))</a></p>
            \(Field.area("withdrawal", r("The right to withdraw"), value: typed.withdrawal, rows: 4, required: false, hint: r("Stands on estimates where the rules ask for it: within how many days, how, and when there is none.")))
            \(Field.area("holidays", r("Holidays"), value: typed.holidays, rows: 4, required: false, hint: r("One a line, like 2026-12-25. They are no business days, as Saturdays and Sundays.")))
            <p class="actions"><button class="button">\(r("Save"))</button></p></form></div>
            """
    }

    /// A limit in another currency than the business's.
    private func notApplied(_ r: Reader) -> HTML? {
        let chosen = packs.first { $0.id == typed.policy }
        return chosen?.applied(to: typed.currency.trimmed.uppercased()).notApplied.map {
            "<p class=\"advice\">\(Icon.alert) \(r($0))</p>"
        }
    }
}

extension TermsPage.Typed {
    init(_ terms: Terms) {
        currency = terms.currency
        taxIncluded = terms.taxIncluded
        taxRates = terms.taxRates.map { Decimals.plain(Int64($0), digits: 2) }.joined(separator: "; ")
        validDays = String(terms.validDays)
        payDays = String(terms.payDays)
        address = terms.address
        bank = terms.bank
        footer = terms.footer
        policy = terms.policy
        withdrawal = terms.withdrawal ?? ""
        holidays = terms.holidays.map(\.description).joined(separator: "\n")
    }

    init(_ form: Form) {
        currency = form["currency"] ?? ""
        taxIncluded = form["tax_included"] == "1"
        taxRates = form["tax_rates"] ?? ""
        validDays = form["valid_days"] ?? ""
        payDays = form["pay_days"] ?? ""
        address = form["address"] ?? ""
        bank = form["bank"] ?? ""
        footer = form["footer"] ?? ""
        policy = form["policy"] ?? ""
        withdrawal = form["withdrawal"] ?? ""
        holidays = form["holidays"] ?? ""
    }

    /// - Throws: `Fault.invalid`.
    func terms() throws(Fault) -> Terms {
        var terms = Terms()
        terms.currency = currency.trimmed.uppercased()
        terms.taxIncluded = taxIncluded
        var rates: [Int] = []
        for part in taxRates.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
            guard let rate = Decimals.read(part.filter { $0 != "%" }, digits: 2) else {
                throw .invalid("There is at least one tax rate, each between 0 and 100 percent.")
            }
            rates.append(Int(clamping: rate))
        }
        terms.taxRates = rates
        guard let valid = Int(validDays.trimmed), let pay = Int(payDays.trimmed) else {
            throw .invalid("Please give a number of days, at most ten years.")
        }
        (terms.validDays, terms.payDays) = (valid, pay)
        (terms.address, terms.bank, terms.footer) = (address.trimmed, bank.trimmed, footer.trimmed)
        terms.withdrawal = withdrawal.trimmed.nonEmpty
        terms.policy = policy.trimmed.nonEmpty ?? PolicyPack.houseID
        for text in holidays.split(whereSeparator: { $0.isNewline || $0 == ";" || $0 == "," }) {
            terms.holidays.append(try Day.read(String(text)))
        }
        try terms.check()
        return terms
    }
}
