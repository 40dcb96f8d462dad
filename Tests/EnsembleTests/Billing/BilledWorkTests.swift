import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Work that is billed` {
    private func book(_ desk: Desk, _ cast: Cast) async throws -> WorkEntry.ID {
        try await desk.work.book(
            .init(.time, "Reading the scan", on: Day(.monday, in: .utc), price: 9_000),
            on: cast.conversation, by: cast.agent)
    }

    private func bill(_ desk: Desk, _ cast: Cast) async throws -> Invoice.ID {
        try await desk.invoices.begin(.work, in: cast.conversation, by: cast.agent)
    }

    @Test(arguments: Engine.available)
    func `is not taken back while it stands on the draft of a bill, which is named`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let entry = try await book(desk, cast)
            let draft = try await bill(desk, cast)
            let words =
                "It stands on the draft of a bill, “Will the second scan cost extra?”: take it off there first."
            let refused = await #expect(throws: Fault.self) {
                try await desk.work.remove(entry, by: cast.agent)
            }
            #expect(refused?.kind == .conflict && refused?.message.english == words)
            try await withSite(of: desk) { site in
                let answer = try await site.visitor(as: cast.tom).post("/work/\(entry)/removal")
                #expect(answer.status == .conflict && answer.text.contains("the draft of a bill"))
            }
            #expect(try await desk.work.of(cast.conversation, for: cast.agent).map(\.id) == [entry])
            _ = try await desk.invoices.discard(draft, by: cast.agent)
            _ = try await desk.work.remove(entry, by: cast.agent)
            #expect(try await desk.work.of(cast.conversation, for: cast.agent).isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `can be billed again once its bill was credited in full, and is not taken back`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let entry = try await book(desk, cast)
            let first = try await bill(desk, cast)
            try await desk.invoices.issue(first, by: cast.agent)
            // In two parts: only the second takes all of it back.
            for price in [4_000, 5_000] as [Int64] {
                #expect(try await desk.work.of(cast.conversation, for: cast.agent).map(\.isBilled) == [true])
                let credit = try await desk.invoices.beginCredit(to: first, by: cast.agent)
                var content = try await desk.invoices.find(credit).content
                content.lines[0].line.price = Spread(price)
                try await desk.invoices.save(content, as: credit, by: cast.agent)
                try await desk.invoices.issue(credit, by: cast.agent)
            }
            #expect(try await desk.work.of(cast.conversation, for: cast.agent).map(\.isBilled) == [false])
            await #expect(throws: Fault.conflict("It stands on an invoice already.")) {
                try await desk.work.remove(entry, by: cast.agent)
            }
            let second = try await bill(desk, cast)
            #expect(try await desk.invoices.find(second).content.lines.map(\.work) == [entry])
            try await desk.invoices.issue(second, by: cast.agent)
            let third = try await bill(desk, cast)
            #expect(try await desk.invoices.find(third).content.lines.isEmpty)
        }
    }
}
