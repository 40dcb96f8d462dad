import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `What an offering typically costs` {
    /// A scan that is offered, with so many bills of 10, 20, 30 … dollars.
    private func billed(_ count: Int, _ desk: Desk, _ cast: Cast) async throws -> Offering.ID {
        let id = try await desk.offerings.add(.scan, by: cast.administrator)
        try await desk.offerings.move(id, to: .offered, by: cast.administrator)
        try await desk.conversations.setOffering(cast.conversation, to: id, by: cast.agent)
        try await bill(1...count, desk, cast)
        return id
    }

    private func bill(_ numbers: ClosedRange<Int>, _ desk: Desk, _ cast: Cast) async throws {
        for number in numbers {
            let content = InvoiceContent(
                title: "Scan \(number)", currency: "USD",
                lines: [InvoiceLine(CostLine("Scan", price: Spread(Int64(number) * 1_000)))])
            let invoice = try await desk.invoices.compose(content, in: cast.conversation, by: cast.agent)
            try await desk.invoices.issue(invoice, by: cast.agent)
        }
    }

    @Test(arguments: Engine.available)
    func `is told in the list, in suggestions, beside a line and on the desk`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await billed(19, desk, cast)
            let estimate = try await desk.estimates.begin(.estimate, in: cast.conversation, by: cast.agent)
            try await withSite(of: desk) { site in
                let (nobody, tom, ines) = (
                    try await site.visitor(), try await site.visitor(as: cast.tom),
                    try await site.visitor(as: cast.ines)
                )
                for path in ["/offerings", "/offerings/suggestions?q=scan"] {
                    let page = try await nobody.get(path)
                    #expect(page.text.contains("Typically US$180.00, between US$150.00 and US$240.00"))
                    #expect(page.text.contains("few similar jobs"))
                }
                let few = try await tom.get("/estimates/\(estimate)")
                #expect(few.text.contains("few similar jobs: 19"))
                try await bill(20...20, desk, cast)
                for path in ["/offerings", "/offerings/suggestions?q=scan", "/offerings/\(id)"] {
                    let page = try await nobody.get(path)
                    #expect(page.text.contains("Typically US$105.00, between US$29.00 and US$181.00"))
                    #expect(!page.text.contains("/bills"))
                }
                let shown = [
                    try await tom.get("/estimates/\(estimate)"), try await ines.get("/settings/offerings"),
                    try await ines.get("/settings/offerings/\(id)"),
                ]
                for page in shown {
                    #expect(page.text.contains("Typically US$105.00, between US$29.00 and US$181.00"))
                    #expect(page.text.contains("/offerings/\(id)/bills\">eight in ten of 20 bills"))
                }
                let rows = try await tom.get("/offerings/\(id)/bills")
                #expect(rows.text.contains("2026-20") && rows.text.contains("US$200.00"))
                #expect(try await nobody.get("/offerings/\(id)/bills").status != .ok)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `opens the bills behind it, each once, a page at a time`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await billed(5, desk, cast)
            let (first, next) = try await desk.offerings.similarJobs(to: id, limit: 3, for: cast.agent)
            #expect(first.map(\.number) == ["2026-5", "2026-4", "2026-3"])
            #expect(first.first?.billed == Money(5_000, "USD") && first.first?.title == "Scan 5")
            let (rest, end) = try await desk.offerings.similarJobs(
                to: id, after: next, limit: 3, for: cast.agent)
            #expect(rest.map(\.number) == ["2026-2", "2026-1"] && end == nil)
            await #expect(throws: Fault.self) {
                try await desk.offerings.similarJobs(to: id, for: .customer(cast.dana))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is in what the command line prints`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await billed(20, desk, cast)
            let typical = """
                "typical":{"computed":true,"currency":"USD","high":"181.00","likely":"105.00","low":"29.00","similar":20}
                """
            let list = try await OfferingCommands.List.parse(["--json"]).lines(desk)
            #expect(JSON.text(list).contains(typical))
            #expect(list.first?.line.contains("29.00–181.00 USD of 20 bills") == true)
            let show = try await OfferingCommands.Whole(id, of: desk)
            #expect(JSON.text(show).contains(typical))
            let bills = try await OfferingCommands.Bills.parse(["\(id)", "--json"]).lines(desk)
            #expect(bills.count == 20 && bills.first?.number == "2026-20" && bills.first?.billed == "200.00")
        }
    }
}
