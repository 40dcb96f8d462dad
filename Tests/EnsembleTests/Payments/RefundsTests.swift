import Database
import DatabaseTesting
import Localization
import Testing

@testable import Ensemble

@Suite struct `Money given back` {
    private var today: Day { Day(.monday, in: .utc) }

    /// Takes back some of a bill.
    private func credit(_ desk: Desk, _ cast: Cast, _ id: Invoice.ID, _ amount: Int64) async throws {
        let credit = try await desk.invoices.beginCredit(to: id, by: cast.agent)
        var content = try await desk.invoices.find(credit).content
        content.lines[0].line.price = Spread(amount)
        try await desk.invoices.save(content, as: credit, by: cast.agent)
        try await desk.invoices.issue(credit, by: cast.agent)
    }

    private func toCustomer(_ desk: Desk, _ id: Invoice.ID) async throws -> Int64 {
        try await desk.invoices.bill(id, for: .system).toCustomer
    }

    /// A bill of $180.00, issued.
    private func issued(_ desk: Desk, _ cast: Cast) async throws -> Invoice.ID {
        let estimate = try await desk.tell(cast)
        try await desk.estimates.record(true, of: estimate, name: "Dana", by: cast.agent)
        let id = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
        try await desk.invoices.issue(id, by: cast.agent)
        return id
    }

    @Test(arguments: Engine.available)
    func `what was paid and taken back is owed to the customer, until it is given back`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await issued(desk, cast)
            try await desk.invoices.pay(id, .init(15_000, .bank, on: today), by: cast.agent)
            await #expect(
                throws: Fault.conflict("Nothing is owed to the customer here: write a credit note first.")
            ) { try await desk.payments.refund(id, .init(1, .bank, on: today), by: cast.agent) }
            // $30.00 are still owed: of $50.00 taken back the customer gets $20.00.
            try await credit(desk, cast, id, 5_000)
            #expect(try await toCustomer(desk, id) == 2_000)
            for wrong in [
                Invoices.Receipt(2_001, .bank, on: today), .init(0, .bank, on: today),
                .init(-1, .bank, on: today), .init(1, .bank, on: today + 1), .init(1, .credit, on: today),
                .init(1, .writeOff, on: today),
            ] {
                await #expect(throws: Fault.self) {
                    try await desk.payments.refund(id, wrong, by: cast.agent)
                }
            }
            await #expect(throws: Fault.self) {
                try await desk.payments.refund(id, .init(1, .bank, on: today), by: .customer(cast.dana))
            }
            try await withSite(of: desk) { site in
                let path = desk.invoices.path(of: id)
                #expect(try await site.visitor().get(path).text.contains("We owe you US$20.00."))
                let tom = try await site.visitor(as: cast.tom)
                #expect(
                    try await tom.get("/invoices/\(id)").text.contains("To be given back: US$20.00"))
                let fields = [("method", "bank"), ("day", "2026-03-16"), ("reference", "C2026-1")]
                let past = try await tom.post("/invoices/\(id)/refund", fields + [("amount", "20.01")])
                #expect(past.status == .conflict && past.text.contains("Only US$20.00 is owed"))
                let noted = try await tom.post("/invoices/\(id)/refund", fields + [("amount", "12.50")])
                #expect(noted.status == .seeOther)
                #expect(try await toCustomer(desk, id) == 750)
                let page = try await site.visitor().get(path)
                #expect(page.text.contains("US$12.50") && page.text.contains("We owe you US$7.50."))
            }
            let command = try InvoiceCommands.Refund.parse([
                "\(id)", "--method", "cash", "--day", "2026-03-16", "--as", "tom@clinic.test", "--json",
            ])
            #expect(try await command.words(desk).contains("\"toCustomer\":\"0.00\""))
            await #expect(throws: Fault.self) { try await command.words(desk) }
            let lines = try await desk.payments.lines(of: .bill(id)).filter { $0.method == "refund" }
            #expect(lines.map(\.amount) == ["-12.50", "-7.50"] && lines[0].reference == "C2026-1")
            let told = try await desk.database.read { db in
                try Events.history(of: cast.conversation, in: db).filter { $0.kind == .refunded }
            }.map { $0.sentence(for: Reader(now: Moment.monday.milliseconds), by: "Tom") }
            #expect(
                told == [
                    "Tom gave US$12.50 of invoice 2026-1 back to the customer: Bank transfer",
                    "Tom gave US$7.50 of invoice 2026-1 back to the customer: Cash",
                ])
        }
    }

    @Test(arguments: Engine.available)
    func `of many who give it back at once no more goes than was owed`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await issued(desk, cast)
            try await desk.invoices.pay(id, .init(18_000, .bank, on: today), by: cast.agent)
            try await credit(desk, cast, id, 5_000)
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try? await desk.payments.refund(id, .init(2_000, .cash, on: today), by: cast.agent)
                    }
                }
            }
            #expect(try await toCustomer(desk, id) == 1_000)
        }
    }

    @Test(arguments: Engine.available)
    func `what was written off never came in, and is not given back`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await issued(desk, cast)
            try await desk.invoices.pay(id, .init(6_000, .bank, on: today), by: cast.agent)
            try await desk.invoices.writeOff(id, because: "Moved", by: cast.administrator)
            #expect(try await toCustomer(desk, id) == 0)
            // Of the $180 now $130 stand, and $60 came in.
            try await credit(desk, cast, id, 5_000)
            #expect(try await toCustomer(desk, id) == 0)
            try await credit(desk, cast, id, 13_000)
            #expect(try await toCustomer(desk, id) == 6_000)
        }
    }

    /// A bill of $180.00 that was paid on Stripe's page, of which $50.00 were taken back.
    private func withPaid(
        on engine: Engine,
        _ body: @escaping @Sendable (Desk, Cast, Invoice.ID, CheckoutServer) async throws -> Void
    ) async throws {
        try await withCheckoutServer { server, configuration in
            try await withDesk(on: engine, configuration: configuration) { desk in
                let cast = try await desk.cast()
                let id = try await desk.billToPay(cast)
                let link = String(desk.invoices.path(of: id).dropFirst("/bill/".count))
                _ = try await desk.payments.begin(.all, behind: link)
                server.pay("cs_test_1")
                try await desk.payments.askAll(of: .bill(id))
                try await credit(desk, cast, id, 5_000)
                try await body(desk, cast, id, server)
            }
        }
    }

    private func asked(_ desk: Desk) async throws -> [Refund.ID] {
        try await desk.database.read { db in
            try db.rows("SELECT payload FROM jobs WHERE kind = 'payment.give-back' ORDER BY id").map {
                try JSON.value(Refund.ID.self, from: $0("payload"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `Stripe gives back what was paid through it, once, whatever is lost on the way`(engine: Engine)
        async throws
    {
        try await withPaid(on: engine) { desk, cast, id, server in
            #expect(try await desk.invoices.bill(id, for: .system).till.returnable == 18_000)
            await #expect(throws: Fault.self) {
                try await desk.payments.refundThroughProvider(id, 5_001, by: cast.agent)
            }
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                #expect(
                    try await tom.get("/invoices/\(id)").text.contains("Give US$50.00 back by Stripe"))
                let done = try await tom.post(
                    "/invoices/\(id)/refund", [("through", "stripe"), ("amount", "50.00")])
                #expect(done.status == .seeOther)
            }
            // It is on its way, and nobody gives it back a second time.
            #expect(try await toCustomer(desk, id) == 0)
            await #expect(throws: Fault.self) {
                try await desk.payments.refund(id, .init(1, .bank, on: today), by: cast.agent)
            }
            let refund = try #require(try await asked(desk).first)
            // Stripe does it, and its answer is lost; then it tells by itself, and it is asked again.
            server.setForgetting(true)
            await #expect(throws: JobFailure.later("Stripe can’t be reached.")) {
                try await desk.payments.giveBack(refund)
            }
            server.setForgetting(false)
            let object = try #require(server.refunds.first)
            for _ in 0..<2 {
                try await desk.hear(
                    "refund.created", object)
                try await desk.payments.giveBack(refund)
                try await desk.payments.askAll(of: .bill(id))
            }
            #expect(server.refunds.count == 1)
            let bill = try await desk.invoices.bill(id, for: .system)
            #expect(bill.till.refunds.map(\.state) == [.done] && bill.toCustomer == 0)
            #expect(bill.till.unclear.isEmpty && bill.till.returnable == 13_000)
            #expect(try await desk.history(cast).filter { $0 == .refunded }.count == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `what Stripe refuses is owed as before, and it is our move`(engine: Engine) async throws {
        try await withPaid(on: engine) { desk, cast, id, server in
            try await desk.payments.refundThroughProvider(id, 5_000, by: cast.agent)
            // Somebody gave it all back in Stripe's own place meanwhile.
            server.refund("cs_test_1", 18_000, named: "re_own")
            try await desk.conversations.resolve(cast.conversation, by: cast.agent)
            let refund = try #require(try await asked(desk).first)
            try await desk.payments.giveBack(refund)
            let bill = try await desk.invoices.bill(id, for: .system)
            #expect(bill.till.refunds.map(\.state) == [.failed, .done])
            #expect(try await desk.conversations.find(cast.conversation).state == .open)
            try await desk.payments.giveBack(refund)
            #expect(server.refunds.count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a refund that nobody asks for any longer is owed again, unless Stripe did it after all`(
        engine: Engine
    )
        async throws
    {
        try await withPaid(on: engine) { desk, cast, id, server in
            try await desk.payments.refundThroughProvider(id, 5_000, by: cast.agent)
            let refund = try #require(try await asked(desk).first)
            server.setForgetting(true)
            await #expect(throws: JobFailure.self) { try await desk.payments.giveBack(refund) }
            server.setForgetting(false)
            let job: Job.ID? = try await desk.database.read { db in
                try db.value("SELECT id FROM jobs WHERE kind = 'payment.give-back'")
            }
            try await desk.jobs.discard(try #require(job), by: cast.administrator)
            #expect(try await toCustomer(desk, id) == 5_000)
            #expect(try await desk.conversations.find(cast.conversation).state == .open)
            try await desk.hear("refund.created", try #require(server.refunds.first))
            #expect(try await toCustomer(desk, id) == 0)
            let bill = try await desk.invoices.bill(id, for: .system)
            #expect(bill.till.refunds.map(\.state) == [.done])
        }
    }
}
