import Localization
import Paper

/// An invoice on paper: the bill, what was told beside it, how to pay.
struct InvoicePaper {
    let bill: Invoices.Bill
    let letterhead: Letterhead

    init(_ bill: Invoices.Bill, _ letterhead: Letterhead) {
        self.bill = bill
        self.letterhead = letterhead.named(bill.business.nonEmpty ?? letterhead.name)
    }

    private var invoice: Invoice { bill.invoice }
    private func money(_ units: Int64, _ r: Reader) -> String { r.money(invoice.money(units)) }

    /// The PDF. Takes time: see `Sheet.pdf`.
    func bytes(_ r: Reader) throws -> [UInt8] { try sheet(r).pdf() }

    func sheet(_ r: Reader) -> Sheet {
        let at = (invoice.issuedAt ?? invoice.createdAt).milliseconds
        return Sheet(
            title: invoice.heading(r), author: letterhead.name, createdAt: r.iso(at),
            size: ["USD", "CAD", "MXN"].contains(invoice.content.currency) ? .letter : .a4,
            footer: bill.terms.footer.split(whereSeparator: \.isNewline).joined(separator: " · "),
            pageWords: { page, pages in r("Page \(page) of \(pages)") }, tint: letterhead.tint,
            blocks: head(r) + lines(r) + comparison(r) + ways(r))
    }

    private func head(_ r: Reader) -> [Sheet.Block] {
        let day = invoice.issuedOn.map(r.date) ?? r("Draft", context: "invoice")
        var blocks: [Sheet.Block] =
            letterhead.blocks(bill.terms.address) + [
                .text("\(invoice.heading(r)) · \(day) · \(r("for \(bill.customerName)"))", .quiet),
                .text(invoice.content.title.nonEmpty ?? invoice.heading(r), .title), .rule,
                .text(money(invoice.gross, r), .figure),
            ]
        if invoice.kind == .invoice, let due = invoice.dueOn {
            blocks.append(.text(r("to be paid by \(r.date(due))"), .text))
        }
        return blocks + [.gap(10)]
    }

    private func lines(_ r: Reader) -> [Sheet.Block] {
        let view = BillView(invoice.content.bill)
        let columns = [
            Sheet.Column(r("What", context: "of a line"), weight: 5),
            Sheet.Column(r("How much", context: "of a line"), weight: 3.2),
            Sheet.Column(r("Amount"), weight: 2, side: .trailing),
        ]
        let rows = invoice.content.lines.map { line in
            [
                Sheet.Cell(line.line.text, small: line.why),
                Sheet.Cell(BillView.how(line.line, invoice.content.currency, r)),
                Sheet.Cell(money(line.line.amount(.likely), r)),
            ]
        }
        return [
            .table(columns, rows: rows),
            .sums(view.totals(r).map { (name: $0.name, amount: $0.amount, isStrong: $0.isTotal) }),
        ]
    }

    private func comparison(_ r: Reader) -> [Sheet.Block] {
        guard invoice.kind == .invoice else { return [] }
        var blocks: [Sheet.Block] = [
            .gap(6), .text(r("Beside what we told you"), .heading),
            .text(words.sentence(r), .text), .table(Self.columns(r), rows: comparisonRows(r)),
        ]
        if !invoice.content.words.isEmpty { blocks.append(.text(invoice.content.words, .text)) }
        return blocks
    }

    private var words: ComparisonWords { ComparisonWords(bill.comparison, invoice.content.currency) }

    private static func columns(_ r: Reader) -> [Sheet.Column] {
        [
            Sheet.Column(r("What", context: "of a line"), weight: 5),
            Sheet.Column(r("We told you"), weight: 2.4, side: .trailing),
            Sheet.Column(r("We bill"), weight: 2, side: .trailing),
            Sheet.Column(r("Difference"), weight: 2.4, side: .trailing),
        ]
    }

    /// Line by line as on the page, the sum, and what was told and is not billed.
    private func comparisonRows(_ r: Reader) -> [[Sheet.Cell]] {
        let comparison = bill.comparison
        let rows = comparison.rows.map { row in
            [
                Sheet.Cell(
                    row.text,
                    small: [row.isUnannounced ? r("not announced") : "", row.why].filter { !$0.isEmpty }
                        .joined(separator: " · ")),
                told(row.told, r), Sheet.Cell(money(row.billed, r)),
                Sheet.Cell(words.signed(row.difference, r)),
            ]
        }
        let sum = [
            Sheet.Cell(r("Total"), isStrong: true), told(comparison.told, r),
            Sheet.Cell(money(comparison.billed, r), isStrong: true),
            Sheet.Cell(words.surprise(r), isStrong: true),
        ]
        let unbilled = comparison.unbilled.map { line in
            [Sheet.Cell(line.text), told(line.told, r), Sheet.Cell(r("not billed")), Sheet.Cell("–")]
        }
        return rows + [sum] + unbilled
    }

    private func told(_ told: Spread?, _ r: Reader) -> Sheet.Cell {
        guard let told else { return Sheet.Cell("–") }
        return Sheet.Cell(
            money(told.likely, r),
            small: told.isFixed ? "" : r("\(money(told.low, r)) to \(money(told.high, r))"))
    }

    private func ways(_ r: Reader) -> [Sheet.Block] {
        var blocks: [Sheet.Block] = []
        if let plan = bill.plan {
            let parts = plan.instalments.map { "\(r.date($0.due)): \(money($0.amount, r))" }
            blocks += [
                .gap(6), .text(r("Your plan to pay"), .heading), .text(parts.joined(separator: "\n"), .text),
            ]
        }
        guard invoice.kind == .invoice, bill.owed > 0, let (account, reference) = bill.transfer else {
            return blocks
        }
        return blocks + [
            .gap(6), .text(r("By bank transfer"), .heading),
            .text("\(account)\n\(r("Reference")) \(reference)", .text),
        ]
    }
}
