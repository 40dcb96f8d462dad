import Database
import DatabaseTesting
import Foundation
import Localization
import Testing

@testable import Ensemble

@Suite struct `The monthly letter` {
    /// Matters billed without a word before; in the later months it was told.
    private func bill(_ count: Int, told: Bool, _ desk: Desk, _ cast: Cast, _ time: TestClock) async throws {
        for _ in 0..<count {
            let id = try await desk.conversations.openFromForm(
                Conversations.WebRequest(address: "c@example.test", subject: "Visit", text: "Please"),
                channel: .form)
            var estimate: Estimate.ID?
            if told {
                let written = try await desk.estimates.compose(
                    .scan {
                        $0.lines = [CostLine("Visit", price: Spread(9_000))]
                        $0.deposit = 0
                    }, in: id, by: cast.agent)
                let message = try await desk.estimates.send(written, atOnce: true, by: cast.agent)
                let now = desk.clock()
                try await desk.database.write { db in try Estimates.noteSent(message, at: now, in: db) }
                try await desk.estimates.record(true, of: written, name: "Dana", by: cast.agent)
                time.move(by: .hours(1))
                estimate = written
            }
            let bill = try await desk.invoices.compose(
                InvoiceContent(
                    title: "Visit", currency: "USD",
                    lines: [
                        InvoiceLine(
                            CostLine("Visit", price: Spread(9_000)), told: estimate.map { .init($0, line: 0) }
                        )
                    ]), in: id, by: cast.agent)
            try await desk.invoices.issue(bill, by: cast.agent)
        }
    }

    private func notices(_ desk: Desk) async throws -> [Notice] {
        try await desk.database.read { db in
            try db.rows("SELECT payload FROM jobs WHERE kind = \(Job.Kind.sendNotice) ORDER BY id").map {
                try JSON.value(Notice.self, from: $0("payload"))
            }
        }
    }

    private func waiting(_ desk: Desk) async throws -> [Job] {
        try await desk.database.read { db in
            try db.rows(
                "SELECT \(Job.columns) FROM jobs WHERE kind = \(Job.Kind.writeLetter) ORDER BY id"
            ).map(Job.init(row:))
        }
    }

    @Test func `says what changed only beyond noise, and the furthest first`() throws {
        func item(_ before: (hits: Int, count: Int), _ now: (hits: Int, count: Int)) -> LetterItem? {
            LetterItem(.bills(.surprises), from: before, to: now, path: "/x")
        }
        #expect(item((5, 20), (7, 20)) == nil && item((0, 9), (9, 9)) == nil)
        let small = try #require(item((15, 50), (2, 50)))
        let large = try #require(item((48, 50), (2, 50)))
        #expect(small.now == 0.04 && small.before == 0.3 && small.low! < -0.05 && small.high! < 0)
        #expect(large.weight > small.weight && small.weight > 1)
        let r = Reader(now: 0)
        #expect(small.words(r).hasPrefix("Bills with a surprise: 4%, before 30% (−"))
        let (low, high) = ((0..<12).map { Double($0) }, (0..<12).map { Double($0) + 20 })
        #expect(LetterItem(.profit(currency: "EUR"), from: low, to: high, path: "")?.now == 25.5)
        #expect(LetterItem(.profit(currency: "EUR"), from: low, to: low, path: "") == nil)
    }

    @Test(arguments: Engine.available)
    func `is mailed once, when the month is over, to administrators in their language`(engine: Engine)
        async throws
    {
        let time = TestClock(at: .monday - .days(90))
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            try await desk.database.write { db in
                try db.execute("UPDATE agents SET language = 'de' WHERE id = \(cast.ines.id)")
            }
            try await bill(11, told: false, desk, cast, time)
            time.move(by: .days(90))
            try await bill(11, told: true, desk, cast, time)
            try await desk.catchUp()
            try await desk.letters.expect()
            try await desk.letters.expect()
            let job = try #require(try await waiting(desk).first)
            let month = Month(Day(.monday, in: .utc))
            #expect(try await waiting(desk).count == 1)
            #expect(job.runAt == (month.last + 1).start(in: .utc) + .hours(7))
            let before = try await notices(desk).count
            time.move(by: job.runAt - time.now)
            try await desk.perform(job)
            let letters = try await notices(desk).dropFirst(before)
            #expect(letters.map(\.to) == ["ines@clinic.test"])
            let letter = try #require(letters.first)
            #expect(letter.subject.contains("März 2026") && letter.text.contains("Vorher gesagte Rechnungen"))
            #expect(letter.text.contains("/direction/clarity/bills?show=told&from=2026-01&until=2026-03"))
            // The next month is waited for; the same is not written again.
            #expect(try await waiting(desk).map(\.payload) == ["\(month.number + 1)"])
            try await desk.perform(job)
            #expect(try await notices(desk).count == before + 1)
            try await withSite(of: desk) { site in
                let visitor = try await site.visitor(as: cast.ines)
                let page = try await visitor.get("/direction/letter?until=2026-03")
                #expect(page.text.contains("show=told") && page.text.contains("newcombe 10 1"))
                #expect(
                    !(try await visitor.get("/direction/letter?until=2025-06").text.contains("show=told")))
            }
            let json = try await LetterCommand.parse(["--until", "2026-03", "--json"]).words(desk)
            #expect(json.contains("bills.told-before") && json.contains("\"nBefore\""))
        }
    }

    @Test(arguments: Engine.available)
    func `does not come where nothing changed`(engine: Engine) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            _ = try await desk.cast()
            try await desk.letters.expect()
            let job = try #require(try await waiting(desk).first)
            let before = try await notices(desk).count
            time.move(by: job.runAt - time.now)
            try await desk.perform(job)
            #expect(try await notices(desk).count == before)
            #expect(try await waiting(desk).count == 1)
            let words = try await LetterCommand.parse([]).words(desk)
            #expect(words == "Nothing changed beyond noise.")
        }
    }

    @Test(arguments: Engine.available)
    func `comes for the month that ended last, too, where nobody worked for a while`(engine: Engine)
        async throws
    {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            _ = try await desk.cast()
            try await desk.letters.expect()
            let month = Month(Day(time.now, in: .utc))
            time.move(by: .days(100))
            // Begun again in June: March waits, then May comes, then June is waited for.
            for expected in [month, month + 2, month + 3] {
                let job = try #require(try await waiting(desk).first)
                #expect(job.payload == "\(expected.number)")
                #expect((job.runAt <= time.now) == (expected < month + 3))
                if job.runAt <= time.now { try await desk.perform(job) }
            }
        }
    }
}
