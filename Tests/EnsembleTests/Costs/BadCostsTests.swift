import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Costs that meet bad input` {
    /// Runs the same thing eight times at once.
    private func atOnce(_ act: @escaping @Sendable (Int) async throws -> Void) async -> (
        done: Int, refused: [Fault]
    ) {
        await withTaskGroup(of: Fault?.self) { group in
            for number in 0..<8 {
                group.addTask {
                    do {
                        try await act(number)
                        return nil
                    } catch let fault as Fault {
                        return fault
                    } catch {
                        Issue.record("\(error)")
                        return nil
                    }
                }
            }
            var (done, refused) = (0, [Fault]())
            for await fault in group {
                if let fault { refused.append(fault) } else { done += 1 }
            }
            return (done, refused)
        }
    }

    @Test(arguments: Engine.available)
    func `of many who accept at once one does, and its plan begins once`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            _ = try await desk.blueprint(cast, [BlueprintStep(.onstage, "Take the scan")], for: offering)
            let version = try await desk.offerings.find(offering).version
            let id = try await desk.tell(cast, .scan { $0.lines = [CostLine(version)] })
            let (done, refused) = await atOnce { number in
                _ = try await desk.estimates.accept(behind: desk.link(id), .init(name: "Person \(number)"))
            }
            #expect(done == 1 && refused.allSatisfy { $0.kind == .conflict })
            #expect(try await desk.plans(cast).count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `of many who revise at once one does, and the others are told`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            let (done, refused) = await atOnce { _ in _ = try await desk.estimates.revise(id, by: cast.agent)
            }
            #expect(done == 1)
            #expect(refused.allSatisfy { $0 == .conflict("There is a newer version already.") })
        }
    }

    @Test(arguments: Engine.available)
    func `an offering in another currency is not added`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            var text = OfferingText.scan
            text.currency = "EUR"
            let offering = try await desk.offerings.add(text, by: cast.administrator)
            let draft = try await desk.estimates.compose(.scan(), in: cast.conversation, by: cast.agent)
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let answer = try await tom.post(
                    "/estimates/\(draft)",
                    [("text", "Scan"), ("likely", "180"), ("then", "add"), ("add", "\(offering)")])
                #expect(answer.status.code == 409)
                #expect(answer.text.contains("Amounts in EUR and USD cannot be added."))
                #expect(try await desk.estimates.find(draft).content.lines.count == 1)
            }
        }
    }

    @Test(
        arguments: [
            ("quantity", "-1", "the quantity must lie above 0"),
            ("quantity", "99999999999999999999", "is not a quantity"),
            ("quantity", "1000001", "at most a million"), ("tax", "101", "a tax lies between 0 and 100"),
            ("off", "-5", "a discount lies between"), ("likely", "-1", "a price is never below zero"),
            ("valid_until", "2026-02-30", "is not a day"), ("deposit", "-1", "A deposit is at most"),
            ("plan_count", "0", "A plan has 1 to 120 parts."),
            ("discount", "999", "The discount must not be"),
        ] as [(String, String, String)])
    func `what is absurd is refused in a sentence, and stays as it was typed`(
        field: String, value: String, sentence: String
    ) async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let draft = try await desk.estimates.compose(.scan(), in: cast.conversation, by: cast.agent)
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let typed = [("text", "Scan"), ("likely", "180")].filter { $0.0 != field } + [(field, value)]
                let answer = try await tom.post("/estimates/\(draft)", typed)
                #expect(answer.status.code == 422, "\(answer.status)")
                #expect(answer.text.contains(sentence), "\(field)")
                #expect(answer.text.contains("value=\"\(value)\""))
                #expect(try await desk.estimates.find(draft).content == .scan())
            }
        }
    }

    @Test(
        arguments: [
            (#"{"currency": "EUR", "lines": []}"#, "Amounts in EUR and USD cannot be added."),
            (
                #"{"lines": [{"text": "Scan", "price": "10"}, {"text": "Drug", "price": "EUR 10"}]}"#,
                "Amounts are in USD here; “EUR 10” is not."
            ), (#"{"lines": [], "deposit": "10 GBP"}"#, "Amounts are in USD here; “10 GBP” is not."),
            (
                #"{"lines": [{"text": "Scan", "price": "10", "quantity": "-1"}]}"#,
                "“Scan”: the quantity must lie above 0 and be at most a million."
            ),
            (
                #"{"lines": [{"text": "Scan", "price": "10", "quantity": "1e400"}]}"#,
                "“Scan”: “1e400” is not a quantity."
            ),
            (
                #"{"lines": [{"text": "Scan", "price": "9000000000", "quantity": "1000000"}]}"#,
                "“Scan”: that is more money than Ensemble can count."
            ),
            (
                #"{"lines": [{"text": "Scan", "price": "10", "tax": "100.01"}]}"#,
                "“Scan”: a tax lies between 0 and 100 percent."
            ),
            (
                #"{"kind": "change", "lines": [{"text": "Scan", "price": "10"}]}"#,
                "A change order needs an accepted estimate that it changes."
            ),
            (
                #"{"lines": [], "plans": [{"count": 0, "firstAfter": 0, "every": "month", "interest": 0}]}"#,
                "A plan has 1 to 120 parts."
            ),
        ])
    func `what a program writes is refused in the same sentences, and nothing is begun`(
        input: String, sentence: String
    ) async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let fault = await #expect(throws: Fault.self) {
                let typed = try JSON.value(EstimateJSON.self, from: input)
                let content = try typed.content(try await desk.settings.terms(), title: "Scan")
                try await desk.estimates.compose(content, in: cast.conversation, by: cast.agent)
            }
            #expect(fault?.message.english == sentence)
            #expect(try await desk.estimates.of(cast.conversation, for: cast.agent).isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `a change order keeps to the currency of what it changes`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let base = try await desk.tell(cast)
            try await desk.estimates.record(true, of: base, name: "Dana", by: cast.agent)
            var content = EstimateContent(
                kind: .change, title: "More", currency: "EUR",
                lines: [CostLine("Drug", price: Spread(1_000))])
            let other = await #expect(throws: Fault.self) {
                try await desk.estimates.compose(
                    content, in: cast.conversation, changing: base, by: cast.agent)
            }
            #expect(other?.message.english == "Amounts in EUR and USD cannot be added.")
            (content.currency, content.lines[0].quantity) = ("USD", 1_000_000_001)
            let absurd = await #expect(throws: Fault.self) {
                try await desk.estimates.compose(
                    content, in: cast.conversation, changing: base, by: cast.agent)
            }
            #expect(
                absurd?.message.english == "“Drug”: the quantity must lie above 0 and be at most a million.")
            #expect(try await desk.estimates.of(cast.conversation, for: cast.agent).count == 1)
        }
    }

    @Test(
        arguments: [
            ("quantity", "-1", "the quantity must lie above 0"), ("quantity", "1e9", "is not a quantity"),
            ("likely", "EUR 10", "Amounts are in USD here"), ("likely", "£5", "Amounts are in USD here"),
            ("discount", "5", "The discount must not be"),
            ("likely", "99999999999", "more money than Ensemble can count"),
        ] as [(String, String, String)])
    func `an invoice refuses the same, and keeps what was typed`(
        field: String, value: String, sentence: String
    ) async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let draft = try await desk.invoices.begin(.both, in: cast.conversation, by: cast.agent)
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let typed = [("text", "Scan"), ("likely", "4")].filter { $0.0 != field } + [(field, value)]
                let answer = try await tom.post("/invoices/\(draft)", typed)
                #expect(answer.status.code == 422, "\(answer.status)")
                #expect(
                    answer.text.contains(sentence) && answer.text.contains("value=\"\(value)\""), "\(field)")
                #expect(try await desk.invoices.find(draft).content.lines.isEmpty)
            }
        }
    }
}
