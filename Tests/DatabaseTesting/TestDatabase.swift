public import Database
import Foundation

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
        try await database.migrate(migrations)
        return try await closing(database, body)
    case .postgres:
        throw DatabaseError(.configuration, "PostgreSQL follows in the next commit.")
    }
}

private func closing<T>(_ database: any Database, _ body: (any Database) async throws -> T) async throws -> T {
    let result: T
    do {
        result = try await body(database)
    } catch {
        await database.close()
        throw error
    }
    await database.close()
    return result
}
