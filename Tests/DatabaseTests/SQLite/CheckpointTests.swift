import Database
import DatabaseTesting
import Foundation
import Testing

@Suite struct `The write-ahead log` {
    @Test func `is moved into the file while writes follow each other, and stays bounded`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "log-\(UUID())").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var options = DatabaseOptions()
        options.checkpointPages = 100
        let database = try await Databases.open("sqlite:\(folder)/a.db", options: options)
        try await database.write { db in
            try db.script("CREATE TABLE pages (id BIGINT PRIMARY KEY, words TEXT)")
        }
        let words = String(repeating: "all the words that fit ", count: 170)
        var largest = 0
        for number in 0..<3_000 {
            try await database.write { db in
                try db.execute("INSERT INTO pages (id, words) VALUES (\(number), \(words))")
            }
            largest = max(largest, try size("\(folder)/a.db-wal"))
        }
        // 3,000 pages were written, several times as many with their neighbours. Four hundred may wait,
        // and what a commit adds.
        #expect(largest < 600 * 4_120)
        #expect(try size("\(folder)/a.db") > 2_000 * 4_096)
        await database.close()
        let again = try await Databases.open("sqlite:\(folder)/a.db")
        let count: Int? = try await again.read { db in try db.value("SELECT COUNT(*) FROM pages") }
        #expect(count == 3_000)
        await again.close()
    }

    private func size(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }
}
