public import Database
import Foundation

/// A database that was filled once, of which each test gets a copy of its own.
public struct FilledDatabase: Sendable {
    private let engine: Engine
    /// Where it lies: a file of SQLite, an address of PostgreSQL.
    private let source: String

    /// Makes a database with the migrations, has `fill` put into it what the
    /// copies shall hold, and removes it after the body.
    public static func make<T>(
        on engine: Engine, migrations: [Migration],
        fill: @Sendable (any Database) async throws -> Void,
        _ body: (FilledDatabase) async throws -> T
    ) async throws -> T {
        let filled = FilledDatabase(engine: engine, source: try await source(on: engine, migrations, fill))
        do {
            let result = try await body(filled)
            await filled.remove(filled.source)
            return result
        } catch {
            await filled.remove(filled.source)
            throw error
        }
    }

    /// Runs the body on a new copy, which is removed afterwards.
    public func withCopy<T>(_ body: (any Database) async throws -> T) async throws -> T {
        let copy = try await copy()
        do {
            var options = DatabaseOptions()
            options.connections = 4
            let database = try await Databases.open(address(of: copy), options: options)
            do {
                let result = try await body(database)
                await database.close()
                await remove(copy)
                return result
            } catch {
                await database.close()
                throw error
            }
        } catch {
            await remove(copy)
            throw error
        }
    }

    private static func source(
        on engine: Engine, _ migrations: [Migration], _ fill: @Sendable (any Database) async throws -> Void
    ) async throws -> String {
        switch engine {
        case .postgres: return try await TestServer.shared.make(with: migrations, fill: fill)
        case .sqlite:
            let path = newPath()
            let database = try await Databases.open("sqlite:\(path)")
            do {
                try await database.migrate(migrations)
                try await fill(database)
            } catch {
                await database.close()
                throw error
            }
            await database.close()
            return path
        }
    }

    private func copy() async throws -> String {
        switch engine {
        case .postgres: return try await TestServer.shared.copy(of: source)
        case .sqlite:
            let path = Self.newPath()
            try FileManager.default.copyItem(atPath: source, toPath: path)
            return path
        }
    }

    private func address(of place: String) -> String {
        switch engine {
        case .postgres: place
        case .sqlite: "sqlite:\(place)"
        }
    }

    private func remove(_ place: String) async {
        switch engine {
        case .postgres: await TestServer.shared.remove(place)
        case .sqlite:
            for part in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place + part) }
        }
    }

    private static func newPath() -> String {
        FileManager.default.temporaryDirectory.appending(path: "ensemble-test-\(UUID()).db").path()
    }
}
