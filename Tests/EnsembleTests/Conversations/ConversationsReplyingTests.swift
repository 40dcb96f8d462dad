import Database
import DatabaseTesting
import Mail
import Testing

@testable import Ensemble

struct ConversationsReplyingTests {
    private func withConversation(
        on engine: Engine, clock: TestClock = TestClock(),
        _ body: (Desk, Conversation.ID, Mailbox, Actor) async throws -> Void
    ) async throws {
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let mail = TestMail(headers: ["Cc: Sam <sam@example.test>, Clinic <care@clinic.test>"])
            let id = try #require(try await desk.receive(mail, at: mailbox).conversation)
            try await body(desk, id, mailbox, tom)
        }
    }

    @Test(arguments: Engine.available)
    func `a list shows an answer's words without the marks, and a customer's as written`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let mail = TestMail(body: "It **hurts**.")
            let id = try #require(try await desk.receive(mail, at: mailbox).conversation)
            #expect(try await desk.conversations.find(id).snippet == "It **hurts**.")
            _ = try await desk.conversations.reply(
                id, with: .init(text: "Come **today**, *please*."), by: tom)
            #expect(try await desk.conversations.find(id).snippet == "Come today, please.")
        }
    }

    @Test(arguments: Engine.available)
    func `an answer goes to who wrote, keeps those in CC, and never to ourselves`(engine: Engine) async throws
    {
        try await withConversation(on: engine) { desk, id, _, tom in
            let sent = try await desk.conversations.reply(id, with: .init(text: "Hello"), by: tom)
            let recipients = try await desk.conversations.message(sent, by: .system).recipients
            #expect(recipients.to.map(\.address) == ["dana@example.test"])
            #expect(recipients.cc.map(\.address) == ["sam@example.test"])
        }
    }

    @Test(arguments: Engine.available)
    func `who answers first takes the conversation, and it is the customer's move`(engine: Engine)
        async throws
    {
        try await withConversation(on: engine) { desk, id, _, tom in
            try await desk.conversations.reply(id, with: .init(text: "Hello"), by: tom)
            let conversation = try await desk.conversations.find(id)
            #expect(conversation.assignee?.rawValue == tom.rawID)
            #expect(conversation.state == .waiting(.customer))
            #expect(conversation.messages == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `a reply taken back is a draft again and the conversation is as it was`(engine: Engine) async throws
    {
        try await withConversation(on: engine) { desk, id, _, tom in
            let before = try await desk.conversations.find(id)
            let file = NewFile(name: "a.txt", contentType: "text/plain", bytes: [1, 2])
            let sent = try await desk.conversations.reply(
                id, with: .init(text: "Too soon", files: [file]), by: tom)
            try await desk.catchUp()
            #expect(try await desk.conversations.undo(sent, by: tom) == id)
            let scene = try await desk.conversations.scene(id, for: tom)
            #expect(scene.conversation.state == before.state)
            #expect(scene.conversation.assignee == nil)
            #expect(scene.conversation.messages == 1)
            #expect(scene.conversation.snippet == before.snippet)
            #expect(scene.draft?.text == "Too soon")
            #expect(scene.draft?.files.map(\.name) == ["a.txt"])
            #expect(try await desk.jobs.nextDue() == nil)
            try await desk.catchUp()
            #expect(try await desk.conversations.search("soon", for: tom).isEmpty)
            // Sent again, the draft's file goes along.
            let again = try await desk.conversations.reply(id, with: .init(text: "Now"), by: tom)
            #expect(
                try await desk.conversations.message(again, by: .system).attachments.map(\.name) == ["a.txt"])
        }
    }

    @Test(arguments: Engine.available)
    func `what is on its way cannot be taken back`(engine: Engine) async throws {
        let clock = TestClock()
        try await withConversation(on: engine, clock: clock) { desk, id, _, tom in
            let sent = try await desk.conversations.reply(id, with: .init(text: "Hello"), by: tom)
            clock.move(by: .seconds(16))
            try await desk.outbox.send(sent)
            await #expect(throws: Fault.conflict("This message is on its way already.")) {
                _ = try await desk.conversations.undo(sent, by: tom)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `nobody takes back another's reply`(engine: Engine) async throws {
        try await withConversation(on: engine) { desk, id, _, tom in
            let sent = try await desk.conversations.reply(id, with: .init(text: "Hello"), by: tom)
            let ines = try #require(try await desk.agents.find(email: "ines@clinic.test"))
            await #expect(throws: Fault.self) {
                _ = try await desk.conversations.undo(sent, by: .agent(ines.id, .administrator))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a note is seen by the team and never by the customer`(engine: Engine) async throws {
        try await withConversation(on: engine) { desk, id, _, tom in
            try await desk.conversations.note(id, text: "She was surprised in October.", by: tom)
            let scene = try await desk.scene(id)
            #expect(scene.messages.map(\.kind) == [.message, .note])
            #expect(scene.conversation.state == .new)
            let own = try await desk.conversations.ownScene(id, of: scene.customer.id)
            #expect(own.messages.map(\.kind) == [.message])
        }
    }

    @Test(arguments: Engine.available)
    func `nothing is sent without words or to nobody`(engine: Engine) async throws {
        try await withConversation(on: engine) { desk, id, _, tom in
            await #expect(throws: Fault.invalid("There is nothing written yet.")) {
                try await desk.conversations.reply(id, with: .init(text: "  \n"), by: tom)
            }
            await #expect(throws: Fault.invalid("Please say to whom this goes.")) {
                try await desk.conversations.reply(id, with: .init(text: "Hi", recipients: .init()), by: tom)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the customer's new message outlives an undo`(engine: Engine) async throws {
        try await withConversation(on: engine) { desk, id, mailbox, tom in
            let sent = try await desk.conversations.reply(id, with: .init(text: "Wait"), by: tom)
            try await desk.receive(.reply(to: "one@example.test", body: "One more thing"), at: mailbox)
            _ = try await desk.conversations.undo(sent, by: tom)
            let scene = try await desk.scene(id)
            #expect(scene.conversation.state == .open)
            #expect(scene.messages.map(\.text) == ["It hurts.", "One more thing"])
            #expect(scene.conversation.messages == 2)
        }
    }

    @Test func `addresses are read as people type them`() throws {
        let read = try Conversations.parseAddresses(
            "Dana W <dana@example.test>, \"Sam\" <sam@example.test>; eve@example.test\n")
        #expect(read.map(\.address) == ["dana@example.test", "sam@example.test", "eve@example.test"])
        #expect(read.map(\.name) == ["Dana W", "Sam", nil])
        #expect(throws: Fault.self) { try Conversations.parseAddresses("nobody") }
        #expect(throws: Fault.self) { try Conversations.parseAddresses("a@b\r\nBcc: c@d") }
    }
}
