extension PostgresSession {
    /// Looks whether the database is one that this program can use, and makes
    /// the sequence of ids when it is missing.
    ///
    /// Another order of texts than SQLite's would page and sort differently,
    /// so it is refused instead of lived with.
    func confirmFit() throws {
        let row = try runOnce(
            """
            SELECT current_setting('server_version_num')::BIGINT, datcollate, pg_encoding_to_char(encoding),
                datname, to_regclass('ids') IS NOT NULL
            FROM pg_database WHERE datname = current_database()
            """, []
        ).values(limit: 1)
        guard row.count == 5, case .integer(let version) = row[0], case .text(let collation) = row[1],
            case .text(let encoding) = row[2], case .text(let name) = row[3]
        else { throw DatabaseError(.other, "PostgreSQL does not say what database this is.") }
        guard version >= 140_000 else {
            throw DatabaseError(
                .configuration, "PostgreSQL 14 or newer is needed; this is \(version / 10_000).")
        }
        let collations = ["C", "POSIX", "C.UTF-8", "C.utf8", "C.UTF8"]
        guard encoding == "UTF8", collations.contains(collation) else {
            throw DatabaseError(
                .configuration,
                "The database \(name) sorts texts by \(collation) in \(encoding); C in UTF8 is needed. "
                    + "Make it anew: CREATE DATABASE \(name) TEMPLATE template0 "
                    + "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C';"
            )
        }
        if row[4] == .integer(0) {
            try holdingMigrationLock { _ = try script(PostgresNumbers.schema) }
        }
    }

    /// Only one process at a time changes the schema.
    func holdingMigrationLock<T>(_ work: () throws -> T) throws -> T {
        let lock = "5008164733892163685"  // "Ensemble" as eight bytes, near enough to be ours alone
        try script("SELECT pg_advisory_lock(\(lock))")
        defer { if !isLost { _ = try? script("SELECT pg_advisory_unlock(\(lock))") } }
        return try work()
    }
}
