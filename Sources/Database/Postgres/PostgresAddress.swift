import CPostgres

/// Where a PostgreSQL database is and who signs in, as libpq reads it.
struct PostgresAddress: Sendable {
    /// libpq's names and values: host, port, user, password, dbname and so on.
    let parts: [String: String]

    /// - Throws: ``DatabaseError`` of kind `configuration`, without quoting
    ///   the address, which may hold a password.
    init(_ address: String) throws {
        var problem: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(address, &problem) else {
            PQfreemem(problem)
            throw DatabaseError(
                .configuration,
                "The database address cannot be read; it must look like "
                    + "postgres://user:password@host:5432/name, with %40 for an @ in the password.")
        }
        defer { PQconninfoFree(options) }
        var parts: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { parts[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        guard parts["dbname"] != nil else {
            throw DatabaseError(
                .configuration,
                "The database address names no database; it must look like "
                    + "postgres://user:password@host:5432/name."
            )
        }
        self.parts = parts
    }

    /// The same server with another database.
    func naming(_ database: String) -> PostgresAddress {
        PostgresAddress(parts: parts.merging(["dbname": database]) { $1 })
    }

    private init(parts: [String: String]) {
        self.parts = parts
    }

    /// For a message: no user, no password.
    var place: String { "\(parts["host"] ?? "localhost"), database \(parts["dbname"] ?? "")" }
}
