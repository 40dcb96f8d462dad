import Database
import DatabaseTesting
import Testing

@Suite struct `Ids and numbers` {
    /// Writes of which some are undone, whole or in a savepoint; answers all
    /// ids that were ever given.
    private func give(_ database: any Database, writes: Int) async throws -> [Int64] {
        let given = Collected<Int64>()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<writes {
                group.addTask {
                    let mine = Collected<Int64>()
                    @Sendable func take(_ count: Int, _ db: any Connection) throws {
                        for _ in 0..<count {
                            mine.add(try db.newID())
                        }
                    }
                    _ = try? await database.write { db in
                        mine.clear()  // it may be run anew
                        try take(1 + number % 7, db)
                        try? db.savepoint {
                            try take(number % 13 == 0 ? 1500 : 2, db)
                            if number % 3 == 0 { throw Refusal() }
                        }
                        try db.execute(
                            "INSERT INTO notes (id, text) VALUES (\(db.newID()), \("note \(db.newID())"))")
                        if number % 5 == 0 { throw Refusal() }
                    }
                    given.add(all: mine.all)
                }
            }
        }
        return given.all
    }

    @Test(arguments: Engine.available)
    func `no id is given twice, whatever is undone`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            let ids = try await give(database, writes: 120)
            #expect(ids.count > 5000)
            #expect(Set(ids).count == ids.count)
            #expect(ids.allSatisfy { $0 > 0 })
        }
    }

    @Test(arguments: Engine.available)
    func `two that have the same database open never store the same id`(engine: Engine) async throws {
        try await withAddress(on: engine) { address in
            try await opening(address) { one in
                try await one.migrate(notesSchema)
                try await opening(address) { other in
                    async let first = give(one, writes: 60)
                    async let second = give(other, writes: 60)
                    _ = try await (first, second)
                    // The primary key would have refused the second.
                    #expect(try await one.count("notes") == 96)
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what is written later has larger ids, whichever process writes it`(engine: Engine) async throws {
        try await withAddress(on: engine) { address in
            try await opening(address) { one in
                try await opening(address) { other in
                    var ids: [Int64] = []
                    for place in 0..<40 {
                        let database = place % 3 == 0 ? other : one
                        ids.append(try await database.write { db in try db.newID() })
                    }
                    #expect(ids == ids.sorted())
                    #expect(Set(ids).count == 40)
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `ids grow from one opening to the next`(engine: Engine) async throws {
        try await withAddress(on: engine) { address in
            let first = try await opening(address) { database in
                try await database.write { db in try db.newID() }
            }
            let second = try await opening(address) { database in
                try await database.write { db in try db.newID() }
            }
            #expect(second > first)
        }
    }

    @Test(arguments: Engine.available)
    func `a counter counts from one, each for itself`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            for expected in 1...3 {
                #expect(try await database.write { db in try db.next("conversations") } == Int64(expected))
            }
            let invoices = try await database.write { db in
                [try db.next("invoices"), try db.next("invoices")]
            }
            #expect(invoices == [1, 2])
            #expect(try await database.write { db in try db.next("conversations") } == 4)
            for wrong in ["", "a b", "x\"; DROP TABLE notes; --", String(repeating: "a", count: 49)] {
                await #expect(throws: DatabaseError.self) {
                    try await database.write { db in try db.next(wrong) }
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a counter never gives a number twice to those that stay`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            let numbers: [Int64] = try await withThrowingTaskGroup(of: Int64?.self) { group in
                for index in 0..<100 {
                    group.addTask {
                        try? await database.write { db in
                            let number = try db.next("conversations")
                            try db.add("number \(number) for \(index)")
                            if index % 4 == 0 { throw Refusal() }
                            return number
                        }
                    }
                }
                var numbers: [Int64] = []
                for try await number in group { if let number { numbers.append(number) } }
                return numbers
            }
            #expect(numbers.count == 75)
            #expect(Set(numbers).count == 75)
            // SQLite leaves no gaps either.
            if engine == .sqlite { #expect(numbers.sorted() == Array(1...75)) }
        }
    }

    @Test func `a counter of SQLite goes back with a savepoint, and on from there`() async throws {
        try await withNotes(on: .sqlite) { database in
            let numbers = try await database.write { db in
                var kept = [try db.next("invoices")]
                try? db.savepoint {
                    for _ in 0..<3 { _ = try db.next("invoices") }
                    _ = try db.next("orders")
                    throw Refusal()
                }
                try db.savepoint { kept.append(try db.next("invoices")) }
                kept += [try db.next("invoices"), try db.next("orders")]
                return kept
            }
            #expect(numbers == [1, 2, 3, 1])
            #expect(try await database.write { db in try db.next("invoices") } == 4)
            #expect(try await database.write { db in try db.next("orders") } == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `a transaction keeps its number, and the next has a larger one`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            let first = try await database.write { db in
                let number = try db.transactionID()
                try? db.savepoint {
                    #expect(try db.transactionID() == number)
                    throw Refusal()
                }
                #expect(try db.transactionID() == number)
                return number
            }
            _ = try? await database.write { db in
                _ = try db.transactionID()
                throw Refusal()
            }
            let second = try await database.write { db in try db.transactionID() }
            #expect(second > first)
        }
    }

    @Test(arguments: Engine.available)
    func `a number first asked for in a savepoint that fails is asked for anew`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            let first = try await database.write { db in
                try? db.savepoint {
                    _ = try db.transactionID()
                    throw Refusal()
                }
                return try db.transactionID()
            }
            let second = try await database.write { db in try db.transactionID() }
            #expect(second > first)
        }
    }

    /// The log that the history keeps: readers take what is below
    /// `committedBefore`, and never pass by an entry that commits late.
    @Test(arguments: Engine.available)
    func `a reader of a log misses nothing that commits late`(engine: Engine) async throws {
        let log = [
            Migration(
                name: "1",
                sql: "CREATE TABLE log (tx BIGINT NOT NULL, id BIGINT NOT NULL, PRIMARY KEY (tx, id))")
        ]
        try await withAddress(on: engine) { address in
            try await opening(address) { database in
                try await database.migrate(log)
                let done = Collected<Bool>()
                async let followed = Self.follow(database) { !done.all.isEmpty }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<120 {
                        group.addTask {
                            try await database.write { db in
                                for _ in 0...number % 3 {
                                    let (tx, id) = (try db.transactionID(), try db.newID())
                                    try db.execute("INSERT INTO log (tx, id) VALUES (\(tx), \(id))")
                                }
                                // Some take their time between writing and committing.
                                if number % 10 == 0 { pause(milliseconds: 20) }
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                done.add(true)
                let seen = try await followed
                #expect(seen.count == 240)
                #expect(Set(seen).count == 240)
            }
        }
    }

    private static func follow(_ database: any Database, until isDone: @Sendable () -> Bool) async throws
        -> [Int64]
    {
        var seen: [Int64] = []
        var cursor = (tx: Int64(0), id: Int64(0))
        while true {
            let last = isDone()
            let (tx, id) = cursor
            let rows = try await database.read { db in
                try db.rows(
                    """
                    SELECT tx, id FROM log WHERE (tx, id) > (\(tx), \(id)) AND tx < \(db.committedBefore())
                    ORDER BY tx, id LIMIT 7
                    """)
            }
            for row in rows {
                cursor = (try row("tx"), try row("id"))
                seen.append(cursor.id)
            }
            if last && rows.isEmpty { return seen }
            try await Task.sleep(for: .milliseconds(1))
        }
    }
}
