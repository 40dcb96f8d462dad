import Database
import DatabaseTesting
import Testing

@Suite struct `Closing and cancelling` {
    /// Counts to a number that takes minutes.
    private static let endless: SQL = """
        WITH RECURSIVE steps (n) AS
            (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM steps WHERE n < 100000000000)
        SELECT COUNT(*) FROM steps
        """

    @Test(arguments: Engine.available)
    func `a read that takes too long is interrupted when the database closes`(engine: Engine) async throws {
        try await withFile(on: engine) { database in
            let reading = Task { try await database.read { db in try db.value(Self.endless) as Int? } }
            let other = Task { try await database.read { db in try db.value(Self.endless) as Int? } }
            try await Task.sleep(for: .milliseconds(100))
            await database.close()
            for task in [reading, other] {
                let result = await task.result
                #expect(throws: DatabaseError.self) { try result.get() }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `cancelling a task interrupts its read`(engine: Engine) async throws {
        try await withFile(on: engine) { database in
            let reading = (0..<3).map { _ in
                Task { try await database.read { db in try db.value(Self.endless) as Int? } }
            }
            try await Task.sleep(for: .milliseconds(100))
            for task in reading { task.cancel() }
            for task in reading {
                let result = await task.result
                #expect(throws: CancellationError.self) { try result.get() }
            }
            #expect(try await database.read { db in try db.value("SELECT 1") } == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a write whose task is cancelled while it waits is never made`(engine: Engine) async throws {
        var options = DatabaseOptions()
        options.connections = 2  // one to read, one to write
        try await withNotes(on: engine, options: options) { database in
            let gate = Gate()
            let first = Task {
                try await database.write { db in
                    try db.add("first")
                    gate.open()
                    gate.waitForClose()
                }
            }
            await gate.waitForOpen()
            let second = Task { try await database.add("second") }
            let third = Task { try await database.add("third") }
            try await Task.sleep(for: .milliseconds(50))
            second.cancel()
            let result = await second.result
            #expect(throws: CancellationError.self) { try result.get() }
            gate.close()
            try await first.value
            try await third.value
            #expect(try await database.texts() == ["first", "third"])
        }
    }

    @Test(arguments: Engine.available)
    func `a task that was cancelled before asks for nothing`(engine: Engine) async throws {
        try await withFile(on: engine) { database in
            let task = Task {
                while !Task.isCancelled { await Task.yield() }
                try await database.add("never")
            }
            task.cancel()
            let result = await task.result
            #expect(throws: CancellationError.self) { try result.get() }
            let count = try await database.count("notes")
            #expect(count == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `what was submitted before is finished`(engine: Engine) async throws {
        try await withAddress(on: engine) { address in
            let database = try await Databases.open(address)
            try await database.migrate(notesSchema)
            let gate = Gate()
            let writing = Task {
                try await database.write { db in
                    gate.open()
                    gate.waitForClose()
                    try db.add("in flight")
                }
            }
            await gate.waitForOpen()
            let closing = Task { await database.close() }
            try await Task.sleep(for: .milliseconds(30))
            gate.close()
            await closing.value
            try await writing.value
            let texts = try await opening(address) { again in try await again.texts() }
            #expect(texts == ["in flight"])
        }
    }
}
