import Database
import DatabaseTesting
import Logging
import Mail
import Synchronization
import Testing

@testable import Ensemble

/// A mail server of the test: takes, refuses or loses what it is given.
final class ScriptedCarrier: MailCarrier {
    enum Turn: Sendable {
        case take, transient, permanent, inDoubt, crash
        /// Takes it, but not for these.
        case putOff([String])
    }

    private let state: Mutex<(turns: [Turn], letters: [Letter])>

    init(_ turns: [Turn] = []) { state = Mutex((turns, [])) }

    var letters: [Letter] { state.withLock { $0.letters } }

    struct Crash: Error {}

    func carry(_ letter: Letter, atTheDoor: @escaping @Sendable () async throws -> Void) async throws
        -> MailReceipt
    {
        let turn = state.withLock { state in state.turns.isEmpty ? .take : state.turns.removeFirst() }
        switch turn {
        case .transient: throw MailCarrierFailure.transient("The server is busy.")
        case .permanent: throw MailCarrierFailure.permanent("There is no such mailbox.")
        case .take, .inDoubt, .crash, .putOff: try await atTheDoor()
        }
        if case .crash = turn { throw Crash() }
        state.withLock { $0.letters.append(letter) }
        switch turn {
        case .inDoubt: throw MailCarrierFailure.inDoubt("The connection broke.")
        case .putOff(let addresses): return MailReceipt(putOff: addresses)
        default: return MailReceipt()
        }
    }
}

struct OutboxTests {
    private func withReply(
        on engine: Engine, _ turns: [ScriptedCarrier.Turn],
        _ body: (Desk, Outbox, ScriptedCarrier, Message.ID, Actor) async throws -> Void
    ) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            let message = try await desk.conversations.reply(
                id,
                with: .init(
                    text: "Come on **Tuesday**.",
                    files: [NewFile(name: "map.txt", contentType: "text/plain", bytes: [65])], atOnce: true),
                by: tom)
            let carrier = ScriptedCarrier(turns)
            let outbox = Outbox(database: desk.database, clock: desk.clock, seal: desk.seal, carrier: carrier)
            try await body(desk, outbox, carrier, message, tom)
        }
    }

    @Test(arguments: Engine.available)
    func `a message goes out as text and HTML, in its thread, with its files, once`(engine: Engine)
        async throws
    {
        try await withReply(on: engine, []) { desk, outbox, carrier, id, _ in
            try await outbox.send(id)
            try await outbox.send(id)
            let letter = try #require(carrier.letters.first)
            #expect(carrier.letters.count == 1)
            let mail = try MailReader.parse(letter.bytes)
            #expect(mail.from.first?.address == "care@clinic.test")
            #expect(mail.to.map(\.address) == ["dana@example.test"])
            #expect(mail.inReplyTo == ["one@example.test"])
            #expect(mail.references.contains("one@example.test"))
            #expect(mail.text?.contains("Come on **Tuesday**.") == true)
            #expect(mail.html?.contains("<strong>Tuesday</strong>") == true)
            #expect(mail.attachments.map(\.name) == ["map.txt"])
            #expect(mail.header("List-Unsubscribe") == nil)
            #expect(mail.header("Auto-Submitted") == nil)
            #expect(try await desk.conversations.message(id, by: .system).delivery == .sent)
        }
    }

    @Test(arguments: Engine.available)
    func `a busy server is tried again, and the message stays queued`(engine: Engine) async throws {
        try await withReply(on: engine, [.transient]) { desk, outbox, carrier, id, _ in
            await #expect(throws: JobFailure.self) { try await outbox.send(id) }
            #expect(try await desk.conversations.message(id, by: .system).delivery == .queued)
            try await outbox.send(id)
            #expect(carrier.letters.count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a refusal is told on the conversation, which is our move again`(engine: Engine) async throws {
        try await withReply(on: engine, [.permanent]) { desk, outbox, _, id, tom in
            try await outbox.send(id)
            let message = try await desk.conversations.message(id, by: .system)
            #expect(message.delivery == .failed)
            #expect(message.deliveryWhy == "There is no such mailbox.")
            #expect(try await desk.conversations.find(message.conversation).state == .open)
            _ = try await desk.outbox.sendAgain(id, by: tom)
            try await outbox.send(id)
            #expect(try await desk.conversations.message(id, by: .system).delivery == .sent)
        }
    }

    @Test(arguments: Engine.available)
    func `a crash before the door leaves it queued, one behind the door says that it is unclear`(
        engine: Engine
    ) async throws {
        try await withReply(on: engine, [.crash]) { desk, outbox, carrier, id, tom in
            await #expect(throws: ScriptedCarrier.Crash.self) { try await outbox.send(id) }
            #expect(try await desk.conversations.message(id, by: .system).delivery == .sending)
            // The next process finds it so: it may have gone out, so it is not sent again by itself.
            try await outbox.send(id)
            #expect(carrier.letters.isEmpty)
            #expect(try await desk.conversations.message(id, by: .system).delivery == .unclear)
            _ = try await outbox.confirmSent(id, by: tom)
            #expect(try await desk.conversations.message(id, by: .system).delivery == .sent)
        }
    }

    @Test(arguments: Engine.available)
    func `a lost answer is unclear too, and is never repeated by itself`(engine: Engine) async throws {
        try await withReply(on: engine, [.inDoubt]) { desk, outbox, carrier, id, _ in
            try await outbox.send(id)
            try await outbox.send(id)
            #expect(carrier.letters.count == 1)
            #expect(try await desk.conversations.message(id, by: .system).delivery == .unclear)
        }
    }

    @Test(arguments: Engine.available)
    func `without a mail server the message is kept to be looked at`(engine: Engine) async throws {
        try await withReply(on: engine, []) { desk, _, _, id, _ in
            try await desk.outbox.send(id)
            let kept: Int? = try await desk.database.read { db in
                try db.value("SELECT COUNT(*) FROM unsent_mail")
            }
            #expect(kept == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `the blind copies are in the envelope and nowhere else`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            let recipients = Message.Recipients(
                to: [MailAddress(name: nil, address: "dana@example.test")],
                bcc: [MailAddress(name: nil, address: "boss@clinic.test")])
            let message = try await desk.conversations.reply(
                id, with: .init(text: "Hello", recipients: recipients, atOnce: true), by: tom)
            let carrier = ScriptedCarrier()
            try await Outbox(database: desk.database, clock: desk.clock, seal: desk.seal, carrier: carrier)
                .send(message)
            let letter = try #require(carrier.letters.first)
            #expect(letter.recipients == ["dana@example.test", "boss@clinic.test"])
            #expect(!String(decoding: letter.bytes, as: UTF8.self).contains("boss@"))
        }
    }

    @Test(arguments: Engine.available)
    func `of two workers before the door, one passes, and the other changes nothing`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            let message = try await desk.conversations.reply(
                id, with: .init(text: "Hi", atOnce: true), by: tom)
            let carrier = CrowdedCarrier()
            let outbox = Outbox(database: desk.database, clock: desk.clock, seal: desk.seal, carrier: carrier)
            carrier.meanwhile.withLock { $0 = { try await outbox.send(message) } }
            await #expect(throws: JobFailure.self) { try await outbox.send(message) }
            #expect(carrier.taken.withLock { $0 } == 1)
            #expect(try await desk.conversations.message(message, by: .system).delivery == .sent)
        }
    }
}

/// A slow line: while a worker stands before the door, another comes and sends the same.
private final class CrowdedCarrier: MailCarrier {
    let meanwhile = Mutex<(@Sendable () async throws -> Void)?>(nil)
    let taken = Mutex(0)

    func carry(_ letter: Letter, atTheDoor: @escaping @Sendable () async throws -> Void) async throws
        -> MailReceipt
    {
        let other = meanwhile.withLock { other in
            defer { other = nil }
            return other
        }
        try await other?()
        do { try await atTheDoor() } catch let held as HeldBack {
            throw MailCarrierFailure.transient(held.words)
        }
        taken.withLock { $0 += 1 }
        return MailReceipt()
    }
}
