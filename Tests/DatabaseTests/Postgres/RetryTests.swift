import Database
import DatabaseTesting
import Foundation
import Testing

@Suite(.enabled(if: Engine.available.contains(.postgres)))
struct `A write on PostgreSQL` {
    private func kill(_ process: Int64, in database: any Database) async throws {
        _ = try await database.read { db in
            try db.value("SELECT pg_terminate_backend(CAST(\(process) AS INTEGER))") as Bool?
        }
    }

    @Test func `is run anew when another changed what it had read`() async throws {
        try await withNotes(on: .postgres) { database in
            try await database.write { db in try db.execute("INSERT INTO notes (id, text) VALUES (1, '1')") }
            let runs = Collected<Int>()
            let gate = Gate()
            let slow = Task {
                try await database.write { db in
                    let text: String = try db.value("SELECT text FROM notes WHERE id = 1") ?? ""
                    runs.add(1)
                    if runs.all.count == 1 {
                        gate.open()
                        gate.waitForClose()
                    }
                    try db.execute("UPDATE notes SET text = \(text + "2") WHERE id = 1")
                }
            }
            await gate.waitForOpen()
            try await database.write { db in try db.execute("UPDATE notes SET text = '0' WHERE id = 1") }
            gate.close()
            try await slow.value
            #expect(runs.all.count == 2)
            #expect(try await database.texts() == ["02"])
        }
    }

    @Test func `fits with others that want the same row`() async throws {
        try await withNotes(on: .postgres) { database in
            try await database.write { db in try db.execute("INSERT INTO notes (id, text) VALUES (1, '0')") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        try await database.write { db in
                            let text: String = try db.value("SELECT text FROM notes WHERE id = 1") ?? ""
                            try db.execute(
                                "UPDATE notes SET text = \("\((Int(text) ?? 0) + 1)") WHERE id = 1")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let texts = try await database.texts()
            #expect(texts == ["40"])
        }
    }

    @Test func `keeps no effect of a run that was given up`() async throws {
        try await withNotes(on: .postgres) { database in
            let after = Collected<Int>()
            let stream = database.announcements()
            try await database.write { db in try db.execute("INSERT INTO notes (id, text) VALUES (1, '0')") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        try await database.write { db in
                            db.afterCommit { after.add(number) }
                            try db.announce("notes", "\(number)")
                            let text: String = try db.value("SELECT text FROM notes WHERE id = 1") ?? ""
                            try db.execute("UPDATE notes SET text = \(text + "x") WHERE id = 1")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(after.all.sorted() == Array(0..<20))
            await database.close()
            var heard: [String] = []
            for await announcement in stream where announcement != .anything {
                heard.append(announcement.payload)
            }
            #expect(Set(heard).count == 20)
            #expect(heard.count == 20)
        }
    }

    @Test func `is run anew although its closure made another error of the conflict`() async throws {
        try await withNotes(on: .postgres) { database in
            try await database.write { db in try db.execute("INSERT INTO notes (id, text) VALUES (1, '0')") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await database.write { db in
                            do {
                                let text: String = try db.value("SELECT text FROM notes WHERE id = 1") ?? ""
                                try db.execute("UPDATE notes SET text = \(text + "x") WHERE id = 1")
                            } catch { throw Refusal() }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.texts() == ["0" + String(repeating: "x", count: 20)])
        }
    }

    @Test func `is run anew after a deadlock`() async throws {
        try await withNotes(on: .postgres) { database in
            try await database.write { db in
                try db.execute("INSERT INTO notes (id, text) VALUES (1, 'a'), (2, 'b')")
                try db.execute("CREATE TABLE one (id BIGINT)")
                try db.execute("CREATE TABLE two (id BIGINT)")
            }
            let runs = Collected<Int>()
            let met = (Gate(), Gate())
            @Sendable func lock(_ first: SQL, _ second: SQL, _ mine: Gate, _ others: Gate) async throws {
                try await database.write { db in
                    runs.add(1)
                    try db.execute("LOCK TABLE \(first) IN ACCESS EXCLUSIVE MODE")
                    mine.open()
                    mine.close()
                    others.waitForClose()
                    others.close()  // for a second run
                    try db.execute("LOCK TABLE \(second) IN ACCESS EXCLUSIVE MODE")
                }
            }
            async let left: Void = lock("one", "two", met.0, met.1)
            async let right: Void = lock("two", "one", met.1, met.0)
            _ = try await (left, right)
            #expect(runs.all.count == 3)
        }
    }

    @Test func `is run anew when its connection is lost before the commit`() async throws {
        try await withNotes(on: .postgres) { database in
            let runs = Collected<Int64>()
            let gate = Gate()
            let writing = Task {
                try await database.write { db in
                    let process: Int64 = try db.value("SELECT CAST(pg_backend_pid() AS BIGINT)") ?? 0
                    runs.add(process)
                    try db.add("once")
                    if runs.all.count == 1 {
                        gate.open()
                        gate.waitForClose()
                    }
                    try db.add("twice")
                }
            }
            await gate.waitForOpen()
            try await kill(runs.all[0], in: database)
            gate.close()
            try await writing.value
            #expect(runs.all.count == 2)
            #expect(Set(runs.all).count == 2)
            #expect(try await database.texts() == ["once", "twice"])
        }
    }

    @Test func `finds its way back when all connections were lost`() async throws {
        try await withNotes(on: .postgres) { database in
            try await database.add("before")
            let admin = try #require(ProcessInfo.processInfo.environment["ENSEMBLE_TEST_POSTGRES"])
            let name: String = try await database.read { db in try db.value("SELECT current_database()") ?? ""
            }
            let stream = database.announcements()
            for await one in stream where one == .anything { break }
            try PostgresDatabase.administer(
                admin,
                """
                DO $$ BEGIN
                    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(name)';
                END $$
                """
            )
            #expect(try await database.texts() == ["before"])
            try await database.add("after")
            #expect(try await database.texts() == ["before", "after"])
            // The listener says that it was away.
            for await one in stream where one == .anything { break }
        }
    }

    @Test func `is not made with settings that the server refuses`() async throws {
        var options = DatabaseOptions()
        options.statementTimeout = .seconds(-1)
        await #expect(throws: DatabaseError.self) {
            try await withNotes(on: .postgres, options: options) { _ in }
        }
    }

    @Test func `fails with the time-out of a statement`() async throws {
        var options = DatabaseOptions()
        options.statementTimeout = .seconds(15)
        try await withNotes(on: .postgres, options: options) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in _ = try db.row("SELECT pg_sleep(600)") }
            }
            #expect(error?.kind == .timedOut)
            try await database.add("and goes on")
        }
    }

    @Test func `goes on after a table changed under its prepared statements`() async throws {
        try await withNotes(on: .postgres) { database in
            try await database.add("a")
            for _ in 0..<3 { _ = try await database.read { db in try db.rows("SELECT * FROM notes") } }
            try await database.write { db in try db.execute("ALTER TABLE notes ADD COLUMN extra BIGINT") }
            for _ in 0..<4 {
                let columns = try await database.read { db in try db.row("SELECT * FROM notes")?.columns }
                #expect(columns?.last == "extra")
            }
        }
    }
}
