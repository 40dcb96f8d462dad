import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `What the lenses are made of` {
    private func month(_ desk: Desk, _ lens: Lens) async throws -> EmphasisRow.Weight? {
        try await desk.catchUp()
        return try await desk.database.read { db in
            try db.row(
                """
                SELECT product, service, idea, unknown FROM emphasis_months
                WHERE scope = 0 AND lens = \(lens) AND month = \(Month(Day(.monday, in: .utc)).number)
                """
            ).map(EmphasisRow.Weight.init(row:))
        }
    }

    @Test(arguments: Engine.available)
    func `a customer counts once a month, however much they say`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await desk.mentions.mark(
                TextSpan(begin: 0, length: 23), of: .message(cast.message), as: Degrees.presets[0],
                by: cast.agent)
            #expect(try await month(desk, .heard) == .init(product: 1_000_000))
            let second = try await desk.mentions.mark(
                TextSpan(begin: 24, length: 25), of: .message(cast.message), as: Degrees.presets[2],
                by: cast.agent)
            #expect(try await month(desk, .heard) == .init(product: 500_000, idea: 500_000))
            _ = try await desk.mentions.change(second, to: Degrees(0, 250, 750), by: cast.agent)
            #expect(try await month(desk, .heard) == .init(product: 500_000, service: 125_000, idea: 375_000))
            _ = try await desk.mentions.remove(second, by: cast.agent)
            #expect(try await month(desk, .heard) == .init(product: 1_000_000))
        }
    }

    @Test(arguments: Engine.available)
    func `what is paid goes by the offering's profile, net of tax, and a credit note takes it back`(
        engine: Engine
    ) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let line = CostLine("Visit", price: Spread(9_000), taxRate: 2_000)
            let content = InvoiceContent(title: "Visit", currency: "USD", lines: [InvoiceLine(line)])
            let bill = try await desk.invoices.compose(content, in: cast.conversation, by: cast.agent)
            try await desk.invoices.issue(bill, by: cast.agent)
            #expect(try await month(desk, .paid) == .init(unknown: 9_000))
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            try await desk.conversations.setOffering(cast.conversation, to: offering, by: cast.agent)
            #expect(try await month(desk, .paid) == .init(product: 900, service: 7_200, idea: 900))
            let credit = try await desk.invoices.beginCredit(to: bill, by: cast.agent)
            try await desk.invoices.issue(credit, by: cast.agent)
            #expect(try await month(desk, .paid) == .init())
        }
    }

    @Test(arguments: Engine.available)
    func `hours go by the profile of what they were worked on`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            try await desk.conversations.setOffering(cast.conversation, to: offering, by: cast.agent)
            let day = Day(.monday, in: .utc)
            let entry = try await desk.work.book(
                .init(.time, "Scan", on: day, quantity: 1_500, price: 9_000), on: cast.conversation,
                by: cast.agent)
            try await desk.work.book(
                .init(.material, "Film", on: day, price: 900), on: cast.conversation, by: cast.agent)
            #expect(try await month(desk, .worked) == .init(product: 150, service: 1_200, idea: 150))
            _ = try await desk.work.remove(entry, by: cast.agent)
            #expect(try await month(desk, .worked) == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `an offering counts as it stood on the day, whatever it is called later`(engine: Engine) async throws
    {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            let other = try await desk.offerings.add(.scan, by: cast.administrator)
            try await desk.conversations.setOffering(cast.conversation, to: offering, by: cast.agent)
            func book() async throws {
                try await desk.work.book(
                    .init(.time, "Scan", on: Day(time.now, in: .utc), quantity: 1_000, price: 0),
                    on: cast.conversation, by: cast.agent)
                let content = InvoiceContent(
                    title: "Visit", currency: "USD",
                    lines: [InvoiceLine(CostLine("Visit", price: Spread(1_000)))])
                let bill = try await desk.invoices.compose(content, in: cast.conversation, by: cast.agent)
                try await desk.invoices.issue(bill, by: cast.agent)
            }
            func profiles() async throws -> [EmphasisRow.Weight] {
                try await desk.catchUp()
                return try await desk.database.read { db in
                    try db.rows(
                        "SELECT product, service, idea, unknown FROM emphasis_rows ORDER BY lens, month, source"
                    ).map(EmphasisRow.Weight.init(row:))
                }
            }
            try await book()
            let before = EmphasisRow.Weight(product: 100, service: 800, idea: 100)
            #expect(try await profiles() == [before, before])
            time.move(by: .days(40))
            var text = OfferingText.scan
            text.profile = OfferingText.Profile(50, 20, 30)
            try await desk.offerings.edit(offering, to: text, by: cast.administrator)
            time.move(by: .days(1))
            try await book()
            let after = EmphasisRow.Weight(product: 500, service: 200, idea: 300)
            #expect(try await profiles() == [before, after, before, after])
            // Chosen anew, in its present version: what was is not rewritten.
            for choice in [other, offering] {
                try await desk.conversations.setOffering(cast.conversation, to: choice, by: cast.agent)
            }
            #expect(try await profiles() == [before, after, before, after])
            try await desk.direction.rebuild(by: cast.administrator)
            #expect(try await profiles() == [before, after, before, after])
        }
    }

    /// Marks, bills, hours, a change of offering, a merge and removals, read as they come.
    @Test(arguments: Engine.available)
    func `made anew it is the same to the last digit`(engine: Engine) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            var number = 0
            for round in 0..<4 {
                for address in [Cast.danaAddress, Cast.samAddress, "eve@example.test"] {
                    number += 1
                    let matter = try await desk.conversations.openFromForm(
                        .init(address: address, subject: "A visit", text: "One. Two. Three. Four. Five."),
                        channel: .form)
                    let message = try #require(
                        try await desk.database.read { db in
                            try db.value("SELECT id FROM messages WHERE conversation = \(matter)")
                                as Message.ID?
                        })
                    for (place, begin) in [0, 5, 10, 17].prefix(1 + number % 4).enumerated() {
                        try await desk.mentions.mark(
                            TextSpan(begin: begin, length: 4), of: .message(message),
                            as: try Degrees(number * 37 % 500, 500, 500 - number * 37 % 500),
                            by: place == 2 ? cast.administrator : cast.agent)
                    }
                    if number % 2 == 0 {
                        try await desk.conversations.setOffering(matter, to: offering, by: cast.agent)
                    }
                    try await desk.work.book(
                        .init(
                            .time, "Work", on: Day(time.now, in: .utc), quantity: Int64(number * 333),
                            price: 0),
                        on: matter, by: cast.agent)
                    let content = InvoiceContent(
                        title: "Visit", currency: "USD",
                        lines: [InvoiceLine(CostLine("Visit", price: Spread(Int64(number) * 1_111)))])
                    let bill = try await desk.invoices.compose(content, in: matter, by: cast.agent)
                    try await desk.invoices.issue(bill, by: cast.agent)
                    if number % 5 == 0 { try await desk.catchUp() }
                }
                if round == 1 {
                    try await desk.conversations.setOffering(cast.conversation, to: offering, by: cast.agent)
                }
                time.move(by: .days(20))
            }
            let danas = try await desk.database.read { db in
                try db.rows(
                    "SELECT id FROM conversations WHERE customer = \(cast.dana) ORDER BY id"
                ).map { try $0("id") as Conversation.ID }
            }
            try await desk.conversations.merge(danas[2], into: danas[0], by: cast.agent)
            let marked = try await desk.database.read { db in
                try db.rows("SELECT id FROM mentions WHERE coder = \(cast.tom.id) ORDER BY id").map {
                    try $0("id") as Mention.ID
                }
            }
            _ = try await desk.mentions.remove(marked[3], by: cast.agent)
            try await desk.catchUp()
            let kept = try await desk.lensTables()
            #expect(kept.count > 60)
            try await desk.direction.rebuild(by: cast.administrator)
            #expect(try await desk.lensTables() == kept)
            await #expect(throws: Fault.self) { try await desk.direction.rebuild(by: cast.agent) }
        }
    }
}

extension Desk {
    /// Everything the pages read, as text in a fixed order.
    func lensTables() async throws -> [String] {
        try await database.read { db in
            let months = try db.rows(
                """
                SELECT scope, lens, month, unit, product, service, idea, unknown, pieces FROM emphasis_months
                ORDER BY scope, lens, month, unit
                """
            ).map { row in
                let numbers = try ["scope", "month", "product", "service", "idea", "unknown", "pieces"].map {
                    try row($0) as Int64
                }
                return "\(try row("lens") as String) \(try row("unit") as String) \(numbers)"
            }
            let voices = try db.rows(
                "SELECT scope, month, customer, product, service, idea FROM emphasis_customers ORDER BY scope, month, customer"
            ).map { row in
                try ["scope", "month", "customer", "product", "service", "idea"].map {
                    "\(try row($0) as Int64)"
                }
                .joined(separator: " ")
            }
            let rows = try db.rows(
                "SELECT \(EmphasisRow.columns) FROM emphasis_rows ORDER BY lens, source, place"
            ).map { "\(try EmphasisRow(row: $0))" }
            return months + voices + rows
        }
    }
}
