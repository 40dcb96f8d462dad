import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `A plan that goes on while its conversation rests` {
    /// The partner's part is next, and they have their link.
    private func atPartner(
        on engine: Engine, _ body: (`A shared plan`.Set) async throws -> Void
    ) async throws {
        try await `A shared plan`.with(on: engine) { set in
            let (desk, cast) = (set.desk, set.cast)
            try await desk.plans.send(set.plan, text: "Here.", atOnce: true, by: cast.agent)
            for title in ["Send the first scan", "Read the scan"] {
                try await desk.plans.complete(set.step(title).id, of: set.plan, by: cast.agent)
            }
            try await desk.plans.ownComplete(
                set.step("Approve the second scan").id, byLink: set.link(), with: .init(decision: .approve))
            let partner = try await desk.plans.plan(set.plan, by: .system).partners[0].id
            try await desk.plans.handOver(to: partner, of: set.plan, by: cast.agent)
            try await body(set)
        }
    }

    @Test(arguments: Engine.available)
    func `what a partner has done reopens it where our step is next`(engine: Engine) async throws {
        try await atPartner(on: engine) { set in
            let (desk, cast) = (set.desk, set.cast)
            try await desk.conversations.resolve(cast.conversation, by: cast.agent)
            try await desk.plans.partnerComplete(
                set.step("Take it").id, byLink: set.partnerLink(), with: .init())
            #expect(try await desk.scene(cast.conversation).conversation.state == .open)
            #expect(try await set.now().about == "Call with the result")
            #expect(try await desk.history(cast).last == .reopened)
        }
    }

    @Test(arguments: Engine.available)
    func `a partner can't give anything back: nobody asked them to approve it`(engine: Engine) async throws {
        try await atPartner(on: engine) { set in
            let step = try await set.step("Take it").id
            for words in ["", "Not so."] {
                await #expect(throws: Fault.invalid("Only what is to be approved can be returned.")) {
                    try await set.desk.plans.partnerComplete(
                        step, byLink: set.partnerLink(), with: .init(decision: .return, words: words))
                }
            }
            #expect(try await set.step("Approve the second scan").state == .done)
            #expect(try await set.now().party == .partner)
        }
    }

    @Test(arguments: Engine.available)
    func `a step that comes back to a partner whose work has ended is ours`(engine: Engine) async throws {
        try await atPartner(on: engine) { set in
            let (desk, cast) = (set.desk, set.cast)
            try await desk.plans.partnerComplete(
                set.step("Take it").id, byLink: set.partnerLink(), with: .init())
            let partner = try await desk.plans.plan(set.plan, by: .system).partners[0].id
            try await desk.plans.endReferral(to: partner, of: set.plan, by: cast.agent)
            #expect(try await set.step("Take it").owner == .partner(partner))
            try await desk.plans.giveBack(
                set.step("Take it").id, of: set.plan, because: "It is blurred.", by: cast.agent)
            #expect(try await set.step("Take it").owner == .us(agent: nil, team: nil))
            #expect(try await set.now().about == "Take it")
            #expect(try await set.now().party == .us)
        }
    }

    /// Two steps of the customer, one after the other; they were told of the first.
    private func twoOfTheirs(
        on engine: Engine, _ body: (`A shared plan`.Set) async throws -> Void
    ) async throws {
        var second = StepDraft("Ring us", owner: .customer)
        second.after = [0]
        let draft = PlanDraft(name: "Two", steps: [StepDraft("Sign it", owner: .customer), second])
        try await `A shared plan`.with(draft, on: engine) { set in
            try await set.desk.plans.send(set.plan, text: "Here.", atOnce: true, by: set.cast.agent)
            try await body(set)
        }
    }

    @Test(arguments: Engine.available)
    func `a moment that we chose stays, though the next step is theirs`(engine: Engine) async throws {
        try await twoOfTheirs(on: engine) { set in
            let (desk, cast) = (set.desk, set.cast)
            let until = set.clock.now + .days(3)
            try await desk.conversations.wait(cast.conversation, for: .until(until), by: cast.agent)
            try await desk.plans.ownComplete(set.step("Sign it").id, byLink: set.link(), with: .init())
            #expect(
                try await desk.scene(cast.conversation).conversation.state == .waiting(.until(until)))
            #expect(try await set.step("Ring us").toldAt == set.clock.now)
            set.clock.move(by: .days(3))
            try await desk.conversations.wake(cast.conversation)
            #expect(try await set.now().party == .us)
        }
    }

    @Test(arguments: Engine.available)
    func `what was resolved is reopened, and says so, before it waits for them`(engine: Engine) async throws {
        try await twoOfTheirs(on: engine) { set in
            let (desk, cast) = (set.desk, set.cast)
            try await desk.conversations.resolve(cast.conversation, by: cast.agent)
            set.clock.move(by: .hours(1))
            try await desk.plans.ownComplete(set.step("Sign it").id, byLink: set.link(), with: .init())
            #expect(try await desk.scene(cast.conversation).conversation.state == .waiting(.customer))
            #expect(
                try await desk.history(cast).suffix(4) == [.resolved, .stepDone, .reopened, .waits])
            #expect(
                try await set.now() == .init(.customer, because: .step, about: "Ring us", from: set.clock.now)
            )
        }
    }

    @Test(arguments: Engine.available)
    func `a customer's own words go into no template and no other plan`(engine: Engine) async throws {
        var call = StepDraft("Call them")
        call.after = [0]
        let draft = PlanDraft(
            name: "Proof", steps: [StepDraft("Approve the proof", owner: .customer, kind: .approval), call])
        try await `A shared plan`.with(draft, on: engine) { set in
            let (desk, cast) = (set.desk, set.cast)
            try await desk.plans.send(set.plan, text: "Please look.", atOnce: true, by: cast.agent)
            try await desk.plans.ownComplete(
                set.step("Approve the proof").id, byLink: set.link(),
                with: .init(decision: .return, words: "Dana’s own words."))
            // It stands before what it mends.
            #expect(
                try await desk.plans.plan(set.plan, by: .system).steps.map(\.title) == [
                    "Dana’s own words.", "Approve the proof", "Call them",
                ])
            try await desk.plans.keepAsTemplate(set.plan, named: "Proof", by: cast.agent)
            try await desk.plans.repeat(set.plan, each: .week, from: set.clock.now + .days(1), by: cast.agent)
            for table in ["plan_templates", "plan_recurrences"] as [SQL] {
                #expect(
                    try await desk.count("SELECT COUNT(*) FROM \(table) WHERE steps LIKE '%Dana%'") == 0)
            }
            let kept = try #require(try await desk.plans.templates().first).draft.steps
            #expect(kept.map(\.title) == ["Approve the proof", "Call them"])
            #expect(kept.map(\.after) == [[], [0]])
        }
    }
}
