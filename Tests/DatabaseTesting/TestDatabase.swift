public import Database

/// Runs the body on a new database with the migrations applied, and removes
/// the database afterwards.
///
/// SQLite's is in memory. PostgreSQL's is a copy of a template that is made
/// once per process and template; it stays when `ENSEMBLE_KEEP_TEST_DB` is 1.
/// - Parameter template: a name for the set of migrations, the same name for
///   the same set.
public func withDatabase<T>(
    on engine: Engine, template: String = "empty", migrations: [Migration] = [],
    options: DatabaseOptions = DatabaseOptions(),
    _ body: (any Database) async throws -> T
) async throws -> T {
    switch engine {
    case .sqlite:
        let database = try await Databases.open("sqlite::memory:", options: options)
        return try await using(database) {
            try await database.migrate(migrations)
            return try await body(database)
        }
    case .postgres:
        let address = try await TestServer.shared.copy(of: template, with: migrations)
        return try await removing(address) {
            var options = options
            options.connections = min(options.connections, 4)
            let database = try await Databases.open(address, options: options)
            return try await using(database) { try await body(database) }
        }
    }
}

/// The address of a new, empty PostgreSQL database, removed after the body.
/// - Throws: when `ENSEMBLE_TEST_POSTGRES` names no server.
public func withPostgresAddress<T>(_ body: (String) async throws -> T) async throws -> T {
    let address = try await TestServer.shared.copy(of: "empty", with: [])
    return try await removing(address) { try await body(address) }
}

private func using<T>(_ database: any Database, _ body: () async throws -> T) async throws -> T {
    do {
        let result = try await body()
        await database.close()
        return result
    } catch {
        await database.close()
        throw error
    }
}

private func removing<T>(_ address: String, _ body: () async throws -> T) async throws -> T {
    do {
        let result = try await body()
        await TestServer.shared.remove(address)
        return result
    } catch {
        await TestServer.shared.remove(address)
        throw error
    }
}
