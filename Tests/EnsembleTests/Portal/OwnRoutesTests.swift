import Database
import DatabaseTesting
import Mail
import Testing

@testable import Ensemble

@Suite struct `The customer's own place` {
    @Test func `speaks the customer's language, where it is known and we have it`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let dana = try await site.visitor(as: cast.dana)
                for (known, shown) in [("de", "de"), ("tlh", "en")] {
                    try await desk.database.write { db in
                        _ = try db.execute("UPDATE customers SET language = \(known) WHERE id = \(cast.dana)")
                    }
                    #expect(try await dana.get("/my").text.contains("<html lang=\"\(shown)\""))
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `another's conversation is not found, whatever is asked of it`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let sam = try await site.visitor(as: cast.sam)
                #expect(!(try await sam.get("/my").text.contains("/my/conversations/\(cast.conversation)")))
                let path = "/my/conversations/\(cast.conversation)"
                for answer in [
                    try await sam.get(path), try await sam.post("\(path)/replies", [("text", "Hello")]),
                    try await sam.post("\(path)/closure"),
                    try await sam.get("/my/messages/\(cast.message)/body"),
                    try await sam.get("/my/messages/\(cast.message)/files/0"),
                    try await sam.get("/my/conversations/999"),
                ] { #expect(answer.status == .notFound) }
                let scene = try await desk.conversations.scene(cast.conversation, for: cast.agent)
                #expect(scene.messages.count == 1 && !scene.conversation.isResolved)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `they see what was said to them, but no note, nothing still undoable, nothing said to others`(
        engine: Engine
    ) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let id = cast.conversation
            let note = try await desk.conversations.note(id, text: "A secret remark", by: cast.agent)
            try await desk.conversations.reply(
                id,
                with: .init(
                    text: "A question to the lab",
                    recipients: .init(to: [MailAddress(name: nil, address: "lab@partner.test")]), atOnce: true
                ), by: cast.agent)
            try await desk.conversations.reply(
                id, with: .init(text: "Said to Dana", atOnce: true), by: cast.agent)
            try await desk.conversations.reply(id, with: .init(text: "Perhaps taken back"), by: cast.agent)
            try await withSite(of: desk) { site in
                let dana = try await site.visitor(as: cast.dana)
                let page = try await dana.get("/my/conversations/\(id)")
                #expect(page.text.contains("Is a second scan covered?") && page.text.contains("Said to Dana"))
                for hidden in ["A secret remark", "A question to the lab", "Perhaps taken back"] {
                    #expect(!page.text.contains(hidden))
                }
                let list = try await dana.get("/my").text
                for hidden in ["A secret remark", "A question to the lab", "Perhaps taken back"] {
                    #expect(!list.contains(hidden))
                }
                #expect(try await dana.get("/my/messages/\(note)/body").status == .notFound)
                #expect(try await dana.get("/my/messages/\(cast.message)/files/0").text == "bones")
                #expect(try await dana.get("/my/messages/\(cast.message)/files/1").status == .notFound)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `an answer with a file goes into the conversation, which is our move again`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await desk.conversations.reply(
                cast.conversation, with: .init(text: "Nothing.", then: .resolve, atOnce: true), by: cast.agent
            )
            try await withSite(of: desk) { site in
                let dana = try await site.visitor(as: cast.dana)
                let path = "/my/conversations/\(cast.conversation)"
                let sent = try await dana.post(
                    "\(path)/replies", [("text", "Thank you, but how long does it take?")],
                    files: [("files", "note.txt", "text/plain", Array("x".utf8))])
                #expect(sent.status == .seeOther && sent.location?.hasPrefix("\(path)#m") == true)
                let scene = try await desk.conversations.scene(cast.conversation, for: cast.agent)
                #expect(scene.conversation.state == .open)
                #expect(scene.messages.last?.author == .customer(cast.dana))
                #expect(scene.messages.last?.attachments.map(\.name) == ["note.txt"])
                #expect(scene.events.last?.kind == .reopened || scene.events.last?.kind == .messageReceived)
            }
        }
    }

    @Test func `an empty answer is said to be empty`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let dana = try await site.visitor(as: cast.dana)
                let answer = try await dana.post(
                    "/my/conversations/\(cast.conversation)/replies", [("text", "  ")])
                #expect(answer.status.code == 422 && answer.text.contains("role=\"alert\""))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `whose move it is reads from the customer's side, and settling it is theirs`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let dana = try await site.visitor(as: cast.dana)
                let path = "/my/conversations/\(cast.conversation)"
                #expect(try await dana.get(path).text.contains("Our move"))
                try await desk.conversations.reply(
                    cast.conversation, with: .init(text: "Yes?", atOnce: true), by: cast.agent)
                #expect(try await dana.get(path).text.contains("Your move"))
                #expect(try await dana.post("\(path)/closure").location == "\(path)?done=settled")
                #expect(try await desk.conversations.find(cast.conversation).isResolved)
                let over = try await dana.get("\(path)?done=settled")
                #expect(over.text.contains("Settled") && over.text.contains("role=\"status\""))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `an answer they have not seen is marked in their list until they look`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            func isUnread() async throws -> Bool? {
                try await desk.conversations.ownListing(of: cast.dana).lines.first?.isUnread
            }
            #expect(try await isUnread() == false)
            clock.move(by: .minutes(1))
            try await desk.conversations.reply(cast.conversation, with: .init(text: "Yes."), by: cast.agent)
            // It can still be taken back.
            #expect(try await isUnread() == false)
            clock.move(by: .minutes(1))
            try await desk.conversations.reply(
                cast.conversation, with: .init(text: "Yes!", atOnce: true), by: cast.agent)
            #expect(try await isUnread() == true)
            clock.move(by: .minutes(1))
            try await withSite(of: desk) { site in
                _ = try await site.visitor(as: cast.dana).get("/my/conversations/\(cast.conversation)")
            }
            #expect(try await isUnread() == false)
        }
    }

    @Test func `what is held back is not there for its sender`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await desk.conversations.suspend(cast.conversation, because: "spam", by: cast.agent)
            try await withSite(of: desk) { site in
                let dana = try await site.visitor(as: cast.dana)
                #expect(try await dana.get("/my/conversations/\(cast.conversation)").status == .notFound)
                #expect(try await desk.conversations.ownListing(of: cast.dana).lines.isEmpty)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a long list comes in pages, each conversation once`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            for number in 1...5 {
                if number.isMultiple(of: 2) { clock.move(by: .seconds(1)) }
                _ = try await desk.conversations.openFromForm(
                    .init(address: Cast.danaAddress, subject: "Matter \(number)", text: "Text"),
                    channel: .portal)
            }
            var seen: [Conversation.ID] = []
            var after: Keyset?
            repeat {
                let page = try await desk.conversations.ownListing(of: cast.dana, after: after, limit: 2)
                #expect(page.lines.count == 2)
                seen += page.lines.map(\.id)
                after = page.next
            } while after != nil
            #expect(Set(seen).count == 6 && seen.count == 6)
        }
    }
}
