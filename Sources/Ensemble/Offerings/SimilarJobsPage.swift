import Localization
import Markup

/// The bills from which an offering's typical cost is reckoned.
struct SimilarJobsPage: Page {
    let offering: Offering
    let typical: TypicalCost
    let jobs: [Offerings.SimilarJob]
    var next: Keyset?
    /// Whether the amounts have the tax in them.
    let isWithTax: Bool
    let frame: Frame

    static var samples: [SimilarJobsPage] {
        let offerings = Samples.offerings
        return [
            SimilarJobsPage(
                offering: offerings[0], typical: Samples.typicalCosts[21]!, jobs: Samples.similarJobs,
                next: Keyset(moment: Samples.now, id: 82), isWithTax: false, frame: .sampleDesk),
            SimilarJobsPage(
                offering: offerings[1], typical: TypicalCost(stated: offerings[1].version.text, similar: 0),
                jobs: [], isWithTax: true, frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("Bills of \(offering.version.text.name)") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide"><p class="meta"><a href="/offerings/\(offering.id.description)">\(offering.version.text.name)</a></p>
        <header class="inbox-head"><h1>\(title(r))</h1>
        <p class="quiet">\(PriceWords(typical.applied(to: offering.version.text)).cost(r)). \(typical.words(r))</p></header>
        \(jobs.isEmpty ? "<p class=\"empty\">\(Icon.tag) \(r("Nothing of it was billed yet."))</p>" : table(r))</div>
        """
    }

    private func table(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("Invoice")), .init(r("Issued", context: "invoice")), .init(r("Customer")),
            .init(r("What it is for")),
            .init(isWithTax ? r("Billed, with tax") : r("Billed, without tax"), isNumber: true),
        ])
        let rows = jobs.map { job -> HTML in
            table.row([
                "<a href=\"/invoices/\(job.invoice.description)\">\(job.number)</a>",
                HTML(escaping: r.shortDate(job.issuedAt.milliseconds)), HTML(escaping: job.customerName),
                "<a href=\"/conversations/\(job.conversation.description)\">\(job.title.nonEmpty ?? r("(no subject)"))</a>",
                HTML(escaping: r.money(job.billed)),
            ])
        }
        let more = next.map {
            "<p class=\"pages\"><a href=\"/offerings/\(offering.id.description)/bills?after=\($0.description)\">\(r("Next"))</a></p>"
                as HTML
        }
        return """
            <p class="quiet">\(r("The newest 500 count; what was credited whole does not."))</p>
            \(table.body(rows))\(more)
            """
    }
}
