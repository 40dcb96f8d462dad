import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Deposits paid on Stripe's page` {
    /// An accepted estimate with a deposit of $90, and payments by Stripe set up.
    private func accepted(
        _ engine: Engine,
        _ body: @escaping @Sendable (CheckoutServer, Desk, Cast, Site, Estimate.ID) async throws -> Void
    ) async throws {
        try await withCheckoutServer { server, configuration in
            try await withDesk(on: engine, configuration: configuration) { desk in
                let cast = try await desk.cast()
                try await desk.settings.setStripe(
                    isOn: true, key: CheckoutServer.key, signing: CheckoutServer.signing,
                    by: cast.administrator)
                let id = try await desk.tell(cast)
                _ = try await desk.estimates.accept(behind: desk.link(id), .init(name: "Dana"))
                try await withSite(of: desk) { site in try await body(server, desk, cast, site, id) }
            }
        }
    }

    private func press(_ site: Site, _ desk: Desk, _ id: Estimate.ID) async throws
        -> (answer: Answer, session: String)
    {
        let answer = try await site.visitor().post(desk.estimates.path(of: id) + "/payments", [])
        let address = answer.document.elements(named: "a").compactMap { $0["href"] }
            .first { $0.hasPrefix("https://checkout.stripe.com/") }
        return (answer, address?.split(separator: "/").last.map(String.init) ?? "")
    }

    private func deposited(_ desk: Desk, _ id: Estimate.ID) async throws -> [Payment] {
        try await desk.invoices.deposits(on: id, for: .system).paid
    }

    @Test(arguments: Engine.available)
    func `a customer pays and comes back: booked once, and counted on the bill`(engine: Engine) async throws {
        try await accepted(engine) { server, desk, cast, site, id in
            let page = try await site.visitor().get(desk.estimates.path(of: id))
            #expect(page.text.contains("Pay US$90.00 now"))
            let session = try await press(site, desk, id).session
            let asked = try #require(server.sessions[session])
            #expect(asked.units == 9_000)
            #expect(asked.fields["line_items[0][price_data][product_data][name]"] == "Deposit for Estimate 1")
            server.pay(session)
            let path = (asked.fields["success_url"] ?? "").replacing("http://localhost:8080", with: "")
            for _ in 0..<2 {
                try await desk.hear("checkout.session.completed", server.object(session))
                let back = try await site.visitor().get(path)
                #expect(back.text.contains("We have received US$90.00."))
            }
            #expect(try await deposited(desk, id).map(\.amount) == [9_000])
            #expect(try await desk.history(cast).filter { $0 == .depositReceived }.count == 1)
            #expect(try await press(site, desk, id).answer.status == .conflict)
            let bill = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
            try await desk.invoices.issue(bill, by: cast.agent)
            #expect(try await desk.received(bill) == [9_000])
        }
    }

    @Test(arguments: Engine.available)
    func `what was on its way for days is noted as a debit, what is certain as what it was`(engine: Engine)
        async throws
    {
        try await accepted(engine) { server, desk, _, site, id in
            let session = try await press(site, desk, id).session
            server.pay(session, isAsync: true)
            try await desk.hear("checkout.session.completed", server.object(session))
            let page = try await site.visitor().get(desk.estimates.path(of: id))
            #expect(page.text.contains("Your payment of US$90.00 is on its way."))
            #expect(!page.text.contains("Pay US$90.00 now"))
            #expect(try await press(site, desk, id).answer.status == .conflict)
            server.pay(session)
            try await desk.hear("checkout.session.async_payment_succeeded", server.object(session))
            #expect(try await deposited(desk, id).map(\.method) == [.debit])
        }
        for (ways, method) in [
            (["card"], Payment.Method.card), (["sepa_debit"], .debit), (["card", "link"], .online),
            (["klarna"], .online),
        ] {
            try await accepted(engine) { server, desk, _, site, id in
                let session = try await press(site, desk, id).session
                server.pay(session)
                var object = server.object(session)
                object["payment_method_types"] = ways
                try await desk.hear("checkout.session.completed", object)
                #expect(try await deposited(desk, id).map(\.method) == [method])
            }
        }
    }

    @Test(arguments: Engine.available)
    func `another amount, or one that was billed meanwhile: a person looks, and nothing is lost`(
        engine: Engine
    ) async throws {
        for isBilled in [false, true] {
            try await accepted(engine) { server, desk, cast, site, id in
                let session = try await press(site, desk, id).session
                if isBilled {
                    let bill = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
                    try await desk.invoices.issue(bill, by: cast.agent)
                    // The bill asks for all of it: the deposit is not asked for beside it.
                    let page = try await site.visitor().get(desk.estimates.path(of: id))
                    #expect(!page.text.contains("To be paid on accepting"))
                    await #expect(throws: Fault.self) {
                        try await desk.invoices.payDeposit(
                            on: id, .init(1, .cash, on: Day(.monday, in: .utc)), by: cast.agent)
                    }
                }
                server.pay(session, units: isBilled ? nil : 8_000)
                for _ in 0..<2 { try await desk.hear("checkout.session.completed", server.object(session)) }
                let money = try await desk.payments.unclear()
                #expect(money.map(\.why) == [isBilled ? .notOwed : .differs])
                #expect(money.map(\.matter) == [.deposit(id)])
                #expect(try await deposited(desk, id).isEmpty)
                #expect(try await desk.party(cast) == .us)
                let customer = try await site.visitor().get(desk.estimates.path(of: id))
                #expect(!customer.text.contains("To be looked at"))
                let tom = try await site.visitor(as: cast.tom)
                #expect(try await tom.get("/estimates/\(id)").text.contains("To be looked at"))
                let settled = try await tom.post(
                    "/estimates/\(id)/money/\(money[0].id)", [("outcome", "Given back")])
                #expect(settled.status == .seeOther)
                #expect(try await desk.payments.unclear().isEmpty)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a link that is made up, another's payment, or one of the team: refused`(engine: Engine) async throws
    {
        try await accepted(engine) { _, desk, cast, site, id in
            let made = try await site.visitor().post("/told/\(id)-nonsense/payments", [])
            #expect(made.status == .notFound)
            _ = try await press(site, desk, id)
            let other = try await desk.tell(cast)
            let checkout: Int64? = try await desk.database.read { db in
                try db.value("SELECT id FROM checkouts LIMIT 1")
            }
            let path = "\(desk.estimates.path(of: other))/payments/\(checkout ?? 0)"
            #expect(try await site.visitor().get(path).status == .notFound)
            let tom = try await site.visitor(as: cast.tom)
            #expect(try await tom.post(desk.estimates.path(of: id) + "/payments", []).status == .forbidden)
            // Nothing is owed on what was not accepted.
            let early = try await site.visitor().post(desk.estimates.path(of: other) + "/payments", [])
            #expect(early.status == .conflict)
        }
    }

    @Test(arguments: Engine.available)
    func `a deposit that fails on its way is told, and its conversation reopened`(engine: Engine) async throws
    {
        try await accepted(engine) { server, desk, cast, site, id in
            let session = try await press(site, desk, id).session
            server.pay(session, isAsync: true)
            try await desk.hear("checkout.session.completed", server.object(session))
            try await desk.conversations.resolve(cast.conversation, by: cast.agent)
            for _ in 0..<2 {
                try await desk.hear("checkout.session.async_payment_failed", server.object(session))
            }
            let told = try await desk.scene(cast.conversation)
            #expect(told.events.filter { $0.kind == .paymentFailed }.count == 1)
            #expect(told.conversation.isOpen)
            #expect(
                try await site.visitor().get(desk.estimates.path(of: id)).text.contains("Pay US$90.00 now"))
        }
    }
}
