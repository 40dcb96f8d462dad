import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `The policy that holds` {
    @Test(arguments: Engine.available)
    func `is the offering's own where one was switched on, else the business's`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            let version = try await desk.offerings.find(offering).version
            func pack(_ lines: [CostLine]) async throws -> String {
                try await desk.database.read { db in
                    try PolicyPack.holding(for: lines, in: cast.conversation, db: db).id
                }
            }
            #expect(try await pack([CostLine(version)]) == "house")
            try await desk.offerings.setPolicy("eu-consumer", of: offering, by: cast.administrator)
            #expect(
                try await pack([CostLine("Other", price: Spread(1)), CostLine(version)]) == "eu-consumer")
            #expect(try await pack([CostLine("Other", price: Spread(1))]) == "house")
            // A new version keeps it, and a conversation about the offering has it.
            var text = OfferingText.scan
            text.summary = "Said otherwise."
            try await desk.offerings.edit(offering, to: text, by: cast.administrator)
            try await desk.conversations.setOffering(cast.conversation, to: offering, by: cast.agent)
            #expect(try await pack([]) == "eu-consumer")
            await #expect(throws: Fault.invalid("Please choose one of the policies.")) {
                try await desk.offerings.setPolicy("made-up", of: offering, by: cast.administrator)
            }
            await #expect(throws: Fault.forbidden("Only an administrator can do that.")) {
                try await desk.offerings.setPolicy(nil, of: offering, by: cast.agent)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is switched on the offering's page, and changes what the customer's page says`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let path = "/settings/offerings/\(offering)"
                _ = try await ines.post("\(path)/policy", [("policy", "eu-consumer")])
                let chosen = try await ines.get(path).document.elements(named: "option").filter {
                    $0["selected"] != nil
                }
                #expect(chosen.contains { $0["value"] == "eu-consumer" })
                let version = try await desk.offerings.find(offering).version
                let id = try await desk.tell(cast, .scan { $0.lines = [CostLine(version)] })
                let page = try await site.visitor().get(desk.estimates.path(of: id))
                #expect(page.text.contains("Order with obligation to pay: at most US$240.00"))
                _ = try await ines.post("\(path)/policy", [("policy", "")])
                #expect(try await desk.offerings.policy(of: offering) == nil)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `of the good-faith estimate holds each provider against what was told of theirs`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            var terms = Terms()
            terms.policy = "us-gfe"
            try await desk.settings.change(to: terms, by: cast.administrator)
            let lines = [
                CostLine("Scan", price: Spread(100_000), provider: "Hill Imaging"),
                CostLine("Reading", price: Spread(50_000), provider: "Dr. Oduya"),
            ]
            let id = try await desk.tell(cast, .scan { $0.lines = lines })
            _ = try await desk.estimates.accept(behind: desk.link(id), .init(name: "Dana"))
            let invoice = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
            func breaches(_ scan: Int64, _ reading: Int64) async throws -> [String] {
                var content = try await desk.invoices.find(invoice).content
                content.lines[0].line.price = Spread(scan)
                content.lines[1].line.price = Spread(reading)
                try await desk.invoices.save(content, as: invoice, by: cast.agent)
                let bill = try await desk.invoices.bill(invoice, for: cast.agent)
                return bill.policy.overrun.breaches(of: bill.comparison)
            }
            // What one takes less does not make up for what another takes more.
            #expect(try await breaches(139_999, 89_999) == [])
            #expect(try await breaches(50_000, 90_000) == ["Dr. Oduya"])
            #expect(try await breaches(140_000, 90_000) == ["Hill Imaging", "Dr. Oduya"])
            try await desk.invoices.issue(invoice, by: cast.agent)
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let page = try await tom.get("/invoices/\(invoice)")
                #expect(page.text.contains("allows, by Hill Imaging and Dr. Oduya"))
                let told = try await site.visitor().get(desk.estimates.path(of: id))
                #expect(told.text.contains("by Hill Imaging"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `makes work of what is overdue: it is counted beside To be told`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            try await desk.tells.note(
                .asked(Day(.monday, in: .utc)), on: cast.conversation, by: cast.agent)
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                #expect(try await tom.get("/inbox/open").text.contains("overdue") == false)
                clock.move(by: .days(7))
                let inbox = try await tom.get("/customers")
                #expect(inbox.text.contains("<span class=\"hidden\">overdue: </span>1</span>"))
                #expect(try await tom.get("/tells").text.contains("<strong>overdue</strong>"))
            }
        }
    }
}
