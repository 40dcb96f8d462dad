import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Estimates and terms from a terminal` {
    private let scan = #"{"lines": [{"text": "MRI scan", "low": "150", "likely": "180", "high": "240"}]}"#
    private let tom = ["--as", "tom@clinic.test", "--json"]

    @Test(arguments: Engine.available)
    func `are edited while drafts, revised once sent, and thrown away`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.estimates.compose(.scan(), in: cast.conversation, by: cast.agent)
            let edited = try await EstimateCommands.Edit.parse(["\(id)"] + tom).words(
                desk, #"{"title": "Knee", "lines": [{"text": "Scan", "price": "99.50"}]}"#)
            #expect(edited.contains("\"likely\":\"99.50\"") && edited.contains("\"title\":\"Knee\""))
            #expect(edited.contains("\"item\":\"title\",\"state\":\"met\""))
            for (input, words) in [
                ("[", "That is no estimate in JSON; docs/costs.md shows one."),
                (
                    #"{"kind": "change", "lines": []}"#, "Only a change order changes what was accepted."
                ),
                (
                    #"{"currency": "EUR", "lines": []}"#, "Amounts in EUR and USD cannot be added."
                ),
            ] {
                let fault = await #expect(throws: Fault.self) {
                    try await EstimateCommands.Edit.parse(["\(id)"] + tom).words(desk, input)
                }
                #expect(fault?.message.english == words)
            }
            let early = await #expect(throws: Fault.self) {
                try await EstimateCommands.Revise.parse(["\(id)"] + tom).words(desk)
            }
            #expect(early?.message.english == "It has not been sent yet: just change it.")
            let sent = try await desk.tell(cast)
            let late = await #expect(throws: Fault.self) {
                try await EstimateCommands.Edit.parse(["\(sent)"] + tom).words(desk, scan)
            }
            #expect(late?.kind == .conflict)
            let revised = try await EstimateCommands.Revise.parse(["\(sent)"] + tom).words(desk)
            #expect(revised.contains(".2\"") && revised.contains("\"state\":\"drafted\""))
            let gone = try await EstimateCommands.Discard.parse(["\(id)"] + tom).words(desk)
            #expect(gone == "{\"conversation\":\(cast.conversation)}")
            await #expect(throws: Fault.notFound("There is no such estimate.")) {
                try await desk.estimates.find(id)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `begin from templates that are kept by name`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.estimates.compose(.scan(), in: cast.conversation, by: cast.agent)
            typealias Templates = EstimateCommands.Templates
            let kept = try await Templates.Save.parse(["\(id)", "Knee scan"] + tom).words(desk)
            #expect(kept.contains("\"name\":\"Knee scan\""))
            let used = try await Templates.Use.parse(
                ["\(cast.conversation)", "knee SCAN", "--quote"] + tom
            ).words(desk)
            #expect(used.contains("\"kind\":\"quote\"") && used.contains("\"likely\":\"180.00\""))
            await #expect(throws: Fault.notFound("There is no such template.")) {
                try await Templates.Use.parse(["\(cast.conversation)", "Hip"] + tom).words(desk)
            }
            _ = try await Templates.Remove.parse(["Knee scan"] + tom).words(desk)
            #expect(try await desk.estimates.templates().isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `say how the business speaks of money, and keep what is not said`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let edit = { (input: String, email: String) in
                try await TermsCommands.Edit.parse(["--as", email, "--json"]).words(desk, input)
            }
            let told = try await edit(
                #"{"currency": "eur", "taxRates": ["19", "7"], "bank": "First Bank", "policy": "quebec"}"#,
                "ines@clinic.test")
            #expect(told.contains("\"currency\":\"EUR\"") && told.contains("\"policy\":\"quebec\""))
            _ = try await edit(#"{"payDays": 30, "holidays": ["2026-12-25"]}"#, "ines@clinic.test")
            let terms = try await desk.settings.terms()
            #expect(terms.currency == "EUR" && terms.taxRates == [1_900, 700] && terms.payDays == 30)
            #expect(terms.bank == "First Bank" && terms.holidays.map(\.description) == ["2026-12-25"])
            for (input, words) in [
                ("no", "Those are no terms in JSON; “terms show --json” writes them."),
                (#"{"currency": "money"}"#, "A currency is three letters, like EUR or USD."),
                (#"{"policy": "made-up"}"#, "Please choose one of the policies."),
                (
                    #"{"taxRates": ["101"]}"#,
                    "There is at least one tax rate, each between 0 and 100 percent."
                ),
            ] {
                let fault = await #expect(throws: Fault.self) { try await edit(input, "ines@clinic.test") }
                #expect(fault?.message.english == words)
            }
            let refused = await #expect(throws: Fault.self) { try await edit("{}", "tom@clinic.test") }
            #expect(refused?.kind == .forbidden)
            #expect(try await desk.settings.terms() == terms)
            _ = cast
        }
    }
}
