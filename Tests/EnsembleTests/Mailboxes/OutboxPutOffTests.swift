import Database
import DatabaseTesting
import Mail
import Testing

@testable import Ensemble

struct OutboxPutOffTests {
    private static let sam = "sam@example.test"

    /// A message to two, of whom the server puts one off.
    private func withPutOff(
        on engine: Engine, then turns: [ScriptedCarrier.Turn],
        _ body: (Desk, Outbox, ScriptedCarrier, Outbox.PutOff) async throws -> Void
    ) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let mail = TestMail(headers: ["Cc: Sam <\(Self.sam)>"])
            let id = try #require(try await desk.receive(mail, at: mailbox).conversation)
            let message = try await desk.conversations.reply(
                id, with: .init(text: "Come on Tuesday.", atOnce: true), by: tom)
            let carrier = ScriptedCarrier([.putOff([Self.sam])] + turns)
            let outbox = Outbox(database: desk.database, clock: desk.clock, seal: desk.seal, carrier: carrier)
            try await outbox.send(message)
            try await body(desk, outbox, carrier, Outbox.PutOff(message: message, address: Self.sam))
        }
    }

    private func history(_ desk: Desk, of message: Message.ID) async throws -> [Event.Kind] {
        try await desk.database.read { db in
            let id: Conversation.ID? = try db.value("SELECT conversation FROM messages WHERE id = \(message)")
            return try Events.history(of: #require(id), in: db).map(\.kind)
        }
    }

    @Test(arguments: Engine.available)
    func `who was put off gets the same message later, alone and once`(engine: Engine) async throws {
        try await withPutOff(on: engine, then: [.transient]) { desk, outbox, carrier, sam in
            #expect(carrier.letters.map(\.recipients) == [["dana@example.test", Self.sam]])
            await #expect(throws: JobFailure.later("The server is busy.")) { try await outbox.send(to: sam) }
            try await outbox.send(to: sam)
            try await outbox.send(to: sam)
            #expect(carrier.letters.map(\.recipients) == [["dana@example.test", Self.sam], [Self.sam]])
            let names = try carrier.letters.map { try MailReader.parse($0.bytes).messageID }
            #expect(Set(names).count == 1)
            #expect(try await !history(desk, of: sam.message).contains(.messageFailed))
        }
    }

    @Test(arguments: Engine.available)
    func `a job waits for whom was put off`(engine: Engine) async throws {
        try await withPutOff(on: engine, then: []) { desk, _, _, sam in
            let job = try await desk.database.read { db in
                try db.row("SELECT \(Job.columns) FROM jobs WHERE key = \(sam.key)").map(Job.init(row:))
            }
            #expect(job?.kind == .sendToPutOff)
            #expect(job?.runAt == desk.clock() + .minutes(5))
        }
    }

    @Test(arguments: Engine.available)
    func `who is refused in the end, or given up, is told to the author`(engine: Engine) async throws {
        try await withPutOff(on: engine, then: [.permanent]) { desk, outbox, _, sam in
            try await outbox.send(to: sam)
            #expect(try await history(desk, of: sam.message).contains(.messageFailed))
            #expect(try await desk.conversations.message(sam.message, by: .system).delivery == .sent)
        }
        try await withPutOff(on: engine, then: []) { desk, outbox, carrier, sam in
            let job = try await desk.database.read { db in
                try db.row("SELECT \(Job.columns) FROM jobs WHERE key = \(sam.key)").map(Job.init(row:))
            }
            try await desk.giveUp(#require(job), because: .later("The server was busy for three days."))
            #expect(try await history(desk, of: sam.message).contains(.messageFailed))
            try await outbox.send(to: sam)
            #expect(carrier.letters.count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a crash while the server takes it is told, and it is not sent again`(engine: Engine) async throws {
        try await withPutOff(on: engine, then: [.crash]) { desk, outbox, carrier, sam in
            await #expect(throws: ScriptedCarrier.Crash.self) { try await outbox.send(to: sam) }
            try await outbox.send(to: sam)
            #expect(carrier.letters.count == 1)
            #expect(try await history(desk, of: sam.message).contains(.messageFailed))
        }
    }
}
