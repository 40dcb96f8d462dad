import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `A blueprint` {
    private typealias Rule = BlueprintFinding.Rule

    @Test
    func `the clinic's first blueprint bills below the line of visibility, and the mended one tells before`()
    {
        let first = BlueprintFinding.all(in: BlueprintSamples.first)
        #expect(
            first == [
                BlueprintFinding(rule: .waitWithoutExpectation, step: 3),
                BlueprintFinding(rule: .customerWithoutInstructions, step: 3),
                BlueprintFinding(rule: .customerWithoutWayBack, step: 3),
                BlueprintFinding(rule: .costNotTold, step: 5),
            ])
        #expect(BlueprintFinding.all(in: BlueprintSamples.mended).isEmpty)
    }

    @Test func `a cost must be seen before the first step that can't be undone`() {
        func rules(_ steps: [BlueprintStep]) -> [Rule] { BlueprintFinding.all(in: steps).map(\.rule) }
        var final = BlueprintStep(id: 1, .onstage, "Begin")
        final.isIrreversible = true
        var bill = BlueprintStep(id: 2, .support, "Bill")
        bill.cost = "All of it"
        var tell = BlueprintStep(id: 3, .evidence, "Estimate")
        tell.tells = [2]
        #expect(rules([tell, final, bill]) == [])
        #expect(rules([final, tell, bill]) == [.costNotTold])
        // Behind the line of visibility nobody is told anything.
        tell.lane = .backstage
        #expect(rules([tell, final, bill]) == [.costNotTold])
        // Where everything can be undone, it is enough to be told no later than it is owed.
        tell.lane = .onstage
        final.isIrreversible = false
        #expect(rules([final, tell, bill]) == [])
        #expect(rules([final, bill, tell]) == [.costNotTold])
        // A price that is seen where it falls due, before anything is for good.
        bill.lane = .onstage
        #expect(rules([final, bill]) == [])
    }

    @Test func `words stay within a box of the picture`() {
        let lines = BlueprintPicture.lines(String(repeating: "Wettbewerbsverzerrungen und ", count: 9))
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { $0.count <= 21 })
        #expect(BlueprintPicture.lines("") == [])
    }

    @Test(arguments: Engine.available)
    func `what was published never changes, and the next change begins a new version`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.blueprints.add("Scan", by: cast.administrator)
            await #expect(throws: Fault.conflict("There is nothing in it yet that anybody does.")) {
                try await desk.blueprints.publish(id, by: cast.administrator)
            }
            for step in BlueprintSamples.first {
                var step = step
                step.id = 0
                try await desk.blueprints.put(step, into: id, by: cast.administrator)
            }
            try await desk.blueprints.publish(id, by: cast.administrator)
            await #expect(throws: Fault.conflict("There is nothing new to publish.")) {
                try await desk.blueprints.publish(id, by: cast.administrator)
            }
            try await desk.blueprints.move(2, earlier: true, in: id, by: cast.administrator)
            try await desk.blueprints.remove(5, from: id, by: cast.administrator)
            let blueprint = try await desk.blueprints.find(id, by: cast.agent)
            #expect(blueprint.versions.map(\.number) == [1, 2])
            #expect(blueprint.current?.steps.map(\.id) == [1, 2, 3, 4, 5])
            #expect(blueprint.draft?.steps.map(\.id) == [2, 1, 3, 4])
            await #expect(throws: Fault.forbidden("Only an administrator can do that.")) {
                try await desk.blueprints.publish(id, by: cast.agent)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a plan performs the published version, one step after the other`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.blueprints.add("Scan", by: cast.administrator)
            for step in BlueprintSamples.mended {
                var step = step
                step.id = 0
                step.tells = []
                try await desk.blueprints.put(step, into: id, by: cast.administrator)
            }
            await #expect(throws: Fault.conflict("This blueprint was not published yet.")) {
                try await desk.plans.perform(id, in: cast.conversation, by: cast.agent)
            }
            try await desk.blueprints.publish(id, by: cast.administrator)
            let plan = try await desk.plans.plan(
                desk.plans.perform(id, in: cast.conversation, by: cast.agent), by: cast.agent)
            #expect(plan.name == "Scan")
            // What is only shown is nothing that anybody does.
            #expect(
                plan.steps.map(\.title) == [
                    "Ask for a scan", "Book the day", "Come to the scan", "Take the scan", "Write the bill",
                ])
            #expect(plan.steps.map(\.owner.word) == ["customer", "us", "customer", "us", "us"])
            #expect(plan.steps.map(\.isShown) == [true, true, true, false, false])
            #expect(zip(plan.steps, plan.steps.dropFirst()).allSatisfy { $1.needs == [$0.id] })
            // What the team knows of failing is for the team alone.
            let own = Plans.forCustomer(plan)
            #expect(own.steps.allSatisfy { $0.note.isEmpty })
        }
    }

    @Test(arguments: Engine.available)
    func `who is named in a step has it in the plan: a team, one of us, a partner`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let team = try await desk.teams.add(name: "Front desk", by: cast.administrator).id
            let id = try await desk.blueprints.add("Scan", by: cast.administrator)
            for (lane, actor) in [
                (BlueprintStep.Lane.onstage, "front desk"), (.backstage, "Tom Abara"),
                (.support, "Hill Laboratory <lab@hill.test>"), (.backstage, "Somebody"),
            ] {
                var step = BlueprintStep(lane, "For \(actor)")
                step.actor = actor
                try await desk.blueprints.put(step, into: id, by: cast.administrator)
            }
            try await desk.blueprints.publish(id, by: cast.administrator)
            let plan = try await desk.plans.plan(
                desk.plans.perform(id, in: cast.conversation, by: cast.agent), by: cast.agent)
            let partner = try #require(plan.partners.first)
            #expect(partner.name == "Hill Laboratory" && partner.address == "lab@hill.test")
            #expect(
                plan.steps.map(\.owner) == [
                    .us(agent: nil, team: team), .us(agent: cast.tom.id, team: nil), .partner(partner.id),
                    .us(agent: nil, team: nil),
                ])
        }
    }

    @Test(arguments: Engine.available)
    func `its form is answered on the customer's and the partner's page, kept with the step and told`(
        engine: Engine
    ) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.blueprints.add("Scan", by: cast.administrator)
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let form = [("title", "Tell us more"), ("lane", "customer"), ("kind", "form")]
                let empty = try await ines.post("/blueprints/\(id)/steps", form)
                #expect(empty.text.contains("A form needs at least one question."))
                _ = try await ines.post(
                    "/blueprints/\(id)/steps",
                    form + [("questions", "Which knee? : left | right\nSince when?\nAnything else? (?)")])
                _ = try await ines.post(
                    "/blueprints/\(id)/steps",
                    [
                        ("title", "Take it"), ("lane", "support"), ("kind", "form"),
                        ("actor", "Hill Laboratory <lab@hill.test>"), ("questions", "How many pictures?"),
                    ])
                #expect(try await ines.get("/blueprints/\(id)").text.contains("Asks: Which knee?"))
                try await desk.blueprints.publish(id, by: cast.administrator)
                let plan = try await desk.plans.perform(id, in: cast.conversation, by: cast.agent)
                try await desk.plans.send(plan, text: "Here.", atOnce: true, by: cast.agent)
                let begun = try await desk.plans.plan(plan, by: .system)
                let (customers, partners) = (begun.steps[0].id, begun.steps[1].id)

                let stranger = site.visitor()
                let path = "/plan/\(PlanLink.word(of: begun, desk.seal))"
                #expect(try await stranger.get(path).text.contains("Which knee?"))
                let short = try await stranger.post(
                    "\(path)/steps/\(customers)/completion", [("answer1", "Since the ski trip")])
                #expect(short.status == .unprocessableContent)
                #expect(short.text.contains("Please answer: Which knee?"))
                #expect(short.text.contains("value=\"Since the ski trip\""))
                let done = try await stranger.post(
                    "\(path)/steps/\(customers)/completion", [("answer0", "left"), ("answer1", "May")])
                #expect(done.location == "\(path)?done=stepDone")

                let lab = "/hand-over/\(PlanLink.word(of: begun.partners[0], desk.seal))"
                _ = try await stranger.post(
                    "\(lab)/steps/\(partners)/completion", [("answer0", "PLANTED-FOUR")])
                let kept = try await desk.plans.plan(plan, by: .system).steps.map(\.answers)
                #expect(kept == [["left", "May", ""], ["PLANTED-FOUR"]])

                let tom = try await site.visitor(as: cast.tom)
                #expect(try await tom.get("/plans/\(plan)").text.contains("<dd>May</dd>"))
                let history = try await tom.get("/conversations/\(cast.conversation)").text
                #expect(
                    history.contains(
                        "Dana Whitfield answered “Tell us more”: Which knee? left · Since when? May"))
                #expect(
                    history.contains("Hill Laboratory answered “Take it”: How many pictures? PLANTED-FOUR"))
                #expect(try await stranger.get(path).text.contains("PLANTED") == false)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `it is written by forms, and each finding leads to where it is mended`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let path = try #require(try await ines.post("/blueprints", [("name", "Scan")]).location)
                _ = try await ines.post("\(path)/steps", [("title", "Come"), ("lane", "customer")])
                _ = try await ines.post(
                    "\(path)/steps", [("title", "Bill"), ("lane", "support"), ("cost", "100")])
                let page = try await ines.get(path)
                #expect(page.text.contains("3 things leave the customer alone"))
                #expect(page.text.contains("href=\"#step-1\"") && page.text.contains("id=\"step-1\""))
                #expect(page.document.elements(named: "svg").contains { $0["class"] == "blueprint" })
                let wrong = try await ines.post("\(path)/steps", [("title", ""), ("lane", "customer")])
                #expect(wrong.status == .unprocessableContent)
                let minutes = try await ines.post(
                    "\(path)/steps", [("title", "x"), ("lane", "customer"), ("minutes", "-1")])
                #expect(minutes.text.contains("A step takes from a minute to ten years."))
                let tom = try await site.visitor(as: cast.tom)
                #expect(try await tom.get(path).text.contains("Add a step") == false)
            }
        }
    }
}

@Suite struct `Blueprints from a terminal` {
    @Test(arguments: Engine.available)
    func `are tied to an offering by a person who may`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            let blueprint = try await desk.blueprints.add("Scan", by: cast.administrator)
            func tie(_ arguments: String...) async throws -> String {
                try await BlueprintCommands.Tie.parse(["\(offering)"] + arguments).words(desk)
            }
            let refused = await #expect(throws: Fault.self) {
                try await tie("\(blueprint)", "--as", "tom@clinic.test")
            }
            #expect(refused?.kind == .forbidden)
            #expect(try await tie("\(blueprint)", "--json").contains("\"blueprint\":\(blueprint)"))
            let actor: Int64? = try await desk.database.read { db in
                try db.value("SELECT actor FROM events WHERE kind = 'blueprint.tied'")
            }
            #expect(actor == cast.ines.id.rawValue)
        }
    }
}
