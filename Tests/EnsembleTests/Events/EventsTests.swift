import Database
import DatabaseTesting
import Localization
import Synchronization
import Testing

@testable import Ensemble

private final class Listener: EventReader {
    let name: String
    let kinds: Set<Event.Kind>
    let heard = Mutex<[Event.Kind]>([])
    struct Stumble: Error {}

    init(to kinds: Set<Event.Kind> = Set(Event.Kind.allCases), named name: String = "listener") {
        (self.kinds, self.name) = (kinds, name)
    }

    let stumbles = Mutex(false)

    func read(_ events: [Event], in db: any Connection) throws {
        if stumbles.withLock({ $0 }) { throw Stumble() }
        heard.withLock { $0 += events.map(\.kind) }
    }
}

extension Events {
    /// Reads on until nothing is left: another database's transaction may hold PostgreSQL's readers back.
    fileprivate func everything(_ reader: any EventReader, batch: Int = 500) async throws {
        repeat {
            try await catchUp(reader, batch: batch)
            try await Task.sleep(for: .milliseconds(5))
        } while try await isBehind(reader)
    }
}

struct EventsTests {
    @Test(arguments: Engine.available)
    func `a reader gets every event once, in order, and after a stumble again`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let listener = Listener()
            try await desk.events.everything(listener)
            listener.heard.withLock { $0 = [] }
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            listener.stumbles.withLock { $0 = true }
            await #expect(throws: Listener.Stumble.self) { try await desk.events.everything(listener) }
            listener.stumbles.withLock { $0 = false }
            try await desk.conversations.resolve(id, by: tom)
            try await desk.events.everything(listener, batch: 1)
            #expect(
                listener.heard.withLock { $0 } == [
                    .customerAdded, .conversationOpened, .messageReceived, .resolved,
                ])
            #expect(try await desk.events.catchUp(listener) == 0)
        }
    }

    @Test(arguments: Engine.available, [1, 2, 500])
    func `a reader hears of its own kinds only, and passes the rest`(engine: Engine, batch: Int) async throws
    {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let listener = Listener(to: [.messageReceived, .resolved])
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            try await desk.conversations.resolve(id, by: tom)
            try await desk.conversations.note(id, text: "Seen.", by: tom)
            try await desk.events.everything(listener, batch: batch)
            #expect(listener.heard.withLock { $0 } == [.messageReceived, .resolved])
            #expect(try await desk.events.isBehind(listener) == false)
        }
    }

    @Test(arguments: Engine.available)
    func `readers that stand at different places are brought to the same`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, tom) = try await desk.open()
            let (early, late) = (Listener(), Listener(to: [.resolved], named: "late"))
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            try await desk.events.everything(early)
            early.heard.withLock { $0 = [] }
            try await desk.conversations.resolve(id, by: tom)
            repeat {
                try await desk.events.catchUp([late, early], batch: 2)
            } while try await desk.events.isBehind(early, late)
            #expect(early.heard.withLock { $0 } == [.resolved])
            #expect(late.heard.withLock { $0 } == [.resolved])
        }
    }

    @Test(arguments: Engine.available)
    func `many writers at once lose no event for a reader that follows`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, _) = try await desk.open()
            let listener = Listener()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for place in 0..<40 {
                    group.addTask {
                        try await desk.receive(
                            TestMail(
                                from: "p\(place)@example.test", id: "\(place)@example.test",
                                body: "Mail \(place)"), at: mailbox)
                    }
                    if place % 5 == 0 { group.addTask { try await desk.events.catchUp(listener) } }
                }
                try await group.waitForAll()
            }
            try await desk.events.catchUp(listener)
            let received = listener.heard.withLock { $0.filter { $0 == .messageReceived }.count }
            #expect(received >= 40)
            let stored: Int? = try await desk.database.read { db in
                try db.value("SELECT COUNT(*) FROM events WHERE kind = 'message.received'")
            }
            #expect(stored == 40)
        }
    }

    @Test func `every kind of event can be told as a sentence or is shown otherwise`() {
        let r = Reader(now: 0)
        for kind in Event.Kind.allCases {
            let event = Event(
                id: 1, tx: 1, at: .monday, kind: kind, actorKind: "agent", actor: 1, conversation: 1,
                message: nil,
                customer: nil,
                data: [
                    "name": "Mira", "why": "so", "from": "a", "to": "high", "number": "7", "on": "customer",
                ])
            if let sentence = event.sentence(for: r, by: "Tom") { #expect(!sentence.isEmpty) }
        }
    }
}
