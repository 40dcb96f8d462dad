/// Opens databases by their address.
public enum Databases {
    /// Opens a database.
    ///
    /// - Parameter address: `sqlite:PATH` (made when missing, in a folder
    ///   that exists), `sqlite::memory:` (gone when closed), or
    ///   `postgres://user:password@host:port/database`.
    /// - Throws: ``DatabaseError`` of kind `configuration` for a wrong
    ///   address, and whatever keeps the database from being opened.
    public static func open(
        _ address: String, options: DatabaseOptions = DatabaseOptions()
    ) async throws -> any Database {
        if let path = address.dropping(prefix: "sqlite:") {
            return try await SQLiteDatabase.open(path: path, options: options)
        }
        if address.hasPrefix("postgres://") || address.hasPrefix("postgresql://") {
            return try await PostgresDatabase.open(PostgresAddress(address), options: options)
        }
        throw DatabaseError(
            .configuration,
            "The database address must be sqlite:PATH or postgres://user:password@host:port/name, "
                + "and it begins with neither.")
    }
}

extension String {
    fileprivate func dropping(prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
