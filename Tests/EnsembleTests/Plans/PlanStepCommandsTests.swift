import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Steps, templates and links of plans from a terminal` {
    private let tom = ["--as", "tom@clinic.test", "--json"]

    private func plan(_ desk: Desk, _ cast: Cast) async throws -> Plan {
        var approval = StepDraft("Look at it", kind: .approval)
        approval.after = [0]
        let id = try await desk.plans.begin(
            PlanDraft(name: "Scan", steps: [StepDraft("Take it"), approval]), in: cast.conversation,
            by: cast.agent)
        return try await desk.plans.plan(id, by: cast.agent)
    }

    @Test(arguments: Engine.available)
    func `a step is changed in what is given alone, and approved where it asks for that`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let plan = try await plan(desk, cast)
            let (first, second) = (plan.steps[0].id, plan.steps[1].id)
            let changed = try await PlanCommands.Edit.parse(
                ["\(plan.id)", "\(second)", "--title", "Read it", "--due", "2026-03-31"] + tom
            ).words(desk)
            #expect(changed.contains("\"title\":\"Read it\"") && changed.contains("\"kind\":\"approval\""))
            let step = try await desk.plans.plan(plan.id, by: cast.agent).steps[1]
            #expect(step.needs == plan.steps[1].needs)
            #expect(step.dueAt == (try StepForm.endOfDay("2026-03-31", zone: .utc)))
            for (options, words) in [
                (["--hours", "1e300"], "A step takes from a minute to ten years."),
                (["--kind", "wish"], "There is no such kind of step."),
                (["--after", "\(second)"], "These steps would wait for each other in a circle."),
                (["--due", "2026-02-30"], "There is no such day."),
            ] {
                let fault = await #expect(throws: Fault.self) {
                    try await PlanCommands.Edit.parse(["\(plan.id)", "\(second)"] + options).words(desk)
                }
                #expect(fault?.message.english == words)
            }
            let wrong = await #expect(throws: Fault.self) {
                try await PlanCommands.Approve.parse(["\(plan.id)", "\(first)"]).words(desk)
            }
            #expect(wrong?.message.english == "This step asks for no approval: say that it is done.")
            try await desk.plans.complete(first, of: plan.id, by: cast.agent)
            let approved = try await PlanCommands.Approve.parse(["\(plan.id)", "\(second)"] + tom).words(desk)
            #expect(!approved.contains("\"state\":\"todo\""))
        }
    }

    @Test(arguments: Engine.available)
    func `templates are kept and removed, and a plan begins anew until it is ended`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let plan = try await plan(desk, cast)
            let kept = try await PlanCommands.Templates.Save.parse(["\(plan.id)", "Scan"] + tom).words(desk)
            #expect(kept.contains("\"steps\":[\"Take it\",\"Look at it\"]"))
            let repeated = try await PlanCommands.Repeat.parse(
                ["\(plan.id)", "month", "2026-04-01"] + tom
            ).words(desk)
            #expect(repeated.contains("\"every\":\"month\""))
            for (arguments, words) in [
                (["day", "2026-04-01"], "Please say how often it begins anew."),
                (["month", "2026-03-01"], "That moment is past already."),
            ] {
                let fault = await #expect(throws: Fault.self) {
                    try await PlanCommands.Repeat.parse(["\(plan.id)"] + arguments).words(desk)
                }
                #expect(fault?.message.english == words)
            }
            let all = try await desk.database.read { db in
                try Plans.recurrences(of: cast.conversation, in: db)
            }
            let one = try #require(all.first)
            #expect(
                one.firstAt == (try StepForm.endOfDay("2026-04-01", zone: .utc)) - .hours(16) + .seconds(1))
            await #expect(throws: Fault.notFound("There is no such plan.")) {
                try await PlanCommands.Repeating.parse(["\(cast.conversation)", "--end", "999999"]).words(
                    desk)
            }
            let ended = try await PlanCommands.Repeating.parse(
                ["\(cast.conversation)", "--end", "\(one.id)"] + tom
            ).words(desk)
            #expect(ended == "[]")
            _ = try await PlanCommands.Templates.Remove.parse(["scan"] + tom).words(desk)
            await #expect(throws: Fault.notFound("There is no such template.")) {
                try await PlanCommands.Templates.Remove.parse(["scan"] + tom).words(desk)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the customer's and a partner's link are printed, and say whether they open`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let lab = StepDraft("Read it", owner: .partner(name: "Hill Lab", address: "lab@example.test"))
            let id = try await desk.plans.begin(
                PlanDraft(name: "Scan", steps: [lab]), in: cast.conversation, by: cast.agent)
            func link(_ options: String...) async throws -> String {
                try await PlanCommands.Link.parse(["\(id)"] + options + tom).words(desk)
            }
            let first = try await link()
            #expect(first.contains("/plan/\(id).") && first.contains("\"opens\":false"))
            #expect(try await link("--partner", "hill lab").contains("\"opens\":false"))
            try await desk.plans.handOver(
                to: try #require(try await desk.plans.plan(id, by: cast.agent).partners.first).id, of: id,
                by: cast.agent)
            let theirs = try await link("--partner", "lab@example.test")
            #expect(theirs.contains("/hand-over/") && theirs.contains("\"opens\":true"))
            #expect(try await link("--renew") != first)
            let fault = await #expect(throws: Fault.self) {
                try await link("--renew", "--partner", "Hill Lab")
            }
            #expect(fault?.kind == .invalid)
        }
    }
}
