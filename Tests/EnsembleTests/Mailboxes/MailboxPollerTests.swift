import Database
import DatabaseTesting
import Glibc
import Logging
import ServiceLifecycle
import Testing

@testable import Ensemble

/// Against a real Dovecot, through the product's own poller.
@Suite(.enabled(if: RealServers.hasIMAP, RealServers.comment))
struct MailboxPollerTests {
    private func withPolled(
        on engine: Engine, _ boxes: [IMAPSettings],
        _ body: (Desk, [Mailbox], TestClock, MailboxPoller) async throws -> Void
    ) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock, configuration: RealServers.configuration) { desk in
            var mailboxes: [Mailbox] = []
            for (place, imap) in boxes.enumerated() {
                mailboxes.append(
                    try await desk.mailboxes.add(
                        Mailboxes.Form(name: "Box \(place)", address: "box\(place)@clinic.test", imap: imap),
                        by: .system))
            }
            try await body(desk, mailboxes, clock, MailboxPoller(desk: desk, logger: Logger(label: "test")))
        }
    }

    private func mails(_ word: String, _ count: Int) -> [TestMail] {
        (0..<count).map { TestMail(subject: "\(word) \($0)", id: "\(word).\($0)@example.test", body: word) }
    }

    private func conversations(_ desk: Desk) async throws -> Int {
        try await desk.database.read { db in try db.value("SELECT COUNT(*) FROM conversations") ?? 0 }
    }

    @Test(arguments: Engine.available)
    func `several mailboxes are read, once, and what was read is marked or moved`(engine: Engine) async throws
    {
        let (stays, moves) = (try RealServers.makeFolder(), try RealServers.makeFolder())
        let done = "Done " + moves
        try RealServers.put(mails("stays", 3), into: stays)
        try RealServers.put(mails("moves", 2), into: moves)
        let boxes = [
            RealServers.imap("dave", folder: stays, security: "starttls"),
            RealServers.imap("dave", folder: moves, moveTo: done),
        ]
        try await withPolled(on: engine, boxes) { desk, mailboxes, clock, poller in
            try await poller.pollAll()
            #expect(try await conversations(desk) == 5)
            #expect(try await RealServers.seen(stays) == [true, true, true])
            #expect(try await RealServers.seen(moves) == [])
            #expect(try await RealServers.seen(done).count == 2)
            // Not its turn yet: nobody asks the server.
            try RealServers.put(mails("later", 1), into: stays)
            try await poller.pollAll()
            #expect(try await conversations(desk) == 5)
            clock.move(by: desk.configuration.pollInterval)
            try await poller.pollAll()
            #expect(try await conversations(desk) == 6)
            let health = try #require(try await desk.mailboxes.health()[mailboxes[0].id])
            #expect(health.polledAt == clock.now && health.failures == 0 && health.problem == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `a folder that was numbered anew is read again, and only what is new comes in`(engine: Engine)
        async throws
    {
        let folder = try RealServers.makeFolder()
        try RealServers.put(mails("first", 2), into: folder)
        try await withPolled(on: engine, [RealServers.imap("dave", folder: folder)]) {
            desk, mailboxes, clock, poller in
            try await poller.pollAll()
            let before = try #require(try await desk.mailboxes.health(of: mailboxes[0].id)).progress
            // A second later, as the server makes the new number from the clock.
            try await Task.sleep(for: .milliseconds(1_100))
            try RealServers.renumber(folder)
            try RealServers.put(mails("second", 1), into: folder)
            clock.move(by: .minutes(1))
            try await poller.pollAll()
            let after = try #require(try await desk.mailboxes.health(of: mailboxes[0].id)).progress
            #expect(after.uidValidity != before.uidValidity)
            #expect(try await conversations(desk) == 3)
        }
    }

    @Test(arguments: Engine.available)
    func `nothing is marked on the server until it is in our database`(engine: Engine) async throws {
        let folder = try RealServers.makeFolder()
        try RealServers.put(mails("held", 3), into: folder)
        try await withPolled(on: engine, [RealServers.imap("dave", folder: folder)]) {
            desk, mailboxes, clock, poller in
            // A database that takes no messages: the table is away.
            try await desk.database.write { db in
                try db.script("ALTER TABLE raw_messages RENAME TO raw_messages_away")
            }
            try await poller.pollAll()
            #expect(try await RealServers.seen(folder) == [false, false, false])
            let ill = try #require(try await desk.mailboxes.health(of: mailboxes[0].id))
            #expect(ill.failures == 1 && ill.problem?.contains("could not be filed") == true)
            try await desk.database.write { db in
                try db.script("ALTER TABLE raw_messages_away RENAME TO raw_messages")
            }
            clock.move(by: .minutes(1))
            try await poller.pollAll()
            #expect(try await conversations(desk) == 3)
            #expect(try await RealServers.seen(folder) == [true, true, true])
        }
    }

    @Test(arguments: Engine.available)
    func `a message that always fails is kept unread in the end, and those behind it come in`(engine: Engine)
        async throws
    {
        let folder = try RealServers.makeFolder()
        try await withPolled(on: engine, [RealServers.imap("dave", folder: folder)]) {
            desk, mailboxes, clock, poller in
            try await desk.database.write { db in
                try db.script("CREATE UNIQUE INDEX one_of_each ON messages (subject)")
            }
            let fails = TestMail(subject: "same 0", id: "fails@example.test")
            try RealServers.put(mails("same", 1), into: folder)
            try await poller.pollAll()
            try RealServers.put([fails] + mails("behind", 1), into: folder)
            clock.move(by: .minutes(1))
            try await poller.pollAll()
            let ill = try #require(try await desk.mailboxes.health(of: mailboxes[0].id))
            #expect(ill.failures == 1 && ill.problem?.contains("could not be filed") == true)
            #expect(ill.nextAt - clock.now >= .seconds(30))
            #expect(try await RealServers.seen(folder).filter { $0 }.count == 2)
            for _ in 0..<2 {
                clock.move(by: .minutes(2))
                try await poller.pollAll()
            }
            let well = try #require(try await desk.mailboxes.health(of: mailboxes[0].id))
            #expect(well.failures == 0 && well.problem == nil)
            #expect(try await RealServers.seen(folder) == [true, true, true])
            #expect(try await conversations(desk) == 3)
        }
    }

    @Test(arguments: Engine.available)
    func `told to stop it ends after the messages at hand, and the rest comes at the next start`(
        engine: Engine
    ) async throws {
        let folder = try RealServers.makeFolder()
        let count = 120
        try RealServers.put(mails("many", count), into: folder)
        try await withPolled(on: engine, [RealServers.imap("dave", folder: folder)]) {
            desk, _, clock, poller in
            var slow = poller
            slow.most = 1
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(services: [slow], logger: poller.logger))
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                while try await conversations(desk) == 0 { try await Task.sleep(for: .milliseconds(5)) }
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
            let first = try await conversations(desk)
            #expect(first > 0 && first < count)
            #expect(try await RealServers.seen(folder).filter { $0 }.count == first)
            try await poller.pollAll()
            #expect(try await conversations(desk) == count)
        }
    }

    @Test(arguments: Engine.available)
    func `a server that takes the call and says nothing keeps no other mailbox waiting`(engine: Engine)
        async throws
    {
        let folder = try RealServers.makeFolder()
        try RealServers.put(mails("first", 1), into: folder)
        let mute = try MuteServer()
        var silent = RealServers.imap("dave", folder: folder)
        silent.port = mute.port
        let boxes = [silent, RealServers.imap("dave", folder: folder)]
        try await withPolled(on: engine, boxes) { desk, mailboxes, clock, poller in
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(services: [poller], logger: poller.logger))
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                let start = ContinuousClock.now + .seconds(40)
                while try await desk.mailboxes.health(of: mailboxes[1].id)?.polledAt == nil,
                    ContinuousClock.now < start
                {
                    try await Task.sleep(for: .milliseconds(20))
                }
                #expect(try await conversations(desk) == 1)
                // The silent one is given up after a minute.
                try RealServers.put(mails("second", 1), into: folder)
                clock.move(by: desk.configuration.pollInterval)
                let end = ContinuousClock.now + .seconds(40)
                while try await conversations(desk) < 2, ContinuousClock.now < end {
                    try await Task.sleep(for: .milliseconds(50))
                }
                #expect(try await conversations(desk) == 2)
                mute.close()
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a dead server is asked ever less often, the page says so, and it recovers`(engine: Engine)
        async throws
    {
        let folder = try RealServers.makeFolder()
        try RealServers.put(mails("waits", 1), into: folder)
        let good = RealServers.imap("dave", folder: folder)
        var dead = good
        dead.port = 1
        try await withPolled(on: engine, [dead]) { desk, mailboxes, clock, poller in
            let box = mailboxes[0]
            var pauses: [Int64] = []
            for _ in 0..<8 {
                try await poller.pollAll()
                let health = try #require(try await desk.mailboxes.health(of: box.id))
                pauses.append((health.nextAt - clock.now).milliseconds / 1_000)
                clock.move(by: health.nextAt - clock.now)
            }
            // Up to a fifth more by chance.
            for (pause, least) in zip(pauses, [30, 60, 120, 240, 480, 900, 900, 900] as [Int64]) {
                #expect(least...least + least / 5 ~= pause)
            }
            let ill = try #require(try await desk.mailboxes.health(of: box.id))
            #expect(ill.failures == 8 && ill.failingSince == .monday)
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let page = try await site.visitor(as: cast.ines).get("/settings/mailboxes").text
                #expect(page.contains("failing since") && page.contains("localhost"))
            }
            try await desk.mailboxes.change(
                box.id, to: Mailboxes.Form(name: "Box", address: box.address, imap: good), by: .system)
            try await poller.pollAll()
            let well = try #require(try await desk.mailboxes.health(of: box.id))
            #expect(well.failures == 0 && well.problem == nil && well.failingSince == nil)
            #expect(try await desk.conversations.list(.unassigned, for: cast.administrator).lines.count == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `a closed mailbox is read no more, and opened again it is read on`(engine: Engine) async throws {
        let folder = try RealServers.makeFolder()
        try await withPolled(on: engine, [RealServers.imap("dave", folder: folder)]) {
            desk, mailboxes, clock, poller in
            try await desk.mailboxes.close(mailboxes[0].id, by: .system)
            try RealServers.put(mails("closed", 2), into: folder)
            try await poller.pollAll()
            #expect(try await conversations(desk) == 0)
            #expect(try await RealServers.seen(folder) == [false, false])
            try await desk.mailboxes.reopen(mailboxes[0].id, by: .system)
            try await poller.pollAll()
            #expect(try await conversations(desk) == 2)
        }
    }
}

/// Listens, and never says a word.
private final class MuteServer: Sendable {
    private let socket: Int32
    let port: Int

    init() throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { [socket] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && listen(socket, 8) == 0
                    && getsockname(socket, $0, &length) == 0
            }
        }
        try #require(isListening)
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    func close() { Glibc.close(socket) }
}
