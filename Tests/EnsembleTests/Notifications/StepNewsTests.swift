import Database
import DatabaseTesting
import Localization
import Testing

@testable import Ensemble

@Suite struct `Who is told of steps, and of what goes wrong` {
    private let r = Reader(now: Moment.monday.milliseconds)

    /// First the customer's step, then one of ours.
    private func plan(
        _ owner: (Desk, Cast) async throws -> StepDraft.Owner, on engine: Engine,
        _ body: (`A shared plan`.Set) async throws -> Void
    ) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            var read = StepDraft("Read the scan", owner: try await owner(desk, cast))
            read.after = [0]
            let plan = try await desk.plans.begin(
                PlanDraft(name: "Scan", steps: [StepDraft("Send it", owner: .customer), read]),
                in: cast.conversation, by: cast.administrator)
            try await desk.plans.send(plan, text: "Here.", atOnce: true, by: cast.administrator)
            try await body(.init(desk: desk, cast: cast, clock: clock, plan: plan))
        }
    }

    private func found(_ query: String, _ desk: Desk, _ actor: Actor) async throws -> [Conversation.ID] {
        try await desk.conversations.search(query, for: actor).map(\.id)
    }

    @Test(arguments: Engine.available)
    func `whose step can begin is told so once, and finds it among their own`(engine: Engine) async throws {
        try await plan({ _, cast in .us(agent: cast.tom.id, team: nil) }, on: engine) { set in
            let (desk, cast) = (set.desk, set.cast)
            #expect(try await desk.news(of: cast.agent) == [])
            #expect(try await found("step:me", desk, cast.agent).isEmpty)
            #expect(try await found("step:customer", desk, cast.agent) == [cast.conversation])
            try await desk.plans.ownComplete(set.step("Send it").id, byLink: set.link(), with: .init())
            #expect(try await desk.news(of: cast.agent) == ["step 1"])
            let line = try #require(try await desk.notifications.list(for: cast.agent).lines.first)
            #expect(line.sentence(r) == "You can begin with “Read the scan”")
            #expect(line.path == "/conversations/\(cast.conversation)#plans")
            let event = try await desk.scene(cast.conversation).events.last { $0.kind == .stepReady }
            #expect(event?.sentence(for: r, by: nil) == "Tom Abara can begin with “Read the scan”")
            for query in ["step:me", "step:us"] {
                #expect(try await found(query, desk, cast.agent) == [cast.conversation])
            }
            #expect(try await found("step:me", desk, cast.administrator).isEmpty)
            #expect(try await found("step:nobody", desk, cast.agent).isEmpty)
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                #expect(try await tom.get("/inbox/mine").text.contains("Steps of mine"))
                let page = try await tom.get("/search?q=step%3Ame")
                #expect(page.text.contains("Will the second scan cost extra?"))
            }

            // Other words are no news; another name on it is, to whoever that is.
            let step = try await set.step("Read the scan")
            for owner in [cast.tom.id, cast.ines.id] {
                try await desk.plans.change(
                    step.id, of: set.plan, to: StepDraft("Read it", owner: .us(agent: owner, team: nil)),
                    after: step.needs, by: cast.agent)
            }
            #expect(try await desk.news(of: cast.agent) == ["step 1"])
            #expect(try await desk.news(of: cast.administrator) == ["step 1"])
            try await desk.plans.complete(step.id, of: set.plan, by: cast.administrator)
            #expect(try await found("step:me", desk, cast.administrator).isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `a step of a team is told to its people, but not to who did the one before`(engine: Engine)
        async throws
    {
        try await plan(
            { desk, cast in
                let team = try await desk.teams.add(name: "Readers", by: cast.administrator)
                try await desk.teams.setMembers(
                    team.id, to: [cast.tom.id, cast.ines.id], by: cast.administrator)
                return .us(agent: nil, team: team.id)
            }, on: engine
        ) { set in
            let (desk, cast) = (set.desk, set.cast)
            try await desk.plans.complete(set.step("Send it").id, of: set.plan, by: cast.administrator)
            #expect(try await desk.news(of: cast.agent) == ["step 1"])
            #expect(try await desk.news(of: cast.administrator) == [])
            for actor in [cast.agent, cast.administrator] {
                #expect(try await found("step:me", desk, actor) == [cast.conversation])
            }
            let line = try #require(try await desk.notifications.list(for: cast.agent).lines.first)
            #expect(line.sentence(r) == "You can begin with “Read the scan”")
        }
    }

    @Test(arguments: Engine.available)
    func `who wants no news of steps is told of none`(engine: Engine) async throws {
        try await plan({ _, cast in .us(agent: cast.tom.id, team: nil) }, on: engine) { set in
            let wanted = Set(Notification.Topic.allCases).subtracting([.steps])
            try await set.desk.notifications.setTopics(wanted, by: set.cast.agent)
            try await set.desk.plans.ownComplete(set.step("Send it").id, byLink: set.link(), with: .init())
            #expect(try await set.desk.news(of: set.cast.agent) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `a disputed bill is told to who looks after it, else to its team`(engine: Engine) async throws {
        for isAssigned in [true, false] {
            try await withDesk(on: engine) { desk in
                let cast = try await desk.cast()
                let bill = try await desk.billToPay(cast)
                let team = try await desk.teams.add(name: "Accounts", by: cast.administrator)
                try await desk.teams.setMembers(team.id, to: [cast.tom.id], by: cast.administrator)
                try await desk.conversations.setTeam(cast.conversation, to: team.id, by: cast.agent)
                try await desk.conversations.assign(
                    cast.conversation, to: isAssigned ? cast.ines.id : nil, by: cast.agent)
                #expect(try await desk.news(of: cast.agent) == [])
                let link = String(desk.invoices.path(of: bill).dropFirst("/bill/".count))
                let before = try await desk.news(of: cast.administrator).count
                try await desk.invoices.dispute(behind: link, name: "Dana", why: "One scan only.")
                let told = try await desk.news(of: cast.agent)
                #expect(told == (isAssigned ? [] : ["disputed 1"]))
                let line = try await desk.notifications.list(
                    for: isAssigned ? cast.administrator : cast.agent
                ).lines.first
                #expect(line?.sentence(r) == "Dana Whitfield disputes a bill")
                #expect(line?.path == "/conversations/\(cast.conversation)#costs")
                if !isAssigned { #expect(try await desk.news(of: cast.administrator).count == before) }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a promise that is broken is told to who made it, and to who looks after it`(engine: Engine)
        async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            try await desk.conversations.assign(
                cast.conversation, to: cast.ines.id, by: cast.administrator)
            _ = try await desk.promises.make(
                PromiseDraft("We will call", by: clock.now + .days(1)), in: cast.conversation, by: cast.agent)
            clock.move(by: .days(1))
            try await JobWorker(desk: desk, logger: .init(label: "test")).step()
            for actor in [cast.agent, cast.administrator] {
                #expect(try await desk.news(of: actor) == ["broken 1"])
            }
        }
    }
}
