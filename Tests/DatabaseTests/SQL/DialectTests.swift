import Database
import DatabaseTesting
import Testing

/// Every line that the house style allows in SQL, on both engines.
@Suite struct `The common dialect` {
    private static let schema = [
        Migration(
            name: "1",
            sql: """
                CREATE TABLE tallies (
                    name TEXT PRIMARY KEY, n BIGINT NOT NULL, at BIGINT, share DOUBLE PRECISION);
                CREATE TABLE extras (name TEXT PRIMARY KEY REFERENCES tallies (name), n BIGINT NOT NULL);
                CREATE UNIQUE INDEX tallies_open ON tallies (n) WHERE at IS NULL;
                INSERT INTO tallies (name, n, at, share) VALUES
                    ('a', 1, 86400000, 0.5), ('b', 2, 86400001, 0.25),
                    ('c', 3, 259200000, NULL), ('d', 4, NULL, NULL);
                """)
    ]

    private func rows(_ engine: Engine, _ statements: SQL...) async throws -> [[Value]] {
        try await withDatabase(on: engine, template: "tallies", migrations: Self.schema) { database in
            try await database.write { db in
                for statement in statements.dropLast() { try db.execute(statement) }
                guard let last = statements.last else { return [] }
                return try db.rows(last).map { row in row.columns.map { row[$0] ?? .null } }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `RETURNING gives what was written`(engine: Engine) async throws {
        let inserted = try await rows(
            engine, "INSERT INTO tallies (name, n) VALUES (\("x"), \(9)) RETURNING name, n")
        #expect(inserted == [[.text("x"), .integer(9)]])
        let updated = try await rows(engine, "UPDATE tallies SET n = n * 10 WHERE n >= 3 RETURNING n")
        #expect(Set(updated) == [[.integer(30)], [.integer(40)]])
        let deleted = try await rows(engine, "DELETE FROM tallies WHERE name = 'a' RETURNING n")
        #expect(deleted == [[.integer(1)]])
    }

    @Test(arguments: Engine.available)
    func `ON CONFLICT updates from excluded`(engine: Engine) async throws {
        let found = try await rows(
            engine,
            """
            INSERT INTO tallies (name, n, at) VALUES (\("a"), \(50), \(1)), (\("z"), \(60), \(1))
            ON CONFLICT (name) DO UPDATE SET n = excluded.n
            """,
            "INSERT INTO tallies (name, n) VALUES ('a', 99) ON CONFLICT DO NOTHING",
            "SELECT name, n FROM tallies WHERE name IN \(list: ["a", "z"]) ORDER BY name")
        #expect(found == [[.text("a"), .integer(50)], [.text("z"), .integer(60)]])
    }

    @Test(arguments: Engine.available)
    func `common table expressions, recursive too`(engine: Engine) async throws {
        let found = try await rows(
            engine,
            """
            WITH RECURSIVE steps (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM steps WHERE n < \(5))
            SELECT CAST(SUM(n) AS BIGINT) AS total FROM steps
            """)
        #expect(found == [[.integer(15)]])
    }

    @Test(arguments: Engine.available)
    func `window functions`(engine: Engine) async throws {
        let found = try await rows(
            engine,
            """
            SELECT name, ROW_NUMBER() OVER (ORDER BY n DESC) AS place, LAG(name) OVER (ORDER BY n) AS before,
                CAST(SUM(n) OVER (ORDER BY n) AS BIGINT) AS running
            FROM tallies ORDER BY n LIMIT 2
            """)
        #expect(
            found == [
                [.text("a"), .integer(4), .null, .integer(1)],
                [.text("b"), .integer(3), .text("a"), .integer(3)],
            ])
    }

    @Test(arguments: Engine.available)
    func `FILTER counts part of a group`(engine: Engine) async throws {
        let found = try await rows(
            engine, "SELECT COUNT(*) AS n, COUNT(*) FILTER (WHERE at IS NULL) AS open FROM tallies")
        #expect(found == [[.integer(4), .integer(1)]])
    }

    @Test(arguments: Engine.available)
    func `a partial unique index rules over its part only`(engine: Engine) async throws {
        let closed = try await rows(
            engine, "INSERT INTO tallies (name, n, at) VALUES ('e', 4, 5)",
            "SELECT COUNT(*) AS n FROM tallies WHERE n = 4")
        #expect(closed == [[.integer(2)]])
        await #expect(throws: DatabaseError.self) {
            try await rows(engine, "INSERT INTO tallies (name, n) VALUES ('e', 4)")
        }
    }

    @Test(arguments: Engine.available)
    func `row values page by key`(engine: Engine) async throws {
        let found = try await rows(
            engine,
            """
            SELECT name FROM tallies WHERE (at, name) > (\(Int64(86_400_000)), \("a"))
            ORDER BY at, name LIMIT \(1)
            """)
        #expect(found == [[.text("b")]])
        let before = try await rows(
            engine,
            """
            SELECT name FROM tallies WHERE (at, name) < (\(Int64(86_400_001)), \("b"))
            ORDER BY at DESC, name DESC
            """
        )
        #expect(before == [[.text("a")]])
    }

    @Test(arguments: Engine.available)
    func `IS NOT DISTINCT FROM takes NULL for a value`(engine: Engine) async throws {
        let none = try await rows(
            engine, "SELECT name FROM tallies WHERE at IS NOT DISTINCT FROM \(Int64?.none) ORDER BY name")
        #expect(none == [[.text("d")]])
        let some = try await rows(
            engine, "SELECT name FROM tallies WHERE at IS NOT DISTINCT FROM \(Int64(259_200_000))")
        #expect(some == [[.text("c")]])
        let typed = try await rows(engine, "SELECT name FROM tallies WHERE \(Int64?.none) IS NULL AND n = 1")
        #expect(typed == [[.text("a")]])
    }

    @Test(arguments: Engine.available)
    func `NULLS LAST and NULLS FIRST`(engine: Engine) async throws {
        let last = try await rows(engine, "SELECT name FROM tallies ORDER BY at DESC NULLS LAST, name")
        #expect(last == [[.text("c")], [.text("b")], [.text("a")], [.text("d")]])
        let first = try await rows(engine, "SELECT name FROM tallies ORDER BY at NULLS FIRST LIMIT 1")
        #expect(first == [[.text("d")]])
    }

    @Test(arguments: Engine.available)
    func `UPDATE … FROM takes values of another table`(engine: Engine) async throws {
        let found = try await rows(
            engine,
            "INSERT INTO extras (name, n) VALUES ('a', 100), ('b', 200)",
            """
            UPDATE tallies SET n = extras.n FROM extras
            WHERE extras.name = tallies.name AND extras.n > \(100)
            """,
            "SELECT n FROM tallies ORDER BY name LIMIT 2")
        #expect(found == [[.integer(1)], [.integer(200)]])
    }

    @Test(arguments: Engine.available)
    func `columns are added and dropped`(engine: Engine) async throws {
        let found = try await rows(
            engine,
            "ALTER TABLE tallies ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'",
            "ALTER TABLE tallies DROP COLUMN share",
            "SELECT * FROM tallies WHERE name = 'a'")
        #expect(found == [[.text("a"), .integer(1), .integer(86_400_000), .text("grey")]])
    }

    @Test(arguments: Engine.available)
    func `sums and averages by cast, and whole days by division`(engine: Engine) async throws {
        let found = try await rows(
            engine,
            """
            SELECT CAST(SUM(n) AS BIGINT) AS total, CAST(AVG(n) AS DOUBLE PRECISION) AS mean,
                CAST(AVG(share) AS DOUBLE PRECISION) AS share FROM tallies
            """)
        #expect(found == [[.integer(10), .real(2.5), .real(0.375)]])
        let days = try await rows(
            engine,
            """
            SELECT at / 86400000 AS day, COUNT(*) AS n FROM tallies WHERE at IS NOT NULL
            GROUP BY at / 86400000 ORDER BY day
            """)
        #expect(days == [[.integer(1), .integer(2)], [.integer(3), .integer(1)]])
    }

    @Test(arguments: Engine.available)
    func `texts sort by their code points`(engine: Engine) async throws {
        let texts = ["a", "B", "Z", "z", "é", "e", "É", " ", "10", "9", "😀", "\u{FFFD}"]
        let sorted = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let found = try await rows(
            engine,
            "INSERT INTO tallies (name, n, at) VALUES "
                + texts.enumerated().map { "(\("t" + $1), \($0), 0)" as SQL }.joined(separator: ", "),
            "SELECT name FROM tallies WHERE name >= 't' AND name < 'u' ORDER BY name")
        #expect(found == sorted.map { [.text("t" + $0)] })
    }

    @Test(arguments: Engine.available)
    func `a truth is the number 1 or 0`(engine: Engine) async throws {
        let found = try await rows(
            engine, "SELECT n > 2 AS large, at IS NULL AS open FROM tallies WHERE name = 'd'")
        #expect(found == [[.integer(1), .integer(1)]])
    }
}
