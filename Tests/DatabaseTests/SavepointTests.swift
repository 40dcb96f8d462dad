import Database
import DatabaseTesting
import Testing

@Suite struct `A savepoint` {
    @Test(arguments: Engine.available)
    func `undoes only itself when it fails, and rethrows`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            try await database.write { db in
                try db.execute("INSERT INTO notes (id, text) VALUES (1, 'one')")
                let error = #expect(throws: DatabaseError.self) {
                    try db.savepoint {
                        try db.execute("INSERT INTO notes (id, text) VALUES (2, 'two')")
                        try db.savepoint {
                            _ = try db.execute("INSERT INTO notes (id, text) VALUES (3, 'three')")
                        }
                        try db.execute("INSERT INTO notes (id, text) VALUES (4, 'one')")
                    }
                }
                #expect(error?.kind == .uniqueViolation(columns: ["text"]))
                try db.execute("INSERT INTO notes (id, text) VALUES (5, 'five')")
            }
            #expect(try await database.texts() == ["one", "five"])
        }
    }

    @Test(arguments: Engine.available)
    func `nests, and an outer one keeps what an inner one lost`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            try await database.write { db in
                try db.savepoint {
                    try db.execute("INSERT INTO notes (id, text) VALUES (1, 'outer')")
                    for number in 2...20 {
                        try? db.savepoint {
                            try db.execute("INSERT INTO notes (id, text) VALUES (\(number), \("n\(number)"))")
                            if number % 2 == 0 { throw Refusal() }
                        }
                    }
                }
            }
            #expect(try await database.count("notes") == 10)
        }
    }

    @Test(arguments: Engine.available)
    func `whose closure swallowed a failure is undone all the same`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            try await database.write { db in
                try db.add("kept")
                let error = #expect(throws: DatabaseError.self) {
                    try db.savepoint {
                        try db.add("lost")
                        _ = try? db.add("lost")
                    }
                }
                #expect(error?.kind == .uniqueViolation(columns: ["text"]))
                try db.add("also kept")
            }
            #expect(try await database.texts() == ["kept", "also kept"])
        }
    }
}
