import Database
import DatabaseTesting
import Testing

@testable import Ensemble

/// Reads along as notifications do, and falls at the end of its transaction.
private struct Stumbling: EventReader {
    let name = NotificationReader().name
    let kinds = Occasions.kinds
    struct Stumble: Error {}

    func read(_ events: [Event], in db: any Connection) throws {
        try NotificationReader().read(events, in: db)
        throw Stumble()
    }
}

extension Desk {
    /// What an agent has not seen: what happened, and how many things.
    func news(of actor: Actor) async throws -> [String] {
        try await catchUp()
        return try await notifications.list(for: actor).lines.filter { !$0.isSeen }
            .map { "\($0.notification.kind) \($0.notification.times)" }
    }
}

@Suite struct `Who is told of what` {
    @Test(arguments: Engine.available)
    func `who is given a conversation by somebody else is told, who takes one is not`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await desk.conversations.assign(cast.conversation, to: cast.tom.id, by: cast.administrator)
            #expect(try await desk.news(of: cast.agent) == ["assigned 1"])
            #expect(try await desk.news(of: cast.administrator) == [])
            try await desk.conversations.assign(cast.conversation, to: cast.ines.id, by: cast.administrator)
            #expect(try await desk.news(of: cast.administrator) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `the customer's words are told to who looks after it, a machine's are not`(engine: Engine)
        async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let (mailbox, ines, tom) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            try await desk.conversations.reply(id, with: .init(text: "Come on Tuesday."), by: tom)
            #expect(try await desk.news(of: tom) == [])
            clock.move(by: .minutes(1))
            var automatic = TestMail.reply(
                to: "one@example.test", id: "auto@example.test", body: "I am away.")
            automatic.headers.append("Auto-Submitted: auto-replied")
            try await desk.receive(automatic, at: mailbox)
            #expect(try await desk.news(of: tom) == [])
            try await desk.receive(.reply(to: "one@example.test"), at: mailbox)
            #expect(try await desk.news(of: tom) == ["wrote 1"])
            try await desk.receive(
                .reply(to: "one@example.test", id: "three@example.test", body: "When?"), at: mailbox)
            #expect(try await desk.news(of: tom) == ["wrote 2"])
            #expect(try await desk.news(of: ines) == [])
            let line = try #require(try await desk.notifications.list(for: tom).lines.first)
            let messages = try await desk.scene(id).messages
            #expect(line.notification.message == messages.first { $0.text.contains("Thank you") }?.id)
            #expect(line.writerName == "Dana Whitfield" && line.subject == "My knee")
        }
    }

    @Test(arguments: Engine.available)
    func `a message that was refused is told to its author`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, ines, tom) = try await desk.open()
            for (turn, told) in [(ScriptedCarrier.Turn.permanent, "failed 1"), (.inDoubt, "unclear 1")] {
                let id = try #require(
                    try await desk.receive(TestMail(id: "\(told)@example.test", body: told), at: mailbox)
                        .conversation)
                let message = try await desk.conversations.reply(
                    id, with: .init(text: "Come.", atOnce: true), by: tom)
                let outbox = Outbox(
                    database: desk.database, clock: desk.clock, seal: desk.seal,
                    carrier: ScriptedCarrier([turn]))
                try await outbox.send(message)
                #expect(try await desk.news(of: tom).first == told)
                #expect(
                    try await desk.notifications.list(for: tom).lines.first?.notification.message == message)
            }
            #expect(try await desk.news(of: ines) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `a wait that is over is told to who set it`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let id = cast.conversation
            try await desk.conversations.assign(id, to: cast.ines.id, by: cast.administrator)
            try await desk.conversations.wait(id, for: .until(.monday + .hours(2)), by: cast.administrator)
            try await desk.conversations.wait(id, for: .until(.monday + .hours(3)), by: cast.agent)
            clock.move(by: .hours(3))
            try await desk.conversations.wake(id)
            #expect(try await desk.news(of: cast.agent) == ["woke 1"])
            #expect(try await desk.news(of: cast.administrator) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `who is named in a note is told, and the others are not`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await desk.conversations.note(cast.conversation, text: "Nothing for anybody.", by: cast.agent)
            let note = try await desk.conversations.note(
                cast.conversation, text: "@Ines, and myself @Tom: may we?", by: cast.agent)
            #expect(try await desk.news(of: cast.administrator) == ["mentioned 1"])
            #expect(try await desk.news(of: cast.agent) == [])
            let line = try #require(try await desk.notifications.list(for: cast.administrator).lines.first)
            #expect(
                line.path == "/conversations/\(cast.conversation)#m\(note)" && line.actorName == "Tom Abara")
        }
    }

    @Test(arguments: Engine.available)
    func `a team is told of what comes to it and nobody looks after`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let team = try await desk.teams.add(name: "Nurses", by: cast.administrator)
            try await desk.teams.setMembers(
                team.id, to: [cast.tom.id, cast.ines.id], by: cast.administrator)
            try await desk.conversations.setTeam(cast.conversation, to: team.id, by: cast.administrator)
            #expect(try await desk.news(of: cast.agent) == ["team 1"])
            #expect(try await desk.news(of: cast.administrator) == [])
            #expect(try await desk.notifications.list(for: cast.agent).lines.first?.teamName == "Nurses")

            var form = Mailboxes.Form(name: "Nurses", address: "nurses@clinic.test")
            form.team = team.id
            let mailbox = try await desk.mailboxes.add(form, by: cast.administrator)
            try await desk.receive(TestMail(to: "nurses@clinic.test"), at: mailbox)
            #expect(try await desk.news(of: cast.administrator) == ["team 1"])
            // What a colleague takes before anybody reads of it is no news.
            let taken = try #require(
                try await desk.receive(
                    TestMail(to: "nurses@clinic.test", id: "taken@example.test", body: "Hello?"), at: mailbox
                ).conversation)
            try await desk.conversations.assign(taken, to: cast.tom.id, by: cast.agent)
            #expect(try await desk.news(of: cast.administrator) == ["team 1"])
        }
    }

    @Test(arguments: Engine.available)
    func `what happens in one conversation is one line, and what weighs most is told`(engine: Engine)
        async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let id = cast.conversation
            try await desk.conversations.assign(id, to: cast.tom.id, by: cast.administrator)
            try await desk.conversations.ownReply(id, text: "And when?", by: cast.dana)
            #expect(try await desk.news(of: cast.agent) == ["assigned 2"])
            clock.move(by: .minutes(1))
            let note = try await desk.conversations.note(id, text: "@tom?", by: cast.administrator)
            try await desk.conversations.ownReply(id, text: "Hello?", by: cast.dana)
            #expect(try await desk.news(of: cast.agent) == ["mentioned 4"])
            let line = try #require(try await desk.notifications.list(for: cast.agent).lines.first)
            #expect(line.notification.message == note && line.notification.at == clock.now)

            try await desk.conversations.markSeen(id, by: cast.agent)
            #expect(try await desk.news(of: cast.agent) == [])
            clock.move(by: .minutes(1))
            try await desk.conversations.ownReply(id, text: "Thanks.", by: cast.dana)
            #expect(try await desk.news(of: cast.agent) == ["wrote 1"])
            #expect(try await desk.notifications.list(for: cast.agent).lines.map(\.isSeen) == [false, true])
        }
    }

    @Test(arguments: Engine.available)
    func `each thing is told once, also after a crash in the middle`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await desk.conversations.assign(cast.conversation, to: cast.tom.id, by: cast.administrator)
            await #expect(throws: Stumbling.Stumble.self) { try await desk.events.catchUp(Stumbling()) }
            #expect(try await desk.count("SELECT COUNT(*) FROM notifications") == 0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await desk.events.catchUp(NotificationReader(), batch: 1) }
                }
                try await group.waitForAll()
            }
            #expect(try await desk.news(of: cast.agent) == ["assigned 1"])
        }
    }

    @Test(arguments: Engine.available)
    func `who has opened the conversation before it was read of is not told`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            try await desk.conversations.assign(cast.conversation, to: cast.tom.id, by: cast.agent)
            try await desk.conversations.ownReply(cast.conversation, text: "And when?", by: cast.dana)
            clock.move(by: .milliseconds(1))
            try await desk.conversations.markSeen(cast.conversation, by: cast.agent)
            #expect(try await desk.news(of: cast.agent) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `what was unseen in a merged conversation is unseen where it went`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, ines, tom) = try await desk.open()
            let tomID = try tom.requireAgent()
            var ids: [Conversation.ID] = []
            for name in ["one", "two", "three"] {
                let mail = TestMail(subject: name, id: "\(name)@example.test", body: name)
                ids.append(try #require(try await desk.receive(mail, at: mailbox).conversation))
            }
            for id in ids.prefix(2) { try await desk.conversations.assign(id, to: tomID, by: ines) }
            #expect(try await desk.news(of: tom) == ["assigned 1", "assigned 1"])
            try await desk.conversations.merge(ids[0], into: ids[2], by: ines)
            try await desk.conversations.merge(ids[1], into: ids[2], by: ines)
            #expect(try await desk.news(of: tom) == ["assigned 2"])
            let place = try await desk.notifications.list(for: tom).lines.first?.notification.conversation
            #expect(place == ids[2])
            try await desk.conversations.markSeen(ids[2], by: tom)
            #expect(try await desk.news(of: tom) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `who is shut out is told nothing, and a suspended conversation tells nobody`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = cast.conversation
            try await desk.conversations.assign(id, to: cast.tom.id, by: cast.administrator)
            try await desk.conversations.suspend(id, because: "Spam", by: cast.administrator)
            #expect(try await desk.news(of: cast.agent) == [])
            try await desk.conversations.recover(id, by: cast.administrator)
            try await desk.conversations.note(id, text: "@Tom", by: cast.administrator)
            try await desk.agents.disable(cast.tom.id, by: cast.administrator)
            #expect(try await desk.news(of: cast.agent) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `a desk in use is told of what happens from now on`(engine: Engine) async throws {
        let before = Array(Schema.migrations.prefix { !$0.name.contains("notifications") })
        try await withDatabase(on: engine, template: "before-notifications", migrations: before) { database in
            try await database.write { db in
                for id in 1...3 {
                    try db.execute(
                        """
                        INSERT INTO events (tx, id, at, kind, actor_kind, data)
                        VALUES (\(id), \(10 - id), 0, 'agent.added', 'system', '{}')
                        """)
                }
            }
            try await database.migrate(Schema.migrations)
            let cursor = try await database.read { db in
                try db.row("SELECT tx, id FROM event_cursors WHERE reader = 'notifications'")
            }
            #expect(try cursor?("tx") as Int64? == 3 && cursor?("id") as Int64? == 7)
        }
    }
}
