import Database
import DatabaseTesting
import Localization
import Testing

@testable import Ensemble

@Suite struct `Policies of one's own` {
    private func edit(_ desk: Desk, _ id: String, _ input: String, as email: String = "ines@clinic.test")
        async throws -> String
    {
        try await PolicyCommands.Edit.parse([id, "--as", email, "--json"]).words(desk, input)
    }

    @Test(arguments: Engine.available)
    func `an edit makes a version, and what was sent or issued keeps its own`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let before = try await desk.tell(cast)
            _ = try await desk.estimates.accept(behind: desk.link(before), .init(name: "Dana"))
            let bill = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
            try await desk.invoices.issue(bill, by: cast.agent)
            let strict = #"{"overrun": {"kind": "percent", "percent": 5}, "disputeDays": 30, "planParts": 2}"#
            let edited = try await edit(desk, "house", strict)
            #expect(edited.contains("\"version\":2") && edited.contains("\"notice\":\"Not legal advice.\""))
            // The same words make no version.
            #expect(try await edit(desk, "house", strict).contains("\"version\":2"))
            func rules(_ id: Estimate.ID) async throws -> PolicyPack {
                try await desk.estimates.view(id, for: cast.agent).told.policy
            }
            #expect(try await rules(before).overrun.kind == .range)
            #expect(try await desk.invoices.bill(bill, for: cast.agent).policy.disputeDays == 120)
            let after = try await desk.tell(cast)
            let now = try await rules(after)
            #expect(now.overrun.ceiling(Spread(10_000)) == 10_500 && now.version == 2)
            #expect(PayTerms(count: 3).needsLook(for: 100, under: now))
            #expect(try await !PayTerms(count: 3).needsLook(for: 100, under: rules(before)))
            // Switching to another pack leaves what was sent alone, too.
            var terms = Terms()
            terms.policy = "quebec"
            try await desk.settings.change(to: terms, by: cast.administrator)
            #expect(try await rules(after).version == 2)
            let versions = try await desk.policies.versions(of: "house")
            #expect(versions.map(\.pack.version) == [2, 1] && versions.first?.madeBy == "Ines Duarte")
            let r = Reader(now: 0)
            let told = try await desk.events.apart(for: cast.administrator).events.compactMap {
                $0.event.deskSentence(for: r, by: "Ines")
            }
            #expect(told.contains("Ines changed the policy House rules: version 2"))
        }
    }

    @Test(arguments: Engine.available)
    func `are added, and hold where they are switched on; what came with the program is copied`(
        engine: Engine
    )
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let add = try PolicyCommands.Add.parse(["--from", "us-gfe", "--json"])
            let own = #"{"name": "Clinic rules", "source": "Our board", "date": "2026-03-01"}"#
            #expect(try await add.words(desk, own).contains("\"id\":\"clinic-rules\""))
            #expect(try await add.words(desk, own).contains("\"id\":\"clinic-rules-2\""))
            let kept = try await desk.policies.find("clinic-rules")
            #expect(kept.isOwn && kept.overrun == PolicyPack.named("us-gfe").overrun)
            #expect(kept.source == "Our board" && kept.date == Day("2026-03-01"))
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            try await desk.offerings.setPolicy("clinic-rules", of: offering, by: cast.administrator)
            let version = try await desk.offerings.find(offering).version
            let id = try await desk.tell(cast, .scan { $0.lines = [CostLine(version)] })
            let policy = try await desk.estimates.view(id, for: cast.agent).told.policy
            #expect(policy.id == "clinic-rules" && policy.version == 1)
            let fault = await #expect(throws: Fault.self) { try await edit(desk, "us-gfe", "{}") }
            #expect(fault?.message.english.contains("came with the program") == true)
            let other = await #expect(throws: Fault.self) {
                try await edit(desk, "house", #"{"disputeDays": 1}"#, as: "tom@clinic.test")
            }
            #expect(other?.kind == .forbidden)
            var terms = Terms()
            terms.policy = "made-up"
            await #expect(throws: Fault.invalid("Please choose one of the policies.")) {
                try await desk.settings.change(to: terms, by: cast.administrator)
            }
        }
    }

    @Test(
        arguments: [
            ("{", "That is no policy in JSON; docs/costs.md shows one."),
            (#"{"name": " "}"#, "A policy’s name has 1 to 120 characters."),
            (
                #"{"overrun": {"kind": "percent", "percent": -1}}"#,
                "A bill may go 0 to 1,000 percent past what was told."
            ),
            (
                #"{"overrun": {"kind": "amount"}}"#,
                "Please say how much more a bill may be: an amount above nothing."
            ),
            (
                #"{"overrun": {"kind": "inapplicable"}}"#,
                "Please choose how far a bill may go past what was told."
            ),
            (#"{"disputeDays": 3651}"#, "A bill can be disputed for 0 to 3,650 days."),
            (#"{"planParts": 0}"#, "A plan to pay is flagged above 1 to 120 parts."),
            (#"{"deadlines": {"onRequest": -1}}"#, "A cost is told within 0 to 1,000 business days."),
            (#"{"date": "soon"}"#, "“soon” is not a day: write it like 2026-03-31."),
            (#"{"contents": ["colour"]}"#, "“colour” is no item of a checklist."),
            (
                #"{"contents": ["disclaimers"]}"#,
                "The checklist asks for statements: please write them, one a line."
            ),
        ])
    func `say in a sentence what is wrong, and then nothing is changed`(input: String, words: String)
        async throws
    {
        try await withDesk(on: .sqlite) { desk in
            _ = try await desk.cast()
            let fault = await #expect(throws: Fault.self) { try await edit(desk, "house", input) }
            #expect(fault?.message.english == words)
            #expect(try await desk.policies.find("house").version == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `are written by a plain form, with what was typed kept when it was wrong`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                #expect(try await ines.get("/settings/policies").text.contains("US good-faith estimate"))
                let form = try await ines.get("/settings/policies/new?from=ontario")
                #expect(form.text.contains("Ontario: at most a tenth more, our own"))
                let shipped = try await ines.get("/settings/policies/ontario")
                #expect(!shipped.text.contains("name=\"dispute_days\"") && shipped.text.contains("Copy it"))
                let fields = [
                    ("name", "Clinic rules"), ("source", "Our board"), ("date", "2026-03-01"),
                    ("on_request", "2"), ("revision", "1"), ("bands", "10 | 3\n3 | 1"),
                    ("contents", "title"), ("contents", "lines"), ("overrun", "percent"),
                    ("dispute_days", "90"), ("plan_parts", "3"), ("plan_misses", "1"),
                    ("accept_words", "accept"),
                ]
                let wrong = try await ines.post("/settings/policies", fields + [("percent", "many")])
                #expect(wrong.status.code == 422 && wrong.text.contains("Clinic rules"))
                #expect(wrong.text.contains("A bill may go 0 to 1,000 percent past what was told."))
                let added = try await ines.post("/settings/policies", fields + [("percent", "15")])
                #expect(added.location == "/settings/policies/clinic-rules?done=added")
                let pack = try await desk.policies.find("clinic-rules")
                #expect(pack.overrun.percent == 15 && pack.deadlines.bands.map(\.lead) == [10, 3])
                #expect(pack.contents == [.title, .lines] && pack.planInterest == false)
                _ = try await ines.post("/settings/policies/clinic-rules", fields + [("percent", "20")])
                let page = try await ines.get("/settings/policies/clinic-rules")
                #expect(page.text.contains("Version 2") && page.text.contains("up to 15 percent"))
                #expect(page.text.contains("no legal advice"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a limit in dollars is said not to apply where amounts are in euros`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            var terms = Terms()
            (terms.currency, terms.policy) = ("EUR", "us-gfe")
            try await desk.settings.change(to: terms, by: cast.administrator)
            let pack = try await desk.policies.current()
            #expect(pack.overrun.kind == .inapplicable)
            #expect(!pack.overrun.isBroken(told: Spread(100), billed: 9_000_000))
            #expect(!pack.overrun.isBroken(told: nil, billed: 9_000_000))
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                for path in ["/settings/costs", "/settings/policies", "/settings/policies/us-gfe", "/tells"] {
                    #expect(
                        try await ines.get(path).text.contains(
                            "Its limit of 400.00 USD does not apply: your amounts are in another currency"))
                }
            }
            let lines = try await PolicyCommands.List.parse(["--json"]).lines(desk)
            #expect(lines.first { $0.id == "us-gfe" }?.notApplied?.contains("400.00 USD") == true)
            #expect(lines.allSatisfy { $0.id == "us-gfe" || $0.notApplied == nil })
            #expect(PolicyPack.named("us-gfe").applied(to: "USD").overrun.kind == .amount)
        }
    }
}
