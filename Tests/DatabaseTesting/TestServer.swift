import Database
import Foundation

/// The PostgreSQL server of the tests: makes templates, copies and removes
/// them.
actor TestServer {
    static let shared = TestServer()

    private var templates: [String: Task<String, any Error>] = [:]
    private var copies = 0
    private let process = ProcessInfo.processInfo.processIdentifier
    private let keeps = ProcessInfo.processInfo.environment["ENSEMBLE_KEEP_TEST_DB"] == "1"

    /// - Returns: the address of a new copy.
    func copy(of template: String, with migrations: [Migration]) async throws -> String {
        let source: Task<String, any Error>
        if let known = templates[template] {
            source = known
        } else {
            let name = "ensemble_test_\(process)_template_\(templates.count + 1)"
            source = Task { try await Self.make(name, migrations) }
            templates[template] = source
        }
        let name = try await source.value
        copies += 1
        let copy = "ensemble_test_\(process)_\(copies)"
        // By files, as nothing is flushed: by the log it took three times as long.
        try Self.admin("CREATE DATABASE \(copy) TEMPLATE \(name) STRATEGY FILE_COPY")
        return try Self.address(of: copy)
    }

    /// - Returns: the address of a new database, filled by `fill`, which nobody uses yet.
    func make(
        with migrations: [Migration], fill: @Sendable (any Database) async throws -> Void
    ) async throws -> String {
        copies += 1
        let name = "ensemble_test_\(process)_\(copies)"
        _ = try await Self.make(name, migrations, fill)
        return try Self.address(of: name)
    }

    /// - Returns: the address of a copy of what `make(with:fill:)` made.
    func copy(of filled: String) throws -> String {
        copies += 1
        let copy = "ensemble_test_\(process)_\(copies)"
        guard let source = Self.name(of: filled) else {
            throw DatabaseError(.configuration, "\(filled) names no database.")
        }
        try Self.admin("CREATE DATABASE \(copy) TEMPLATE \(source) STRATEGY FILE_COPY")
        return try Self.address(of: copy)
    }

    func remove(_ address: String) {
        guard !keeps, let name = Self.name(of: address) else { return }
        try? Self.admin("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    private static func name(of address: String) -> Substring? {
        address.split(separator: "/").last?.split(separator: "?").first
    }

    private static func make(
        _ name: String, _ migrations: [Migration],
        _ fill: @Sendable (any Database) async throws -> Void = { _ in }
    ) async throws -> String {
        try admin("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
        try admin("CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
        let database = try await Databases.open(address(of: name))
        do {
            try await database.migrate(migrations)
            try await fill(database)
        } catch {
            await database.close()
            throw error
        }
        // A template that is in use cannot be copied.
        await database.close()
        removeAtExit(name)
        return name
    }

    private static func address(of database: String) throws -> String {
        let admin = try adminAddress()
        guard let slash = admin.lastIndex(of: "/") else { return admin }
        return admin[...slash] + database
    }

    private static func adminAddress() throws -> String {
        guard let address = Engine.postgresAddress else {
            throw DatabaseError(.configuration, "ENSEMBLE_TEST_POSTGRES is not set: see bin/test-postgres.")
        }
        return address
    }

    private static func admin(_ statement: String) throws {
        try PostgresDatabase.administer(adminAddress(), statement)
    }

    private static func removeAtExit(_ name: String) {
        guard ProcessInfo.processInfo.environment["ENSEMBLE_KEEP_TEST_DB"] != "1" else { return }
        leftovers.append(name)
    }

    /// Templates of this process; nothing runs any more when they are read.
    private static let leftovers = Leftovers()
}

/// Databases to remove when the process ends.
private final class Leftovers: @unchecked Sendable {  // locked
    private let lock = NSLock()
    private var names: [String] = []

    func append(_ name: String) {
        lock.withLock {
            if names.isEmpty { atexit { TestServer.removeLeftovers() } }
            names.append(name)
        }
    }

    func take() -> [String] {
        lock.withLock {
            defer { names = [] }
            return names
        }
    }
}

extension TestServer {
    fileprivate static func removeLeftovers() {
        for name in leftovers.take() {
            try? admin("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
        }
    }
}
