import Database
import DatabaseTesting
import Foundation
import Testing

@testable import Ensemble

@Suite struct `Cost clarity` {
    private func matter(_ desk: Desk, _ subject: String = "A visit") async throws -> Conversation.ID {
        try await desk.conversations.openFromForm(
            .init(address: Cast.samAddress, subject: subject, text: "Hello"), channel: .form)
    }

    private func content(_ text: String, _ price: Int64) -> InvoiceContent {
        InvoiceContent(
            title: text, currency: "USD", lines: [InvoiceLine(CostLine(text, price: Spread(price)))])
    }

    private func bill(_ desk: Desk, _ content: InvoiceContent, in conversation: Conversation.ID, _ cast: Cast)
        async throws -> Invoice.ID
    {
        let id = try await desk.invoices.compose(content, in: conversation, by: cast.agent)
        try await desk.invoices.issue(id, by: cast.agent)
        return id
    }

    private func clarity(_ desk: Desk, _ offering: ClarityScope.Choice = .all) async throws -> Clarity {
        try await desk.catchUp()
        let month = Month(Day(desk.clock(), in: .utc))
        return try await desk.direction.clarity(
            ClarityStep.month.span(until: month, offering: offering), in: .month, for: .system)
    }

    /// Dana is told on Monday, worked for on Wednesday and billed as told; Sam is billed out of the blue.
    private func twoBills(_ desk: Desk, _ time: TestClock) async throws -> (
        Cast, Offering.ID, Conversation.ID
    ) {
        let cast = try await desk.cast()
        let offering = try await desk.offerings.add(.scan, by: cast.administrator)
        try await desk.conversations.setOffering(cast.conversation, to: offering, by: cast.agent)
        try await desk.tells.note(.asked(Day(time.now, in: .utc)), on: cast.conversation, by: cast.agent)
        let estimate = try await desk.tell(cast)
        try await desk.estimates.record(true, of: estimate, name: "Dana", by: cast.agent)
        let other = try await matter(desk)
        try await desk.tells.note(.asked(Day(time.now, in: .utc)), on: other, by: cast.agent)
        time.move(by: .hours(48))
        let work = WorkEntry.Work(.time, "Scan", on: Day(time.now, in: .utc), price: 18_000)
        try await desk.work.book(work, on: cast.conversation, by: cast.agent)
        let id = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
        try await desk.invoices.issue(id, by: cast.agent)
        let surprise = try await bill(desk, content("Visit", 5_000), in: other, cast)
        let link = String(desk.invoices.path(of: surprise).dropFirst("/bill/".count))
        try await desk.invoices.dispute(behind: link, name: "Sam", why: "Nobody told me")
        return (cast, offering, other)
    }

    @Test(arguments: Engine.available)
    func `figures are what estimates and bills came to`(engine: Engine) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let (_, offering, _) = try await twoBills(desk, time)
            time.move(by: .days(5))
            let clarity = try await clarity(desk)
            let all = clarity.all
            #expect(
                all.bills == 2 && all.told == 1 && all.plans == 1 && all.surprises == 1 && all.disputed == 1)
            // An hour of scanning ended 48 hours after the estimate.
            #expect(all.leads == [47: 1] && all.excess == ["USD": 5_000] && all.breaches == 1)
            #expect(all.ranges == 1 && all.inside == 1 && all.logs == 0)
            #expect(all.due == 2 && all.inTime == 1 && all.overdue == 1)
            #expect(clarity.steps.count == 12 && clarity.steps.last?.tally == all)
            #expect(clarity.offerings.map(\.name) == ["MRI scan", ""])
            #expect(clarity.offerings.map(\.tally.told) == [1, 0])
            let one = try await self.clarity(desk, .one(offering)).all
            #expect(one.bills == 1 && one.told == 1 && one.due == 1 && one.overdue == 0)
            let none = try await self.clarity(desk, .none).all
            #expect(none.bills == 1 && none.surprises == 1 && none.overdue == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `every number opens its rows`(engine: Engine) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let (cast, _, other) = try await twoBills(desk, time)
            time.move(by: .days(5))
            let all = try await clarity(desk)
            let counts: [(ClarityShow, Int)] = [
                (.all, all.all.bills), (.told, all.all.told), (.untold, 1), (.plan, all.all.plans),
                (.noPlan, 1),
                (.surprises, all.all.surprises), (.breaches, all.all.breaches), (.disputed, all.all.disputed),
                (.ranges, all.all.ranges), (.inside, all.all.inside), (.outside, 0),
            ]
            for (show, count) in counts {
                let rows = try await desk.direction.bills(show, all.scope, for: cast.administrator).bills
                #expect(rows.count == count, "\(show)")
            }
            let surprise = try #require(
                try await desk.direction.bills(.surprises, all.scope, for: .system).bills.first)
            #expect(surprise.lines.map(\.text) == ["Visit"] && surprise.lines.first?.told == nil)
            #expect(surprise.conversation == other && surprise.disputes.map(\.why) == ["Nobody told me"])
            for (show, count) in [(ClarityTellShow.all, 2), (.inTime, 1), (.late, 0), (.overdue, 1)] {
                let rows = try await desk.direction.tells(show, all.scope, for: .system).tells
                #expect(rows.count == count, "\(show)")
            }
            await #expect(throws: Fault.self) {
                try await desk.direction.clarity(all.scope, in: .month, for: cast.agent)
            }
            await #expect(throws: Fault.self) {
                try await desk.direction.bills(.all, all.scope, for: .customer(cast.sam))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `work before the estimate is not told before, even when it is booked late`(engine: Engine)
        async throws
    {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            let estimate = try await desk.tell(cast)
            try await desk.estimates.record(true, of: estimate, name: "Dana", by: cast.agent)
            let id = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
            // Booked before the bill, for the day before the estimate.
            let work = WorkEntry.Work(.time, "Scan", on: Day(time.now, in: .utc) - 1, price: 0)
            try await desk.work.book(work, on: cast.conversation, by: cast.agent)
            time.move(by: .hours(1))
            try await desk.invoices.issue(id, by: cast.agent)
            let all = try await clarity(desk).all
            #expect(
                all.bills == 1 && all.told == 0 && all.plans == 0 && all.leads.isEmpty && all.surprises == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `what is accepted after a bill was not told before it`(engine: Engine) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            let id = try await bill(desk, content("Visit", 5_000), in: cast.conversation, cast)
            time.move(by: .hours(1))
            let estimate = try await desk.tell(cast)
            try await desk.estimates.record(true, of: estimate, name: "Dana", by: cast.agent)
            let shown = try await desk.invoices.bill(id, for: cast.agent)
            #expect(shown.comparison.told == nil && shown.comparison.surprise == 5_000)
            try await desk.conversations.resolve(cast.conversation, by: cast.agent)
            let all = try await clarity(desk).all
            #expect(all.told == 0 && all.surprises == 1 && all.ranges == 0 && all.excess == ["USD": 5_000])
        }
    }

    @Test(arguments: Engine.available)
    func `a job is judged by all its bills together, once it is done`(engine: Engine) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            let told = EstimateContent.scan {
                $0.lines.append(CostLine("Reading", price: Spread(1_000, 2_000, 3_000)))
                $0.deposit = 0
            }
            let estimate = try await desk.tell(cast, told)
            try await desk.estimates.record(true, of: estimate, name: "Dana", by: cast.agent)
            time.move(by: .hours(1))
            func part(_ line: Int, _ price: Int64) -> InvoiceContent {
                InvoiceContent(
                    title: "Part", currency: "USD",
                    lines: [
                        InvoiceLine(
                            CostLine("Part", price: Spread(price)),
                            told: InvoiceLine.Told(estimate, line: line))
                    ])
            }
            _ = try await bill(desk, part(0, 30_000), in: cast.conversation, cast)
            #expect(try await clarity(desk).all.ranges == 0)
            time.move(by: .hours(1))
            _ = try await bill(desk, part(1, 2_000), in: cast.conversation, cast)
            let all = try await clarity(desk).all
            // 320.00 of 160.00 to 270.00, likely 200.00.
            #expect(all.bills == 2 && all.ranges == 1 && all.inside == 0 && abs(all.logs - 0.4700) < 0.0001)
        }
    }

    @Test(arguments: Engine.available)
    func `a bill that was taken back and written anew counts once, as it came out`(engine: Engine)
        async throws
    {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            let estimate = try await desk.tell(cast, .scan { $0.deposit = 0 })
            try await desk.estimates.record(true, of: estimate, name: "Dana", by: cast.agent)
            time.move(by: .hours(1))
            func issue(_ price: Int64) async throws -> Invoice.ID {
                let id = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
                var content = try await desk.invoices.find(id).content
                content.lines[0].line.price = Spread(price)
                try await desk.invoices.save(content, as: id, by: cast.agent)
                try await desk.invoices.issue(id, by: cast.agent)
                time.move(by: .hours(1))
                return id
            }
            func takeBack(_ id: Invoice.ID, _ price: Int64) async throws {
                let credit = try await desk.invoices.beginCredit(to: id, by: cast.agent)
                var content = try await desk.invoices.find(credit).content
                content.lines[0].line.price = Spread(price)
                try await desk.invoices.save(content, as: credit, by: cast.agent)
                try await desk.invoices.issue(credit, by: cast.agent)
                time.move(by: .hours(1))
            }
            // 190.00 of 150.00 to 240.00, likely 180.00: taken back whole, and written anew as 200.00.
            try await takeBack(issue(19_000), 19_000)
            let second = try await issue(20_000)
            var all = try await clarity(desk).all
            #expect(all.ranges == 1 && all.inside == 1 && abs(all.logs - log(200.0 / 180)) < 1e-9)
            // And 20.00 of that are taken back.
            try await takeBack(second, 2_000)
            all = try await clarity(desk).all
            #expect(all.ranges == 1 && abs(all.logs) < 1e-9)
            // Where all of it is taken back nothing is left to judge by.
            try await takeBack(second, 18_000)
            #expect(try await clarity(desk).all.ranges == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `rows come in pages, newest first, none twice`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            for number in 1...7 {
                _ = try await bill(desk, content("Visit \(number)", 1_000), in: cast.conversation, cast)
            }
            let scope = try await clarity(desk).scope
            var seen: [String] = []
            var after: Keyset?
            repeat {
                let page = try await desk.direction.bills(
                    .untold, scope, after: after, limit: 3, for: .system)
                seen += page.bills.map(\.number)
                after = page.next
            } while after != nil
            #expect(seen == (1...7).reversed().map { "2026-\($0)" })
        }
    }

    @Test func `figures and rows are read along their indexes`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let month = Month(Day(.monday, in: .utc))
            let scope = ClarityScope(from: month - 11, until: month)
            var narrow = scope
            narrow.offering = .one(3)
            let keyset = Keyset(moment: Moment(milliseconds: 20_000), id: 7)
            let queries = [
                Direction.figures(scope), Direction.leads(scope),
                Direction.listing(.all, scope, after: keyset, limit: 26),
                Direction.listing(.surprises, narrow, after: keyset, limit: 26),
                Direction.tellListing(.all, scope, after: keyset, limit: 51, today: month.last, .utc),
            ]
            for query in queries {
                let plan = try await desk.database.read { db in
                    try db.rows("EXPLAIN QUERY PLAN \(query)").map { try $0("detail") as String }
                }
                #expect(
                    !plan.contains { $0.contains("SCAN clarity_bills") || $0.contains("SCAN tells") }
                        && !plan.contains("USE TEMP B-TREE FOR GROUP BY"), "\(plan)")
            }
            for query in queries.prefix(2) {
                let plan = try await desk.database.read { db in
                    try db.rows("EXPLAIN QUERY PLAN \(query)").map { try $0("detail") as String }
                }
                #expect(plan.contains { $0.contains("COVERING INDEX clarity_bills_") }, "\(plan)")
            }
        }
    }
}
