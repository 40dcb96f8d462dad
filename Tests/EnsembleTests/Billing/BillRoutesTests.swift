import Database
import DatabaseTesting
import Foundation
import Testing

@testable import Ensemble

@Suite struct `The customer's page of a bill` {
    @Test(arguments: Engine.available)
    func `what was told stands beside what is billed, and nothing inner does`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            var terms = Terms()
            terms.bank = "First Bank 0042"
            try await desk.settings.change(to: terms, by: cast.administrator)
            let estimate = try await desk.tell(cast)
            try await desk.estimates.record(true, of: estimate, name: "Dana", by: cast.agent)
            try await desk.conversations.note(cast.conversation, text: "planted-note", by: cast.agent)
            var work = WorkEntry.Work(.time, "planted-work", on: Day(.monday, in: .utc), price: 9_000)
            work.isBillable = false
            try await desk.work.book(work, on: cast.conversation, by: cast.agent)
            let id = try await desk.invoices.begin(.both, in: cast.conversation, by: cast.agent)
            try await desk.invoices.issue(id, by: cast.agent)
            try await withSite(of: desk) { site in
                let path = desk.invoices.path(of: id)
                for visitor in [site.visitor(), try await site.visitor(as: cast.dana)] {
                    let page = try await visitor.get(path)
                    #expect(page.status == .ok && !page.text.contains("planted-"))
                    #expect(
                        page.text.contains("It is what we told you.") && page.text.contains("First Bank 0042")
                    )
                    #expect(page.text.contains("2026-1"))
                }
                let pdf = try await site.visitor().get(path + "/pdf")
                #expect(pdf.headers[.contentType] == "application/pdf")
                let own = try await site.visitor(as: cast.dana).get("/my/conversations/\(cast.conversation)")
                #expect(own.text.contains(path) && !own.text.contains("planted-"))
            }
        }
    }

    @Test func `a bill is written by plain forms, with what was typed kept when it was wrong`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let estimate = try await desk.tell(cast)
            try await desk.estimates.record(true, of: estimate, name: "Dana", by: cast.agent)
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let begun = try await tom.post(
                    "/conversations/\(cast.conversation)/invoices", [("from", "told")])
                let path = try #require(begun.location)
                let fields = [
                    ("title", "Scan"), ("text", "MRI scan"), ("quantity", "1"), ("likely", "195"),
                    ("tax", "0"),
                    ("told", "\(estimate).0"), ("why", "It took longer"),
                ]
                let wrong = try await tom.post(path, fields + [("discount", "many")])
                #expect(wrong.status.code == 422 && wrong.text.contains("It took longer"))
                let issued = try await tom.post(path, fields + [("then", "issue")])
                #expect(issued.location == "\(path)?done=sent")
                let page = try await tom.get(path)
                #expect(page.text.contains("Invoice 2026-1") && page.text.contains("+US$15.00"))
                let paid = try await tom.post(
                    path + "/payment", [("amount", "200"), ("method", "bank"), ("day", "2026-03-16")])
                #expect(paid.status.code == 409 && paid.text.contains("Only US$195.00 is owed"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `from twenty bills on, the typical cost is what they came to`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.offerings.add(.scan, by: cast.administrator)
            try await desk.conversations.setOffering(cast.conversation, to: id, by: cast.agent)
            let offering = try await desk.offerings.find(id)
            for number in 1...20 {
                if number == 20 {
                    let few = try await desk.offerings.typicalCost(of: offering)
                    #expect(!few.isComputed && few.similar == 19 && few.price == OfferingText.scan.price)
                }
                let content = InvoiceContent(
                    title: "Scan", currency: "USD",
                    lines: [InvoiceLine(CostLine("Scan", price: Spread(Int64(number) * 1_000)))])
                let invoice = try await desk.invoices.compose(content, in: cast.conversation, by: cast.agent)
                try await desk.invoices.issue(invoice, by: cast.agent)
            }
            let typical = try await desk.offerings.typicalCost(of: offering)
            // Type-7 quantiles of 1,000 to 20,000.
            #expect(typical.isComputed && typical.price == Spread(2_900, 10_500, 18_100))
        }
    }
}
