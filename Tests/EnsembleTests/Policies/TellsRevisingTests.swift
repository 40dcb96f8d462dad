import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `A change of what was told` {
    /// Under the good-faith rules; it is Monday, and the work is a week from then.
    private func told(_ engine: Engine, _ body: (Desk, Cast, Estimate.ID) async throws -> Void) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            var terms = Terms()
            terms.policy = "us-gfe"
            try await desk.settings.change(to: terms, by: cast.administrator)
            try await body(desk, cast, try await desk.tell(cast, .scan { $0.workDay = Day("2026-03-23") }))
        }
    }

    private func due(_ desk: Desk, _ cast: Cast) async throws -> [String] {
        try await desk.tells.open(for: cast.agent).tells.map(\.dueOn.description)
    }

    @Test(arguments: Engine.available)
    func `a new version is to be told a business day before the work, and is work until then`(engine: Engine)
        async throws
    {
        try await told(engine) { desk, cast, id in
            #expect(try await due(desk, cast).isEmpty)
            let newer = try await desk.estimates.revise(id, by: cast.agent)
            #expect(try await due(desk, cast) == ["2026-03-20"])
            var content = try await desk.estimates.find(newer).content
            content.workDay = Day("2026-03-26")
            try await desk.estimates.save(content, as: newer, by: cast.agent)
            #expect(try await due(desk, cast) == ["2026-03-25"])
            try await withSite(of: desk) { site in
                let page = try await site.visitor(as: cast.tom).get("/tells")
                #expect(page.text.contains("changed on 16 Mar 2026, for 26 Mar 2026"))
            }
            let message = try await desk.estimates.send(newer, atOnce: true, by: cast.agent)
            let now = desk.clock()
            try await desk.database.write { db in try Estimates.noteSent(message, at: now, in: db) }
            #expect(try await due(desk, cast).isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `a new version that gives way to what was accepted meanwhile need not be told`(engine: Engine)
        async throws
    {
        try await told(engine) { desk, cast, id in
            let newer = try await desk.estimates.revise(id, by: cast.agent)
            let message = try await desk.estimates.send(newer, atOnce: true, by: cast.agent)
            try await desk.estimates.record(true, of: id, name: "Dana", by: cast.agent)
            let now = desk.clock()
            try await desk.database.write { db in try Estimates.noteSent(message, at: now, in: db) }
            #expect(try await desk.estimates.find(newer).state == .superseded)
            #expect(try await due(desk, cast).isEmpty)
            #expect(
                try await desk.count(
                    "SELECT COUNT(*) FROM tells WHERE told_at IS NULL AND released_at IS NULL") == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `a change order is told before the day of what it changes; thrown away, it need not be`(
        engine: Engine
    ) async throws {
        try await told(engine) { desk, cast, id in
            try await desk.estimates.record(true, of: id, name: "Dana", by: cast.agent)
            let change = try await desk.estimates.begin(
                .change, in: cast.conversation, changing: id, by: cast.agent)
            #expect(try await due(desk, cast) == ["2026-03-20"])
            _ = try await desk.estimates.discard(change, by: cast.agent)
            #expect(try await due(desk, cast).isEmpty)
        }
    }
}
