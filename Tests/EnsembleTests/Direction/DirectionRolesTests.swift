import Database
import DatabaseTesting
import Localization
import Statistics
import Testing

@testable import Ensemble

@Suite struct `How soon our part is told` {
    private func matter(_ desk: Desk, _ subject: String = "A visit") async throws -> Conversation.ID {
        try await desk.conversations.openFromForm(
            .init(address: Cast.samAddress, subject: subject, text: "Hello"), channel: .form)
    }

    private func clarity(_ desk: Desk, _ offering: ClarityScope.Choice = .all) async throws -> Clarity {
        let month = Month(Day(desk.clock(), in: .utc))
        return try await desk.direction.clarity(
            ClarityStep.month.span(until: month, offering: offering), in: .month, for: .system)
    }

    @Test(arguments: Engine.available)
    func `it counts from first contact to the first word of it, and the last word is the outcome`(
        engine: Engine
    ) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            let scan = try await desk.offerings.add(.scan, by: cast.administrator)
            try await desk.conversations.setOffering(cast.conversation, to: scan, by: cast.agent)
            let other = try await matter(desk)
            _ = try await matter(desk, "Never told")
            time.move(by: .hours(3))
            try await desk.conversations.tellRole(cast.conversation, .init(part: .all), by: cast.agent)
            time.move(by: .minutes(90))
            try await desk.conversations.tellRole(
                other, .init(part: .no, reason: "We set no bones."), by: cast.agent)
            time.move(by: .hours(1))
            try await desk.conversations.tellRole(
                cast.conversation, .init(part: .refer, whom: "Harbour", reason: "Our scanner broke."),
                by: cast.agent)
            let all = try await clarity(desk)
            #expect(all.all.roles.waits == [180: 1, 270: 1] && all.all.roles.parts == [.refer: 1, .no: 1])
            #expect(all.steps.last?.tally.roles == all.all.roles)
            #expect(all.offerings.map(\.name) == ["MRI scan", ""])
            #expect(all.offerings.map(\.tally.roles.parts) == [[.refer: 1], [.no: 1]])
            let middle = try #require(all.all.roles.wait)
            #expect(middle.value == 3.75 && middle.count == 2 && middle.method == Median.method)
            #expect(all.all.roles.notOursShare?.value == 1)
            #expect(try await clarity(desk, .one(scan)).all.roles.parts == [.refer: 1])
            #expect(try await clarity(desk, .none).all.roles.waits == [270: 1])
        }
    }

    @Test(arguments: Engine.available)
    func `every number opens its rows, page by page, for administrators`(engine: Engine) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            let parts: [RoleStatement.Part] = [.all, .part, .refer, .no, .no]
            for (place, part) in parts.enumerated() {
                let id = try await matter(desk, "Matter \(place)")
                time.move(by: .minutes(10))
                try await desk.conversations.tellRole(
                    id, .init(part: part, whom: "Harbour", reason: "Because \(place)"), by: cast.agent)
            }
            let scope = try await clarity(desk).scope
            let counts: [(ClarityRoleShow, Int)] = [
                (.all, 5), (.ours, 1), (.part, 1), (.refer, 1), (.no, 2), (.notOurs, 3),
            ]
            for (show, count) in counts {
                let rows = try await desk.direction.roles(show, scope, for: cast.administrator).roles
                #expect(rows.count == count, "\(show)")
                #expect(rows.allSatisfy { $0.wait == .minutes(10) })
            }
            var subjects: [String] = []
            var after: Keyset?
            repeat {
                let page = try await desk.direction.roles(.all, scope, after: after, limit: 2, for: .system)
                subjects += page.roles.map(\.subject)
                after = page.next
            } while after != nil
            #expect(subjects == (0..<5).reversed().map { "Matter \($0)" })
            await #expect(throws: Fault.self) {
                try await desk.direction.roles(.all, scope, for: cast.agent)
            }
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let page = try await ines.get("/direction/clarity")
                #expect(page.text.contains("Declined or referred, with the reason"))
                #expect(page.text.contains("/direction/clarity/roles?show=no&amp;from="))
                let rows = try await ines.get("/direction/clarity/roles?show=not-ours")
                #expect(rows.text.contains("Because 4") && !rows.text.contains("Because 1"))
                let csv = try await ines.get("/direction/clarity/roles.csv?show=part").text
                #expect(csv.contains("told,first contact,hours,part") && csv.contains("Because 1"))
                let figures = try await ines.get("/direction/clarity/figures.csv").text
                #expect(
                    figures.contains("\"hours to our part, median\"")
                        && figures.contains("\"hours to our part, 90%\""))
                let steps = try await ines.get("/direction/clarity/figures.csv?table=steps").text
                #expect(steps.contains("our part: refer"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what was told stays told where conversations are merged, from the contact it was told after`(
        engine: Engine
    ) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            time.move(by: .hours(2))
            try await desk.conversations.tellRole(cast.conversation, .init(part: .all), by: cast.agent)
            time.move(by: .hours(1))
            let later = try await desk.conversations.openFromForm(
                .init(address: Cast.danaAddress, subject: "Again", text: "Hello"), channel: .form)
            time.move(by: .hours(5))
            try await desk.conversations.tellRole(later, .init(part: .no, reason: "Full"), by: cast.agent)
            #expect(try await clarity(desk).all.roles.waits == [120: 1, 300: 1])
            try await desk.conversations.merge(cast.conversation, into: later, by: cast.agent)
            let roles = try await clarity(desk).all.roles
            #expect(roles.waits == [120: 1] && roles.parts == [.no: 1])
        }
    }

    @Test(arguments: Engine.available)
    func `what was taken back before it went was not told`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let message = try await desk.conversations.tellRole(
                cast.conversation, .init(part: .all), by: cast.agent)
            #expect(try await clarity(desk).all.roles.count == 1)
            _ = try await desk.conversations.undo(message, by: cast.agent)
            #expect(try await clarity(desk).all.roles.count == 0)
        }
    }

    @Test func `in hundreds the share and the tenths are what they should be`() throws {
        var tally = RoleTally()
        for hour in 1...101 { tally.waits[hour * 60] = 1 }
        tally.parts = [.all: 50, .part: 20, .refer: 11, .no: 20]
        let spread = try #require(tally.spread)
        #expect(spread.low == 11 && spread.middle == 51 && spread.high == 91)
        #expect(tally.notOurs == 31 && tally.count == 101 && tally.wait?.value == 51)
        var twice = tally
        twice += tally
        #expect(twice.count == 202 && twice.waits[60] == 2 && twice.spread?.middle == 51)
    }

    @Test func `the rows are found by their index`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let scope = ClarityStep.month.span(until: Month(Day(.monday, in: .utc)))
            let plan = try await desk.database.read { db in
                try db.rows(
                    "EXPLAIN QUERY PLAN \(Direction.roleListing(.all, scope, .utc, after: nil, limit: 50))"
                ).map { try $0("detail") as String }
            }
            #expect(plan.contains { $0.contains("role_statements_told") }, "\(plan)")
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }
}
