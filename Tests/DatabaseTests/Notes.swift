import Database
import DatabaseTesting

/// A small schema that most tests use.
let notesSchema = [
    Migration(
        name: "2026-01-01-notes",
        sql: """
            CREATE TABLE notes (
                id BIGINT PRIMARY KEY,
                text TEXT NOT NULL UNIQUE,
                mood TEXT CHECK (mood IN ('good', 'bad')),
                reply_to BIGINT REFERENCES notes (id)
            );
            CREATE INDEX notes_mood ON notes (mood) WHERE mood IS NOT NULL;
            """)
]

func withNotes<T>(
    on engine: Engine, options: DatabaseOptions = DatabaseOptions(), _ body: (any Database) async throws -> T
) async throws -> T {
    try await withDatabase(on: engine, template: "notes", migrations: notesSchema, options: options, body)
}

extension Database {
    func add(_ text: String) async throws {
        try await write { db in try db.add(text) }
    }

    func texts() async throws -> [String] {
        try await read { db in try db.rows("SELECT text FROM notes ORDER BY id").map { try $0("text") } }
    }

    func count(_ table: SQL) async throws -> Int {
        try await read { db in try db.value("SELECT COUNT(*) FROM \(table)") ?? -1 }
    }
}

extension Connection {
    @discardableResult
    func add(_ text: String) throws -> Int64 {
        let id = try newID()
        try execute("INSERT INTO notes (id, text) VALUES (\(id), \(text))")
        return id
    }
}

struct Refusal: Error, Equatable { var number = 0 }
