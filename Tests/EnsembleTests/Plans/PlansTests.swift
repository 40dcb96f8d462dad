import Database
import DatabaseTesting
import Testing

@testable import Ensemble

/// A plan as the clinic makes them: the customer sends, we read, a partner takes, we call.
extension PlanDraft {
    static var scan: PlanDraft {
        var send = StepDraft("Send the first scan", owner: .customer, kind: .upload)
        send.instructions = "Both pages."
        var read = StepDraft("Read the scan")
        read.after = [0]
        read.isShown = false
        read.note = "PLANTED-NOTE"
        read.minutes = 24 * 60
        var approve = StepDraft("Approve the second scan", owner: .customer, kind: .approval)
        approve.after = [1]
        var take = StepDraft("Take it", owner: .partner(name: "Hill Laboratory", address: "lab@example.test"))
        take.after = [2]
        var call = StepDraft("Call with the result")
        call.after = [3]
        return PlanDraft(name: "The second scan", steps: [send, read, approve, take, call])
    }
}

@Suite struct `A shared plan` {
    struct Set {
        let desk: Desk
        let cast: Cast
        let clock: TestClock
        let plan: Plan.ID

        func step(_ title: String) async throws -> Step {
            try #require(try await desk.plans.plan(plan, by: .system).steps.first { $0.title == title })
        }

        func now() async throws -> OwnershipInterval {
            let conversation = cast.conversation
            return try #require(
                try await desk.database.read { db in try Ownership.of(conversation, in: db) }.current)
        }

        /// The customer's word in the link.
        func link() async throws -> String {
            PlanLink.word(of: try await desk.plans.plan(plan, by: .system), desk.seal)
        }

        func partnerLink() async throws -> String {
            PlanLink.word(of: try await desk.plans.plan(plan, by: .system).partners[0], desk.seal)
        }
    }

    static func with(_ draft: PlanDraft = .scan, on engine: Engine, _ body: (Set) async throws -> Void)
        async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let plan = try await desk.plans.begin(draft, in: cast.conversation, by: cast.agent)
            try await body(Set(desk: desk, cast: cast, clock: clock, plan: plan))
        }
    }

    static let file = NewFile(name: "scan.png", contentType: "image/png", bytes: Array("bones".utf8))

    @Test(arguments: Engine.available)
    func `the move goes from hand to hand as the steps are done, and the last ends the plan`(engine: Engine)
        async throws
    {
        try await Self.with(on: engine) { set in
            let (desk, cast, clock) = (set.desk, set.cast, set.clock)
            // Nothing was sent yet: it is ours.
            #expect(try await set.now().party == .us)
            clock.move(by: .hours(1))
            try await desk.plans.send(set.plan, text: "Here is what we do.", atOnce: true, by: cast.agent)
            #expect(
                try await set.now()
                    == .init(.customer, because: .step, about: "Send the first scan", from: clock.now))
            clock.move(by: .hours(1))
            try await desk.plans.ownComplete(
                set.step("Send the first scan").id, byLink: set.link(), with: .init(files: [Self.file]))
            #expect(try await set.now().about == "Read the scan")
            #expect(try await set.now().party == .us)
            #expect(try await set.step("Read the scan").dueAt == clock.now + .days(1))
            clock.move(by: .hours(1))
            try await desk.plans.complete(set.step("Read the scan").id, of: set.plan, by: cast.agent)
            #expect(try await set.now().party == .customer)
            try await desk.plans.handOver(
                to: desk.plans.plan(set.plan, by: .system).partners[0].id, of: set.plan, by: cast.agent)
            clock.move(by: .hours(1))
            try await desk.plans.ownComplete(
                set.step("Approve the second scan").id, of: set.plan, with: .init(decision: .approve),
                by: cast.dana)
            #expect(try await set.now() == .init(.partner, because: .step, about: "Take it", from: clock.now))
            clock.move(by: .hours(1))
            try await desk.plans.partnerComplete(
                set.step("Take it").id, byLink: set.partnerLink(), with: .init())
            #expect(try await set.now().party == .us)
            try await desk.plans.complete(set.step("Call with the result").id, of: set.plan, by: cast.agent)
            let plan = try await desk.plans.plan(set.plan, by: .system)
            #expect(plan.ending == .done)
            #expect(plan.partners[0].endedAt == clock.now)
            let shares = try await desk.scene(cast.conversation).waits.ownership
            #expect(shares.intervals.map(\.party) == [.us, .customer, .us, .customer, .partner, .us])
            #expect(shares.elapsed(until: clock.now) == .hours(5))
        }
    }

    @Test(arguments: Engine.available)
    func `whose move it becomes is told, once, and only if they have the plan`(engine: Engine) async throws {
        try await Self.with(on: engine) { set in
            let (desk, cast) = (set.desk, set.cast)
            try await desk.plans.complete(set.step("Send the first scan").id, of: set.plan, by: cast.agent)
            try await desk.plans.complete(set.step("Read the scan").id, of: set.plan, by: cast.agent)
            #expect(try await desk.notices().isEmpty)
            #expect(try await set.now().party == .us)
            try await desk.plans.send(set.plan, text: "Please look.", atOnce: true, by: cast.agent)
            #expect(try await desk.notices().isEmpty)
            #expect(try await set.now().party == .customer)
            try await desk.plans.giveBack(
                set.step("Read the scan").id, of: set.plan, because: "Once more.", by: cast.agent)
            #expect(try await set.now().party == .us)
            try await desk.plans.complete(set.step("Read the scan").id, of: set.plan, by: cast.agent)
            let notice = try #require(try await desk.notices().first)
            #expect(notice.to == Cast.danaAddress)
            #expect(notice.subject == "Your move: Approve the second scan [#\(cast.conversation)]")
            #expect(notice.path == "/plan/\(try await set.link())")
            #expect(try await desk.notices().count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `what is not approved comes back to the steps before it, with the words`(engine: Engine) async throws
    {
        try await Self.with(on: engine) { set in
            let (desk, cast) = (set.desk, set.cast)
            try await desk.plans.complete(set.step("Send the first scan").id, of: set.plan, by: cast.agent)
            try await desk.plans.complete(set.step("Read the scan").id, of: set.plan, by: cast.agent)
            try await desk.plans.send(set.plan, text: "Please look.", atOnce: true, by: cast.agent)
            let approve = try await set.step("Approve the second scan").id
            await #expect(throws: Fault.invalid("Please say what should be different.")) {
                try await desk.plans.ownComplete(approve, byLink: set.link(), with: .init(decision: .return))
            }
            try await desk.plans.ownComplete(
                approve, byLink: set.link(), with: .init(decision: .return, words: "The other knee."))
            let read = try await set.step("Read the scan")
            #expect(read.state == .todo && read.returned == "The other knee.")
            #expect(try await set.now().party == .us)
            let events = try await desk.scene(cast.conversation).events
            #expect(events.last { $0.kind == .stepReturned }?.data["why"] == "The other knee.")
        }
    }

    @Test(arguments: Engine.available)
    func `an approval with nothing before it puts a step of ours there`(engine: Engine) async throws {
        let draft = PlanDraft(
            name: "Proof", steps: [StepDraft("Approve the proof", owner: .customer, kind: .approval)])
        try await Self.with(draft, on: engine) { set in
            try await set.desk.plans.send(set.plan, text: "Please look.", atOnce: true, by: set.cast.agent)
            try await set.desk.plans.ownComplete(
                set.step("Approve the proof").id, byLink: set.link(),
                with: .init(decision: .return, words: "Blue, please."))
            let mending = try await set.step("Blue, please.")
            #expect(mending.owner == .us(agent: nil, team: nil))
            #expect(try await set.now().party == .us)
            try await set.desk.plans.complete(mending.id, of: set.plan, by: set.cast.agent)
            #expect(try await set.now().party == .customer)
        }
    }

    @Test(arguments: Engine.available)
    func `two who do a step at once: one did it, the other is told so`(engine: Engine) async throws {
        try await Self.with(on: engine) { set in
            let step = try await set.step("Send the first scan").id
            let results = await withTaskGroup(of: Fault?.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        do {
                            try await set.desk.plans.complete(step, of: set.plan, by: set.cast.agent)
                            return nil
                        } catch { return error as? Fault }
                    }
                }
                return await group.reduce(into: [Fault?]()) { $0.append($1) }
            }
            #expect(results.filter { $0 == nil }.count == 1)
            #expect(results.contains(Fault.conflict("This step is done already.")))
        }
    }

    @Test(arguments: Engine.available)
    func `a step can't begin before what it needs, and steps never wait in a circle`(engine: Engine)
        async throws
    {
        try await Self.with(on: engine) { set in
            let (desk, cast) = (set.desk, set.cast)
            await #expect(
                throws: Fault.conflict("This step can’t begin yet: something before it is not done.")
            ) {
                try await desk.plans.complete(set.step("Read the scan").id, of: set.plan, by: cast.agent)
            }
            let send = try await set.step("Send the first scan")
            let call = try await set.step("Call with the result")
            await #expect(throws: Fault.invalid("These steps would wait for each other in a circle.")) {
                try await desk.plans.change(
                    send.id, of: set.plan, to: StepDraft("Send it", owner: .customer), after: [call.id],
                    by: cast.agent)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `answers are asked for, kept in their order, and chosen from what there is`(engine: Engine)
        async throws
    {
        var ask = StepDraft("Which knee?", owner: .customer, kind: .form)
        ask.questions = try Question.read("Which knee? : left | right\nSince when?\nAnything else (?)")
        try await Self.with(PlanDraft(name: "Questions", steps: [ask]), on: engine) { set in
            try await set.desk.plans.send(set.plan, text: "Please.", atOnce: true, by: set.cast.agent)
            let step = try await set.step("Which knee?").id
            await #expect(throws: Fault.invalid("Please answer: \("Since when?")")) {
                try await set.desk.plans.ownComplete(step, byLink: set.link(), with: .init(answers: ["left"]))
            }
            await #expect(throws: Fault.invalid("Please choose one of the answers to: \("Which knee?")")) {
                try await set.desk.plans.ownComplete(
                    step, byLink: set.link(), with: .init(answers: ["both", "May"]))
            }
            try await set.desk.plans.ownComplete(
                step, byLink: set.link(), with: .init(answers: ["left", "May"]))
            #expect(try await set.step("Which knee?").answers == ["left", "May", ""])
        }
    }

    @Test(arguments: Engine.available)
    func `links can't be made up, a renewed one ends the old, and a partner's ends with the referral`(
        engine: Engine
    ) async throws {
        try await Self.with(on: engine) { set in
            let (desk, cast) = (set.desk, set.cast)
            let link = try await set.link()
            let partnerLink = try await set.partnerLink()
            for made in ["", "1", "\(set.plan).aaaaaaaaaaaaaaaa", partnerLink, "\(link)x", "\(set.plan)."] {
                await #expect(throws: Fault.self, "\(made)") { _ = try await desk.plans.own(byLink: made) }
                if made != partnerLink {
                    await #expect(throws: Fault.self) { _ = try await desk.plans.partnerScene(byLink: made) }
                }
            }
            await #expect(throws: Fault.self) { _ = try await desk.plans.partnerScene(byLink: link) }
            try await desk.plans.renewLink(of: set.plan, by: cast.agent)
            await #expect(throws: Fault.self) { _ = try await desk.plans.own(byLink: link) }
            _ = try await desk.plans.own(byLink: set.link())
            _ = try await desk.plans.partnerScene(byLink: partnerLink)
            let partner = try await desk.plans.plan(set.plan, by: .system).partners[0].id
            try await desk.plans.endReferral(to: partner, of: set.plan, by: cast.agent)
            let ended = Fault.notFound(
                "This work has ended, and with it the link. Please ask whoever sent it to you.")
            await #expect(throws: ended) { _ = try await desk.plans.partnerScene(byLink: partnerLink) }
            // What is left of their work is ours.
            #expect(try await set.step("Take it").owner.isUs)
        }
    }

    @Test(arguments: Engine.available)
    func `a plan is nobody else's: other customers, and steps of others, are not found`(engine: Engine)
        async throws
    {
        try await Self.with(on: engine) { set in
            let (desk, cast) = (set.desk, set.cast)
            // Not sent yet: not theirs to see in their own place.
            await #expect(throws: Fault.self) { _ = try await desk.plans.own(set.plan, of: cast.dana) }
            try await desk.plans.send(set.plan, text: "Here.", atOnce: true, by: cast.agent)
            _ = try await desk.plans.own(set.plan, of: cast.dana)
            await #expect(throws: Fault.self) { _ = try await desk.plans.own(set.plan, of: cast.sam) }
            await #expect(throws: Fault.notFound("There is no such step.")) {
                try await desk.plans.ownComplete(
                    set.step("Read the scan").id, byLink: set.link(), with: .init())
            }
            await #expect(throws: Fault.notFound("There is no such step.")) {
                try await desk.plans.partnerComplete(
                    set.step("Send the first scan").id, byLink: set.partnerLink(),
                    with: .init(files: [Self.file]))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a template keeps the steps, and what begins with it is a plan of its own`(engine: Engine)
        async throws
    {
        try await Self.with(on: engine) { set in
            let (desk, cast) = (set.desk, set.cast)
            try await desk.plans.complete(set.step("Send the first scan").id, of: set.plan, by: cast.agent)
            try await desk.plans.keepAsTemplate(set.plan, named: "Scan", by: cast.agent)
            try await desk.plans.keepAsTemplate(set.plan, named: "SCAN", by: cast.agent)
            let template = try #require(try await desk.plans.templates().first)
            #expect(try await desk.plans.templates().count == 1)
            let again = try await desk.plans.begin(template.draft, in: cast.conversation, by: cast.agent)
            let plan = try await desk.plans.plan(again, by: .system)
            #expect(plan.steps.map(\.title) == PlanDraft.scan.steps.map(\.title))
            #expect(plan.steps.allSatisfy { $0.state == .todo })
            #expect(plan.steps[1].needs == [plan.steps[0].id])
        }
    }

    @Test(arguments: Engine.available)
    func `a plan whose letter is taken back was never told`(engine: Engine) async throws {
        try await Self.with(on: engine) { set in
            let message = try await set.desk.plans.send(set.plan, text: "Here.", by: set.cast.agent)
            #expect(try await set.now().party == .customer)
            set.clock.move(by: .seconds(5))
            _ = try await set.desk.conversations.undo(message, by: set.cast.agent)
            #expect(try await set.desk.plans.plan(set.plan, by: .system).toldAt == nil)
            #expect(try await set.step("Send the first scan").toldAt == nil)
            #expect(try await set.now().party == .us)
            await #expect(throws: Fault.self) {
                try await set.desk.conversations.wait(
                    set.cast.conversation, for: .customer, by: set.cast.agent)
            }
        }
    }
}
