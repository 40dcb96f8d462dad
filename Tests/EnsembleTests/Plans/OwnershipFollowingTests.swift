import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Who is waited for` {
    private func ownership(_ id: Conversation.ID, _ desk: Desk) async throws -> Ownership {
        try await desk.database.read { db in try Ownership.of(id, in: db) }
    }

    @Test(arguments: Engine.available)
    func `every change of state is followed, with since when and why`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let id = cast.conversation
            clock.move(by: .hours(1))
            try await desk.conversations.reply(id, with: .init(text: "Which knee?"), by: cast.agent)
            clock.move(by: .hours(2))
            try await desk.conversations.ownReply(id, text: "The left one.", by: cast.dana)
            clock.move(by: .hours(3))
            try await desk.conversations.wait(id, for: .partner, by: cast.agent)
            clock.move(by: .hours(4))
            try await desk.conversations.wait(id, for: .until(clock.now + .hours(5)), by: cast.agent)
            clock.move(by: .hours(5))
            try await desk.conversations.wake(id)
            clock.move(by: .hours(6))
            try await desk.conversations.ownResolve(id, by: cast.dana)
            clock.move(by: .hours(7))
            try await desk.conversations.reopen(id, by: cast.agent)
            let intervals = try await ownership(id, desk).intervals
            #expect(intervals.map(\.party) == [.us, .customer, .us, .partner, .us, .nobody, .us])
            #expect(intervals.map(\.why) == [.wrote, .asked, .wrote, .handed, .rests, .settled, .reopened])
            let hours = intervals.map { $0.span(until: clock.now).milliseconds / 3_600_000 }
            #expect(hours == [1, 2, 3, 4, 11, 7, 0])
        }
    }

    @Test(arguments: Engine.available)
    func `a reply taken back hands nothing over`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            clock.move(by: .hours(1))
            let reply = try await desk.conversations.reply(
                cast.conversation, with: .init(text: "Which knee?"), by: cast.agent)
            clock.move(by: .seconds(5))
            _ = try await desk.conversations.undo(reply, by: cast.agent)
            let now = try #require(try await ownership(cast.conversation, desk).current)
            #expect(now == OwnershipInterval(.us, because: .wrote, from: .monday))
        }
    }

    @Test(arguments: Engine.available)
    func `nobody says that the customer has to move unless they were asked`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let refusal = Fault.conflict(
                "Nothing has been asked of the customer since they last wrote. Send a question or a step first, or wait until a moment."
            )
            await #expect(throws: refusal) {
                try await desk.conversations.wait(cast.conversation, for: .customer, by: cast.agent)
            }
            // A note is no question, and neither is a letter to somebody else.
            try await desk.conversations.note(cast.conversation, text: "Asked her?", by: cast.agent)
            try await desk.conversations.reply(
                cast.conversation,
                with: .init(
                    text: "Read this scan, please.",
                    recipients: .init(to: [.init(name: nil, address: "lab@x.test")])),
                by: cast.agent)
            #expect(try await desk.conversations.find(cast.conversation).state == .waiting(.partner))
            await #expect(throws: refusal) {
                try await desk.conversations.wait(cast.conversation, for: .customer, by: cast.agent)
            }
            try await desk.conversations.reply(
                cast.conversation,
                with: .init(
                    text: "Which knee?", recipients: .init(to: [.init(name: nil, address: Cast.danaAddress)]),
                    then: .open),
                by: cast.agent)
            try await desk.conversations.wait(cast.conversation, for: .customer, by: cast.agent)
            #expect(try await desk.conversations.find(cast.conversation).state == .waiting(.customer))
        }
    }

    @Test(arguments: Engine.available)
    func `a question that could not be delivered is our move`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let reply = try await desk.conversations.reply(
                cast.conversation, with: .init(text: "Which knee?"), by: cast.agent)
            try await desk.database.write { db in
                try Outbox.markFailed(
                    reply, because: "no such mailbox", by: .system, at: .monday + .hours(1), in: db)
            }
            let now = try #require(try await ownership(cast.conversation, desk).current)
            #expect(now.party == .us && now.why == .failed)
            await #expect(throws: Fault.self) {
                try await desk.conversations.wait(cast.conversation, for: .customer, by: cast.agent)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what is held back is nobody's move until it is recovered`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            clock.move(by: .hours(1))
            try await desk.conversations.suspend(cast.conversation, because: "spam", by: cast.agent)
            clock.move(by: .hours(1))
            try await desk.conversations.recover(cast.conversation, by: cast.agent)
            let intervals = try await ownership(cast.conversation, desk).intervals
            #expect(intervals.map(\.party) == [.us, .nobody, .us])
        }
    }

    /// The doors in any order, each at its own moment: the rows in the database still partition the life.
    @Test(arguments: Engine.available)
    func `the stored intervals partition the life whatever is done`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let other = try await desk.conversations.openFromForm(
                .init(address: Cast.danaAddress, subject: "Another", text: "Hello"), channel: .form)
            var random = SplitMix(state: 42)
            for round in 0..<(engine == .sqlite ? 300 : 100) {
                clock.move(by: .minutes(Int64.random(in: 0...90, using: &random)))
                try await act(Int.random(in: 0..<9, using: &random), on: cast, desk, clock)
                if round == 80 {
                    try await desk.conversations.merge(other, into: cast.conversation, by: cast.agent)
                }
                let conversation = try await desk.conversations.find(cast.conversation)
                let ownership = try await ownership(cast.conversation, desk)
                check(ownership, from: .monday, until: clock.now)
                #expect(ownership.current?.party == Party(of: conversation))
            }
            let merged = try await ownership(other, desk)
            #expect(merged.current == nil)
            check(merged, from: .monday, until: clock.now)
        }
    }

    private func act(_ what: Int, on cast: Cast, _ desk: Desk, _ clock: TestClock) async throws {
        let id = cast.conversation
        do {
            switch what {
            case 0: try await desk.conversations.reply(id, with: .init(text: "Which?"), by: cast.agent)
            case 1: try await desk.conversations.ownReply(id, text: "This.", by: cast.dana)
            case 2: try await desk.conversations.resolve(id, by: cast.agent)
            case 3: try await desk.conversations.reopen(id, by: cast.agent)
            case 4: try await desk.conversations.wait(id, for: .team, by: cast.agent)
            case 5: try await desk.conversations.wait(id, for: .until(clock.now + .hours(1)), by: cast.agent)
            case 6: try await desk.conversations.suspend(id, because: "spam", by: cast.agent)
            case 7: try await desk.conversations.recover(id, by: cast.agent)
            default:
                let reply = try await desk.conversations.reply(id, with: .init(text: "No."), by: cast.agent)
                clock.move(by: .seconds(3))
                _ = try await desk.conversations.undo(reply, by: cast.agent)
            }
        } catch let fault as Fault where fault.kind == .notFound || fault.kind == .conflict {
            // What is held back is not found in the customer's own place.
        }
    }

    private func check(_ ownership: Ownership, from beginning: Moment, until now: Moment) {
        let intervals = ownership.intervals
        #expect(intervals.first?.from == beginning)
        for (one, next) in zip(intervals, intervals.dropFirst()) { #expect(one.to == next.from) }
        let sum = Party.allCases.reduce(Int64(0)) { $0 + ownership.total(of: $1, until: now).milliseconds }
        #expect(sum == ownership.elapsed(until: now).milliseconds)
    }

    @Test(arguments: Engine.available)
    func `the stage, the inbox and the customer are told who, since when and why`(engine: Engine) async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            clock.move(by: .hours(2))
            try await desk.conversations.reply(
                cast.conversation, with: .init(text: "Which knee?", atOnce: true), by: cast.agent)
            clock.move(by: .hours(5))
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let stage = try await tom.get("/conversations/\(cast.conversation)").text
                #expect(stage.contains("Dana Whitfield’s move"))
                #expect(stage.contains("we wrote and wait for an answer"))
                #expect(stage.contains("2 h us · 5 h Dana Whitfield"))
                let inbox = try await tom.get("/inbox/waiting").text
                #expect(inbox.contains("Dana Whitfield’s move: we wrote and wait for an answer"))
                let dana = try await site.visitor(as: cast.dana)
                let own = try await dana.get("/my/conversations/\(cast.conversation)").text
                #expect(own.contains("Your move"))
                #expect(own.contains("we wrote to you and wait for your answer"))
                #expect(own.contains("2 h us · 5 h you"))
                #expect(
                    try await dana.get("/my").text.contains(
                        "Your move: we wrote to you and wait for your answer"))
            }
        }
    }
}
