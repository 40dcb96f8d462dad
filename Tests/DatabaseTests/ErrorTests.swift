import Database
import DatabaseTesting
import Testing

@Suite struct `A refusal by the database` {
    private func error(_ engine: Engine, _ statement: SQL) async throws -> DatabaseError? {
        try await withNotes(on: engine) { database in
            try await database.write { db in
                try db.execute("INSERT INTO notes (id, text) VALUES (1, 'one')")
                try db.script("CREATE UNIQUE INDEX notes_pair ON notes (mood, reply_to)")
                try db.execute("INSERT INTO notes (id, text, mood, reply_to) VALUES (2, 'two', 'good', 1)")
            }
            return await #expect(throws: DatabaseError.self) {
                try await database.write { db in _ = try db.execute(statement) }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `names the columns that had to be unique`(engine: Engine) async throws {
        let text = try await error(engine, "INSERT INTO notes (id, text) VALUES (9, \("one"))")
        #expect(text?.kind == .uniqueViolation(columns: ["text"]))
        #expect(text?.table == "notes")
        #expect(text?.sql == "INSERT INTO notes (id, text) VALUES (9, ?)")
        let key = try await error(engine, "INSERT INTO notes (id, text) VALUES (1, 'x')")
        #expect(key?.kind == .uniqueViolation(columns: ["id"]))
        let pair = try await error(
            engine, "INSERT INTO notes (id, text, mood, reply_to) VALUES (9, 'x', 'good', 1)")
        #expect(pair?.kind == .uniqueViolation(columns: ["mood", "reply_to"]))
    }

    @Test(arguments: Engine.available)
    func `tells broken references, rules and missing values apart`(engine: Engine) async throws {
        #expect(
            try await error(engine, "INSERT INTO notes (id, text, reply_to) VALUES (9, 'x', 99)")?.kind
                == .foreignKey)
        #expect(try await error(engine, "DELETE FROM notes WHERE id = 1")?.kind == .foreignKey)
        #expect(
            try await error(engine, "INSERT INTO notes (id, text, mood) VALUES (9, 'x', \("odd"))")?.kind
                == .check)
        #expect(
            try await error(engine, "INSERT INTO notes (id, text) VALUES (9, \(String?.none))")?.kind
                == .notNull)
    }

    @Test(arguments: Engine.available)
    func `never quotes a value`(engine: Engine) async throws {
        for statement in [
            "INSERT INTO notes (id, text) VALUES (1, \("hush-1"))",
            "INSERT INTO notes (id, text) VALUES (9, 'x'), (9, CAST(CAST(\("hush-2") AS BIGINT) AS TEXT))",
            "INSERT INTO notes (id, text, mood) VALUES (9, 'x', \("hush-3"))",
            "SELECT \("hush-4") FROM nowhere",
        ] as [SQL] {
            let error = try await error(engine, statement)
            #expect(error?.description.contains("hush") == false)
        }
    }

    @Test(arguments: Engine.available)
    func `of a statement it cannot read is an error like others`(engine: Engine) async throws {
        #expect(try await error(engine, "SELEKT 1")?.kind == .other)
        #expect(try await error(engine, "")?.kind == .other)
        #expect(try await error(engine, "SELECT nothing FROM nowhere")?.kind == .other)
        #expect(try await error(engine, "SELECT 1; SELECT 2")?.kind == .other)
    }

    @Test(arguments: Engine.available)
    func `of more values than it takes is an error, and the next statement works`(engine: Engine) async throws
    {
        let many = Array(0..<300_000)
        #expect(try await error(engine, "SELECT 1 WHERE 1 IN \(list: many)")?.kind == .other)
    }
}
