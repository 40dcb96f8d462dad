import Database
import DatabaseTesting
import Testing

@Suite struct `A migration` {
    private let first = Migration(name: "2026-01-01-a", sql: "CREATE TABLE a (id BIGINT PRIMARY KEY);")
    private let second = Migration(
        name: "2026-01-02-b", sql: "CREATE TABLE b (id BIGINT PRIMARY KEY);",
        sqlite: "INSERT INTO b (id) VALUES (1);", postgres: "INSERT INTO b (id) VALUES (2);")

    private func applied(_ database: any Database) async throws -> [String] {
        try await database.read { db in
            try db.rows("SELECT name, applied_at FROM migrations ORDER BY name").map { row in
                "\(try row("name") as String) \(try row("applied_at") as Int64)"
            }
        }
    }

    private func kind(_ work: () async throws -> Void) async -> DatabaseError.Kind? {
        do {
            try await work()
            return nil
        } catch { return (error as? DatabaseError)?.kind }
    }

    @Test(arguments: Engine.available)
    func `is applied once, in order of name, with the moment of the given clock`(engine: Engine) async throws
    {
        try await withAddress(on: engine) { address in
            var options = DatabaseOptions()
            options.now = { 1_700_000_000_000 }
            try await opening(address, options: options) { database in
                try await database.migrate([second, first])
                try await database.migrate([first, second])
                #expect(
                    try await applied(database) == [
                        "2026-01-01-a 1700000000000", "2026-01-02-b 1700000000000",
                    ])
                let extra: Int? = try await database.read { db in try db.value("SELECT id FROM b") }
                #expect(extra == (engine == .sqlite ? 1 : 2))
            }
            try await opening(address) { database in try await database.migrate([first, second]) }
        }
    }

    @Test(arguments: Engine.available)
    func `that comes later is applied, whatever its name`(engine: Engine) async throws {
        try await withDatabase(on: engine) { database in
            try await database.migrate([second])
            try await database.migrate([second, first])
            #expect(try await applied(database).count == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `that was edited after it had been applied is refused`(engine: Engine) async throws {
        try await withDatabase(on: engine) { database in
            try await database.migrate([first])
            let edited = Migration(name: first.name, sql: first.sql + " -- edited")
            #expect(await kind { try await database.migrate([edited, second]) } == .checksum)
            #expect(try await applied(database).count == 1)
            // Only the engine's own text counts, and line ends do not.
            let windows = Migration(name: first.name, sql: first.sql, sqlite: nil, postgres: nil)
            try await database.migrate([windows])
        }
    }

    @Test(arguments: Engine.available)
    func `is the same with the line ends of another system`(engine: Engine) async throws {
        try await withDatabase(on: engine) { database in
            try await database.migrate([Migration(name: "1", sql: "CREATE TABLE a (\n id BIGINT\n);\n")])
            try await database.migrate([Migration(name: "1", sql: "CREATE TABLE a (\r\n id BIGINT\r\n);\r\n")]
            )
        }
    }

    @Test(arguments: Engine.available)
    func `that this program does not know makes the database a newer one`(engine: Engine) async throws {
        try await withDatabase(on: engine) { database in
            try await database.migrate([first, second])
            #expect(await kind { try await database.migrate([first]) } == .newerDatabase)
            do { try await database.migrate([first]) } catch let error as DatabaseError {
                #expect(error.message.contains("2026-01-02-b"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `that fails leaves nothing of itself and keeps those before`(engine: Engine) async throws {
        try await withDatabase(on: engine) { database in
            let broken = Migration(
                name: "2026-01-03",
                sql: "CREATE TABLE c (id BIGINT); INSERT INTO c VALUES (1); INSERT INTO nowhere VALUES (1);"
            )
            do {
                try await database.migrate([first, second, broken])
                Issue.record("It was applied.")
            } catch let error as DatabaseError {
                #expect(error.message.hasPrefix("The migration 2026-01-03 failed."))
            }
            #expect(try await applied(database).count == 2)
            let mended = Migration(name: "2026-01-03", sql: "CREATE TABLE c (id BIGINT);")
            try await database.migrate([first, second, mended])
            #expect(try await database.count("c") == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `is applied by one of two that come at once`(engine: Engine) async throws {
        try await withAddress(on: engine) { address in
            try await opening(address) { one in
                try await opening(address) { other in
                    async let left: Void = one.migrate([first, second])
                    async let right: Void = other.migrate([first, second])
                    _ = try await (left, right)
                    #expect(try await applied(one).count == 2)
                    #expect(try await one.count("b") == 1)
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `of the same name as another is refused`(engine: Engine) async throws {
        try await withDatabase(on: engine) { database in
            #expect(await kind { try await database.migrate([first, first]) } == .configuration)
        }
    }

    @Test func `may rebuild a table on SQLite that others refer to, if all ends stay`() async throws {
        try await withDatabase(on: .sqlite) { database in
            let tables = Migration(
                name: "1",
                sql: """
                    CREATE TABLE p (id BIGINT PRIMARY KEY, old TEXT);
                    CREATE TABLE c (
                        id BIGINT PRIMARY KEY, p BIGINT NOT NULL REFERENCES p (id) ON DELETE CASCADE);
                    INSERT INTO p (id) VALUES (1), (2);
                    INSERT INTO c (id, p) VALUES (1, 1), (2, 2);
                    """)
            let rebuilt = Migration(
                name: "2", sql: "",
                sqlite: """
                    CREATE TABLE q (id BIGINT PRIMARY KEY);
                    INSERT INTO q SELECT id FROM p;
                    DROP TABLE p;
                    ALTER TABLE q RENAME TO p;
                    """)
            let orphaning = Migration(name: "3", sql: "DELETE FROM p WHERE id = 2;")
            try await database.migrate([tables, rebuilt])
            #expect(try await database.count("c") == 2)
            #expect(await kind { try await database.migrate([tables, rebuilt, orphaning]) } == .foreignKey)
            #expect(try await database.count("p") == 2)
            try await database.write { db in try db.execute("DELETE FROM p;") }
            #expect(try await database.count("c") == 0)
        }
    }

    @Test func `makes a BIGINT key the order of the table on SQLite`() async throws {
        let migration = Migration(
            name: "1",
            sql:
                "CREATE TABLE a (id BIGINT  PRIMARY\nKEY, n BIGINT); CREATE TABLE b (a BIGINT);"
        )
        try await withDatabase(on: .sqlite) { database in
            try await database.migrate([migration])
            let indexes: Int? = try await database.read { db in
                try db.value("SELECT COUNT(*) FROM pragma_index_list('a')")
            }
            #expect(indexes == 0)
            await #expect(throws: DatabaseError.self) {
                try await database.write { db in try db.execute("INSERT INTO a (id) VALUES ('abc')") }
            }
        }
    }
}
