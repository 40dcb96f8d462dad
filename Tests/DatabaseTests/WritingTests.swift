import Database
import DatabaseTesting
import Testing

private let notes = [
    Migration(name: "2026-01-01-notes", sql: "CREATE TABLE notes (id BIGINT PRIMARY KEY, text TEXT NOT NULL UNIQUE);")
]

@Test(arguments: Engine.available)
func `what was written is read back`(engine: Engine) async throws {
    try await withDatabase(on: engine, template: "notes", migrations: notes) { database in
        let id = try await database.write { db in
            let id = try db.newID()
            try db.execute("INSERT INTO notes (id, text) VALUES (\(id), \("It's \"here\"?"))")
            return id
        }
        let row = try await database.read { db in try db.row("SELECT id, text FROM notes") }
        #expect(try row?("id") == id)
        #expect(try row?("text") == "It's \"here\"?")
    }
}

@Test(arguments: Engine.available)
func `a write that fails leaves nothing and does not disturb the others`(engine: Engine) async throws {
    try await withDatabase(on: engine, template: "notes", migrations: notes) { database in
        let failures = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await database.write { db in
                            let id = try db.newID()
                            try db.execute("INSERT INTO notes (id, text) VALUES (\(id), \("note \(number)"))")
                            if number % 10 == 3 { throw CancellationError() }
                        }
                        return false
                    } catch {
                        return true
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(failures == 20)
        let count: Int? = try await database.read { db in try db.value("SELECT COUNT(*) FROM notes") }
        #expect(count == 180)
    }
}

@Test(arguments: Engine.available)
func `a savepoint undoes only itself`(engine: Engine) async throws {
    try await withDatabase(on: engine, template: "notes", migrations: notes) { database in
        try await database.write { db in
            try db.execute("INSERT INTO notes (id, text) VALUES (1, 'one')")
            let error = #expect(throws: DatabaseError.self) {
                try db.savepoint {
                    try db.execute("INSERT INTO notes (id, text) VALUES (2, 'two')")
                    try db.savepoint { _ = try db.execute("INSERT INTO notes (id, text) VALUES (3, 'three')") }
                    try db.execute("INSERT INTO notes (id, text) VALUES (4, 'one')")
                }
            }
            #expect(error?.kind == .uniqueViolation(columns: ["text"]))
            try db.execute("INSERT INTO notes (id, text) VALUES (5, 'five')")
        }
        let ids = try await database.read { db in
            try db.rows("SELECT id FROM notes ORDER BY id").map { try $0("id") as Int }
        }
        #expect(ids == [1, 5])
    }
}
