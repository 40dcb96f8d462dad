import Database
import DatabaseTesting
import Testing

@testable import Ensemble

struct ConversationsMergingTests {
    /// Dana has written twice about one knee; the clock has moved on between.
    private func withTwo(
        on engine: Engine,
        _ body: (Desk, Mailbox, Actor, (first: Conversation.ID, second: Conversation.ID)) async throws -> Void
    ) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let first = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            clock.move(by: .hours(1))
            let mail = TestMail(subject: "Again the knee", id: "again@example.test", body: "Still hurts.")
            let second = try #require(try await desk.receive(mail, at: mailbox).conversation)
            try await body(desk, mailbox, tom, (first, second))
        }
    }

    @Test(arguments: Engine.available)
    func `everything said moves over, and the old number leads there`(engine: Engine) async throws {
        try await withTwo(on: engine) { desk, _, tom, ids in
            try await desk.conversations.tag(ids.second, with: "knee", by: tom)
            try await desk.conversations.assign(
                ids.second, to: tom.rawID.map(Agent.ID.init(rawValue:)), by: tom)
            try await desk.conversations.merge(ids.second, into: ids.first, by: tom)

            let scene = try await desk.scene(ids.first)
            #expect(scene.messages.map(\.text) == ["It hurts.", "Still hurts."])
            #expect(scene.conversation.messages == 2)
            #expect(scene.conversation.snippet == "Still hurts.")
            #expect(scene.conversation.assignee?.rawValue == tom.rawID)
            #expect(scene.tags == ["knee"])
            #expect(
                scene.events.contains { $0.kind == .merged && $0.data["number"] == ids.second.description })
            #expect(scene.events.contains { $0.kind == .tagged }, "the history comes along")
            #expect(scene.others.isEmpty)
            #expect(try await desk.conversations.find(ids.second).state == .merged(into: ids.first))
            #expect(try await desk.conversations.counts(for: tom, on: Day(.monday, in: .utc))[.open] == 1)
            try await desk.catchUp()
            #expect(try await desk.conversations.search("still", for: tom).map(\.id) == [ids.first])
        }
    }

    @Test(arguments: Engine.available)
    func `answers to the one that ended arrive in the one that stays`(engine: Engine) async throws {
        try await withTwo(on: engine) { desk, mailbox, tom, ids in
            try await desk.conversations.merge(ids.second, into: ids.first, by: tom)
            try await desk.receive(.reply(to: "again@example.test", id: "a@example.test"), at: mailbox)
            let byNumber = TestMail(subject: "Re: Again the knee [#\(ids.second)]", id: "b@example.test")
            try await desk.receive(byNumber, at: mailbox)
            #expect(try await desk.conversations.find(ids.first).messages == 4)
        }
    }

    @Test(arguments: Engine.available)
    func `a resolved one is our move again if what joins it is`(engine: Engine) async throws {
        try await withTwo(on: engine) { desk, _, tom, ids in
            try await desk.conversations.resolve(ids.first, by: tom)
            let since = try await desk.conversations.find(ids.second).waitingSince
            try await desk.conversations.merge(ids.second, into: ids.first, by: tom)
            let kept = try await desk.conversations.find(ids.first)
            #expect(kept.isOpen)
            #expect(kept.waitingSince == since, "the wait did not begin anew")
        }
    }

    @Test(arguments: Engine.available)
    func `no draft is lost`(engine: Engine) async throws {
        try await withTwo(on: engine) { desk, _, tom, ids in
            for id in [ids.first, ids.second] {
                let draft = Conversations.Draft(kind: .message, text: "About \(id)")
                try await desk.conversations.saveDraft(draft, in: id, by: tom)
            }
            let file = NewFile(name: "knee.txt", contentType: "text/plain", bytes: Array("bones".utf8))
            _ = try await desk.conversations.addDraftFile(file, in: ids.second, by: tom)
            try await desk.conversations.merge(ids.second, into: ids.first, by: tom)
            let draft = try #require(try await desk.conversations.scene(ids.first, for: tom).draft)
            #expect(draft.text == "About \(ids.first)\n\nAbout \(ids.second)")
            #expect(draft.files.map(\.name) == ["knee.txt"])
        }
    }

    @Test(arguments: Engine.available)
    func `two customers are joined only by somebody who means it`(engine: Engine) async throws {
        try await withTwo(on: engine) { desk, mailbox, tom, ids in
            let mail = TestMail(from: "Sam <sam@example.test>", id: "sam@example.test", body: "Dana's knee.")
            let third = try #require(try await desk.receive(mail, at: mailbox).conversation)
            await #expect(throws: Fault.self) {
                try await desk.conversations.merge(third, into: ids.first, by: tom)
            }
            try await desk.conversations.merge(third, into: ids.first, acrossCustomers: true, by: tom)
            let scene = try await desk.scene(ids.first)
            #expect(scene.participants.map(\.address).contains("sam@example.test"))
            let dana = scene.conversation.customer
            let own = try await desk.conversations.ownScene(ids.first, of: dana)
            #expect(
                !own.messages.contains { $0.text == "Dana's knee." },
                "what Sam wrote to us is not Dana's to read")
        }
    }

    @Test(arguments: Engine.available)
    func `nothing is merged twice or into itself, and chains end at the one that stays`(engine: Engine)
        async throws
    {
        try await withTwo(on: engine) { desk, mailbox, tom, ids in
            await #expect(throws: Fault.invalid("A conversation can’t be merged into itself.")) {
                try await desk.conversations.merge(ids.first, into: ids.first, by: tom)
            }
            let mail = TestMail(subject: "Third", id: "third@example.test", body: "Third.")
            let third = try #require(try await desk.receive(mail, at: mailbox).conversation)
            try await desk.conversations.merge(ids.second, into: ids.first, by: tom)
            let kept = try await desk.conversations.merge(third, into: ids.second, by: tom)
            #expect(kept == ids.first)
            await #expect(throws: Fault.conflict("It was merged already.")) {
                try await desk.conversations.merge(third, into: ids.first, by: tom)
            }
            try await desk.conversations.merge(
                ids.first,
                into: { () async throws in
                    try #require(
                        try await desk.receive(TestMail(subject: "Fourth", id: "4@example.test"), at: mailbox)
                            .conversation)
                }(), by: tom)
            #expect(try await desk.conversations.find(third).state == .merged(into: 4))
        }
    }
}
