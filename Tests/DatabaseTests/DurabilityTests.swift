import Database
import DatabaseTesting
import Testing

@Suite struct `A power cut` {
    @Test(arguments: Engine.available)
    func `is waited for by writes that ask for it, also among those that do not`(engine: Engine) async throws
    {
        try await withNotes(on: engine) { database in
            let levels = try await withThrowingTaskGroup(of: (Durability, String?).self) { group in
                for number in 0..<60 {
                    let durability: Durability = number % 3 == 0 ? .now : .later
                    group.addTask {
                        try await database.write(durability) { db in
                            try db.add("note \(number)")
                            return (durability, try Self.level(db))
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let waits = engine == .sqlite ? "2" : "on"
            let isWaitedFor = levels.filter { $0.0 == .now }.allSatisfy { $0.1 == waits }
            #expect(isWaitedFor)
            let alone = try await database.write(.later) { db in try Self.level(db) }
            #expect(alone == (engine == .sqlite ? "1" : "off"))
            #expect(try await database.write { db in try Self.level(db) } == waits)
            #expect(try await database.count("notes") == 60)
        }
    }

    private static func level(_ db: any Connection) throws -> String? {
        switch db.engine {
        case .sqlite: try (db.value("PRAGMA synchronous") as Int?).map(String.init)
        case .postgres: try db.value("SELECT current_setting('synchronous_commit')")
        }
    }
}
