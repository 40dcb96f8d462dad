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

    /// Issues a bill of told lines, each at its price.
    private func bill(
        _ desk: Desk, _ cast: Cast, _ estimate: Estimate.ID, _ lines: [(line: Int, CostLine)]
    ) async throws -> Invoices.Bill {
        let id = try await desk.invoices.compose(
            InvoiceContent(
                title: "Knee", currency: "USD",
                lines: lines.map { InvoiceLine($0.1, told: InvoiceLine.Told(estimate, line: $0.line)) }),
            in: cast.conversation, by: cast.agent)
        try await desk.invoices.issue(id, by: cast.agent)
        return try await desk.invoices.bill(id, for: cast.agent)
    }

    @Test(arguments: Engine.available)
    func `an overrun shows on the bill where it happens, whatever is not billed yet`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let estimate = try await desk.tell(
                cast,
                EstimateContent(
                    kind: .quote, title: "Knee", currency: "USD",
                    lines: [
                        CostLine("Therapy", quantity: 4_000, unit: "hour", price: Spread(2_500)),
                        CostLine("Brace", price: Spread(10_000)),
                    ]))
            _ = try await desk.estimates.accept(behind: desk.link(estimate), .init(name: "Dana"))
            let brace = CostLine("Brace", price: Spread(15_000))
            let hours = { (count: Int64, price: Int64) in
                CostLine("Therapy", quantity: count * 1_000, unit: "hour", price: Spread(price))
            }
            // Neither the therapy to come makes up for the brace…
            let first = try await bill(desk, cast, estimate, [(1, brace)]).comparison
            #expect(first.surprise == 5_000 && first.surpriseShare == 0.5 && !first.isAsTold)
            #expect(first.unbilled == [.init(text: "Therapy", told: Spread(10_000))])
            // …nor is a part of it more than was told of it by then.
            let second = try await bill(desk, cast, estimate, [(0, hours(3, 2_500))]).comparison
            #expect(second.surprise == 0 && second.isAsTold)
            #expect(second.unbilled.map(\.told.likely) == [2_500])
            // What goes past all that was told is more on this bill, and on no other.
            let third = try await bill(desk, cast, estimate, [(0, hours(2, 2_500))]).comparison
            #expect(third.surprise == 2_500 && !third.isAsTold && third.unbilled.isEmpty)
            #expect(third.rows.map(\.told) == [Spread(2_500)])
            let shown = try await desk.invoices.bill(
                try #require(
                    try await desk.database.read { db in
                        try Invoices.of(cast.conversation, in: db).first
                    }
                ).id, for: cast.agent)
            #expect(shown.comparison == first)
        }
    }

    @Test(arguments: Engine.available)
    func `what earlier bills took counts against the policy, once`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            var terms = try await desk.settings.terms()
            terms.policy = "us-gfe"
            try await desk.settings.change(to: terms, by: cast.administrator)
            let estimate = try await desk.tell(
                cast,
                EstimateContent(
                    kind: .quote, title: "Knee", currency: "USD",
                    lines: ["Scan", "Reading", "Report"].map { CostLine($0, price: Spread(100_000)) }))
            _ = try await desk.estimates.accept(behind: desk.link(estimate), .init(name: "Dana"))
            let price = { (name: String, price: Int64) in CostLine(name, price: Spread(price)) }
            var broken: [Bool] = []
            for line in [price("Scan", 130_000), price("Reading", 130_000), price("Report", 100_000)] {
                let bill = try await bill(desk, cast, estimate, [(broken.count, line)])
                broken.append(bill.policy.overrun.isBroken(by: bill.comparison))
            }
            // Less than 400 dollars more each, and more than that together: on the second.
            #expect(broken == [false, true, false])
        }
    }

    @Test func `an overrun is never hidden, however it is split over bills, in 10,000 cases`() {
        var chance = SplitMix(state: 4)
        for _ in 0..<10_000 {
            let told = (0..<Int.random(in: 1...5, using: &chance)).map { line in
                (
                    place: InvoiceLine.Told(1, line: line),
                    gross: Int64.random(in: 0...10_000, using: &chance),
                    quantity: Int64.random(in: 1...5, using: &chance) * 1_000
                )
            }
            var earlier: [InvoiceLine.Told: Invoices.Billed] = [:]
            var surprises: Int64 = 0
            var overrun: Int64 = 0
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                var billed: [(line: InvoiceLine, gross: Int64)] = []
                for line in told where Bool.random(using: &chance) {
                    // Never the last thousandth: each is billed in part.
                    let before = earlier[line.place]?.quantity ?? 0
                    guard before < line.quantity - 1 else { continue }
                    let cost = CostLine(
                        "t", quantity: Int64.random(in: 1..<(line.quantity - before), using: &chance),
                        price: Spread(1))
                    billed.append(
                        (
                            InvoiceLine(cost, told: line.place),
                            Int64.random(in: 0...6_000, using: &chance)
                        ))
                }
                let comparison = Comparison(
                    told: told.map {
                        .init(
                            place: $0.place, text: "t", provider: "", gross: Spread($0.gross),
                            quantity: $0.quantity, earlier: earlier[$0.place] ?? Invoices.Billed())
                    }, billed: billed)
                surprises += comparison.surprise
                for (line, gross) in billed {
                    if let place = line.told {
                        earlier[place, default: Invoices.Billed()].add(line.line, gross: gross, sign: 1)
                    }
                }
                overrun = told.reduce(0) { $0 + max(0, (earlier[$1.place]?.gross ?? 0) - $1.gross) }
                #expect(surprises == overrun)
                let rest = told.reduce(0) { $0 + max(0, $1.gross - (earlier[$1.place]?.gross ?? 0)) }
                #expect(comparison.unbilled.reduce(0) { $0 + $1.told.likely } == rest)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what was told with tax in its price and what without makes two bills, to the cent`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            var gross: [Bool: Int64] = [:]
            var ids: [Bool: Estimate.ID] = [:]
            for isIncluded in [false, true] {
                let id = try await desk.tell(
                    cast,
                    EstimateContent(
                        title: "Knee", currency: "USD", taxIncluded: isIncluded,
                        lines: [
                            CostLine("Scan", price: Spread(9_999), taxRate: 1_900),
                            CostLine("Report", price: Spread(3_333), taxRate: 700),
                        ], discount: 111))
                _ = try await desk.estimates.accept(behind: desk.link(id), .init(name: "Dana"))
                gross[isIncluded] = try await desk.estimates.find(id).gross.likely
                ids[isIncluded] = id
            }
            try await desk.work.book(
                WorkEntry.Work(.material, "Dye", on: Day(.monday, in: .utc), price: 1_000, taxRate: 1_900),
                on: cast.conversation, by: cast.agent)
            let drafts = try await desk.invoices.beginAll(
                .told, in: cast.conversation, by: cast.agent)
            #expect(drafts.count == 2)
            for id in drafts {
                let issued = try await desk.invoices.issue(id, by: cast.agent)
                #expect(issued.gross == gross[issued.content.taxIncluded])
                let comparison = try await desk.invoices.bill(id, for: cast.agent).comparison
                #expect(comparison.surprise == 0 && comparison.isAsTold)
            }
            let work = try await desk.invoices.beginAll(.both, in: cast.conversation, by: cast.agent)
            #expect(work.count == 1)
            #expect(try await desk.invoices.find(work[0]).gross == 1_190)
            // Nor can a line be put beside others that were told the other way.
            let mixed = InvoiceContent(
                title: "Knee", currency: "USD", taxIncluded: true,
                lines: [
                    InvoiceLine(
                        CostLine("Scan", price: Spread(9_999)),
                        told: InvoiceLine.Told(try #require(ids[false]), line: 0))
                ])
            await #expect {
                try await desk.invoices.compose(mixed, in: cast.conversation, by: cast.agent)
            } throws: {
                ($0 as? Fault)?.message.english.contains("bill it apart") == true
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a discount on the whole stays with the lines it was told with`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            var gross: [Int64] = []
            for (rate, discount) in [(1_900, 2_000), (700, 0), (0, 500)] as [(Int, Int64)] {
                let id = try await desk.tell(
                    cast,
                    EstimateContent(
                        title: "Knee", currency: "USD",
                        lines: [CostLine("Scan", price: Spread(10_000), taxRate: rate)], discount: discount))
                _ = try await desk.estimates.accept(behind: desk.link(id), .init(name: "Dana"))
                gross.append(try await desk.estimates.find(id).gross.likely)
            }
            #expect(gross == [9_520, 10_700, 9_500])
            try await desk.work.book(
                WorkEntry.Work(.material, "Dye", on: Day(.monday, in: .utc), price: 1_000),
                on: cast.conversation, by: cast.agent)
            var bills: [Int64] = []
            for id in try await desk.invoices.beginAll(.both, in: cast.conversation, by: cast.agent) {
                bills.append(try await desk.invoices.issue(id, by: cast.agent).gross)
                let comparison = try await desk.invoices.bill(id, for: cast.agent).comparison
                #expect(comparison.rows.allSatisfy { $0.isUnannounced || $0.difference == 0 })
            }
            #expect(bills == [11_700, 9_520, 9_500])
            let rest = try await desk.invoices.beginAll(.both, in: cast.conversation, by: cast.agent)
            #expect(rest.count == 1)
            #expect(try await desk.invoices.find(rest[0]).content.lines.isEmpty)
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
