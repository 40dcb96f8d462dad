import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `A bill after earlier bills` {
    /// Four hours at likely $90.00, a material at $50.00, and $20.00 off the whole.
    private static let content = EstimateContent(
        title: "Knee", currency: "USD",
        lines: [
            CostLine("Therapy", quantity: 4_000, unit: "hour", price: Spread(8_000, 9_000, 10_000)),
            CostLine("Brace", price: Spread(5_000)),
        ], discount: 2_000)

    private func accepted(_ desk: Desk, _ cast: Cast) async throws -> Estimate.ID {
        let id = try await desk.tell(cast, Self.content)
        _ = try await desk.estimates.accept(behind: desk.link(id), .init(name: "Dana"))
        return id
    }

    @Test(arguments: Engine.available)
    func `begins with what is left of what was told`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let estimate = try await accepted(desk, cast)
            let first = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
            var content = try await desk.invoices.find(first).content
            #expect(content.lines.map(\.line.quantity) == [4_000, 1_000] && content.discount == 2_000)
            // One hour is billed now, with half of the discount.
            content.lines = [content.lines[0]]
            content.lines[0].line.quantity = 1_000
            content.discount = 1_000
            try await desk.invoices.save(content, as: first, by: cast.agent)
            try await desk.invoices.issue(first, by: cast.agent)

            let second = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
            let rest = try await desk.invoices.find(second).content
            #expect(rest.lines.map(\.line.quantity) == [3_000, 1_000] && rest.discount == 1_000)
            #expect(rest.lines.map(\.line.unit) == ["hour", ""])
            #expect(rest.lines.map(\.told?.line) == [0, 1])
            try await desk.invoices.issue(second, by: cast.agent)
            let bills = [
                try await desk.invoices.bill(first, for: cast.agent),
                try await desk.invoices.bill(second, for: cast.agent),
            ]
            let told = try await desk.estimates.find(estimate).gross.likely
            #expect(bills.reduce(0) { $0 + $1.invoice.gross } == told)
            #expect(bills[1].comparison.unannounced.isEmpty)

            let third = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
            #expect(try await desk.invoices.find(third).content.lines.isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `can bill again what a credit note took back`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            _ = try await accepted(desk, cast)
            let first = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
            try await desk.invoices.issue(first, by: cast.agent)
            let credit = try await desk.invoices.beginCredit(to: first, by: cast.agent)
            var content = try await desk.invoices.find(credit).content
            content.lines = [content.lines[1]]
            content.discount = 0
            try await desk.invoices.save(content, as: credit, by: cast.agent)
            try await desk.invoices.issue(credit, by: cast.agent)
            let second = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
            #expect(try await desk.invoices.find(second).content.lines.map(\.line.text) == ["Brace"])
        }
    }

    @Test(arguments: Engine.available)
    func `knows what was billed in a conversation that was merged into this one`(engine: Engine) async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            _ = try await accepted(desk, cast)
            let first = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
            try await desk.invoices.issue(first, by: cast.agent)
            let other = try await desk.conversations.openFromForm(
                .init(name: "Dana", address: Cast.danaAddress, subject: "Again", text: "Still me"),
                channel: .form)
            try await desk.conversations.merge(cast.conversation, into: other, by: cast.agent)
            let second = try await desk.invoices.begin(.told, in: other, by: cast.agent)
            #expect(try await desk.invoices.find(second).content.lines.isEmpty)
            // What is drafted there can be told by what was accepted here.
            let third = try await desk.invoices.begin(.both, in: cast.conversation, by: cast.agent)
            #expect(try await desk.invoices.find(third).conversation == other)
        }
    }

    @Test func `whatever was billed of a line, the rest makes up the whole, in 20,000 cases`() {
        var chance = SplitMix(state: 8)
        for _ in 0..<20_000 {
            let told = CostLine(
                "t", quantity: Int64.random(in: 1...9_999, using: &chance),
                unit: "hour", price: Spread(Int64.random(in: 0...20_000, using: &chance)),
                discount: Bool.random(using: &chance) ? 0 : Int.random(in: 1...9_999, using: &chance))
            var billed = Invoices.Billed()
            for _ in 0..<Int.random(in: 0...4, using: &chance) {
                var line = told
                line.quantity = Int64.random(in: 1...9_999, using: &chance)
                if Bool.random(using: &chance) {
                    line.price = Spread(Int64.random(in: 0...20_000, using: &chance))
                }
                billed.add(line, gross: 0, sign: Int.random(in: 0..<5, using: &chance) == 0 ? -1 : 1)
            }
            let whole = told.amount(.likely)
            guard let rest = billed.rest(of: told) else {
                #expect(billed.amount >= whole)
                continue
            }
            #expect(rest.quantity > 0 && rest.price.likely >= 0)
            #expect(rest.amount(.likely) + max(0, billed.amount) == whole)
        }
    }
}
