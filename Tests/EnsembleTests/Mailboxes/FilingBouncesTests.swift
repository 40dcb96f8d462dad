import Database
import DatabaseTesting
import Testing

@testable import Ensemble

struct FilingBouncesTests {
    static func bounce(of messageID: String, status: String = "5.1.1", action: String = "failed") -> [UInt8] {
        let text = """
            From: Mail Delivery System <MAILER-DAEMON@mx.clinic.test>
            To: care@clinic.test
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <bounce-\(status)@mx.clinic.test>
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: text/plain

            <dana@example.test>: host mx.example.test said: 550 5.1.1 User unknown

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.clinic.test

            Final-Recipient: rfc822; dana@example.test
            Action: \(action)
            Status: \(status)
            Diagnostic-Code: smtp; 550 \(status) <dana@example.test>: User unknown

            --b
            Content-Type: text/rfc822-headers

            From: care@clinic.test
            To: dana@example.test
            Subject: Re: My knee
            Message-ID: <\(messageID)>

            --b--

            """
        return Array(text.replacing("\n", with: "\r\n").utf8)
    }

    @Test(arguments: Engine.available)
    func `a bounce marks the message it answers as failed, in words, and it is our move`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            let sent = try await desk.conversations.reply(
                id, with: .init(text: "Hello", atOnce: true), by: tom)
            try await desk.outbox.send(sent)
            let ours = try #require(try await desk.conversations.message(sent, by: .system).messageID)
            #expect(try await desk.incoming.receive(Self.bounce(of: ours), at: mailbox.id) == .added(id))
            let scene = try await desk.scene(id)
            let failed = try #require(scene.messages.first { $0.id == sent })
            #expect(failed.delivery == .failed)
            #expect(failed.deliveryWhy?.contains("dana@example.test") == true)
            #expect(scene.conversation.state == .open)
            #expect(scene.customer.addresses.first?.bouncedAt != nil)
            #expect(scene.messages.last?.classification == .bounce)
            #expect(scene.messages.last?.details.bounce?.isHard == true)
        }
    }

    @Test(arguments: Engine.available)
    func `a report of delay changes neither the message nor whose move it is`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            let sent = try await desk.conversations.reply(
                id, with: .init(text: "Hello", atOnce: true), by: tom)
            try await desk.outbox.send(sent)
            let ours = try #require(try await desk.conversations.message(sent, by: .system).messageID)
            _ = try await desk.incoming.receive(
                Self.bounce(of: ours, status: "4.4.1", action: "delayed"), at: mailbox.id)
            #expect(try await desk.conversations.message(sent, by: .system).delivery == .sent)
            #expect(try await desk.conversations.find(id).state == .waiting(.customer))
        }
    }

    @Test(arguments: Engine.available)
    func `an automatic answer is filed and reopens nothing`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            try await desk.conversations.resolve(id, by: tom)
            var away = TestMail.reply(to: "one@example.test", body: "I am away until Monday.")
            away.headers.append("Auto-Submitted: auto-replied")
            #expect(try await desk.receive(away, at: mailbox) == .added(id))
            let scene = try await desk.scene(id)
            #expect(scene.conversation.isResolved)
            #expect(scene.messages.last?.classification == .autoReply)
        }
    }

    @Test(arguments: Engine.available)
    func `two robots cannot make a loop: a machine is never answered by a machine`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let (mailbox, ines, tom) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            try await desk.conversations.resolve(id, by: tom)
            // One that says what it is, and one that only looks like it, each answering on and on.
            let mails = (0..<60).map { turn in
                var mail = TestMail.reply(
                    to: "one@example.test", id: "loop\(turn)@example.test", body: "I am away, turn \(turn).")
                mail.headers += [turn.isMultiple(of: 2) ? "Auto-Submitted: auto-replied" : "X-Autoreply: yes"]
                return mail.raw
            }
            for receipt in try await desk.incoming.receive(mails, at: mailbox.id) {
                #expect(try receipt.get() == .added(id))
            }
            let scene = try await desk.scene(id)
            #expect(scene.messages.count == 61 && scene.conversation.isResolved)
            #expect(try await desk.jobs.overview(by: ines).waitingCount == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `a machine that floods us is held back after its share of an hour`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, ines, _) = try await desk.open()
            let mails = (0..<30).map { place in
                TestMail(
                    from: "robot@example.test", subject: "Alert \(place)", id: "r\(place)@example.test",
                    headers: ["Auto-Submitted: auto-generated"], body: "Alert \(place)"
                ).raw
            }
            _ = try await desk.incoming.receive(mails, at: mailbox.id)
            let held = try await desk.conversations.list(.suspended, for: ines).lines.count
            #expect(held == 30 - Filing.automaticPerHour)
        }
    }
}
