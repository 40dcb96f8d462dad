import Database
import DatabaseTesting
import Synchronization
import Testing

@Suite struct `A transaction` {
    @Test(arguments: Engine.available)
    func `is read back once it is written`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            let id = try await database.write { db in try db.add("It's \"here\"?") }
            let row = try await database.read { db in try db.row("SELECT id, text FROM notes") }
            #expect(try row?("id") == id)
            #expect(try row?("text") == "It's \"here\"?")
            #expect(try await database.read { db in try db.row("SELECT 1 FROM notes WHERE id = 0") } == nil)
            #expect(
                try await database.read { db in try db.value("SELECT mood FROM notes") as String? } == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `leaves nothing when its closure throws`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            await #expect(throws: Refusal(number: 7)) {
                try await database.write { db in
                    try db.add("gone")
                    throw Refusal(number: 7)
                }
            }
            let texts = try await database.texts()
            #expect(texts == [])
        }
    }

    @Test(arguments: Engine.available)
    func `that only reads refuses to write`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            for attempt in [
                { db in _ = try db.execute("INSERT INTO notes (id, text) VALUES (1, 'no')") },
                { db in try db.script("DELETE FROM notes;") },
                { db in _ = try db.newID() },
                { db in _ = try db.next("numbers") },
                { db in _ = try db.transactionID() },
                { db in try db.announce("notes", "no") },
            ] as [@Sendable (any Connection) throws -> Void] {
                let error = await #expect(throws: DatabaseError.self) { try await database.read(attempt) }
                #expect(error?.kind == .readOnly)
            }
            let texts = try await database.texts()
            #expect(texts == [])
        }
    }

    @Test(arguments: Engine.available)
    func `says how many rows a statement changed`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            let counts = try await database.write { db in
                [
                    try db.execute("INSERT INTO notes (id, text) VALUES (1, 'a'), (2, 'b'), (3, 'c')"),
                    try db.execute("UPDATE notes SET mood = 'good' WHERE id > 1"),
                    try db.execute("UPDATE notes SET mood = 'good' WHERE id > 100"),
                    try db.execute("CREATE TABLE other (id BIGINT)"),
                    try db.execute("SELECT * FROM notes"),
                    try db.execute("DELETE FROM notes WHERE id = 1"),
                ]
            }
            #expect(counts == [3, 2, 0, 0, 0, 1])
        }
    }

    @Test(arguments: Engine.available)
    func `that went on after a failed statement is undone`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in
                    try db.add("twice")
                    _ = try? db.add("twice")
                    _ = try? db.add("after")
                }
            }
            #expect(error?.kind == .uniqueViolation(columns: ["text"]))
            let later = await #expect(throws: DatabaseError.self) {
                try await database.write { db in
                    try db.add("twice")
                    _ = try? db.add("twice")
                    try db.add("after")
                }
            }
            #expect(later?.message.contains("only a savepoint") == true)
            let texts = try await database.texts()
            #expect(texts == [])
        }
    }

    @Test(arguments: Engine.available)
    func `gives the first row of what it wrote, and writes all of it`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            let first: String? = try await database.write { db in
                try db.value(
                    "INSERT INTO notes (id, text) VALUES (1, 'a'), (2, 'b'), (3, 'c') RETURNING text")
            }
            #expect(first == "a")
            let texts = try await database.texts()
            #expect(texts == ["a", "b", "c"])
        }
    }

    @Test(
        arguments: Engine.available, ["COMMIT", " rollback", "\nEnd;", "BEGIN", "SAVEPOINT s", "release s"])
    func `cannot be ended by its closure`(engine: Engine, statement: String) async throws {
        try await withNotes(on: engine) { database in
            for script in [true, false] {
                let error = await #expect(throws: DatabaseError.self) {
                    try await database.write { db in
                        try db.add("a")
                        // Only what this test says.
                        if script {
                            try db.script(statement)
                        } else {
                            try db.execute(SQL(trusted: statement))
                        }
                    }
                }
                #expect(error?.message.contains("one transaction") == true)
            }
            let texts = try await database.texts()
            #expect(texts == [])
        }
    }

    @Test(arguments: Engine.available)
    func `is over when its closure is`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            let kept = Mutex<Kept?>(nil)
            try await database.read { db in kept.withLock { $0 = Kept(connection: db) } }
            let connection = kept.withLock { $0?.connection }
            let error = #expect(throws: DatabaseError.self) { try connection?.rows("SELECT 1") }
            #expect(error?.message.contains("after the closure") == true)
        }
    }

    private struct Kept: @unchecked Sendable { let connection: any Connection }

    @Test(arguments: Engine.available)
    func `streams rows while other statements run between them`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            try await database.write { db in
                for number in 1...1600 {
                    try db.execute("INSERT INTO notes (id, text) VALUES (\(number), \("n\(number)"))")
                }
            }
            let (sum, inner) = try await database.write { db in
                var sum = 0
                var inner = 0
                try db.each("SELECT id FROM notes WHERE id > \(100) ORDER BY id") { row in
                    let id: Int = try row("id")
                    sum += id
                    if id % 500 == 0 {
                        // The same statement inside itself, and a write.
                        try db.each("SELECT id FROM notes WHERE id > \(1590) ORDER BY id") { _ in inner += 1 }
                        try db.execute("UPDATE notes SET mood = 'bad' WHERE id = \(id)")
                    }
                }
                return (sum, inner)
            }
            #expect(sum == (101...1600).reduce(0, +))
            #expect(inner == 30)
            #expect(try await database.count("notes WHERE mood = 'bad'") == 3)
        }
    }

    @Test(arguments: Engine.available)
    func `stops streaming when the closure throws`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            try await database.write { db in
                for number in 1...700 {
                    try db.execute("INSERT INTO notes (id, text) VALUES (\(number), \("n\(number)"))")
                }
                var seen = 0
                let error = #expect(throws: Refusal.self) {
                    try db.each("SELECT id FROM notes ORDER BY id") { _ in
                        seen += 1
                        if seen == 600 { throw Refusal(number: seen) }
                    }
                }
                #expect(error?.number == 600)
                try db.execute("DELETE FROM notes WHERE id > 1")
            }
            #expect(try await database.texts() == ["n1"])
        }
    }

    @Test(arguments: Engine.available)
    func `runs several statements as a script`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            try await database.write { db in
                try db.script(
                    """
                    -- a comment; with a semicolon
                    INSERT INTO notes (id, text) VALUES (1, 'a;b');
                    ;
                    INSERT INTO notes (id, text) VALUES (2, 'c')
                    """)
            }
            #expect(try await database.texts() == ["a;b", "c"])
            await #expect(throws: DatabaseError.self) {
                try await database.write { db in try db.script("DELETE FROM notes; DELETE FROM nowhere;") }
            }
            #expect(try await database.texts() == ["a;b", "c"])
        }
    }

    @Test(arguments: Engine.available)
    func `sees one state however long it reads`(engine: Engine) async throws {
        // SQLite in memory has one connection; a file is needed to overlap.
        try await withFile(on: engine) { database in
            try await database.add("first")
            let gate = Gate()
            async let counts = database.read { db in
                let before: Int? = try db.value("SELECT COUNT(*) FROM notes")
                gate.open()
                gate.waitForClose()
                let after: Int? = try db.value("SELECT COUNT(*) FROM notes")
                return [before, after]
            }
            await gate.waitForOpen()
            try await database.add("second")
            gate.close()
            #expect(try await counts == [1, 1])
            #expect(try await database.count("notes") == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `runs its work after the commit, and only then`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            let ran = Collected<String>()
            try await database.write { db in
                try db.add("a")
                db.afterCommit { ran.add("kept") }
                try? db.savepoint {
                    db.afterCommit { ran.add("undone") }
                    throw Refusal()
                }
                #expect(ran.all == [])
            }
            _ = try? await database.write { db in
                db.afterCommit { ran.add("failed") }
                throw Refusal()
            }
            #expect(ran.all == ["kept"])
        }
    }
}
