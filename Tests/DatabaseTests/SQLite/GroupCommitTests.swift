import Database
import DatabaseTesting
import Testing

@Suite struct `Writes that share a commit` {
    /// Fills the queue while one write is under way, so that the others share
    /// the next commit.
    private func together(
        _ database: any Database, _ writes: [@Sendable (any Connection) throws -> Void],
        within milliseconds: Int = 50
    ) async throws -> [(any Error)?] {
        let gate = Gate()
        let first = Task {
            try await database.write { db in
                gate.open()
                gate.waitForClose()
                throw Refusal()  // its transaction is undone; the rest begin one of their own
            }
        }
        await gate.waitForOpen()
        let tasks = writes.map { body in Task { try await database.write(body) } }
        try await Task.sleep(for: .milliseconds(milliseconds))
        gate.close()
        _ = await first.result
        var errors: [(any Error)?] = []
        for task in tasks {
            do {
                try await task.value
                errors.append(nil)
            } catch { errors.append(error) }
        }
        return errors
    }

    @Test func `fail one by one, and each failure undoes only itself`() async throws {
        try await withFile(on: .sqlite) { database in
            let errors = try await together(
                database,
                (0..<40).map { number in
                    { db in
                        try db.add("note \(number)")
                        if number % 4 == 1 { throw Refusal(number: number) }
                        if number % 4 == 2 { try db.add("note 0") }
                    }
                })
            for (number, error) in errors.enumerated() {
                switch number % 4 {
                case 1: #expect(error as? Refusal == Refusal(number: number))
                case 2: #expect((error as? DatabaseError)?.kind == .uniqueViolation(columns: ["text"]))
                default: #expect(error == nil)
                }
            }
            #expect(try await database.count("notes") == 20)
        }
    }

    @Test func `are one transaction with one number`() async throws {
        try await withFile(on: .sqlite) { database in
            // On a busy machine some of them may come too late for the commit: then they get more time.
            var transactions = 0
            for milliseconds in [50, 500, 2_000, 8_000] where transactions != 1 {
                let numbers = Collected<Int64>()
                _ = try await together(
                    database, (0..<20).map { _ in { db in numbers.add(try db.transactionID()) } },
                    within: milliseconds)
                #expect(numbers.all.count == 20)
                transactions = Set(numbers.all).count
            }
            #expect(transactions == 1)
        }
    }

    @Test func `suffer nothing from a deferred rule that one of them broke`() async throws {
        let schema =
            notesSchema + [
                Migration(
                    name: "2026-01-02-links",
                    sql: """
                        CREATE TABLE links (
                            id BIGINT PRIMARY KEY,
                            note BIGINT NOT NULL REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED
                        );
                        """)
            ]
        try await withFolder { folder in
            try await opening("sqlite:\(folder)/test.db") { database in
                try await database.migrate(schema)
                let errors = try await together(
                    database,
                    (0..<10).map { number in
                        { db in
                            let id = try db.newID()
                            try db.execute(
                                "INSERT INTO links (id, note) VALUES (\(id), \(number == 7 ? -1 : id))")
                            try db.execute("INSERT INTO notes (id, text) VALUES (\(id), \("note \(number)"))")
                        }
                    })
                for (number, error) in errors.enumerated() {
                    #expect((error as? DatabaseError)?.kind == (number == 7 ? .foreignKey : nil))
                }
                #expect(try await database.count("links") == 9)
                #expect(try await database.check() == [])
            }
        }
    }

    @Test func `give way to another process, and fail when it takes too long`() async throws {
        try await withFolder { folder in
            let address = "sqlite:\(folder)/test.db"
            var options = DatabaseOptions()
            options.busyTimeout = .milliseconds(200)
            try await opening(address) { holder in
                try await holder.migrate(notesSchema)
                try await opening(address, options: options) { database in
                    let gate = Gate()
                    let holding = Task {
                        try await holder.write { db in
                            try db.add("held")
                            gate.open()
                            gate.waitForClose()
                        }
                    }
                    await gate.waitForOpen()
                    let error = await #expect(throws: DatabaseError.self) { try await database.add("late") }
                    #expect(error?.kind == .busy)
                    // Reads go on meanwhile.
                    #expect(try await database.count("notes") == 0)
                    gate.close()
                    try await holding.value
                    try await database.add("in time")
                    #expect(try await database.texts() == ["held", "in time"])
                }
            }
        }
    }

    @Test func `are many more than share one commit, and all are made`() async throws {
        try await withFile(on: .sqlite) { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<1000 { group.addTask { try await database.add("note \(number)") } }
                try await group.waitForAll()
            }
            #expect(try await database.count("notes") == 1000)
        }
    }
}
