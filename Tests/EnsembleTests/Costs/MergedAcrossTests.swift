import Database
import DatabaseTesting
import Localization
import Testing

@testable import Ensemble

/// Two matters of two customers become one: what the first was told and did
/// stays theirs, and is never the other's.
@Suite struct `A matter that was merged with another customer's` {
    private func merged(_ desk: Desk, _ cast: Cast) async throws -> Conversation.ID {
        let sams = try await desk.conversations.openFromForm(
            .init(name: "Sam Okoro", address: Cast.samAddress, subject: "Sam’s shoulder", text: "Hello"),
            channel: .form)
        return try await desk.conversations.merge(
            cast.conversation, into: sams, acrossCustomers: true, by: cast.agent)
    }

    @Test(arguments: Engine.available)
    func `a draft of the first is not sent to the second, and a bill of hers goes to her alone`(
        engine: Engine
    ) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let draft = try await desk.estimates.begin(.estimate, in: cast.conversation, by: cast.agent)
            try await desk.estimates.save(.scan(), as: draft, by: cast.agent)
            let told = try await desk.tell(cast)
            try await desk.estimates.record(true, of: told, name: "Dana", by: cast.agent)
            let bill = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
            _ = try await merged(desk, cast)
            await #expect(throws: Fault.self) {
                try await desk.estimates.send(draft, atOnce: true, by: cast.agent)
            }
            let before = try await desk.count("SELECT COUNT(*) FROM messages")
            try await desk.invoices.issue(bill, by: cast.agent)
            let credit = try await desk.invoices.beginCredit(to: bill, by: cast.agent)
            try await desk.invoices.issue(credit, by: cast.agent)
            #expect(try await desk.count("SELECT COUNT(*) FROM messages") == before)
            let path = desk.invoices.path(of: bill)
            let letters = try await desk.notices().filter { $0.text.contains("/bill/") }
            #expect(letters.map(\.to) == [Cast.danaAddress, Cast.danaAddress])
            #expect(letters.first?.text.contains(path) == true)
            #expect(try await desk.invoices.find(credit).customer == cast.dana)
        }
    }

    private static let refusal: Phrase =
        "This matter was joined with somebody else’s. Please write to us: we tell you the cost anew."

    private static let anew: Phrase =
        "This was written for somebody else, whose matter was joined with this one. Please write it anew."

    @Test(arguments: Engine.available)
    func `an estimate names who was told, and nobody's yes is recorded as another's`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            let sams = try await merged(desk, cast)
            try await withSite(of: desk) { site in
                let path = desk.estimates.path(of: id)
                let page = try await site.visitor().get(path)
                #expect(page.text.contains("for Dana Whitfield") && !page.text.contains("Sam"))
                #expect(
                    page.text.contains("joined with somebody else’s") && !page.text.contains("/acceptance\""))
                for (form, fields) in [
                    ("acceptance", [("name", "Dana")]), ("refusal", [("name", "Dana")]),
                    ("question", [("question", "Why?")]),
                ] {
                    let answer = try await site.visitor().post("\(path)/\(form)", fields)
                    #expect(
                        answer.status == .conflict && answer.text.contains("Please write to us"), "\(form)")
                }
                let sam = try await site.visitor(as: cast.sam).get("/my/conversations/\(sams)")
                #expect(sam.status == .ok && !sam.text.contains("/told/"))
            }
            await #expect(throws: Fault.conflict(Self.refusal)) {
                try await desk.estimates.record(true, of: id, name: "Sam", by: cast.agent)
            }
            #expect(try await desk.estimates.find(id).answer == nil)
            // What was told to Dana is not made over to Sam: told anew, it is his.
            await #expect(throws: Fault.conflict(Self.anew)) {
                try await desk.estimates.revise(id, by: cast.agent)
            }
            let newer = try await desk.estimates.compose(.scan(), in: sams, by: cast.agent)
            try await desk.estimates.send(newer, atOnce: true, by: cast.agent)
            let told = try await desk.estimates.look(behind: desk.link(newer), isCustomer: true)
            #expect(told.customerName == "Sam Okoro" && told.subject == "Sam’s shoulder")
            let old = try await desk.estimates.look(behind: desk.link(id), isCustomer: true)
            #expect(old.newer == nil && old.customerName == "Dana Whitfield")
        }
    }

    @Test(arguments: Engine.available)
    func `a bill and the work on it stay with whom they were for`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let content = InvoiceContent(
                title: "Dana’s scan", currency: "USD",
                lines: [InvoiceLine(CostLine("Scan", price: Spread(18_000)), why: "Asked")])
            let invoice = try await desk.invoices.compose(content, in: cast.conversation, by: cast.agent)
            try await desk.invoices.issue(invoice, by: cast.agent)
            try await desk.work.book(
                WorkEntry.Work(
                    .time, "Dana’s hour", on: Day(desk.clock(), in: .utc), quantity: 1_000, price: 0,
                    taxRate: 0, isBillable: false, isShown: true), on: cast.conversation, by: cast.agent)
            let sams = try await merged(desk, cast)
            try await withSite(of: desk) { site in
                let sam = try await site.visitor(as: cast.sam).get("/my/conversations/\(sams)")
                #expect(sam.status == .ok && !sam.text.contains("Dana’s"))
                let bill = try await site.visitor().get(desk.invoices.path(of: invoice))
                #expect(bill.text.contains("for Dana Whitfield") && !bill.text.contains("Sam"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the work of each runs against their own limit, and is billed to nobody else`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let told = try await desk.tell(cast)
            try await desk.estimates.record(true, of: told, name: "Dana", by: cast.agent)
            let hour = WorkEntry.Work(.time, "Hour", on: Day(.monday, in: .utc), price: 9_000)
            let hers = try await desk.work.book(hour, on: cast.conversation, by: cast.agent)
            try await desk.work.setLimit(
                SpendLimit(Money(10_000, "USD"), atLimit: .stop), on: cast.conversation, by: cast.agent)
            let bill = try await desk.invoices.begin(.work, in: cast.conversation, by: cast.agent)
            let alerts: SQL = "SELECT COUNT(*) FROM limit_alerts"
            let before = try await desk.count(alerts)
            let sams = try await merged(desk, cast)
            let empty = try await desk.work.balance(of: sams)
            #expect(empty.used.minorUnits == 0 && empty.limit == nil && empty.told == nil)

            try await desk.work.setLimit(SpendLimit(Money(20_000, "USD")), on: sams, by: cast.agent)
            let his = try await desk.work.book(hour, on: sams, by: cast.agent)
            #expect(try await desk.work.balance(of: sams).percent == 45)
            #expect(try await desk.count(alerts) == before)
            let dana = try await desk.work.balance(of: cast.conversation)
            #expect(dana.used == Money(9_000, "USD") && dana.limit?.atLimit == .stop)
            // Lifting his lifts nothing of hers.
            try await desk.work.setLimit(nil, on: sams, because: "Flat price", by: cast.agent)
            #expect(try await desk.work.balance(of: cast.conversation).limit?.atLimit == .stop)

            let next = try await desk.invoices.begin(.work, in: sams, by: cast.agent)
            #expect(try await desk.invoices.find(next).content.lines.map(\.work) == [his])
            let refusal = await #expect(throws: Fault.self) {
                var content = try await desk.invoices.find(next).content
                content.lines[0].work = hers
                try await desk.invoices.save(content, as: next, by: cast.agent)
            }
            #expect(refusal?.kind == .invalid)
            // The bill that was begun for Dana is hers still.
            try await desk.invoices.save(
                desk.invoices.find(bill).content, as: bill, by: cast.agent)
            try await desk.invoices.issue(bill, by: cast.agent)
        }
    }

    @Test(arguments: Engine.available)
    func `a bill offers, and stands beside, only what its own customer was told`(engine: Engine) async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let sams = try await desk.conversations.openFromForm(
                .init(name: "Sam Okoro", address: Cast.samAddress, subject: "Shoulder", text: "Hello"),
                channel: .form)
            let told = try await desk.estimates.compose(
                .scan {
                    $0.lines = [CostLine("Sam’s shoulder", price: Spread(70_000))]
                    $0.plans = [PayTerms(count: 7)]
                }, in: sams, by: cast.agent)
            _ = try await desk.estimates.send(told, atOnce: true, by: cast.agent)
            try await desk.estimates.record(true, of: told, name: "Sam", by: cast.agent)
            let content = InvoiceContent(
                title: "Scan", currency: "USD", lines: [InvoiceLine(CostLine("Scan", price: Spread(18_000)))])
            let id = try await desk.invoices.compose(content, in: cast.conversation, by: cast.agent)
            _ = try await desk.conversations.merge(
                cast.conversation, into: sams, acrossCustomers: true, by: cast.agent)
            try await desk.invoices.issue(id, by: cast.agent)
            let bill = try await desk.invoices.bill(id, for: cast.agent)
            #expect(bill.plansOffered.isEmpty && bill.comparison.told == nil)
            await #expect(throws: Fault.invalid("Please choose one of the ways to pay that are offered.")) {
                let link = String(desk.invoices.path(of: id).dropFirst("/bill/".count))
                try await desk.invoices.choosePlan(behind: link, 0, name: "Dana")
            }
            try await withSite(of: desk) { site in
                let page = try await site.visitor().get(desk.invoices.path(of: id))
                #expect(page.status == .ok && !page.text.contains("Sam’s"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a plan's old link opens nothing, and the other has it only once it is sent to them`(engine: Engine)
        async throws
    {
        try await `A shared plan`.with(on: engine) { set in
            let (desk, cast, id) = (set.desk, set.cast, set.plan)
            try await desk.plans.send(id, text: "Here.", atOnce: true, by: cast.agent)
            let (link, step) = (try await set.link(), try await set.step("Send the first scan").id)
            let sams = try await merged(desk, cast)
            try await withSite(of: desk) { site in
                #expect(try await site.visitor().get("/plan/\(link)").status == .notFound)
                let done = try await site.visitor().post(
                    "/plan/\(link)/steps/\(step)/completion", [], files: [])
                #expect(done.status == .notFound)
                let sam = try await site.visitor(as: cast.sam)
                #expect(try await !sam.get("/my/conversations/\(sams)").text.contains("/my/plans/"))
                #expect(try await sam.get("/my/plans/\(id)").status == .notFound)
                try await desk.plans.send(id, text: "For you.", atOnce: true, by: cast.agent)
                #expect(try await sam.get("/my/plans/\(id)").status == .ok)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what began anew for the first begins no more, and is never mailed to the second`(engine: Engine)
        async throws
    {
        let draft = PlanDraft(name: "Tyres", steps: [StepDraft("Bring the car", owner: .customer)])
        try await `A shared plan`.with(draft, on: engine) { set in
            let (desk, cast) = (set.desk, set.cast)
            try await desk.plans.repeat(set.plan, each: .week, from: set.clock.now + .days(1), by: cast.agent)
            let sams = try await merged(desk, cast)
            #expect(
                try await desk.count("SELECT COUNT(*) FROM jobs WHERE kind = \(Job.Kind.planRepeat)") == 0)
            #expect(try await desk.scene(sams).events.contains { $0.kind == .planRecursNoMore })
            set.clock.move(by: .days(30))
            try await JobWorker(desk: desk, logger: .init(label: "test")).step()
            #expect(try await desk.count("SELECT COUNT(*) FROM plans") == 1)
            #expect(try await desk.notices().isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `a plan that holds anything of the first is stopped, and can't be sent to the second`(engine: Engine)
        async throws
    {
        var ask = StepDraft("Which knee?", owner: .customer, kind: .form)
        ask.questions = [Question(words: "Which?")]
        let upload = StepDraft("Send the scan", owner: .customer, kind: .upload)
        for step in [ask, upload] {
            let draft = PlanDraft(name: "Plan", steps: [step, StepDraft("Call her")])
            try await `A shared plan`.with(draft, on: engine) { set in
                let (desk, cast, id) = (set.desk, set.cast, set.plan)
                try await desk.plans.send(id, text: "Here.", atOnce: true, by: cast.agent)
                let link = try await set.link()
                try await desk.plans.ownComplete(
                    set.step(step.title).id, byLink: link,
                    with: .init(
                        answers: ["Dana’s left"], files: step.kind == .upload ? [`A shared plan`.file] : []))
                let sams = try await merged(desk, cast)
                let plan = try await desk.plans.plan(id, by: .system)
                #expect(plan.ending == .stopped && plan.conversation == cast.conversation)
                await #expect(throws: Fault.conflict("This plan is over: nothing in it can be changed.")) {
                    try await desk.plans.send(id, text: "For you.", atOnce: true, by: cast.agent)
                }
                // The team still finds it.
                #expect(try await desk.scene(sams).plans.map(\.id) == [id])
                try await withSite(of: desk) { site in
                    let page = try await site.visitor(as: cast.tom).get("/plans/\(id)")
                    #expect(page.status == .ok && !page.text.contains("Sam"))
                    let sam = try await site.visitor(as: cast.sam)
                    #expect(try await sam.get("/my/plans/\(id)").status == .notFound)
                    #expect(try await !sam.get("/my/conversations/\(sams)").text.contains("Dana’s left"))
                    #expect(try await site.visitor().get("/plan/\(link)").status == .notFound)
                }
            }
        }
    }
}
