extension PostgresDatabase {
    public func migrate(_ migrations: [Migration]) async throws {
        let now = options.now
        try await onWriter { slot in
            let session = try slot.session()
            try session.holdingMigrationLock {
                do {
                    try session.apply(migrations, now: now)
                } catch {
                    slot.recover(from: error)
                    throw error
                }
            }
        }
    }
}

extension PostgresSession {
    fileprivate func apply(_ migrations: [Migration], now: () -> Int64) throws {
        try script(
            """
            CREATE TABLE IF NOT EXISTS migrations (
                name TEXT PRIMARY KEY,
                checksum TEXT NOT NULL,
                applied_at BIGINT NOT NULL
            )
            """)
        let plan = try MigrationPlan(migrations, applied: appliedMigrations(), engine: .postgres)
        for migration in plan.pending { try apply(migration, at: now()) }
    }

    private func apply(_ migration: Migration, at moment: Int64) throws {
        do {
            try script("BEGIN")
            try script(migration.text(for: .postgres))
            _ = try run(
                """
                INSERT INTO migrations (name, checksum, applied_at)
                VALUES (\(migration.name), \(migration.checksum(for: .postgres)), \(moment))
                """)
            try script("COMMIT")
        } catch let error as DatabaseError {
            throw DatabaseError(error.kind, "The migration \(migration.name) failed. \(error.message)")
        }
    }

    private func appliedMigrations() throws -> [(name: String, checksum: String)] {
        let result = try run("SELECT name, checksum FROM migrations ORDER BY name")
        return try RowSet(columns: result.columns, values: result.values()).rows.map { row in
            (name: try row("name"), checksum: try row("checksum"))
        }
    }
}
