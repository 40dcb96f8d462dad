import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `The owner's page of cost clarity` {
    /// Ten bills out of the blue, the first to somebody who calls himself a formula.
    private func tenBills(_ desk: Desk) async throws -> Cast {
        let cast = try await desk.cast()
        try await desk.database.write { db in
            try db.execute("UPDATE customers SET name = '=HYPERLINK(1)' WHERE id = \(cast.dana)")
        }
        for _ in 1...10 {
            let content = InvoiceContent(
                title: "Visit", currency: "USD", lines: [InvoiceLine(CostLine("Visit", price: Spread(9_000)))]
            )
            let id = try await desk.invoices.compose(content, in: cast.conversation, by: cast.agent)
            try await desk.invoices.issue(id, by: cast.agent)
        }
        try await desk.catchUp()
        return cast
    }

    @Test(arguments: Engine.available)
    func `shows what happened, and leads to the rows behind it`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await tenBills(desk)
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let page = try await ines.get("/direction/clarity")
                #expect(page.text.contains("10 bills were not") && page.text.contains("US$900.00"))
                #expect(page.text.contains("wilson 1"))
                let links = page.document.elements(named: "a").compactMap { $0["href"] }.filter {
                    $0.hasPrefix("/direction/clarity")
                }
                #expect(links.count > 10)
                for link in Set(links) {
                    #expect(try await ines.get(link).status == .ok, "\(link)")
                }
                let rows = try await ines.get(
                    "/direction/clarity/bills?show=untold&from=2026-03&until=2026-03")
                #expect(rows.text.contains("2026-10") && rows.text.contains("not announced"))
                for odd in ["?by=decade&until=x&offering=x", "?until=9999-12", "?until=0001-01&by=year"] {
                    #expect(try await ines.get("/direction/clarity\(odd)").status == .ok, "\(odd)")
                }
                let wrong = try await ines.get("/direction/clarity/bills?from=2026-04&until=2026-03")
                #expect(wrong.status.code == 422)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `every table can be had for a spreadsheet, and no name in it is a formula`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await tenBills(desk)
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let bills = try await ines.get("/direction/clarity/bills.csv?show=surprises")
                #expect(bills.headers[.contentType] == "text/csv; charset=utf-8")
                let lines = bills.text.split(separator: "\r\n")
                #expect(
                    lines.count == 11 && lines[1].contains(",'=HYPERLINK(1),") && lines[1].contains(",90.00,")
                )
                let parts = try await ines.get("/direction/clarity/bills.csv?show=surprises&table=lines")
                #expect(parts.text.split(separator: "\r\n").count == 11)
                let figures = try await ines.get("/direction/clarity/figures.csv").text
                #expect(figures.contains("told before,2025-04,2026-03,0.0,10,0.0,0.27"))
                #expect(
                    try await ines.get("/direction/clarity/figures.csv?table=steps").text.split(
                        separator: "\r\n"
                    ).count == 13)
                #expect(
                    try await ines.get("/direction/clarity/figures.csv?table=offerings").text.split(
                        separator: "\r\n"
                    ).count == 2)
                #expect(
                    try await ines.get("/direction/clarity/tells.csv").text.hasPrefix("\u{FEFF}due,asked"))
            }
        }
    }

    @Test func `the command says the same as the page`() async throws {
        try await withDesk(on: .sqlite) { desk in
            _ = try await tenBills(desk)
            let month = Month(Day(.monday, in: .utc))
            let clarity = try await desk.direction.clarity(
                ClarityStep.month.span(until: month), in: .month, for: .system)
            let part = DirectionCommands.Part(clarity.all, clarity.scope)
            #expect(
                part.bills == 10 && part.figures["told before"]?.n == 10 && part.excess == ["USD": "900.00"])
            #expect(JSON.text(part).contains("\"method\":\"wilson 1\""))
        }
    }
}
