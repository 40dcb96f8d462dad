import Database
import DatabaseTesting
import Logging
import Testing

@testable import Ensemble

@Suite struct `What is due and what was missed` {
    private struct Scene {
        let desk: Desk
        let cast: Cast
        let clock: TestClock
        let invoice: Invoice.ID

        var link: String { String(desk.invoices.path(of: invoice).dropFirst("/bill/".count)) }

        /// Works off what is due; mail that waits is not looked at.
        func work() async throws {
            _ = try await desk.database.write { db in
                try db.execute("DELETE FROM jobs WHERE kind = \(Job.Kind.sendNotice)")
            }
            try await JobWorker(desk: desk, logger: Logger(label: "test")).step()
        }

        func pass(_ days: Int64) async throws {
            for _ in 0..<days {
                clock.move(by: .days(1))
                try await work()
            }
        }

        func events(_ kind: Event.Kind) async throws -> [Event] {
            try await desk.database.read { db in
                try Events.history(of: cast.conversation, in: db).filter { $0.kind == kind }
            }
        }

        func missedParts() async throws -> [Int] {
            try await desk.database.read { db in
                try Invoices.plan(of: invoice, in: db)?.missed.keys.sorted() ?? []
            }
        }

        func pay(_ amount: Int64) async throws {
            try await desk.invoices.pay(
                invoice, .init(amount, .bank, on: Day(clock.now, in: .utc)), by: cast.agent)
        }
    }

    /// A bill of $180.00, issued on Monday, to be paid in 14 days, or by the plan.
    private func bill(
        _ engine: Engine, plan: PayTerms? = nil, _ body: (Scene) async throws -> Void
    ) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let estimate = try await desk.tell(cast)
            try await desk.estimates.record(true, of: estimate, name: "Dana", by: cast.agent)
            let id = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
            try await desk.invoices.issue(id, by: cast.agent)
            if let plan { try await desk.invoices.adjustPlan(id, to: plan, by: cast.agent) }
            try await desk.conversations.resolve(cast.conversation, by: cast.agent)
            try await body(Scene(desk: desk, cast: cast, clock: clock, invoice: id))
        }
    }

    private static let parts = PayTerms(count: 3, firstAfter: 14)

    @Test(arguments: Engine.available)
    func `three days before it is due, what is due is told once`(engine: Engine) async throws {
        try await bill(engine) { scene in
            try await scene.pass(10)
            #expect(try await scene.events(.invoiceReminded).isEmpty)
            try await scene.pass(1)
            let notices = try await scene.desk.notices()
            #expect(notices.count == 1 && notices[0].text.contains("$180.00 on Invoice 2026-1 is due on"))
            try await scene.pass(3)
            #expect(try await scene.events(.invoiceReminded).count == 1)
            #expect(try await scene.events(.instalmentMissed).isEmpty)
            // A reminder asks nothing of the team.
            #expect(try await scene.desk.conversations.find(scene.cast.conversation).isResolved)
        }
    }

    @Test(arguments: Engine.available)
    func `what was missed is told kindly, once, flagged, and is our move`(engine: Engine) async throws {
        try await bill(engine, plan: Self.parts) { scene in
            try await scene.pass(15)
            let notice = try await scene.desk.notices().last
            #expect(notice?.to == Cast.danaAddress)
            #expect(notice?.text.contains("we will find another way") == true)
            #expect(try await scene.missedParts() == [0])
            #expect(try await scene.desk.conversations.find(scene.cast.conversation).state == .open)
            let waits = try await scene.desk.database.read { db in
                try Ownership.of(scene.cast.conversation, in: db).current
            }
            #expect(waits?.party == .us && waits?.why == .missed)
            let missed = try await scene.desk.invoices.missed(for: scene.cast.agent).payments
            #expect(missed.map(\.amount) == [Money(6_000, "USD")] && missed.first?.number == "2026-1")
            #expect(try await scene.desk.news(of: scene.cast.agent) == ["missed 1"])
            try await scene.pass(10)
            #expect(try await scene.events(.instalmentMissed).map { $0.data["told"] } == ["yes"])
        }
    }

    @Test(arguments: Engine.available)
    func `the part after one that was missed is reminded of and missed, too; then nothing is chased`(
        engine: Engine
    ) async throws {
        try await bill(engine, plan: Self.parts) { scene in
            try await scene.pass(14 + 62)
            #expect(try await scene.missedParts() == [0, 1])
            #expect(try await scene.events(.invoiceReminded).count == 2)
            #expect(try await scene.events(.instalmentMissed).count == 2)
            #expect(
                try await scene.desk.invoices.missed(for: scene.cast.agent).payments.map(\.amount) == [
                    Money(12_000, "USD")
                ])
            let waiting = try await scene.desk.count(
                "SELECT COUNT(*) FROM jobs WHERE kind = \(Job.Kind.remindOfInvoice)")
            #expect(waiting == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `money that comes in covers what was missed; what a part still lacks is what is told`(engine: Engine)
        async throws
    {
        try await bill(engine, plan: Self.parts) { scene in
            try await scene.pass(15)
            try await scene.pay(4_000)
            let bill = try await scene.desk.invoices.bill(scene.invoice, for: scene.cast.agent)
            #expect(bill.plan?.next(owed: bill.owed)?.lacking == 2_000)
            #expect(bill.till.nextPart == 2_000)
            #expect(
                try await scene.desk.invoices.missed(for: scene.cast.agent).payments.map(\.amount) == [
                    Money(2_000, "USD")
                ])
            try await scene.pay(3_000)
            #expect(try await scene.desk.invoices.missed(for: scene.cast.agent).payments.isEmpty)
            #expect(try await scene.desk.invoices.find(scene.invoice).missedOn == nil)
            try await scene.pass(28)
            #expect(try await scene.events(.invoiceReminded).last?.data["amount"] == "US$50.00")
            try await withSite(of: scene.desk) { site in
                let page = try await site.visitor().get("/bill/\(scene.link)")
                #expect(page.text.contains("Next: US$50.00"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `nothing is said while a dispute is open; after its answer there is a week`(engine: Engine)
        async throws
    {
        try await bill(engine, plan: Self.parts) { scene in
            try await scene.desk.invoices.dispute(behind: scene.link, name: "Dana", why: "One scan only.")
            try await scene.pass(40)
            #expect(try await scene.events(.invoiceReminded).isEmpty)
            #expect(try await scene.events(.instalmentMissed).isEmpty)
            #expect(try await scene.missedParts().isEmpty)
            try await scene.desk.invoices.settle(scene.invoice, outcome: "It was two.", by: scene.cast.agent)
            let answer = try await scene.desk.notices().last
            #expect(answer?.to == Cast.danaAddress && answer?.text.contains("It was two.") == true)
            try await scene.pass(6)
            #expect(try await scene.events(.instalmentMissed).isEmpty)
            try await scene.pass(1)
            #expect(try await scene.events(.instalmentMissed).count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `what was missed before a dispute stands in no list while it is open`(engine: Engine) async throws {
        try await bill(engine) { scene in
            try await scene.pass(15)
            #expect(try await scene.desk.invoices.missed(for: scene.cast.agent).payments.count == 1)
            try await scene.desk.invoices.dispute(behind: scene.link, name: "Dana", why: "One scan only.")
            #expect(try await scene.desk.invoices.missed(for: scene.cast.agent).payments.isEmpty)
            let counts = try await scene.desk.conversations.counts(
                for: scene.cast.agent, on: Day(scene.clock.now, in: .utc))
            #expect(counts.overdueTells == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `another plan is agreed on: what was missed is forgotten, and the new parts are reminded of`(
        engine: Engine
    ) async throws {
        try await bill(engine, plan: Self.parts) { scene in
            try await scene.pass(15)
            try await scene.desk.invoices.adjustPlan(
                scene.invoice, to: PayTerms(count: 2, firstAfter: 30), by: scene.cast.agent)
            #expect(try await scene.desk.invoices.missed(for: scene.cast.agent).payments.isEmpty)
            let before = try await scene.events(.invoiceReminded).count
            try await scene.pass(28)
            #expect(try await scene.events(.invoiceReminded).count == before + 1)
            #expect(try await scene.events(.instalmentMissed).count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `what is on its way is waited for, and owed again when it does not come`(engine: Engine)
        async throws
    {
        try await bill(engine) { scene in
            let (bill, now) = (scene.invoice, scene.desk.clock())
            try await scene.desk.database.write { db in
                try db.execute(
                    """
                    INSERT INTO checkouts (id, invoice, key, provider, amount, currency, state, begun_at, changed_at)
                    VALUES (7, \(bill), 'k', 'stripe', 18000, 'USD', 'pending', \(now), \(now))
                    """)
            }
            try await scene.pass(20)
            #expect(try await scene.events(.instalmentMissed).isEmpty)
            let later = scene.desk.clock()
            try await scene.desk.database.write { db in
                try Payments.book(PaymentStanding(state: .ended), of: 7, at: later, in: db)
            }
            // There is a week for another way.
            try await scene.pass(6)
            #expect(try await scene.events(.instalmentMissed).isEmpty)
            try await scene.pass(1)
            #expect(try await scene.events(.instalmentMissed).count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `what the customer contests by phone is noted by the team, and nothing is chased`(engine: Engine)
        async throws
    {
        try await bill(engine) { scene in
            try await withSite(of: scene.desk) { site in
                let answer = try await site.visitor(as: scene.cast.tom).post(
                    "/invoices/\(scene.invoice)/dispute", [("name", "Dana"), ("why", "One scan only.")])
                #expect(answer.status == .seeOther)
            }
            try await scene.pass(20)
            #expect(try await scene.events(.instalmentMissed).isEmpty)
            #expect(try await scene.events(.disputeOpened).first?.data["why"] == "One scan only.")
            await #expect(throws: Fault.self) {
                try await scene.desk.invoices.noteDispute(
                    scene.invoice, name: "Dana", why: "Again", by: scene.cast.agent)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a bill that was credited whole asks for no interest either`(engine: Engine) async throws {
        try await bill(engine, plan: PayTerms(count: 12, firstAfter: 14, interest: 1_200)) { scene in
            let credit = try await scene.desk.invoices.beginCredit(to: scene.invoice, by: scene.cast.agent)
            try await scene.desk.invoices.issue(credit, by: scene.cast.agent)
            let bill = try await scene.desk.invoices.bill(scene.invoice, for: scene.cast.agent)
            #expect(bill.owed == 0 && bill.plan?.state == .done)
        }
    }

    private func state(_ scene: Scene) async throws -> PaymentPlan.State? {
        try await scene.desk.invoices.bill(scene.invoice, for: scene.cast.agent).plan?.state
    }

    @Test(arguments: Engine.available)
    func `a plan whose last part comes in is kept, and says so to both`(engine: Engine) async throws {
        try await bill(engine, plan: Self.parts) { scene in
            try await scene.pay(12_000)
            #expect(try await state(scene) == .active)
            try await scene.pay(6_000)
            #expect(try await state(scene) == .kept)
            #expect(try await scene.events(.payPlanKept).count == 1)
            try await withSite(of: scene.desk) { site in
                let own = try await site.visitor().get("/bill/\(scene.link)")
                #expect(own.text.contains("All of it has come in, as we agreed. Thank you."))
                let ours = try await site.visitor(as: scene.cast.tom).get("/invoices/\(scene.invoice)")
                #expect(ours.text.contains("Kept: all of it came in as it was agreed."))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a plan whose rest was credited is over, not kept`(engine: Engine) async throws {
        try await bill(engine, plan: Self.parts) { scene in
            try await scene.pay(6_000)
            let credit = try await scene.desk.invoices.beginCredit(to: scene.invoice, by: scene.cast.agent)
            try await scene.desk.invoices.issue(credit, by: scene.cast.agent)
            #expect(try await state(scene) == .done)
            #expect(try await scene.events(.payPlanKept).isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `two missed parts break a plan, kindly; when they come in it goes on, and ends as done`(
        engine: Engine
    ) async throws {
        try await bill(engine, plan: Self.parts) { scene in
            try await scene.pass(15)
            #expect(try await state(scene) == .active)
            try await scene.pass(31)
            #expect(try await state(scene) == .broken)
            #expect(try await scene.events(.payPlanBroken).map { $0.data["parts"] } == ["2"])
            #expect(try await scene.desk.notices().last?.text.contains("has stopped with that") == true)
            try await withSite(of: scene.desk) { site in
                let own = try await site.visitor().get("/bill/\(scene.link)")
                #expect(own.text.contains("we will find another way") && !own.text.contains("Next:"))
                let ours = try await site.visitor(as: scene.cast.tom).get("/invoices/\(scene.invoice)")
                #expect(ours.text.contains("Broken: 2 parts did not come."))
            }
            try await scene.pay(6_000)
            #expect(try await state(scene) == .broken)
            try await scene.pay(6_000)
            #expect(try await state(scene) == .adjusted)
            #expect(try await scene.events(.payPlanResumed).count == 1)
            try await scene.pass(31)
            #expect(try await scene.missedParts() == [0, 1, 2])
            #expect(try await state(scene) == .adjusted)
            try await scene.pay(6_000)
            #expect(try await state(scene) == .done)
            #expect(try await scene.events(.payPlanDone).count == 1)
        }
    }

    @Test func `what is missed stands among what is to be told`() async throws {
        try await bill(.sqlite, plan: Self.parts) { scene in
            try await scene.pass(15)
            let counts = try await scene.desk.conversations.counts(
                for: scene.cast.agent, on: Day(scene.clock.now, in: .utc))
            #expect(counts.overdueTells == 1)
            try await withSite(of: scene.desk) { site in
                let tom = try await site.visitor(as: scene.cast.tom)
                let page = try await tom.get("/tells")
                #expect(page.text.contains("Payments that were missed"))
                #expect(page.text.contains("2026-1") && page.text.contains("$60.00"))
                let invoice = try await tom.get("/invoices/\(scene.invoice)")
                #expect(invoice.text.contains("missed, told on"))
            }
        }
    }
}
