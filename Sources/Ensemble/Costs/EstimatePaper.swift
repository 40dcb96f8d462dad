import Localization
import Paper

/// An estimate on paper: what the page says, to keep in a drawer.
struct EstimatePaper {
    let told: Told
    let letterhead: Letterhead

    init(_ told: Told, _ letterhead: Letterhead) {
        self.told = told
        self.letterhead = letterhead.named(told.sentWith.business.nonEmpty ?? letterhead.name)
    }

    private var estimate: Estimate { told.estimate }
    private var content: EstimateContent { estimate.content }

    /// The PDF. Takes time: see `Sheet.pdf`.
    func bytes(_ r: Reader) throws -> [UInt8] { try sheet(r).pdf() }

    func sheet(_ r: Reader) -> Sheet {
        let at = (estimate.deliveredAt ?? estimate.createdAt).milliseconds
        return Sheet(
            title: estimate.heading(r), author: letterhead.name, createdAt: r.iso(at),
            size: ["USD", "CAD", "MXN"].contains(content.currency) ? .letter : .a4,
            footer: told.terms.footer.split(whereSeparator: \.isNewline).joined(separator: " · "),
            pageWords: { page, pages in r("Page \(page) of \(pages)") }, tint: letterhead.tint,
            blocks: head(r) + sum(r) + lines(r) + words(r) + record(r))
    }

    private func head(_ r: Reader) -> [Sheet.Block] {
        let at = (estimate.deliveredAt ?? estimate.createdAt).milliseconds
        let kind = estimate.kind.name(for: r)
        return letterhead.blocks(told.terms.address) + [
            .text(
                "\(kind) \(estimate.reference) · \(r.date(at)) · \(r("for \(told.customerName)"))", .quiet),
            .text(content.title.nonEmpty ?? told.subject, .title), .rule,
        ]
    }

    private func sum(_ r: Reader) -> [Sheet.Block] {
        let gross = estimate.gross
        var blocks: [Sheet.Block] = [.text(r.money(estimate.money(gross.likely)), .figure)]
        if !gross.isFixed {
            let low = r.money(estimate.money(gross.low))
            blocks.append(
                .text(r("likely; at least \(low), at most \(r.money(estimate.money(gross.high)))"), .text))
        }
        if let way = CostWords(estimate).payment(r, plan: estimate.plan) {
            blocks.append(.text(way, .strong))
        }
        let days = [
            content.validUntil.map { r("Valid until \(r.date($0)).") },
            content.workDay.map { r("The work begins on \(r.date($0)).") },
        ].compactMap { $0 }
        if !days.isEmpty { blocks.append(.text(days.joined(separator: " "), .text)) }
        if let agreed = told.agreed {
            let before = r.money(estimate.money(agreed))
            let after = r.money(estimate.money(agreed + gross.likely))
            blocks.append(.text(r("Agreed so far: \(before). With this: \(after)."), .text))
        }
        return blocks + [.gap(10)]
    }

    private func lines(_ r: Reader) -> [Sheet.Block] {
        let bill = BillView(content)
        let columns = [
            Sheet.Column(r("What", context: "of a line"), weight: 5),
            Sheet.Column(r("How much", context: "of a line"), weight: 3.2),
            Sheet.Column(r("Amount"), weight: 2, side: .trailing),
        ]
        let rows = content.lines.map { line -> [Sheet.Cell] in
            let range =
                line.price.isFixed
                ? ""
                : r(
                    "\(r.money(estimate.money(line.amount(.low)))) to \(r.money(estimate.money(line.amount(.high))))"
                )
            return [
                Sheet.Cell(line.text), Sheet.Cell(BillView.how(line, content.currency, r)),
                Sheet.Cell(r.money(estimate.money(line.amount(.likely))), small: range),
            ]
        }
        return [
            .table(columns, rows: rows),
            .sums(bill.totals(r).map { (name: $0.name, amount: $0.amount, isStrong: $0.isTotal) }),
        ]
    }

    private func words(_ r: Reader) -> [Sheet.Block] {
        let parts = [
            (r("What we assume"), content.assumptions), (r("What is not in it"), content.exclusions),
            (r("What can change the cost"), told.changes.joined(separator: "\n")),
            (r("Worth knowing"), content.notes), (r("Your right to withdraw"), told.withdrawal),
        ].filter { !$0.1.isEmpty }
        return parts.flatMap { [Sheet.Block.gap(6), .text($0.0, .heading), .text($0.1, .text)] }
    }

    private func record(_ r: Reader) -> [Sheet.Block] {
        guard told.state == .accepted, let answer = estimate.answer else { return [] }
        let when = r.dateTime(answer.at.milliseconds)
        let how =
            answer.channel == .phone
            ? r("Accepted by \(answer.name) by phone on \(when).")
            : r("Accepted by \(answer.name) on \(when).")
        return [
            .rule, .text(how, .strong),
            .text(
                r("Version \(String(estimate.version)), fingerprint \(estimate.fingerprint ?? "")"), .quiet),
        ]
    }
}
