import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Plans, promises and blueprints from a terminal` {
    @Test(arguments: Engine.available)
    func `a plan is handed over, a step returned, and the plan stopped`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let lab = StepDraft("Read it", owner: .partner(name: "Hill Lab", address: "lab@example.test"))
            let plan = try await desk.plans.begin(
                PlanDraft(name: "Scan", steps: [StepDraft("Take it"), lab]), in: cast.conversation,
                by: cast.agent)
            let first = try #require(try await desk.plans.plan(plan, by: .system).steps.first).id
            let number = plan.description
            let given = try await PlanCommands.HandOver.parse([number, "hill lab", "--json"]).words(desk)
            #expect(given.contains("\"told\":\(Moment.monday.milliseconds)"))
            await #expect(throws: Fault.notFound("There is no such partner.")) {
                try await PlanCommands.HandOver.parse([number, "Someone"]).words(desk)
            }
            try await desk.plans.complete(first, of: plan, by: cast.agent)
            let step = [number, first.description]
            let back = try await PlanCommands.Return.parse(step + ["Blurred", "--json"]).words(desk)
            #expect(back.contains("\"state\":\"todo\",\"title\":\"Take it\""))
            #expect(
                try await PlanCommands.Skip.parse(step + ["--json"]).words(desk)
                    .contains("\"state\":\"skipped\""))
            let ended = try await PlanCommands.EndReferral.parse([number, "Hill Lab", "--json"]).words(desk)
            #expect(ended.contains("\"ended\":\(Moment.monday.milliseconds)"))
            let stopped = try await PlanCommands.Stop.parse([number, "--json"]).words(desk)
            #expect(stopped.contains("\"state\":\"stopped\""))
        }
    }

    @Test(arguments: Engine.available)
    func `a promise is made until the end of a day that is to come`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let number = cast.conversation.description
            let made = try await PromiseCommands.Make.parse(
                [number, "We will call", "--by", "2026-03-20", "--json"]
            ).made(desk)
            let end = try StepForm.endOfDay("2026-03-20", zone: .utc)
            #expect(made.contains("\"due\":\(end.milliseconds)") && made.contains("\"state\":\"open\""))
            await #expect(throws: Fault.invalid("A promise needs a day that is not past.")) {
                try await PromiseCommands.Make.parse([number, "Call", "--by", "2026-03-01"]).made(desk)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a blueprint is written, published, and carried to another desk as a file`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let added = try await BlueprintCommands.Add.parse(["Scan", "--json"]).words(desk)
            #expect(added.contains("\"name\":\"Scan\""))
            let id = try #require(try await desk.blueprints.all(by: cast.agent).first).id.description
            let put = try BlueprintCommands.Put.parse([id])
            _ = try await put.words(desk, #"{"lane": "onstage", "title": "Take it"}"#)
            _ = try await put.words(desk, #"{"lane": "backstage", "title": "Bill it", "cost": "180"}"#)
            _ = try await put.words(desk, #"{"lane": "evidence", "title": "Estimate", "tells": [2]}"#)
            _ = try await put.words(desk, #"{"id": 1, "minutes": 30}"#)
            _ = try await BlueprintCommands.Move.parse([id, "3", "--earlier"]).words(desk)
            _ = try await BlueprintCommands.Publish.parse([id]).words(desk)
            let file = try await BlueprintCommands.Export.parse([id]).words(desk)
            _ = try await BlueprintCommands.Import.parse(["--name", "Again"]).words(desk, file)
            let again = try #require(
                try await desk.blueprints.all(by: cast.agent).first { $0.name == "Again" }?.draft)
            #expect(again.steps.map(\.title) == ["Take it", "Estimate", "Bill it"])
            #expect(again.steps.map(\.id) == [1, 2, 3] && again.steps[1].tells == [3])
            #expect(again.steps[0].minutes == 30 && again.steps[2].cost == "180")
        }
    }

    @Test(
        arguments: [
            (#"{"title": "Take it"}"#, "Please say in which lane it is."),
            (#"{"lane": "stage", "title": "Take it"}"#, "Please say in which lane it is."),
            (#"{"lane": "onstage"}"#, "A step needs a name of at most 200 characters."),
            (#"{"id": 7, "lane": "onstage", "title": "Take it"}"#, "There is no such step."),
            ("Take it", "That is no step in JSON; docs/plans.md shows one."),
        ])
    func `a step that cannot be is refused in a sentence`(input: String, words: String) async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let id = try await desk.blueprints.add("Scan", by: cast.administrator)
            let put = try BlueprintCommands.Put.parse([id.description])
            let fault = await #expect(throws: Fault.self) { try await put.words(desk, input) }
            #expect(fault?.message.english == words)
            let twice =
                #"{"name": "Two", "steps": [{"id": 1, "lane": "onstage", "title": "A"}, {"id": 1, "lane": "onstage", "title": "B"}]}"#
            await #expect(throws: Fault.invalid("Two steps have the same number.")) {
                try await BlueprintCommands.Import.parse([]).words(desk, twice)
            }
            #expect(try await desk.blueprints.all(by: cast.agent).count == 1)
        }
    }
}
