import Database
import DatabaseTesting
import Localization
import Testing

@testable import Ensemble

@Suite struct `The checklist of a policy` {
    private var terms: Terms {
        var terms = Terms()
        terms.address = "Larkspur Clinic\n14 Quay Street"
        return terms
    }

    private func list(
        _ pack: String, _ terms: Terms = Terms(), _ change: (inout EstimateContent) -> Void = { _ in }
    ) -> Checklist {
        Checklist(.named(pack), .scan(change), terms, [])
    }

    @Test func `is verified from the estimate as far as it goes`() {
        let bare = list("us-gfe")
        #expect(Set(bare.lacking) == [.workDay, .providers, .disclaimers, .assumptions])
        #expect(Set(bare.asked) == [.patient, .codes, .separately, .recurring])
        #expect(list("us-gfe") { $0.lines = [] }.lacking.contains(.lines))
        #expect(list("us-gfe") { $0.lines[0].price = Spread(0) }.lacking.contains(.lines))
        let statements = PolicyPack.named("us-gfe").statements ?? []
        let whole = list("us-gfe") {
            $0.lines[0].provider = "Larkspur Clinic"
            ($0.assumptions, $0.workDay) = ("One joint", Day("2026-03-23"))
            $0.notes = statements.joined(separator: "\n").uppercased()
        }
        #expect(whole.lacking.isEmpty && whole.missing.isEmpty)
        #expect(Set(whole.asked) == [.patient, .codes, .separately, .recurring, .providers])
        // Any text is not the statements: a person stands for words of one's own.
        let any = list("us-gfe") { $0.notes = "Something." }
        #expect(any.asked.contains(.disclaimers) && any.missing == statements)
    }

    @Test func `sees an address, the right to withdraw, and the codes of services`() {
        #expect(list("eu-consumer").lacking == [.address, .withdrawal, .assumptions])
        var oneLine = Terms()
        oneLine.address = "x"
        #expect(list("eu-consumer", oneLine).lacking.contains(.address))
        #expect(!list("eu-consumer", terms).lacking.contains(.address))
        var told = terms
        told.withdrawal = "Within 14 days, by letter."
        #expect(list("eu-consumer", told) { $0.assumptions = "One joint" }.lacking.isEmpty)
        #expect(list("eu-consumer", terms) { $0.notes = "None" }.asked == [.withdrawal])
        #expect(list("us-gfe").uncoded == ["MRI scan"])
        #expect(list("us-gfe") { $0.lines[0].text = "MRI scan, 73721" }.uncoded.isEmpty)
        #expect(list("us-gfe") { $0.lines[0].text = "Crown D2740" }.uncoded.isEmpty)
    }

    @Test func `asks in words for what only a person can judge`() {
        let r = Reader(now: 0)
        let words = PolicyPack.named("us-gfe").contents.map { $0.question(r) }.joined(separator: " ")
        for part in ["date of birth", "service codes", "NPI", "booked separately", "twelve months"] {
            #expect(words.contains(part), "\(part)")
        }
        #expect(list("house").asked.isEmpty)
    }

    @Test(arguments: Engine.available)
    func `keeps who confirmed what, and when, for the words as they stood`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            var terms = Terms()
            terms.policy = "us-gfe"
            try await desk.settings.change(to: terms, by: cast.administrator)
            let id = try await desk.estimates.compose(.scan(), in: cast.conversation, by: cast.agent)
            let confirm = { (items: [String]) in
                try await EstimateCommands.Confirm.parse(
                    ["\(id)"] + items + ["--as", "tom@clinic.test", "--json"]
                ).words(desk)
            }
            #expect(
                try await confirm(["patient", "codes"]).contains(
                    "{\"at\":\(Moment.monday.milliseconds),\"by\":\"Tom Abara\",\"item\":\"patient\",\"state\":\"confirmed\"}"
                ))
            // Said again by another, it stays with who said it first.
            clock.move(by: .hours(1))
            try await desk.estimates.confirm([.patient], of: id, by: cast.administrator)
            let kept = try await desk.database.read { db in try Estimates.confirmations(of: id, in: db) }
            #expect(kept.map(\.what) == [.patient] && kept.first?.agentName == "Tom Abara")
            #expect(kept.first?.at == .monday)
            let wrong = await #expect(throws: Fault.self) { try await confirm(["workDay"]) }
            #expect(wrong?.kind == .invalid)
            let unknown = await #expect(throws: Fault.self) { try await confirm(["colour"]) }
            #expect(unknown?.message.english == "“colour” is no item of a checklist.")
            // Other words are confirmed anew.
            try await desk.estimates.save(.scan { $0.title = "Other" }, as: id, by: cast.agent)
            #expect(try await desk.estimates.checklist(of: id).asked.contains(.patient))
            let history = try await desk.history(cast)
            #expect(history.contains(.estimateConfirmed) && history.contains(.estimateUnconfirmed))
            _ = try await desk.estimates.send(id, atOnce: true, by: cast.agent)
            let late = await #expect(throws: Fault.self) { try await confirm(["patient"]) }
            #expect(late?.kind == .conflict)
        }
    }

    @Test(arguments: Engine.available)
    func `is ticked where the estimate is written, and stays to be read once it is sent`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            var terms = Terms()
            terms.policy = "us-gfe"
            try await desk.settings.change(to: terms, by: cast.administrator)
            let id = try await desk.estimates.compose(.scan(), in: cast.conversation, by: cast.agent)
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let path = "/estimates/\(id)"
                #expect(try await tom.get(path).text.contains("value=\"patient\""))
                let fields = [
                    ("kind", "estimate"), ("title", "Scan"), ("text", "MRI scan"), ("quantity", "1"),
                    ("low", "150"), ("likely", "180"), ("high", "240"), ("tax", "0"), ("confirming", "1"),
                ]
                _ = try await tom.post(path, fields + [("confirmed", "patient"), ("then", "save")])
                #expect(try await tom.get(path).text.contains("confirmed by Tom Abara"))
                _ = try await tom.post(path, fields + [("confirmed", "patient"), ("then", "statements")])
                let said = try await tom.get(path)
                #expect(said.text.contains("is not a contract, and does not require you"))
                #expect(try await desk.estimates.checklist(of: id).missing.isEmpty)
                _ = try await desk.estimates.send(id, atOnce: true, by: cast.agent)
                let sent = try await tom.get(path)
                #expect(sent.text.contains("confirmed by Tom Abara") && sent.text.contains("not confirmed"))
                let own = try await site.visitor().get(desk.estimates.path(of: id))
                #expect(!own.text.contains("Tom Abara") && !own.text.contains("not confirmed"))
            }
        }
    }
}
