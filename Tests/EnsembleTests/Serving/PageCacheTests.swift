import Database
import DatabaseTesting
import Markup
import Synchronization
import Testing

@testable import Ensemble

@Suite struct `Pages that are kept` {
    @Test func `a page is made once for what the database holds, and anew for anything else`() async throws {
        let cache = PageCache()
        let made = Mutex(0)
        func look(_ text: String, _ version: String) async throws {
            _ = try await cache.page(PageCache.Key(text: text, version: version)) {
                made.withLock { $0 += 1 }
                return .page("<p>\(text)</p>")
            }
        }
        for _ in 0..<3 { try await look("a", "1") }
        #expect(made.withLock { $0 } == 1)
        try await look("a", "2")
        try await look("b", "2")
        #expect(made.withLock { $0 } == 3)
        // What was held once and is again: a snapshot never comes back, but a page of another is never shown.
        try await look("a", "1")
        #expect(made.withLock { $0 } == 4)
    }

    @Test(arguments: Engine.available)
    func `the database is told apart by every write, also of another process`(engine: Engine) async throws {
        guard engine == .postgres else { return }
        try await withDesk(on: engine) { desk in
            func snapshot() async throws -> String? {
                try await desk.database.read { db in try PageCache.snapshot(in: db) }
            }
            let before = try await snapshot()
            try await desk.database.write { db in
                try db.execute("UPDATE settings SET value = value WHERE name = 'business.name'")
            }
            #expect(try await snapshot() != before)
        }
    }

    @Test(arguments: Engine.available)
    func `what a customer sees is what is there, however it changed`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            try await withSite(of: desk) { site in
                let visitor = site.visitor()
                let path = desk.estimates.path(of: id)
                for _ in 0..<3 { #expect(try await visitor.get(path).text.contains("What do you say?")) }
                try await desk.estimates.record(true, of: id, name: "Dana", by: cast.agent)
                #expect(try await visitor.get(path).text.contains("Agreed. Thank you."))
                var terms = Terms()
                terms.bank = "Account 12-7"
                try await desk.settings.change(to: terms, by: cast.administrator)
                #expect(try await visitor.get(path).text.contains("Account 12-7"))
            }
        }
    }
}
