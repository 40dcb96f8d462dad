import Localization
import Markup

/// The bills behind a number, with the lines that differ from what was told.
struct ClarityBillsPage: Page {
    let bills: [ClarityBill]
    let next: Keyset?
    let show: ClarityShow
    let scope: ClarityScope
    let offeringName: String?
    let frame: Frame

    static var samples: [ClarityBillsPage] { Samples.clarityBillsPages }

    private var links: ClarityLinks { ClarityLinks(scope: scope, step: .month) }

    func title(_ r: Reader) -> String { show.name(r) }

    func body(_ r: Reader) -> HTML {
        let others = ClarityShow.allCases.map {
            ClarityRowsView.Other(name: $0.name(r), link: links.bills($0), isPresent: $0 == show)
        }
        return ClarityRowsView(
            name: show.name(r), words: show.words(r), scope: scope, offeringName: offeringName,
            others: others,
            othersName: r("Which bills"), csv: links.billTable(show), table: bills.isEmpty ? nil : table(r),
            next: next.map { "\(links.bills(show))&after=\($0)" }
        ).body(r)
    }

    private func table(_ r: Reader) -> HTML {
        """
        <div class="scroll"><table class="rows clarity-bills"><tr><th scope="col">\(r("Invoice"))</th><th scope="col">\(r("Issued", context: "invoice"))</th>\
        <th scope="col">\(r("Customer"))</th><th scope="col">\(r("Offering"))</th><th scope="col" class="number">\(r("Told", context: "price"))</th>\
        <th scope="col" class="number">\(r("Billed"))</th><th scope="col" class="number">\(r("Difference"))</th>\
        <th scope="col">\(r("Told before"))</th></tr>\(bills.map { row($0, r) })</table></div>
        """
    }

    private func row(_ bill: ClarityBill, _ r: Reader) -> HTML {
        """
        <tr><td><a href="/invoices/\(bill.invoice.description)">\(bill.number)</a></td><td>\(r.shortDate(bill.issuedOn))</td>\
        <td>\(bill.customerName)</td><td>\(bill.offeringName ?? "–")</td>\
        <td class="number">\(bill.told.map { r.money($0) } ?? r("nothing", context: "told"))</td><td class="number">\(r.money(bill.gross))</td>\
        <td class="number">\(difference(bill, r))</td><td>\(telling(bill, r))</td></tr>\(details(bill, r))
        """
    }

    private func difference(_ bill: ClarityBill, _ r: Reader) -> String {
        let units = bill.difference.minorUnits
        guard units != 0 else { return "–" }
        let percent = bill.differencePercent.map { r.signedPercent($0 / 100) }
        return (units > 0 ? "+" : "") + r.money(bill.difference) + (percent.map { " (\($0))" } ?? "")
    }

    private func telling(_ bill: ClarityBill, _ r: Reader) -> HTML {
        guard bill.isToldBefore else {
            return "<span class=\"bad\">\(r("no", context: "told before"))</span>"
        }
        let lead = bill.leadHours.map { r.lead(hours: Double($0)) } ?? ""
        return
            "\(r("yes, \(lead) before"))\(if: bill.hadPlan, "<br><small class=\"quiet\">\(r("with a plan to pay"))</small>")"
    }

    private func details(_ bill: ClarityBill, _ r: Reader) -> HTML {
        let inside = bill.isInside.map { inside -> HTML in
            let ratio = bill.logRatio.map { r.signedPercent($0.asPart) } ?? ""
            return """
                <p>\(inside ? r("The whole job came to what its range said (\(ratio) of likely).") : r("The whole job came to outside its range (\(ratio) of likely)."))</p>
                """
        }
        let disputes = bill.disputes.map { dispute -> HTML in
            """
            <p>\(Icon.alert) <strong>\(r("\(dispute.name) contested it:"))</strong> \(dispute.why)\(dispute.outcome.map { "<br>\(r("Found:")) \($0)" as HTML })</p>
            """
        }
        guard !bill.lines.isEmpty || inside != nil || !disputes.isEmpty || bill.isBreach else { return "" }
        return """
            <tr class="clarity-details"><td colspan="8">\(if: bill.isBreach, "<p class=\"bad\">\(r("More than the policy of its day allows."))</p>")\
            \(inside)\(disputes)\(if: !bill.lines.isEmpty, ClaritySurprise(bill: bill).lines(r))</td></tr>
            """
    }
}

/// A surprise with the lines that differ from what was told.
struct ClaritySurprise {
    let bill: ClarityBill

    func body(_ r: Reader) -> HTML {
        """
        <li><p><a href="/invoices/\(bill.invoice.description)">\(r("Invoice")) \(bill.number)</a> · \(bill.customerName) · \(r.shortDate(bill.issuedOn))\
        \(bill.offeringName.map { " · \($0)" as HTML })</p>\(lines(r))</li>
        """
    }

    /// A minus and a plus: what was told, what is billed instead.
    func lines(_ r: Reader) -> HTML {
        let money = { (units: Int64) in r.money(Money(units, bill.gross.currency)) }
        let items = bill.lines.map { line -> HTML in
            let words =
                line.told.map { told in
                    line.billed.map { r("told \(money(told)), billed \(money($0))") }
                        ?? r("told \(money(told)), not billed")
                } ?? r("not announced, billed \(money(line.billed ?? 0))")
            return """
                <li class="\(line.difference > 0 ? "more" : "less")"><span>\(line.text)\(line.why.nonEmpty.map { "<br><small class=\"quiet\">\($0)</small>" as HTML })</span>\
                <span class="quiet">\(words)</span><strong class="number">\(line.difference > 0 ? "+" : "")\(money(line.difference))</strong></li>
                """
        }
        return "<ul class=\"clarity-lines\">\(items)</ul>"
    }
}

extension ClarityScope {
    /// `March 2026 to May 2026 · MRI scan`.
    func words(_ offeringName: String?, _ r: Reader) -> String {
        let months = from == until ? r.month(from) : r("\(r.month(from)) to \(r.month(until))")
        switch offering {
        case .all: return months
        case .none: return months + " · " + r("No offering")
        case .one: return months + " · " + (offeringName ?? "")
        }
    }
}

extension ClarityShow {
    func name(_ r: Reader) -> String {
        switch self {
        case .all: r("All bills")
        case .told: r("Told before")
        case .untold: r("Not told before")
        case .plan: r("Plan to pay offered before")
        case .noPlan: r("No plan to pay offered")
        case .surprises: r("Surprises")
        case .breaches: r("Past the policy")
        case .disputed: r("Disputed")
        case .ranges: r("Jobs told a range")
        case .inside: r("Inside the range")
        case .outside: r("Outside the range")
        }
    }

    func words(_ r: Reader) -> String {
        switch self {
        case .all: r("Every bill of these months")
        case .told: r("Every line told before the work it prices began")
        case .untold: r("A line nobody had told, or told after the work began")
        case .plan: r("With the cost, before the work")
        case .noPlan: r("Nobody said how it could be paid in parts")
        case .surprises: r("A line that nobody had announced, or more than the highest that was told")
        case .breaches: r("More than the policy of their day allows")
        case .disputed: r("Contested by the customer")
        case .ranges: r("By the last bill of each job that is done")
        case .inside: r("Between the least and the most that was told")
        case .outside: r("Below the least or above the most that was told")
        }
    }
}
