import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `A step done by mail` {
    private func plan(
        _ steps: [StepDraft], on engine: Engine, _ body: (`A shared plan`.Set) async throws -> Void
    )
        async throws
    {
        try await `A shared plan`.with(PlanDraft(name: "By mail", steps: steps), on: engine) { set in
            try await set.desk.plans.send(set.plan, text: "Please.", atOnce: true, by: set.cast.agent)
            set.clock.move(by: .hours(1))
            try await body(set)
        }
    }

    private func answer(_ text: String, files: [NewFile] = [], _ set: `A shared plan`.Set) async throws {
        try await set.desk.conversations.ownReply(
            set.cast.conversation, text: text, files: files, by: set.cast.dana)
        try await set.desk.catchUp()
    }

    @Test(arguments: Engine.available)
    func `“done” does the one step that waits, and then it is our move or theirs again`(engine: Engine)
        async throws
    {
        var call = StepDraft("Ring us", owner: .customer)
        call.after = [0]
        try await plan([StepDraft("Sign the form", owner: .customer), call], on: engine) { set in
            try await answer("Hello,\n\nDone!\n\nThanks\nDana", set)
            #expect(try await set.step("Sign the form").state == .done)
            #expect(try await set.step("Sign the form").doneBy == "Dana Whitfield")
            #expect(try await set.now().about == "Ring us")
            #expect(try await set.now().party == .customer)
            let told = try await set.desk.scene(set.cast.conversation).events.last { $0.kind == .stepDone }
            #expect(told?.data["mail"] == "yes")
        }
    }

    @Test(arguments: Engine.available)
    func `files do a step that asks for files`(engine: Engine) async throws {
        try await plan([StepDraft("Send the scan", owner: .customer, kind: .upload)], on: engine) { set in
            try await answer("Is this the right one?", set)
            #expect(try await set.step("Send the scan").state == .todo)
            try await answer("Here it is.", files: [`A shared plan`.file], set)
            #expect(try await set.step("Send the scan").files.map(\.name) == ["scan.png"])
            #expect(try await set.step("Send the scan").state == .done)
        }
    }

    @Test(arguments: Engine.available)
    func `what could be meant otherwise is left to people`(engine: Engine) async throws {
        try await plan(
            [StepDraft("Approve it", owner: .customer, kind: .approval)], on: engine
        ) { set in
            for words in [
                "Done?", "Not approved.", "Approved, but only the left one", "ok", "When is it done?",
                "done\nnot sure",
            ] {
                try await answer(words, set)
                #expect(try await set.step("Approve it").state == .todo, "\(words)")
                #expect(try await set.now().party == .us)
            }
            try await answer("Einverstanden.\nViele Grüße", set)
            #expect(try await set.step("Approve it").state == .done)
        }
        // With two that wait, “done” could mean either.
        try await plan([StepDraft("Sign", owner: .customer), StepDraft("Pay", owner: .customer)], on: engine)
        { set in
            try await answer("Done", set)
            #expect(try await set.step("Sign").state == .todo)
            #expect(try await set.step("Pay").state == .todo)
        }
    }
}
