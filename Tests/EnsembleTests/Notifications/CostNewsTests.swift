import Database
import DatabaseTesting
import Localization
import Testing

@testable import Ensemble

@Suite struct `Who is told of limits and of answers to estimates` {
    private let hour = WorkEntry.Work(
        .time, "Work", on: Day("2026-03-16") ?? Day(number: 0), quantity: 1_000, price: 10_000)

    private let r = Reader(now: Moment.monday.milliseconds)

    private func lines(_ desk: Desk, _ actor: Actor) async throws -> [Notifications.Line] {
        try await desk.catchUp()
        return try await desk.notifications.list(for: actor).lines.filter { !$0.isSeen }
    }

    @Test(arguments: Engine.available)
    func `each level of a limit is told to who looks after it, and links to where it stands`(engine: Engine)
        async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let id = cast.conversation
            try await desk.conversations.assign(id, to: cast.ines.id, by: cast.administrator)
            try await desk.work.setLimit(SpendLimit(Money(100_000, "USD")), on: id, by: cast.agent)
            for (booked, level) in [(4, nil), (1, "50%"), (3, "80%"), (1, nil), (1, "100%")] {
                for _ in 0..<booked { try await desk.work.book(hour, on: id, by: cast.agent) }
                let news = try await lines(desk, cast.administrator)
                #expect(
                    news.map { $0.sentence(r) } == level.map {
                        ["\($0) of the limit is used, as of \(asOf(clock))"]
                    } ?? [])
                #expect(news.allSatisfy { $0.path == "/conversations/\(id)#costs" })
                clock.move(by: .minutes(1))
                try await desk.conversations.markSeen(id, by: cast.administrator)
            }
            #expect(try await lines(desk, cast.agent).isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `where nobody looks after it the team is told of a limit, but not who left it`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = cast.conversation
            let team = try await desk.teams.add(name: "Nurses", by: cast.administrator)
            try await desk.teams.setMembers(team.id, to: [cast.tom.id], by: cast.administrator)
            try await desk.conversations.setTeam(id, to: team.id, by: cast.agent)
            try await desk.work.setLimit(SpendLimit(Money(10_000, "USD")), on: id, by: cast.administrator)
            try await desk.work.book(hour, on: id, by: cast.administrator)
            let told = try await lines(desk, cast.agent)
            #expect(told.map { $0.sentence(r).hasPrefix("100% of the limit is used, as of") } == [true])
            #expect(try await lines(desk, cast.administrator).isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `where nobody looks after it whoever set the limit is told, and where they left, the administrators`(
        engine: Engine
    ) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let id = cast.conversation
            try await desk.work.setLimit(SpendLimit(Money(20_000, "USD")), on: id, by: cast.agent)
            try await desk.work.book(hour, on: id, by: cast.administrator)
            let booked = asOf(clock)
            clock.move(by: .hours(30))
            let told = try await lines(desk, cast.agent).map { $0.sentence(r) }
            #expect(told == ["50% of the limit is used, as of \(booked)"], "its age stands, not the present")
            #expect(try await lines(desk, cast.administrator).isEmpty)

            try await desk.agents.disable(cast.tom.id, by: cast.administrator)
            try await desk.work.book(hour, on: id, by: cast.administrator)
            #expect(try await lines(desk, cast.administrator).count == 1)
        }
    }

    private func asOf(_ clock: TestClock) -> String { r.dateTime(clock.now.milliseconds) }

    @Test(arguments: Engine.available)
    func `the author of an estimate is told what came of it, beside who looks after it`(engine: Engine)
        async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let (id, both) = (cast.conversation, [cast.agent, cast.administrator])
            let estimate = try await desk.tell(cast)
            try await desk.conversations.assign(id, to: cast.ines.id, by: cast.administrator)
            let link = desk.link(estimate)
            let message = try await desk.estimates.ask(
                behind: link, "Is the report in it?", through: desk.conversations)
            for actor in both {
                let line = try #require(try await lines(desk, actor).first)
                #expect(line.sentence(r) == "Dana Whitfield asked about Estimate 1")
                // The question is told once, not once more as something the customer wrote.
                #expect(line.more(r) == nil && line.path == "/conversations/\(id)#m\(message)")
            }
            _ = try await desk.estimates.decline(
                behind: link, .init(name: "Dana W.", words: "I found it\ncheaper."))
            for actor in both {
                let line = try #require(try await lines(desk, actor).first)
                #expect(line.sentence(r) == "Dana W. declined Estimate 1")
                #expect(line.reason(r) == "I found it cheaper.")
                clock.move(by: .minutes(1))
                try await desk.conversations.markSeen(id, by: actor)
            }
            let second = try await desk.tell(cast)
            _ = try await desk.estimates.accept(behind: desk.link(second), .init(name: "Dana W."))
            for actor in both {
                let line = try #require(try await lines(desk, actor).first)
                #expect(line.sentence(r) == "Dana W. accepted Estimate 2")
                #expect(line.path == "/conversations/\(id)#costs")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `who hears an answer by phone is not told of it`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await desk.conversations.assign(cast.conversation, to: cast.ines.id, by: cast.administrator)
            let estimate = try await desk.tell(cast)
            try await desk.estimates.record(true, of: estimate, name: "Dana", by: cast.agent)
            #expect(try await desk.news(of: cast.agent) == [])
            #expect(try await desk.news(of: cast.administrator) == ["accepted 1"])
        }
    }

    @Test(arguments: Engine.available)
    func `each chooses what to be told of, and what could not be sent is always told`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await desk.conversations.assign(cast.conversation, to: cast.tom.id, by: cast.agent)
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let ticked = { (page: Answer) in
                    page.document.elements(named: "input").filter {
                        $0["name"] == "topic" && $0["checked"] != nil
                    }
                    .compactMap { $0["value"] }
                }
                let topics = Notification.Topic.allCases.map(\.rawValue)
                #expect(ticked(try await tom.get("/me")) == topics)
                let wanted = topics.filter { $0 != "limits" }.map { ("topic", $0) }
                #expect(try await tom.post("/me/topics", wanted).location == "/me?done=saved")
                #expect(ticked(try await tom.get("/me")) == topics.filter { $0 != "limits" })
            }
            try await desk.work.setLimit(
                SpendLimit(Money(10_000, "USD")), on: cast.conversation, by: cast.administrator)
            try await desk.work.book(hour, on: cast.conversation, by: cast.administrator)
            #expect(try await desk.news(of: cast.agent) == [])
            try await desk.notifications.setTopics([], by: cast.agent)
            try await desk.conversations.ownReply(cast.conversation, text: "Hello?", by: cast.dana)
            #expect(try await desk.news(of: cast.agent) == [])
            try await desk.notifications.setTopics([.customers], by: cast.agent)
            try await desk.conversations.ownReply(cast.conversation, text: "Are you there?", by: cast.dana)
            #expect(try await desk.news(of: cast.agent) == ["wrote 1"])
            #expect(Notification.Kind.failed.topic == nil && Notification.Kind.unclear.topic == nil)
            await #expect(throws: Fault.forbidden("Only the team can do that.")) {
                try await desk.notifications.setTopics([], by: .customer(cast.dana))
            }
        }
    }
}
