import Database
import DatabaseTesting
import Testing

@testable import Ensemble

struct ConversationsMovingTests {
    @Test(arguments: Engine.available)
    func `a conversation rests until its moment and then is our move`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            let until = clock.now + .hours(20)
            try await desk.conversations.wait(id, for: .until(until), by: tom)
            #expect(try await desk.jobs.nextDue() == until)
            try await desk.conversations.wake(id)
            #expect(try await desk.conversations.find(id).state == .waiting(.until(until)))
            clock.move(by: .hours(21))
            let worker = JobWorker(desk: desk, logger: .init(label: "test"))
            #expect(try await worker.step() == 1)
            #expect(try await desk.conversations.find(id).state == .open)
        }
    }

    @Test(arguments: Engine.available)
    func `a reply ends the wait, and nothing wakes it later`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            try await desk.conversations.wait(id, for: .until(.monday + .days(2)), by: tom)
            try await desk.receive(.reply(to: "one@example.test"), at: mailbox)
            #expect(try await desk.conversations.find(id).state == .open)
            #expect(try await desk.jobs.nextDue() == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `resolving twice keeps one event, and a past moment is refused`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            try await desk.conversations.resolve(id, by: tom)
            try await desk.conversations.resolve(id, by: tom)
            let scene = try await desk.scene(id)
            #expect(scene.events.filter { $0.kind == .resolved }.count == 1)
            await #expect(throws: Fault.invalid("That moment is past already.")) {
                try await desk.conversations.wait(id, for: .until(.monday - .hours(1)), by: tom)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the longest wait stands first, page by page, whatever comes meanwhile`(engine: Engine) async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let (mailbox, ines, _) = try await desk.open()
            for place in 0..<25 {
                clock.move(by: .minutes(1))
                try await desk.receive(
                    TestMail(id: "\(place)@example.test", body: "Mail \(place)"), at: mailbox)
            }
            var seen: [Conversation.ID] = []
            var after: InboxPlace?
            repeat {
                let page = try await desk.conversations.list(.unassigned, for: ines, after: after, limit: 10)
                seen += page.lines.map(\.id)
                after = page.next
                clock.move(by: .minutes(1))
                if seen.count == 10 {
                    try await desk.receive(TestMail(id: "late@example.test", body: "Late"), at: mailbox)
                }
            } while after != nil
            #expect(seen == (1...26).map { Conversation.ID(rawValue: $0) })
            #expect(
                try await desk.conversations.counts(for: ines, on: Day(.monday, in: .utc))[.unassigned] == 26)
        }
    }

    @Test(arguments: Engine.available)
    func `tags, priority, team and subject are told in the history`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, ines, _) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            let team = try await desk.teams.add(name: "Nurses", by: ines)
            try await desk.conversations.tag(id, with: "Billing", by: ines)
            try await desk.conversations.tag(id, with: "billing", by: ines)
            try await desk.conversations.setPriority(id, to: .urgent, by: ines)
            try await desk.conversations.setTeam(id, to: team.id, by: ines)
            try await desk.conversations.setSubject(id, to: "The left knee", by: ines)
            try await desk.conversations.untag(id, from: "BILLING", by: ines)
            let scene = try await desk.scene(id)
            #expect(scene.tags.isEmpty)
            #expect(scene.conversation.subject == "The left knee")
            #expect(
                scene.events.map(\.kind) == [
                    .conversationOpened, .messageReceived, .tagged, .prioritySet, .teamSet, .subjectSet,
                    .untagged,
                ])
        }
    }

    @Test(arguments: Engine.available)
    func `customers move nothing on the desk`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, _) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            let dana = try await desk.scene(id).customer.id
            let refused = Fault.forbidden("Only the team can do that.")
            await #expect(throws: refused) { try await desk.conversations.resolve(id, by: .customer(dana)) }
            await #expect(throws: refused) {
                try await desk.conversations.note(id, text: "x", by: .customer(dana))
            }
            await #expect(throws: refused) {
                _ = try await desk.conversations.list(.open, for: .customer(dana))
            }
            await #expect(throws: refused) {
                _ = try await desk.conversations.search("knee", for: .customer(dana))
            }
        }
    }
}
