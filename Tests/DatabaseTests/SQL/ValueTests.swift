import Database
import DatabaseTesting
import Foundation
import Testing

private enum Mood: String, Bindable, Readable { case good, bad }
private struct Key: RawRepresentable, Bindable, Readable, Equatable { let rawValue: Int64 }

@Suite struct `Values` {
    private static let schema = [
        Migration(
            name: "1", sql: "CREATE TABLE kinds (t TEXT, i BIGINT, d DOUBLE PRECISION, b BYTEA, n BIGINT)")
    ]

    private func back<T: Bindable & Readable & Sendable>(
        _ value: T, in column: SQL, of database: any Database
    ) async throws -> T {
        try await database.write { db in
            try db.execute("DELETE FROM kinds")
            try db.execute("INSERT INTO kinds (\(column)) VALUES (\(value))")
            guard let row = try db.row("SELECT \(column) AS it FROM kinds") else { throw Refusal() }
            return try row("it")
        }
    }

    private func expect<T: Bindable & Readable & Sendable & Equatable>(
        _ value: T, in column: SQL, of database: any Database, toBe expected: T? = nil,
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let read = try await back(value, in: column, of: database)
        #expect(read == expected ?? value, sourceLocation: location)
    }

    @Test(arguments: Engine.available)
    func `come back as they were written`(engine: Engine) async throws {
        try await withDatabase(on: engine, template: "kinds", migrations: Self.schema) { database in
            for number in [0, 1, -1, .max, .min, 1 << 53 + 1] as [Int64] {
                try await expect(number, in: "i", of: database)
            }
            for number in [0, 0.1, -1.5, .pi, 1e308, .leastNonzeroMagnitude, .infinity, -.infinity, 1e15, 3]
                as [Double]
            {
                try await expect(number, in: "d", of: database)
            }
            for text in [
                "", " ", "a", "'", "''", "\\", "%_", "\r\n\t", String(repeating: "ö", count: 100_000),
            ] {
                let read = try await back(text, in: "t", of: database)
                #expect(Array(read.utf8) == Array(text.utf8))
            }
            for bytes in [[], [0], [0, 255, 0], Array(repeating: 7, count: 300_000)] as [[UInt8]] {
                try await expect(bytes, in: "b", of: database)
            }
            try await expect(true, in: "i", of: database)
            try await expect(false, in: "i", of: database)
            try await expect(Int32.min, in: "i", of: database)
            try await expect(Mood.bad, in: "t", of: database)
            try await expect(Key(rawValue: 9), in: "i", of: database)
            try await expect(String?.none, in: "t", of: database, toBe: .some(nil))
            try await expect(Double?.none, in: "d", of: database, toBe: .some(nil))
            try await expect([UInt8]?.none, in: "b", of: database, toBe: .some(nil))
            try await expect(Key?.some(Key(rawValue: 3)), in: "i", of: database)
        }
    }

    @Test(arguments: Engine.available)
    func `that only one engine could keep are made alike`(engine: Engine) async throws {
        try await withDatabase(on: engine, template: "kinds", migrations: Self.schema) { database in
            try await expect("a\0b\0", in: "t", of: database, toBe: "a\u{FFFD}b\u{FFFD}")
            try await expect(Double?.some(.nan), in: "d", of: database, toBe: .some(nil))
        }
    }

    @Test(arguments: Engine.available)
    func `texts that only look alike stay apart`(engine: Engine) async throws {
        try await withDatabase(on: engine, template: "kinds", migrations: Self.schema) { database in
            let composed = "\u{E9}"
            let decomposed = "e\u{301}"
            let count = try await database.write { db in
                try db.execute("INSERT INTO kinds (t) VALUES (\(composed)), (\(decomposed))")
                return try db.value("SELECT COUNT(*) FROM kinds WHERE t = \(composed)") as Int?
            }
            #expect(count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `every naughty string comes back byte for byte`(engine: Engine) async throws {
        guard let strings = try naughtyStrings() else {
            print("skipped, no corpora")
            return
        }
        #expect(strings.count > 500)
        try await withDatabase(on: engine, template: "kinds", migrations: Self.schema) { database in
            let read = try await database.write { db in
                for (number, string) in strings.enumerated() {
                    try db.execute("INSERT INTO kinds (i, t) VALUES (\(number), \(string))")
                }
                return try strings.indices.map { number -> String in
                    guard
                        let row = try db.row(
                            "SELECT t FROM kinds WHERE i = \(number) AND t = \(strings[number])")
                    else { throw Refusal(number: number) }
                    return try row("t")
                }
            }
            for (one, other) in zip(read, strings) { #expect(Array(one.utf8) == Array(other.utf8)) }
        }
    }

    /// `nil` where the corpora are not there.
    private func naughtyStrings() throws -> [String]? {
        let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/")
            .dropFirst()
        let folder = ProcessInfo.processInfo.environment["ENSEMBLE_CORPORA"] ?? "\(root)/../shared/corpora"
        guard let data = FileManager.default.contents(atPath: folder + "/naughty-strings/blns.json") else {
            return nil
        }
        return try JSONDecoder().decode([String].self, from: data)
    }

    @Test(arguments: Engine.available)
    func `of another kind are refused, naming the column`(engine: Engine) async throws {
        try await withDatabase(on: engine, template: "kinds", migrations: Self.schema) { database in
            let row = try await database.write { db in
                try db.execute("INSERT INTO kinds (t, i) VALUES ('ugly', 7)")
                return try db.row("SELECT t, i, n FROM kinds")
            }
            let found = try #require(row)
            func message<T: Readable>(_ column: String, as: T.Type) -> String? {
                do {
                    _ = try found(column) as T
                    return nil
                } catch let error as DatabaseError where error.kind == .decoding {
                    return error.message
                } catch {
                    return "\(error)"
                }
            }
            #expect(
                message("t", as: Int.self) == "The column t holds a text where a whole number was expected.")
            #expect(
                message("i", as: String.self)
                    == "The column i holds a whole number where a text was expected.")
            #expect(
                message("n", as: Int.self) == "The column n holds NULL where a whole number was expected.")
            #expect(
                message("t", as: Mood.self)
                    == "The column t holds a text where one of the values of Mood was expected.")
            #expect(message("x", as: Int.self) == "The result has no column x; it has t, i, n.")
            #expect(
                message("i", as: Bool.self) == "The column i holds a whole number where 0 or 1 was expected.")
            #expect(message("n", as: Int?.self) == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `are read in whatever order the program asks`(engine: Engine) async throws {
        try await withDatabase(on: engine, template: "kinds", migrations: Self.schema) { database in
            let rows = try await database.write { db in
                try db.execute("INSERT INTO kinds (t, i, d) VALUES ('a', 1, 0.5), ('b', 2, 1.5)")
                return try db.rows("SELECT t, i, d, i AS t FROM kinds ORDER BY i")
            }
            for (row, expected) in zip(rows, [("a", 1, 0.5), ("b", 2, 1.5)]) {
                #expect(try row("d") == expected.2)
                #expect(try row("t") == expected.0)
                #expect(try row("i") == expected.1)
                #expect(try row("i") == expected.1)
                #expect(row["t"] == .text(expected.0))
                #expect(row["nothing"] == nil)
            }
            #expect(rows.first?.columns == ["t", "i", "d", "t"])
        }
    }
}
