import Database
import DatabaseTesting
import Testing

@testable import Ensemble

struct FilingThreadingTests {
    @Test(arguments: Engine.available)
    func `a reply finds its conversation by what it answers, and it is our move again`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            let sent = try await desk.conversations.reply(id, with: .init(text: "Come on Tuesday."), by: tom)
            #expect(try await desk.conversations.find(id).state == .waiting(.customer))
            let ours = try #require(try await desk.conversations.message(sent, by: .system).messageID)
            #expect(try await desk.receive(.reply(to: ours), at: mailbox) == .added(id))
            #expect(try await desk.conversations.find(id).state == .open)
        }
    }

    @Test(arguments: Engine.available)
    func `a reply reopens a resolved conversation`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            try await desk.conversations.resolve(id, by: tom)
            #expect(try await desk.receive(.reply(to: "one@example.test"), at: mailbox) == .added(id))
            #expect(try await desk.conversations.find(id).state == .open)
        }
    }

    @Test(arguments: Engine.available)
    func `the number in the subject counts only for those in the conversation`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, _) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            let stranger = TestMail(
                from: "eve@example.test", subject: "Re: My knee [#\(id)]", id: "x@example.test",
                body: "Let me in")
            let opened = try await desk.receive(stranger, at: mailbox)
            #expect(opened.conversation != id)
            let dana = TestMail(subject: "AW: My knee [#\(id)]", id: "y@example.test", body: "It is me")
            #expect(try await desk.receive(dana, at: mailbox) == .added(id))
        }
    }

    @Test(arguments: Engine.available)
    func `the same subject alone never joins two conversations`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, _) = try await desk.open()
            let one = try await desk.receive(TestMail(), at: mailbox)
            let two = try await desk.receive(
                TestMail(subject: "Re: My knee", id: "b@example.test", body: "Hello"), at: mailbox)
            #expect(one.conversation != two.conversation)
        }
    }

    @Test(arguments: Engine.available)
    func `a signed reply address leads home, a forged one does not`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, _) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            let address = try #require(ReplyAddress.make(for: id, at: mailbox, seal: desk.seal))
            let home = TestMail(
                from: "sam@example.test", to: address, subject: "Hi", id: "b@example.test", body: "From Sam")
            #expect(try await desk.receive(home, at: mailbox) == .added(id))
            let forged = TestMail(
                from: "eve@example.test", to: "care+\(id).aaaaaaaaaaaaaaaa@clinic.test", id: "c@example.test",
                body: "Forged")
            #expect(try await desk.receive(forged, at: mailbox).conversation != id)
        }
    }

    @Test func `numbers in a subject are read from its end`() {
        #expect(Filing.numbers(in: "Re: [#12] AW: knee [#7]") == [7, 12])
        #expect(Filing.numbers(in: "[#] [#x] [# 4] [#99999999999999999999]").isEmpty)
    }
}
