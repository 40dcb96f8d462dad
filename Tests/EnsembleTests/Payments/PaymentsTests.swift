import Database
import DatabaseTesting
import Foundation
import Testing

@testable import Ensemble

@Suite struct `Bills paid on Stripe's page` {
    /// Presses "Pay" on the page of a bill; back comes the session.
    private func press(_ site: Site, _ desk: Desk, _ id: Invoice.ID, _ part: String = "all") async throws
        -> (answer: Answer, session: String)
    {
        let answer = try await site.visitor().post(desk.invoices.path(of: id) + "/payments", [("part", part)])
        let address = answer.document.elements(named: "a").compactMap { $0["href"] }
            .first { $0.hasPrefix("https://checkout.stripe.com/") }
        return (answer, address?.split(separator: "/").last.map(String.init) ?? "")
    }

    /// A bill of US$180 that was pressed "Pay" on: its customer stands on Stripe's page.
    private struct Paying: Sendable {
        let server: CheckoutServer
        let desk: Desk
        let cast: Cast
        let id: Invoice.ID
        let site: Site
        let session: String
        let clock: TestClock
    }

    private func withPaying(
        on engine: Engine, _ body: @escaping @Sendable (Paying) async throws -> Void
    ) async throws {
        let clock = TestClock()
        try await withCheckoutServer { server, configuration in
            try await withDesk(on: engine, clock: clock.clock, configuration: configuration) { desk in
                let cast = try await desk.cast()
                let id = try await desk.billToPay(cast)
                try await withSite(of: desk) { site in
                    let session = try await press(site, desk, id).session
                    try await body(
                        Paying(
                            server: server, desk: desk, cast: cast, id: id, site: site, session: session,
                            clock: clock))
                }
            }
        }
    }

    private func returnPath(_ server: CheckoutServer, _ session: String) -> String {
        (server.sessions[session]?.fields["success_url"] ?? "").replacing("http://localhost:8080", with: "")
    }

    @Test(arguments: Engine.available)
    func `a customer pays and comes back: booked once, whoever tells it first and how often`(engine: Engine)
        async throws
    {
        for isToldFirst in [true, false] {
            try await withCheckoutServer { server, configuration in
                try await withDesk(on: engine, configuration: configuration) { desk in
                    let cast = try await desk.cast()
                    let id = try await desk.billToPay(cast)
                    try await withSite(of: desk) { site in
                        let bill = try await site.visitor().get(desk.invoices.path(of: id))
                        #expect(bill.text.contains("Pay US$180.00 now"))
                        let (answer, session) = try await press(site, desk, id)
                        #expect(answer.status == .ok && session == "cs_test_1")
                        #expect(answer.headers[.refresh]?.hasSuffix("/c/pay/cs_test_1") == true)
                        let asked = try #require(server.sessions[session])
                        #expect(asked.units == 18_000 && asked.currency == "usd")
                        #expect(asked.fields["customer_email"] == Cast.danaAddress)
                        let path = returnPath(server, session)
                        let left = try await site.visitor().get(path)
                        #expect(left.text.contains("Nothing was paid."))
                        server.pay(session)
                        for isTold in [isToldFirst, !isToldFirst, isToldFirst, !isToldFirst] {
                            if isTold {
                                try await desk.hear("checkout.session.completed", server.object(session))
                                try await desk.hear(
                                    "payment_intent.succeeded",
                                    [
                                        "object": "payment_intent", "id": "pi_\(session)", "amount": 18_000,
                                        "amount_received": 18_000, "currency": "usd", "status": "succeeded",
                                        "metadata": server.object(session)["metadata"] ?? "",
                                    ])
                            } else {
                                let back = try await site.visitor().get(path)
                                #expect(back.text.contains("We have received US$180.00."))
                            }
                            #expect(try await desk.received(id) == [18_000])
                        }
                        #expect(try await desk.invoices.find(id).state == .paid)
                        let history = try await desk.history(cast)
                        #expect(history.filter { $0 == .paymentReceived }.count == 1)
                        let again = try await press(site, desk, id)
                        #expect(again.answer.status == .conflict)
                    }
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the customer comes back and Stripe tells at once, many times: one payment`(engine: Engine)
        async throws
    {
        try await withPaying(on: engine) { paying in
            let (server, desk, id, site, session) = (
                paying.server, paying.desk, paying.id, paying.site, paying.session
            )
            server.pay(session)
            let path = returnPath(server, session)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for turn in 0..<12 {
                    group.addTask {
                        if turn % 2 == 0 {
                            try await desk.hear("checkout.session.completed", server.object(session))
                        } else {
                            _ = try await site.visitor().get(path)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await desk.received(id) == [18_000])
        }
    }

    @Test(arguments: Engine.available)
    func `in parts the next part is paid, then what is left, and one page is open at a time`(engine: Engine)
        async throws
    {
        try await withCheckoutServer { server, configuration in
            try await withDesk(on: engine, configuration: configuration) { desk in
                let cast = try await desk.cast()
                let id = try await desk.billToPay(cast)
                let path = desk.invoices.path(of: id)
                try await desk.invoices.choosePlan(
                    behind: String(path.dropFirst("/bill/".count)), 0, name: "Dana")
                let today = Day(.monday, in: .utc)
                try await desk.invoices.pay(id, .init(1_000, .cash, on: today), by: cast.agent)
                try await withSite(of: desk) { site in
                    let page = try await site.visitor().get(path)
                    #expect(page.text.contains("Pay the next part: US$50.00"))
                    let whole = try await press(site, desk, id).session
                    let next = try await press(site, desk, id, "next").session
                    #expect(
                        server.sessions[next]?.units == 5_000 && server.sessions[whole]?.status == "expired")
                    // Pressed twice it is the same page, and Stripe is not asked for another.
                    #expect(try await press(site, desk, id, "next").session == next)
                    server.pay(next)
                    try await desk.hear("checkout.session.completed", server.object(next))
                    let rest = try await press(site, desk, id).session
                    #expect(server.sessions[rest]?.units == 12_000)
                    server.pay(rest)
                    _ = try await site.visitor().get(returnPath(server, rest))
                    #expect(try await desk.received(id) == [1_000, 5_000, 12_000])
                    #expect(try await desk.invoices.find(id).state == .paid)
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `another amount, another currency, or nothing owed: a person looks, and nothing is lost`(
        engine: Engine
    )
        async throws
    {
        for turn in 0..<3 {
            try await withPaying(on: engine) { paying in
                let (server, desk, cast, id, site, session) = (
                    paying.server, paying.desk, paying.cast, paying.id, paying.site, paying.session
                )
                try await desk.conversations.resolve(cast.conversation, by: cast.agent)
                server.pay(session, units: turn == 0 ? 17_000 : nil)
                var object = server.object(session)
                if turn == 1 { object["currency"] = "eur" }
                if turn == 2 {
                    try await desk.invoices.pay(
                        id, .init(18_000, .cash, on: Day(.monday, in: .utc)), by: cast.agent)
                }
                for _ in 0..<2 { try await desk.hear("checkout.session.completed", object) }
                #expect(try await desk.received(id) == (turn == 2 ? [18_000] : []))
                let money = try await desk.payments.unclear()
                #expect(money.map(\.why) == [turn == 2 ? .notOwed : .differs])
                #expect(
                    money.map(\.amount) == [
                        Money(turn == 0 ? 17_000 : 18_000, turn == 1 ? "EUR" : "USD")
                    ])
                #expect(try await desk.scene(cast.conversation).conversation.isOpen)
                let customer = try await site.visitor().get(desk.invoices.path(of: id))
                #expect(!customer.text.contains("To be looked at"))
                let tom = try await site.visitor(as: cast.tom)
                #expect(try await tom.get("/invoices/\(id)").text.contains("To be looked at"))
                let settling = "/invoices/\(id)/money/\(money[0].id)"
                #expect(try await tom.post(settling, [("outcome", " ")]).status.code == 422)
                let done = try await tom.post(settling, [("outcome", "Given back by hand")])
                #expect(done.status == .seeOther)
                #expect(try await tom.post(settling, [("outcome", "Again")]).status == .conflict)
                #expect(try await desk.payments.unclear().isEmpty)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a debit is on its way until it is here, or has failed`(engine: Engine) async throws {
        for isGood in [true, false] {
            try await withPaying(on: engine) { paying in
                let (server, desk, id, site, session) = (
                    paying.server, paying.desk, paying.id, paying.site, paying.session
                )
                server.pay(session, isAsync: true)
                let back = try await site.visitor().get(returnPath(server, session))
                #expect(back.text.contains("Your payment is on its way."))
                let bill = try await site.visitor().get(desk.invoices.path(of: id))
                #expect(bill.text.contains("Your payment of US$180.00 is on its way."))
                #expect(try await desk.received(id).isEmpty)
                if isGood { server.pay(session) }
                try await desk.hear(
                    "checkout.session.async_payment_\(isGood ? "succeeded" : "failed")",
                    server.object(session))
                #expect(try await desk.received(id) == (isGood ? [18_000] : []))
                let after = try await site.visitor().get(desk.invoices.path(of: id))
                #expect(!after.text.contains("is on its way"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what was given back is seen once, and without a credit note somebody looks`(engine: Engine)
        async throws
    {
        try await withPaying(on: engine) { paying in
            let (server, desk, cast, id, site, session) = (
                paying.server, paying.desk, paying.cast, paying.id, paying.site, paying.session
            )
            server.pay(session)
            try await desk.hear("checkout.session.completed", server.object(session))
            server.refund(session, 4_000, named: "re_1")
            let charge: [String: any Sendable] = [
                "id": "ch_1", "object": "charge", "amount_refunded": 4_000,
                "payment_intent": "pi_\(session)", "currency": "usd",
            ]
            for _ in 0..<2 { try await desk.hear("charge.refunded", charge) }
            server.refund(session, 1_500, named: "re_2", status: "pending")
            try await desk.hear(
                "refund.created",
                [
                    "id": "re_2", "object": "refund", "amount": 1_500, "currency": "usd",
                    "status": "pending", "payment_intent": "pi_\(session)",
                ])
            server.refund(session, 1_500, named: "re_2", status: "failed")
            try await desk.hear("charge.refunded", charge)
            let lines = try await desk.payments.lines(of: .bill(id))
            #expect(lines.map(\.amount) == ["180.00", "-40.00", "-15.00"])
            #expect(lines.map(\.state) == ["received", "done", "failed"])
            for visitor in [site.visitor(), try await site.visitor(as: cast.tom)] {
                let path =
                    visitor.cookie("ensemble") == nil ? desk.invoices.path(of: id) : "/invoices/\(id)"
                let page = try await visitor.get(path)
                #expect(page.text.contains("given back") && page.text.contains("US$40.00"))
                #expect(!page.text.contains("US$15.00 was given back"))
            }
            #expect(try await desk.payments.unclear().map(\.why) == [.refunded, .refunded])
            // The bank takes it back: told once.
            for _ in 0..<2 {
                try await desk.hear(
                    "charge.dispute.created",
                    [
                        "id": "dp_1", "object": "dispute", "amount": 18_000, "currency": "usd",
                        "payment_intent": "pi_\(session)",
                    ])
            }
            #expect(try await desk.payments.unclear().filter { $0.why == .contested }.count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `where nobody comes back and nobody tells, the desk asks by itself`(engine: Engine) async throws {
        try await withPaying(on: engine) { paying in
            let (server, desk, id, session, clock) = (
                paying.server, paying.desk, paying.id, paying.session, paying.clock
            )
            clock.move(by: .hours(2))
            let worker = JobWorker(desk: desk, logger: .init(label: "test"), places: 50)
            try await worker.step()
            #expect(try await desk.received(id).isEmpty)
            server.pay(session)
            clock.move(by: .hours(2))
            try await worker.step()
            #expect(try await desk.received(id) == [18_000])
            clock.move(by: .hours(2))
            try await worker.step()
            #expect(
                try await desk.count("SELECT COUNT(*) FROM jobs WHERE kind = \(Job.Kind.askProvider)")
                    == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `a debit that fails is found by asking, told, and owed again`(engine: Engine) async throws {
        for status in ["requires_payment_method", "canceled"] {
            try await withPaying(on: engine) { paying in
                let (server, desk, cast, id, session, clock) = (
                    paying.server, paying.desk, paying.cast, paying.id, paying.session, paying.clock
                )
                let worker = JobWorker(desk: desk, logger: .init(label: "test"), places: 50)
                server.pay(session, isAsync: true)
                clock.move(by: .hours(2))
                try await worker.step()
                let path = desk.invoices.path(of: id)
                #expect(try await paying.site.visitor().get(path).text.contains("is on its way"))
                try await desk.conversations.resolve(cast.conversation, by: cast.agent)
                server.fail(session, as: status)
                for _ in 0..<2 {
                    clock.move(by: .days(1))
                    try await worker.step()
                }
                #expect(try await !paying.site.visitor().get(path).text.contains("is on its way"))
                let told = try await desk.scene(cast.conversation)
                #expect(told.events.filter { $0.kind == .paymentFailed }.count == 1)
                #expect(try await desk.news(of: cast.agent) == ["bounced 1"])
                let back = try await paying.site.visitor().get(returnPath(server, session))
                #expect(back.text.contains("US$180.00 did not arrive here."))
                #expect(told.conversation.isOpen)
                #expect(try await desk.payments.unclear().isEmpty)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what is on its way for 30 days is looked at, and booked if it comes after all`(engine: Engine)
        async throws
    {
        for isUnreachable in [false, true] {
            try await withPaying(on: engine) { paying in
                let (server, desk, cast, id, session, clock) = (
                    paying.server, paying.desk, paying.cast, paying.id, paying.session, paying.clock
                )
                let worker = JobWorker(desk: desk, logger: .init(label: "test"), places: 50)
                server.pay(session, isAsync: true)
                try await desk.hear("checkout.session.completed", server.object(session))
                server.setDown(isUnreachable)
                for day in 0..<33 {
                    if day < 29 { #expect(try await desk.payments.unclear().isEmpty, "day \(day)") }
                    clock.move(by: .days(1))
                    try await worker.step()
                }
                server.setDown(false)
                #expect(try await desk.payments.unclear().map(\.why) == [.late])
                #expect(try await desk.news(of: cast.agent) == ["money 1"])
                #expect(try await desk.scene(cast.conversation).conversation.isOpen)
                let path = desk.invoices.path(of: id)
                let page = try await paying.site.visitor().get(path)
                #expect(!page.text.contains("is on its way") && page.text.contains("Pay US$180.00 now"))
                // Whoever looks again does not put it on its way again.
                _ = try await paying.site.visitor().get(returnPath(server, session))
                #expect(try await !paying.site.visitor().get(path).text.contains("is on its way"))
                server.pay(session)
                try await desk.hear("checkout.session.async_payment_succeeded", server.object(session))
                #expect(try await desk.received(id) == [18_000])
            }
        }
    }

    @Test(arguments: Engine.available)
    func `money is settled on the page of its own bill, on no other`(engine: Engine) async throws {
        try await withPaying(on: engine) { paying in
            let (server, desk, cast, session) = (paying.server, paying.desk, paying.cast, paying.session)
            server.pay(session, units: 17_000)
            try await desk.hear("checkout.session.completed", server.object(session))
            let money = try #require(try await desk.payments.unclear().first)
            let other = try await desk.billToPay(cast)
            let told = try await desk.tell(cast)
            let tom = try await paying.site.visitor(as: cast.tom)
            for place in ["/invoices/\(other)", "/estimates/\(told)", "/estimates/\(paying.id)"] {
                let answer = try await tom.post("\(place)/money/\(money.id)", [("outcome", "Kept")])
                #expect(answer.status == .notFound, "\(place)")
            }
            #expect(try await desk.payments.unclear().count == 1)
        }
    }
}
