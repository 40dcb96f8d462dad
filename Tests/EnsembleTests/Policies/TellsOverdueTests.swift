import Database
import DatabaseTesting
import Logging
import Testing

@testable import Ensemble

@Suite struct `A cost that was not told in time` {
    /// Under the good-faith rules; asked on Monday: to be told by Thursday.
    private func asked(
        _ engine: Engine, _ body: (Desk, Cast, TestClock, Tell.ID) async throws -> Void
    ) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            var terms = Terms()
            terms.policy = "us-gfe"
            try await desk.settings.change(to: terms, by: cast.administrator)
            try await desk.tells.note(
                .asked(Day(clock.now, in: .utc)), on: cast.conversation, by: cast.agent)
            let id = try #require(try await desk.tells.open(for: cast.agent).tells.first?.id)
            try await body(desk, cast, clock, id)
        }
    }

    private func work(_ desk: Desk) async throws {
        try await JobWorker(desk: desk, logger: Logger(label: "test")).step()
    }

    @Test(arguments: Engine.available)
    func `is our move, whoever had it, and stands above all others`(engine: Engine) async throws {
        try await asked(engine) { desk, cast, clock, _ in
            try await desk.conversations.reply(
                cast.conversation, with: .init(text: "Which knee?", then: .wait, atOnce: true),
                by: cast.agent)
            #expect(try await desk.party(cast) == .customer)
            _ = try await desk.conversations.openFromForm(
                .init(address: Cast.samAddress, subject: "Older", text: "Hello"), channel: .form)
            clock.move(by: .days(2))
            try await work(desk)
            #expect(try await desk.party(cast) == .customer)
            clock.move(by: .days(2))
            try await work(desk)
            let waits = try await desk.database.read { db in
                try Ownership.of(cast.conversation, in: db).current
            }
            #expect(waits?.party == .us && waits?.why == .untold)
            #expect(try await desk.history(cast).contains(.tellOverdue))
            #expect(try await desk.news(of: cast.agent) == ["untold 1"])
            let lines = try await desk.conversations.list(.open, for: cast.agent).lines
            #expect(lines.map(\.id).first == cast.conversation && lines.count == 2)
            #expect(lines.first?.untoldSince == Day("2026-03-19"))
            try await withSite(of: desk) { site in
                let page = try await site.visitor(as: cast.tom).get("/inbox/open")
                #expect(page.text.contains("Cost to be told since"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is over once it is told, and nothing comes of its day`(engine: Engine) async throws {
        try await asked(engine) { desk, cast, clock, _ in
            _ = try await desk.tell(cast)
            try await desk.conversations.resolve(cast.conversation, by: cast.agent)
            clock.move(by: .days(5))
            try await work(desk)
            #expect(try await !desk.history(cast).contains(.tellOverdue))
            #expect(try await desk.conversations.find(cast.conversation).isResolved)
        }
    }

    @Test(arguments: Engine.available)
    func `goes with its conversation when that is merged, and is told there`(engine: Engine) async throws {
        try await asked(engine) { desk, cast, clock, _ in
            let other = try await desk.conversations.openFromForm(
                .init(name: "Dana", address: Cast.danaAddress, subject: "Again", text: "Still me"),
                channel: .form)
            try await desk.conversations.merge(cast.conversation, into: other, by: cast.agent)
            #expect(try await desk.tells.open(for: cast.agent).tells.map(\.conversation) == [other])
            clock.move(by: .days(5))
            try await work(desk)
            #expect(try await desk.conversations.list(.open, for: cast.agent).lines.first?.untoldSince != nil)
            let id = try await desk.estimates.compose(.scan(), in: other, by: cast.agent)
            let message = try await desk.estimates.send(id, atOnce: true, by: cast.agent)
            let now = clock.now
            try await desk.database.write { db in try Estimates.noteSent(message, at: now, in: db) }
            #expect(try await desk.tells.open(for: cast.agent).tells.isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `that is not needed any more is released, once, with the reason`(engine: Engine) async throws {
        try await asked(engine) { desk, cast, clock, id in
            await #expect(throws: Fault.self) {
                try await desk.tells.release(id, because: "  ", by: cast.agent)
            }
            await #expect(throws: Fault.notFound("There is no such cost to be told.")) {
                try await desk.tells.release(99, because: "Booked off", by: cast.agent)
            }
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let empty = try await tom.post("/tells/\(id)/release", [("why", "")])
                #expect(empty.status.code == 422 && empty.text.contains("Please say why"))
                let done = try await tom.post("/tells/\(id)/release", [("why", "Booked off")])
                #expect(done.status == .seeOther)
            }
            await #expect {
                try await desk.tells.release(id, because: "Again", by: cast.agent)
            } throws: {
                ($0 as? Fault)?.kind == .conflict
            }
            #expect(try await desk.tells.open(for: cast.agent).tells.isEmpty)
            clock.move(by: .days(5))
            try await work(desk)
            let kinds = try await desk.history(cast)
            #expect(kinds.contains(.tellReleased) && !kinds.contains(.tellOverdue))
        }
    }
}
