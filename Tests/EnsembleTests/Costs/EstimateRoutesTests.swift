import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Where estimates and invoices are written` {
    @Test func `what is said to an estimate is still there when its lines were added up`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let id = try await desk.estimates.compose(.scan(), in: cast.conversation, by: cast.agent)
            try await withSite(of: desk) { site in
                let visitor = try await site.visitor(as: cast.tom)
                for then in ["save", "more", "add"] {
                    let answer = try await visitor.post(
                        "/estimates/\(id)",
                        [
                            ("kind", "estimate"), ("title", "Second scan"), ("text", "MRI scan"),
                            ("quantity", "1"), ("unit", ""), ("low", "150"), ("likely", "190"),
                            ("high", "240"), ("tax", "0"), ("off", ""), ("offering", ""),
                            ("words", "Take <your> time."), ("then", then),
                        ])
                    #expect(answer.status == .ok)
                    #expect(
                        answer.document.elements(named: "textarea").contains {
                            $0.text == "Take <your> time."
                        })
                    #expect(answer.text.contains("US$190.00"))
                }
                #expect(try await desk.estimates.find(id).gross.likely == 19_000)
            }
        }
    }

    @Test func `what is said to an invoice is still there when its lines were added up`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let content = InvoiceContent(
                title: "Visit", currency: "USD", lines: [InvoiceLine(CostLine("Visit", price: Spread(9_000)))]
            )
            let id = try await desk.invoices.compose(content, in: cast.conversation, by: cast.agent)
            try await withSite(of: desk) { site in
                let answer = try await site.visitor(as: cast.tom).post(
                    "/invoices/\(id)",
                    [
                        ("title", "Visit"), ("text", "Visit"), ("quantity", "1"), ("unit", ""),
                        ("likely", "80"), ("tax", "0"), ("off", ""), ("told", ""), ("why", ""), ("work", ""),
                        ("offering", ""), ("letter", "Thank you for coming."), ("then", "save"),
                    ])
                #expect(answer.status == .ok)
                #expect(
                    answer.document.elements(named: "textarea").contains {
                        $0.text == "Thank you for coming."
                    })
                #expect(try await desk.invoices.find(id).gross == 8_000)
            }
        }
    }
}
