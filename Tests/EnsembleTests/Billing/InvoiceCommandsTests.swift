import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Invoices from a terminal` {
    private let scan =
        #"{"title": "Scan", "lines": [{"text": "MRI scan", "price": "180", "why": "Two joints"}]}"#

    private func compose(_ desk: Desk, _ cast: Cast, _ input: String) async throws -> Invoice.ID {
        let command = try InvoiceCommands.Compose.parse([cast.conversation.description, "--json"])
        _ = try await command.words(desk, input)
        let listed = try await desk.invoices.list(onlyOwed: false, for: .system).invoices
        return try #require(listed.first).invoice.id
    }

    @Test(arguments: Engine.available)
    func `are composed, written anew, issued, credited and written off`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await compose(desk, cast, scan)
            let edited = try await InvoiceCommands.Edit.parse(["\(id)", "--json"]).words(
                desk, #"{"discount": "30"}"#)
            #expect(edited.contains("\"amount\":\"150.00\"") && edited.contains("\"why\":\"Two joints\""))
            try await desk.invoices.issue(id, by: cast.agent)
            let credit = try await InvoiceCommands.Credit.parse(["\(id)", "--json"]).words(desk)
            #expect(credit.contains("\"kind\":\"credit\"") && credit.contains("\"state\":\"drafted\""))
            let off = ["\(id)", "She moved away", "--json"]
            let refused = await #expect(throws: Fault.self) {
                try await InvoiceCommands.WriteOff.parse(off + ["--as", "tom@clinic.test"]).words(desk)
            }
            #expect(refused?.kind == .forbidden)
            let given = try await InvoiceCommands.WriteOff.parse(off).words(desk)
            #expect(given.contains("\"state\":\"written-off\""))
        }
    }

    @Test(arguments: Engine.available)
    func `an answer settles a dispute, and a draft is thrown away`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await compose(desk, cast, scan)
            let draft = try await compose(desk, cast, scan)
            _ = try await InvoiceCommands.Discard.parse(["\(draft)"]).words(desk)
            await #expect(throws: Fault.self) { try await desk.invoices.find(draft) }
            try await desk.invoices.issue(id, by: cast.agent)
            let link = String(desk.invoices.path(of: id).dropFirst("/bill/".count))
            try await desk.invoices.dispute(behind: link, name: "Dana", why: "Too much")
            let command = try InvoiceCommands.Settle.parse(["\(id)", "It was right", "--json"])
            #expect(try await command.words(desk).contains("\"state\":\"issued\""))
            await #expect(throws: Fault.conflict("There is no open dispute about this invoice.")) {
                try await command.words(desk)
            }
        }
    }

    @Test(
        arguments: [
            ("[]", "That is no invoice in JSON; docs/costs.md shows one."),
            (#"{"currency": "EUR", "lines": []}"#, "Amounts in EUR and USD cannot be added."),
            (
                #"{"lines": [{"text": "Scan", "price": "180 EUR"}]}"#,
                "Amounts are in USD here; “180 EUR” is not."
            ),
            (
                #"{"lines": [{"text": "Scan", "price": "1", "quantity": "-2"}]}"#,
                "“Scan”: the quantity must lie above 0 and be at most a million."
            ),
            (
                #"{"lines": [{"text": "Scan", "price": "1", "quantity": "1e9"}]}"#,
                "“Scan”: “1e9” is not a quantity."
            ),
            (
                #"{"lines": [{"text": "Scan", "price": "1", "told": {"estimate": 1, "line": 1}}]}"#,
                "A line is told as one that was accepted in this conversation."
            ),
        ])
    func `that cannot be are refused in a sentence, and nothing is begun`(input: String, words: String)
        async throws
    {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let fault = await #expect(throws: Fault.self) { try await compose(desk, cast, input) }
            #expect(fault?.message.english == words)
            #expect(try await desk.invoices.list(onlyOwed: false, for: .system).invoices.isEmpty)
        }
    }
}
