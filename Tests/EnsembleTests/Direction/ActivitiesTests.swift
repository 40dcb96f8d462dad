import Database
import DatabaseTesting
import Localization
import Testing

@testable import Ensemble

@Suite struct `Kinds of work` {
    private let advising = Activity.Text("Advising", .init(10, 30, 60), evidence: "The diary of last year")

    private func hour(_ activity: Activity.ID?, at moment: Moment = .monday) -> WorkEntry.Work {
        WorkEntry.Work(.time, "Talk", on: Day(moment, in: .utc), price: 0, activity: activity)
    }

    private func worked(_ desk: Desk) async throws -> [EmphasisRow] {
        try await desk.catchUp()
        return try await desk.database.read { db in
            try db.rows(
                "SELECT \(EmphasisRow.columns) FROM emphasis_rows WHERE lens = 'worked' ORDER BY source"
            ).map(EmphasisRow.init(row:))
        }
    }

    @Test(arguments: Engine.available)
    func `hours keep the points of the kind of work as it was, and others go by their offering`(
        engine: Engine
    ) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            try await desk.conversations.setOffering(cast.conversation, to: offering, by: cast.agent)
            let id = try await desk.activities.add(advising, by: cast.administrator)
            try await desk.work.book(hour(id), on: cast.conversation, by: cast.agent)
            try await desk.work.book(hour(nil), on: cast.conversation, by: cast.agent)
            time.move(by: .days(1))
            var other = advising
            other.profile = .init(20, 20, 60)
            try await desk.activities.edit(id, to: other, by: cast.administrator)
            let last = try await desk.work.book(hour(id), on: cast.conversation, by: cast.agent)
            let expected: [EmphasisRow.Weight] = [
                .init(product: 100, service: 300, idea: 600), .init(product: 100, service: 800, idea: 100),
                .init(product: 200, service: 200, idea: 600),
            ]
            let rows = try await worked(desk)
            #expect(rows.map(\.weight) == expected)
            #expect(rows.map(\.carried) == [1, 0, 1])
            let scope = LensScope.year(until: Month(Day(.monday, in: .utc)))
            func uncarried() async throws -> [Int] {
                try await desk.direction.lenses(scope, for: cast.administrator).map(\.uncarried)
            }
            #expect(try await uncarried() == [0, 0, 1, 0])
            try await desk.direction.rebuild(by: cast.administrator)
            #expect(try await worked(desk) == rows)
            #expect(try await uncarried() == [0, 0, 1, 0])
            _ = try await desk.work.remove(last, by: cast.agent)
            #expect(try await worked(desk).map(\.carried) == [1, 0])
            let booked = try await desk.work.of(cast.conversation, for: cast.agent)
            #expect(booked.map(\.activityName) == ["Advising", nil])
            let listed = try await desk.direction.rows(of: .worked, scope, for: cast.administrator).rows
            #expect(listed.map(\.activityName) == [nil, "Advising"])
            let history = try await desk.database.read { try Events.history(of: cast.conversation, in: $0) }
            let r = Reader(now: Moment.monday.milliseconds)
            let sentences = history.compactMap { $0.sentence(for: r, by: "Tom") }
            #expect(sentences.contains { $0.contains("Talk (Advising)") })
        }
    }

    @Test(arguments: Engine.available)
    func `are added, changed and ended by administrators, never with nothing of a part`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let owner = cast.administrator
            let id = try await desk.activities.add(advising, by: owner)
            for wrong in [
                Activity.Text("X", .init(0, 50, 50), evidence: "x"),
                .init(" ", .init(1, 1, 1), evidence: "x"),
                .init("X", .init(1, 1, 1), evidence: " "), .init("ADVISING", .init(1, 1, 1), evidence: "x"),
            ] {
                await #expect(throws: Fault.self) { try await desk.activities.add(wrong, by: owner) }
            }
            await #expect(throws: Fault.self) {
                try await desk.activities.add(
                    .init("X", .init(1, 1, 1), evidence: "x"), by: cast.agent)
            }
            try await desk.activities.edit(id, to: advising, by: owner)
            #expect(try await desk.activities.all(for: cast.agent).map(\.number) == [1])
            let material = WorkEntry.Work(
                .material, "Film", on: Day(.monday, in: .utc), price: 0, activity: id)
            await #expect(throws: Fault.self) {
                try await desk.work.book(material, on: cast.conversation, by: cast.agent)
            }
            try await desk.activities.end(id, by: owner)
            #expect(try await desk.activities.all(for: cast.agent).isEmpty)
            await #expect(throws: Fault.self) {
                try await desk.work.book(hour(id), on: cast.conversation, by: cast.agent)
            }
            // Its name is free again.
            try await desk.activities.add(advising, by: owner)
            #expect(try await desk.activities.versions(for: owner).count == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `are chosen where hours are booked and where the timer stops`(engine: Engine) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let (ines, tom) = (
                    try await site.visitor(as: cast.ines), try await site.visitor(as: cast.tom)
                )
                let fields = [
                    ("name", "Advising"), ("product", "10"), ("service", "30"), ("idea", "60"),
                    ("evidence", "The diary"),
                ]
                #expect(try await ines.post("/direction/activities", fields).status == .seeOther)
                #expect(try await ines.post("/direction/activities", fields).status == .conflict)
                let id = try #require(try await desk.activities.all(for: cast.agent).first?.id)
                let path = "/conversations/\(cast.conversation)"
                #expect(try await tom.get(path + "/work").text.contains("Advising"))
                let hour = [
                    ("text", "Talk"), ("kind", "time"), ("day", Day(time.now, in: .utc).description),
                    ("quantity", "1"), ("price", "0"), ("activity", "\(id)"),
                ]
                #expect(try await tom.post(path + "/work", hour).status == .seeOther)
                _ = try await tom.post(path + "/timer", [])
                time.move(by: .minutes(30))
                _ = try await tom.post(path + "/timer/stop", [("text", "More"), ("activity", "\(id)")])
                let booked = try await desk.work.of(cast.conversation, for: cast.agent)
                #expect(booked.map(\.activityName) == ["Advising", "Advising"])
                let changed = fields.map { $0.0 == "idea" ? ($0.0, "50") : $0 }
                #expect(try await ines.post("/direction/activities/\(id)", changed).status == .seeOther)
                #expect(try await tom.get("/direction/activities").text.contains("10 · 30 · 50"))
                #expect(try await ines.post("/direction/activities/\(id)/ending", []).status == .seeOther)
            }
        }
    }
}
