import Database
import DatabaseTesting
import Foundation
import Testing

@Suite struct `Keeping a database` {
    @Test(arguments: Engine.available)
    func `a backup is one state of it, taken while it is written to`(engine: Engine) async throws {
        try await withFolder { folder in
            try await withFile(on: engine) { database in
                let writing = Task {
                    // Each write adds two: an odd number would be half a state.
                    for number in 0... {
                        try await database.write { db in
                            try db.add("left \(number)")
                            try db.add("right \(number)")
                        }
                    }
                }
                while try await database.count("notes") < 50 { try await Task.sleep(for: .milliseconds(1)) }
                try await database.backup(to: folder + "/copy")
                writing.cancel()
                _ = await writing.result
                #expect(FileManager.default.fileExists(atPath: folder + "/copy"))
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["copy"])
                guard engine == .sqlite else { return }  // pg_restore is not ours to test
                try await opening("sqlite:\(folder)/copy") { copy in
                    let count = try await copy.count("notes")
                    #expect(count >= 50 && count % 2 == 0)
                    #expect(try await copy.check() == [])
                    try await copy.migrate(notesSchema)
                    try await copy.add("and goes on")
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a backup overwrites nothing`(engine: Engine) async throws {
        try await withFolder { folder in
            try Data("dear".utf8).write(to: URL(fileURLWithPath: folder + "/copy"))
            try await withNotes(on: engine) { database in
                let error = await #expect(throws: DatabaseError.self) {
                    try await database.backup(to: folder + "/copy")
                }
                #expect(error?.message.contains("exists already") == true)
                await #expect(throws: (any Error).self) {
                    try await database.backup(to: folder + "/none/copy")
                }
            }
            #expect(FileManager.default.contents(atPath: folder + "/copy") == Data("dear".utf8))
        }
    }

    @Test func `a database in memory is backed up too`() async throws {
        try await withFolder { folder in
            try await withNotes(on: .sqlite) { database in
                try await database.add("kept")
                try await database.backup(to: folder + "/copy")
            }
            let texts = try await opening("sqlite:\(folder)/copy") { copy in try await copy.texts() }
            #expect(texts == ["kept"])
        }
    }

    @Test(arguments: Engine.available)
    func `a check finds nothing in a sound one, and rows without their other end`(engine: Engine) async throws
    {
        try await withNotes(on: engine) { database in
            try await database.write { db in
                try db.execute("INSERT INTO notes (id, text) VALUES (1, 'one')")
                try db.execute("INSERT INTO notes (id, text, reply_to) VALUES (2, 'two', 1)")
            }
            #expect(try await database.check() == [])
        }
        guard engine == .postgres else { return }
        try await withNotes(on: engine) { database in
            try await database.write { db in
                try db.execute("SET LOCAL session_replication_role = replica")  // looks at no foreign keys
                try db.execute("INSERT INTO notes (id, text, reply_to) VALUES (2, 'two', 99)")
            }
            #expect(
                try await database.check() == ["1 rows of notes refer to rows of notes that are missing."])
        }
    }

    @Test func `a check finds a damaged file`() async throws {
        try await withFolder { folder in
            let path = folder + "/test.db"
            try await opening("sqlite:" + path) { database in
                try await database.migrate(notesSchema)
                try await database.write { db in for number in 0..<2000 { try db.add("note \(number)") } }
            }
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let middle = bytes.count / 2
            bytes.replaceSubrange(middle..<middle + 6000, with: repeatElement(0xAA, count: 6000))
            try bytes.write(to: URL(fileURLWithPath: path))
            try await opening("sqlite:" + path) { database in
                let problems = (try? await database.check()) ?? ["not even readable"]
                #expect(!problems.isEmpty)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `it answers a ping until it is closed`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            try await database.ping()
            await database.close()
            await database.close()
            for attempt in [
                { try await database.ping() },
                { try await database.add("late") },
                { try await database.migrate([]) },
                { _ = try await database.check() },
            ] as [() async throws -> Void] {
                do {
                    try await attempt()
                    Issue.record("It went on.")
                } catch { #expect((error as? DatabaseError)?.kind == .closed) }
            }
        }
    }
}
