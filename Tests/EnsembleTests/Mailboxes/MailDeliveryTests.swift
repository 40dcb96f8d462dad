import Database
import DatabaseTesting
import Foundation
import Logging
import Mail
import Testing

@testable import Ensemble

/// From the desk's page over a real Postfix into a real mailbox, and back.
@Suite(.enabled(if: RealServers.hasAll, RealServers.comment))
struct MailDeliveryTests {
    struct Setting: Sendable {
        let desk: Desk
        let cast: Cast
        let clock: TestClock
        let worker: JobWorker
        let mailbox: Mailbox

        /// Somebody writes to the mailbox.
        func receive(from: String, subject: String) async throws -> Conversation.ID {
            let mail = TestMail(
                from: from, to: mailbox.address, subject: subject, id: "\(UUID())@example.test")
            return try #require(try await desk.incoming.receive(mail.raw, at: mailbox.id).conversation)
        }

        /// Tom answers on the desk's page, and the time for taking it back passes.
        func answer(_ id: Conversation.ID, _ text: String, times: Int = 1) async throws -> Message.ID {
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                for _ in 0..<times {
                    let sent = try await tom.post("/conversations/\(id)/replies", [("text", text)])
                    #expect(sent.status == .seeOther)
                }
            }
            clock.move(by: Conversations.undoTime)
            return try #require(try await desk.scene(id).messages.last?.id)
        }

        func message(_ id: Message.ID) async throws -> Message {
            try await desk.conversations.message(id, by: .system)
        }
    }

    private func withSetting(
        on engine: Engine, smtp: SMTPSettings, address: String = "grace@ensemble.test",
        _ body: (Setting) async throws -> Void
    ) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock, configuration: RealServers.configuration) { desk in
            let cast = try await desk.cast()
            let mailbox = try await desk.mailboxes.add(
                Mailboxes.Form(name: "Clinic", address: address, signature: "Linden **Clinic**", smtp: smtp),
                by: .system)
            let worker = JobWorker(desk: desk, logger: Logger(label: "test"))
            try await body(
                Setting(desk: desk, cast: cast, clock: clock, worker: worker, mailbox: mailbox))
        }
    }

    @Test(arguments: Engine.available, ["tls", "starttls"])
    func `an answer written on the desk arrives exactly as shown, once`(engine: Engine, security: String)
        async throws
    {
        let smtp = RealServers.smtp("grace", security: security)
        try await withSetting(on: engine, smtp: smtp) { setting in
            let subject = "Knee \(UUID())"
            let id = try await setting.receive(from: "Erin <erin@ensemble.test>", subject: subject)
            let text = "Come on **Tuesday** at 9:30.\n\n.\nFrom here: a dot above, ü and 😀.\n"
            // The button is pressed twice.
            let sent = try await setting.answer(id, text, times: 2)
            #expect(try await setting.desk.scene(id).messages.count == 2)
            while try await setting.worker.step() > 0 {}
            #expect(try await setting.message(sent).delivery == .sent)
            let mails = try await RealServers.arrived(at: "erin", subject: subject)
            let mail = try #require(mails.first)
            #expect(mails.count == 1)
            let shown = try await setting.message(sent)
            #expect(mail.text?.trimmed == shown.text + "\n\n-- \nLinden **Clinic**")
            #expect(mail.html?.contains("<strong>Tuesday</strong>") == true)
            #expect(mail.messageID == shown.messageID && mail.subject == shown.subject)
            #expect(mail.to.map(\.address) == ["erin@ensemble.test"])
            #expect(mail.from.map(\.address) == ["grace@ensemble.test"])
        }
    }

    @Test(arguments: Engine.available)
    func `a server that is busy is tried again with growing pauses until it takes it, once`(engine: Engine)
        async throws
    {
        let address = "once-451-at-rcpt+once-451-at-dot@\(UUID()).test"
        try await withSetting(on: engine, smtp: RealServers.faulty) { setting in
            let id = try await setting.receive(from: address, subject: "Busy")
            let sent = try await setting.answer(id, "Patience")
            var tries = 0
            var pauses: [Int64] = []
            while try await setting.message(sent).delivery != .sent, tries < 9 {
                try await setting.worker.step()
                tries += 1
                let message = try await setting.message(sent)
                guard message.delivery == .queued else { continue }
                #expect(message.deliveryWhy?.hasPrefix("The mail server did not take") == true)
                let due = try #require(try await setting.desk.jobs.nextDue())
                pauses.append((due - setting.clock.now).milliseconds / 1_000)
                setting.clock.move(by: due - setting.clock.now)
            }
            #expect(pauses.count == tries - 1 && !pauses.isEmpty)
            #expect(pauses.first.map { (30...36).contains($0) } == true && pauses == pauses.sorted())
            #expect(try await setting.worker.step() == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `after three days of trying, the author is told`(engine: Engine) async throws {
        try await withSetting(on: engine, smtp: RealServers.faulty) { setting in
            let id = try await setting.receive(from: "dan@defer.test", subject: "Full")
            let sent = try await setting.answer(id, "Hello")
            let began = setting.clock.now
            while let due = try await setting.desk.jobs.nextDue() {
                if due > setting.clock.now { setting.clock.move(by: due - setting.clock.now) }
                try await setting.worker.step()
            }
            let message = try await setting.message(sent)
            #expect(message.delivery == .failed)
            #expect(message.deliveryWhy?.contains("dan@defer.test: the mailbox is full") == true)
            #expect(setting.clock.now - began > .days(2) && setting.clock.now - began <= .days(3))
            #expect(try await setting.desk.conversations.find(id).state == .open)
        }
    }

    @Test(arguments: Engine.available)
    func `who is put off while others get it is tried for three days, then told of`(engine: Engine)
        async throws
    {
        try await withSetting(on: engine, smtp: RealServers.faulty) { setting in
            let mail = TestMail(
                to: setting.mailbox.address, headers: ["Cc: Sam <450-at-rcpt@fault.test>"])
            let id = try #require(
                try await setting.desk.incoming.receive(mail.raw, at: setting.mailbox.id).conversation)
            let sent = try await setting.answer(id, "Hello both")
            try await setting.worker.step()
            #expect(try await setting.message(sent).delivery == .sent)
            let began = setting.clock.now
            while let due = try await setting.desk.jobs.nextDue() {
                if due > setting.clock.now { setting.clock.move(by: due - setting.clock.now) }
                try await setting.worker.step()
            }
            #expect(setting.clock.now - began > .days(2))
            let failure = try await setting.desk.database.read { db in
                try Events.history(of: id, in: db).last { $0.kind == .messageFailed }
            }
            #expect(failure?.data["why"]?.hasPrefix("450-at-rcpt@fault.test: ") == true)
            #expect(try await setting.desk.conversations.find(id).state == .open)
        }
    }

    @Test(arguments: Engine.available)
    func `what is refused for good is told on the conversation in words`(engine: Engine) async throws {
        try await withSetting(on: engine, smtp: RealServers.smtp("grace")) { setting in
            let id = try await setting.receive(from: "nobody@ensemble.test", subject: "Gone")
            let sent = try await setting.answer(id, "Hello")
            try await setting.worker.step()
            let message = try await setting.message(sent)
            #expect(message.delivery == .failed)
            #expect(
                message.deliveryWhy
                    == "The mail server did not take nobody@ensemble.test: there is no such mailbox.")
            #expect(try await setting.desk.conversations.find(id).state == .open)
            try await withSite(of: setting.desk) { site in
                let page = try await site.visitor(as: setting.cast.tom).get("/conversations/\(id)").text
                #expect(page.contains("there is no such mailbox"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a connection that is lost behind the door is in doubt, and says so`(engine: Engine) async throws {
        try await withSetting(on: engine, smtp: RealServers.faulty) { setting in
            let id = try await setting.receive(from: "lose-at-dot@example.test", subject: "Doubt")
            let sent = try await setting.answer(id, "Hello")
            try await setting.worker.step()
            #expect(try await setting.message(sent).delivery == .unclear)
            setting.clock.move(by: .days(1))
            #expect(try await setting.worker.step() == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `a bounce that comes back by mail marks the message as failed, with the reason`(engine: Engine)
        async throws
    {
        // The bounce goes to the sender's inbox, which no other test reads.
        let sender = engine == .sqlite ? "heidi" : "frank"
        let smtp = RealServers.smtp(sender)
        try await withSetting(on: engine, smtp: smtp, address: "\(sender)@ensemble.test") { setting in
            let subject = "Bounced \(UUID())"
            let id = try await setting.receive(from: "ghost@bounce.test", subject: subject)
            let sent = try await setting.answer(id, "Are you there?")
            try await setting.worker.step()
            #expect(try await setting.message(sent).delivery == .sent)
            #expect(try await setting.desk.conversations.find(id).state == .waiting(.customer))
            _ = try await RealServers.arrived(at: sender, subject: "Undelivered")
            var form = Mailboxes.Form(name: "Clinic", address: setting.mailbox.address, smtp: smtp)
            form.imap = RealServers.imap(sender)
            try await setting.desk.mailboxes.change(setting.mailbox.id, to: form, by: .system)
            let poller = MailboxPoller(desk: setting.desk, logger: Logger(label: "test"))
            for _ in 0..<300 where try await setting.message(sent).delivery == .sent {
                try await poller.pollAll()
                setting.clock.move(by: .minutes(1))
                try await Task.sleep(for: .milliseconds(200))
            }
            let message = try await setting.message(sent)
            #expect(message.delivery == .failed)
            #expect(message.deliveryWhy?.hasPrefix("ghost@bounce.test: ") == true)
            let scene = try await setting.desk.scene(id)
            #expect(scene.conversation.state == .open)
            #expect(scene.messages.last?.details.bounce?.isHard == true)
        }
    }
}
