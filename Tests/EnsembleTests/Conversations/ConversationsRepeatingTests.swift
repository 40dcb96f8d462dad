import Database
import DatabaseTesting
import Testing

@testable import Ensemble

/// A button pressed twice, a browser that tries again.
struct ConversationsRepeatingTests {
    @Test(arguments: Engine.available)
    func `an answer that is sent twice in a moment is one, with its files`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let file = NewFile(name: "map.txt", contentType: "text/plain", bytes: [65])
            let reply = Conversations.Reply(text: "Come on Tuesday.", files: [file])
            let first = try await desk.conversations.reply(cast.conversation, with: reply, by: cast.agent)
            let again = try await desk.conversations.reply(cast.conversation, with: reply, by: cast.agent)
            #expect(first == again)
            #expect(try await desk.scene(cast.conversation).messages.count == 2)
            // Another file, another author, another time: another message.
            var other = reply
            other.files = [NewFile(name: "map.txt", contentType: "text/plain", bytes: [66])]
            _ = try await desk.conversations.reply(cast.conversation, with: other, by: cast.agent)
            _ = try await desk.conversations.reply(cast.conversation, with: other, by: cast.administrator)
            clock.move(by: Conversations.repeatTime)
            _ = try await desk.conversations.reply(cast.conversation, with: other, by: cast.administrator)
            #expect(try await desk.scene(cast.conversation).messages.count == 5)
        }
    }

    @Test(arguments: Engine.available)
    func `a note and a customer's words that are sent twice in a moment are one`(engine: Engine) async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            for _ in 0..<2 {
                try await desk.conversations.note(cast.conversation, text: "Call her.", by: cast.agent)
            }
            for _ in 0..<2 {
                try await desk.conversations.ownReply(cast.conversation, text: "Thanks!", by: cast.dana)
            }
            #expect(
                try await desk.scene(cast.conversation).messages.map(\.text).suffix(2)
                    == ["Call her.", "Thanks!"])
            #expect(try await desk.scene(cast.conversation).messages.count == 3)
        }
    }

    @Test(arguments: Engine.available)
    func `the web form sent twice opens one conversation, other words from the same page another`(
        engine: Engine
    ) async throws {
        try await withDesk(on: engine) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                let stamp = ContactStamp.make(
                    at: desk.clock() - .minutes(1), seal: desk.seal, randomness: desk.randomness)
                func send(_ text: String) async throws -> String? {
                    try await site.visitor().post(
                        "/contact",
                        [("stamp", stamp), ("address", "ann@x.test"), ("subject", "Hours"), ("text", text)]
                    ).location
                }
                let (one, two) = try await (send("Are you open?"), send("Are you open?"))
                #expect(one == two && one?.hasPrefix("/contact/thanks?number=") == true)
                #expect(try await send("And on Sunday?") != one)
                async let third = send("At once")
                async let fourth = send("At once")
                #expect(try await third == fourth)
                let count: Int? = try await desk.database.read { db in
                    try db.value("SELECT COUNT(*) FROM conversations WHERE subject = 'Hours'")
                }
                #expect(count == 3)
            }
        }
    }
}
