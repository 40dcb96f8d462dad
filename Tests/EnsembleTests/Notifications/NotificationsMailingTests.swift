import Database
import DatabaseTesting
import Localization
import Logging
import Mail
import Testing

@testable import Ensemble

@Suite struct `News by mail` {
    /// Tom looks after Dana's conversation, wants mail, and is not at the desk.
    private func withTom(
        on engine: Engine, _ body: (Desk, Cast, TestClock) async throws -> Void
    ) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            try await desk.notifications.setMail(.away, by: cast.agent)
            try await desk.conversations.assign(cast.conversation, to: cast.tom.id, by: cast.agent)
            clock.move(by: .minutes(1))
            try await body(desk, cast, clock)
        }
    }

    /// Lets the readers and the jobs work until a moment.
    private func work(_ desk: Desk) async throws {
        try await desk.catchUp()
        let worker = JobWorker(desk: desk, logger: Logger(label: "test"))
        while try await worker.step() > 0 {}
    }

    private func mails(_ desk: Desk) async throws -> [ParsedMail] {
        try await desk.database.read { db in
            try db.rows("SELECT bytes FROM unsent_mail WHERE recipients LIKE '%tom@clinic.test%' ORDER BY id")
                .map {
                    try MailReader.parse(RawMail.expand($0("bytes"), limit: Incoming.sizeLimit))
                }
        }
    }

    @Test(arguments: Engine.available)
    func `one mail for each conversation while it is unseen, marked as automatic, with a link`(
        engine: Engine
    ) async throws {
        try await withTom(on: engine) { desk, cast, clock in
            try await desk.conversations.ownReply(cast.conversation, text: "Is it\n*covered*?", by: cast.dana)
            try await work(desk)
            clock.move(by: .minutes(9))
            try await work(desk)
            #expect(try await mails(desk).isEmpty)
            clock.move(by: .minutes(1))
            try await work(desk)
            let mail = try #require(try await mails(desk).first)
            #expect(
                mail.subject == "News in conversation \(cast.conversation): Will the second scan cost extra?")
            let message = try #require(try await desk.scene(cast.conversation).messages.last?.id)
            let text = try #require(mail.text)
            #expect(text.contains("Dana Whitfield wrote") && text.contains("> Is it\n> *covered*?"))
            #expect(text.contains("http://localhost:8080/conversations/\(cast.conversation)#m\(message)"))
            #expect(text.contains("http://localhost:8080/me"))
            #expect(mail.header("Auto-Submitted") == "auto-generated")

            // More in the same conversation is no second mail, before it was seen.
            try await desk.conversations.ownReply(cast.conversation, text: "Hello?", by: cast.dana)
            clock.move(by: .hours(1))
            try await work(desk)
            #expect(try await mails(desk).count == 1)
            try await desk.conversations.markSeen(cast.conversation, by: cast.agent)
            clock.move(by: .minutes(1))
            try await desk.conversations.ownReply(cast.conversation, text: "Thanks!", by: cast.dana)
            try await work(desk)
            clock.move(by: .minutes(10))
            try await work(desk)
            #expect(try await mails(desk).count == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `who has seen it, or is at the desk, or wants none, gets none`(engine: Engine) async throws {
        try await withTom(on: engine) { desk, cast, clock in
            try await desk.conversations.ownReply(cast.conversation, text: "And when?", by: cast.dana)
            try await desk.catchUp()
            try await desk.conversations.markSeen(cast.conversation, by: cast.agent)
            clock.move(by: .minutes(10))
            try await work(desk)
            #expect(try await mails(desk).isEmpty)

            try await desk.conversations.ownReply(cast.conversation, text: "Hello?", by: cast.dana)
            try await desk.catchUp()
            clock.move(by: .minutes(5))
            _ = try await desk.sessions.start(agent: cast.tom.id, address: "10.0.0.7", browser: "Firefox")
            clock.move(by: .minutes(5))
            try await work(desk)
            #expect(try await mails(desk).isEmpty)
            // Ten minutes after the last look it goes.
            clock.move(by: .minutes(5))
            try await work(desk)
            #expect(try await mails(desk).count == 1)

            try await desk.conversations.markSeen(cast.conversation, by: cast.agent)
            clock.move(by: .minutes(1))
            try await desk.conversations.ownReply(cast.conversation, text: "Once more.", by: cast.dana)
            try await desk.catchUp()
            try await desk.notifications.setMail(.never, by: cast.agent)
            clock.move(by: .hours(1))
            try await work(desk)
            #expect(try await mails(desk).count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a note's words go only to who is named in it`(engine: Engine) async throws {
        try await withTom(on: engine) { desk, cast, clock in
            try await desk.conversations.note(
                cast.conversation, text: "A secret among us.", by: cast.administrator)
            try await desk.conversations.ownReply(cast.conversation, text: "And when?", by: cast.dana)
            try await work(desk)
            clock.move(by: .minutes(10))
            try await work(desk)
            let first = try #require(try await mails(desk).first?.text)
            #expect(!first.contains("secret") && first.contains("And when?"))

            try await desk.conversations.markSeen(cast.conversation, by: cast.agent)
            clock.move(by: .minutes(1))
            try await desk.conversations.note(
                cast.conversation, text: "@Tom, the machine is broken.", by: cast.administrator)
            try await work(desk)
            clock.move(by: .minutes(10))
            try await work(desk)
            let second = try #require(try await mails(desk).last?.text)
            #expect(
                second.contains("Ines Duarte named you in a note") && second.contains("the machine is broken")
            )
        }
    }

    @Test func `it is written in the agent's own language`() async throws {
        try await withTom(on: .sqlite) { desk, cast, clock in
            try await desk.agents.setPreferences(
                cast.tom.id, name: "Tom Abara", language: "de", timeZone: nil, keysOff: false)
            try await desk.conversations.ownReply(cast.conversation, text: "And when?", by: cast.dana)
            try await work(desk)
            clock.move(by: .minutes(10))
            try await work(desk)
            let mail = try #require(try await mails(desk).first)
            #expect(mail.text?.contains("Dana Whitfield hat geschrieben") == true)
            #expect(mail.subject.hasPrefix("Neues in Gespräch"))
        }
    }

    @Test(arguments: Engine.available)
    func `what was seen a quarter of a year ago is removed, and nothing else`(engine: Engine) async throws {
        try await withTom(on: engine) { desk, cast, clock in
            try await desk.conversations.ownReply(cast.conversation, text: "And when?", by: cast.dana)
            try await desk.catchUp()
            try await desk.conversations.markSeen(cast.conversation, by: cast.agent)
            clock.move(by: .days(80))
            try await desk.conversations.ownReply(cast.conversation, text: "Hello?", by: cast.dana)
            try await work(desk)
            #expect(try await desk.count("SELECT COUNT(*) FROM notifications") == 2)
            clock.move(by: .days(11))
            try await work(desk)
            #expect(try await desk.news(of: cast.agent) == ["wrote 1"])
            #expect(try await desk.count("SELECT COUNT(*) FROM notifications") == 1)
            // It looks again a day later.
            let next = try await desk.jobs.nextDue()
            #expect(next == clock.now + .days(1))
        }
    }
    @Test(arguments: Engine.available)
    func `what was asked about an estimate, and why it was declined, go along`(engine: Engine) async throws {
        try await withTom(on: engine) { desk, cast, clock in
            let link = desk.link(try await desk.tell(cast))
            try await desk.estimates.ask(
                behind: link, "Is the report in it?", through: desk.conversations)
            try await work(desk)
            clock.move(by: .minutes(10))
            try await work(desk)
            let asked = try #require(try await mails(desk).first?.text)
            #expect(asked.contains("Dana Whitfield asked about Estimate 1"))
            #expect(asked.contains("> Is the report in it?"))
            try await desk.conversations.markSeen(cast.conversation, by: cast.agent)
            _ = try await desk.estimates.decline(behind: link, .init(name: "Dana", words: "Too dear."))
            try await work(desk)
            clock.move(by: .minutes(10))
            try await work(desk)
            let declined = try #require(try await mails(desk).last?.text)
            #expect(declined.contains("Dana declined Estimate 1") && declined.contains("Too dear."))
        }
    }
}
