import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `What was promised` {
    private func with(_ engine: Engine, _ body: (Desk, Cast, TestClock) async throws -> Void) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            try await body(desk, try await desk.cast(), clock)
        }
    }

    private func states(_ desk: Desk, _ cast: Cast) async throws -> [Promise.State] {
        let id = cast.conversation
        return try await desk.database.read { db in try Promises.of(id, in: db) }.map(\.state)
    }

    private func promise(_ words: String, in desk: Desk, _ cast: Cast, _ clock: TestClock) async throws
        -> Promise.ID
    {
        try await desk.promises.make(
            PromiseDraft(words, by: clock.now + .days(2)), in: cast.conversation, by: cast.agent)
    }

    @Test(arguments: Engine.available)
    func `kept in time, kept late, broken, released: each is told in the history`(engine: Engine) async throws
    {
        try await with(engine) { desk, cast, clock in
            let kept = try await promise("We will call", in: desk, cast, clock)
            let late = try await promise("The part is here", in: desk, cast, clock)
            let released = try await promise("We will look again", in: desk, cast, clock)
            _ = try await promise("A letter", in: desk, cast, clock)
            _ = try await desk.promises.keep(kept, by: cast.agent)
            await #expect(throws: Fault.conflict("This promise is over already.")) {
                try await desk.promises.keep(kept, by: cast.agent)
            }
            await #expect(throws: Fault.invalid("Please say why it is needed no more.")) {
                try await desk.promises.release(released, because: " ", by: cast.agent)
            }
            _ = try await desk.promises.release(released, because: "She looked herself", by: cast.agent)
            clock.move(by: .days(2))
            try await JobWorker(desk: desk, logger: .init(label: "test")).step()
            #expect(
                try await desk.promises.list(.broken, by: cast.agent).promises.map(\.words) == [
                    "The part is here", "A letter",
                ])
            _ = try await desk.promises.keep(late, by: cast.agent)
            #expect(try await Set(states(desk, cast)) == [.kept, .late, .released, .broken])
            let kinds = try await desk.scene(cast.conversation).events.map(\.kind)
            #expect(kinds.filter { $0 == .promised }.count == 4)
            #expect(kinds.filter { $0 == .promiseBroken }.count == 2)
            #expect(kinds.suffix(1) == [.promiseKeptLate])
        }
    }

    @Test(arguments: Engine.available)
    func `a broken promise makes it our move and stands at the top, whoever has waited longer`(engine: Engine)
        async throws
    {
        try await with(engine) { desk, cast, clock in
            var older: [Conversation.ID] = []
            for number in 0..<3 {
                older.append(
                    try await desk.conversations.openFromForm(
                        .init(address: "\(number)@x.test", subject: "Older", text: "Hello"), channel: .form))
            }
            clock.move(by: .hours(1))
            try await desk.conversations.reply(
                cast.conversation,
                with: .init(
                    text: "We will call by Friday.", promise: PromiseDraft("Call", by: clock.now + .days(2))),
                by: cast.agent)
            clock.move(by: .days(2))
            try await JobWorker(desk: desk, logger: .init(label: "test")).step()
            let conversation = try await desk.conversations.find(cast.conversation)
            #expect(conversation.state == .open)
            let page = try await desk.conversations.list(.open, for: cast.agent, limit: 2)
            #expect(page.lines.map(\.id).first == cast.conversation)
            #expect(page.lines.first?.brokenPromise == "Call")
            // Page by page everything comes once.
            var seen = page.lines.map(\.id)
            var next = page.next
            while let after = next {
                let page = try await desk.conversations.list(.open, for: cast.agent, after: after, limit: 2)
                seen += page.lines.map(\.id)
                next = page.next
            }
            #expect(seen == [cast.conversation] + older)
            // Also where those that stand above fill more than a page.
            for id in older.dropFirst() {
                try await desk.promises.make(
                    PromiseDraft("Write", by: clock.now + .days(1)), in: id, by: cast.agent)
            }
            clock.move(by: .days(1))
            try await JobWorker(desk: desk, logger: .init(label: "test")).step()
            var all: [Conversations.Line] = []
            var place: InboxPlace?
            repeat {
                let page = try await desk.conversations.list(.open, for: cast.agent, after: place, limit: 1)
                all += page.lines
                place = page.next.flatMap { InboxPlace($0.description) }
            } while place != nil
            #expect(all.map(\.brokenPromise) == ["Write", "Write", "Call", nil])
            #expect(all.last?.id == older[0] && Set(all.map(\.id)).count == 4)
            let now = try await desk.database.read { db in try Ownership.of(cast.conversation, in: db) }
                .current
            #expect(now?.why == .promise)
        }
    }

    @Test(arguments: Engine.available)
    func `what was promised with an answer that is taken back was never said`(engine: Engine) async throws {
        try await with(engine) { desk, cast, clock in
            let reply = try await desk.conversations.reply(
                cast.conversation,
                with: .init(text: "We call.", promise: PromiseDraft("Call", by: clock.now + .days(1))),
                by: cast.agent)
            #expect(try await states(desk, cast) == [.open])
            _ = try await desk.conversations.undo(reply, by: cast.agent)
            #expect(try await states(desk, cast) == [])
            #expect(try await desk.jobs.nextDue() == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `it is noted from the composer, and nothing typed is lost when the day is past`(engine: Engine)
        async throws
    {
        try await with(engine) { desk, cast, clock in
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let path = "/conversations/\(cast.conversation)"
                let past = try await tom.post(
                    "\(path)/replies",
                    [("text", "We will call you."), ("promise", "Call"), ("promise_due", "2026-03-01")])
                #expect(past.status == .unprocessableContent)
                #expect(past.text.contains("A promise needs a day that is not past."))
                #expect(past.text.contains("We will call you."))
                let sent = try await tom.post(
                    "\(path)/replies",
                    [("text", "We will call you."), ("promise", "Call"), ("promise_due", "2026-03-20")])
                #expect(sent.status == .seeOther)
                let stage = try await tom.get(path).text
                #expect(stage.contains("Tom Abara promised: “Call”"))
            }
        }
    }
}
