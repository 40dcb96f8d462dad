import Database
import DatabaseTesting
import Logging
import Testing

@testable import Ensemble

/// Who may read a mailbox, where several servers share a database.
struct MailboxPollTests {
    private func withMailbox(
        on engine: Engine, _ body: (Desk, Mailbox.ID, TestClock) async throws -> Void
    ) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let nowhere = IMAPSettings(
                host: "127.0.0.1", port: 1, security: "none", user: "care", password: "x")
            let mailbox = try await desk.mailboxes.add(
                Mailboxes.Form(name: "Care", address: "care@clinic.test", imap: nowhere), by: .system)
            try await body(desk, mailbox.id, clock)
        }
    }

    @Test(arguments: Engine.available)
    func `of many that want to read a mailbox at once, one does`(engine: Engine) async throws {
        try await withMailbox(on: engine) { desk, mailbox, _ in
            let claims = try await withThrowingTaskGroup(of: PollClaim?.self) { group in
                for number in 0..<8 {
                    group.addTask { try await desk.mailboxes.claim(mailbox, as: "process \(number)") }
                }
                return try await group.reduce(into: [PollClaim]()) { found, claim in
                    if let claim { found.append(claim) }
                }
            }
            #expect(claims.count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `who died is waited for a minute, and says nothing more afterwards`(engine: Engine) async throws {
        try await withMailbox(on: engine) { desk, mailbox, clock in
            let dead = try #require(try await desk.mailboxes.claim(mailbox, as: "dead"))
            clock.move(by: .seconds(59))
            #expect(try await desk.mailboxes.claim(mailbox, as: "next") == nil)
            clock.move(by: .seconds(1))
            let next = try #require(try await desk.mailboxes.claim(mailbox, as: "next"))
            #expect(try await desk.mailboxes.renew(dead) == false)
            try await desk.mailboxes.noteFailure(under: dead, because: "late", next: clock.now + .hours(1))
            #expect(try await desk.mailboxes.health(of: mailbox)?.failures == 0)
            #expect(try await desk.mailboxes.renew(next))
        }
    }

    @Test(arguments: Engine.available)
    func `a mailbox that has been read is free again, when its turn comes`(engine: Engine) async throws {
        try await withMailbox(on: engine) { desk, mailbox, clock in
            let first = try #require(try await desk.mailboxes.claim(mailbox, as: "one"))
            try await desk.mailboxes.noteSuccess(under: first, next: clock.now + .seconds(30))
            #expect(try await desk.mailboxes.claim(mailbox, as: "two") == nil)
            clock.move(by: .seconds(30))
            #expect(try await desk.mailboxes.claim(mailbox, as: "two") != nil)
        }
    }

    @Test(arguments: Engine.available)
    func `a mailbox that another process reads is left alone`(engine: Engine) async throws {
        try await withMailbox(on: engine) { desk, mailbox, clock in
            let poller = MailboxPoller(desk: desk, logger: Logger(label: "test"))
            let other = try #require(try await desk.mailboxes.claim(mailbox, as: "another"))
            try await poller.pollAll()
            #expect(try await desk.mailboxes.health(of: mailbox)?.failures == 0)
            clock.move(by: PollClaim.lease)
            try await poller.pollAll()
            #expect(try await desk.mailboxes.health(of: mailbox)?.failures == 1)
            #expect(try await desk.mailboxes.renew(other) == false)
        }
    }

    @Test func `a mailbox at work is kept by its process`() async throws {
        try await withMailbox(on: .sqlite) { desk, mailbox, clock in
            let claim = try #require(try await desk.mailboxes.claim(mailbox, as: "one"))
            clock.move(by: .seconds(45))
            #expect(try await desk.mailboxes.renew(claim))
            clock.move(by: .seconds(45))
            #expect(try await desk.mailboxes.claim(mailbox, as: "two") == nil)
        }
    }
}
