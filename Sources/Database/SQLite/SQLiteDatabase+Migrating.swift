extension SQLiteDatabase {
    public func migrate(_ migrations: [Migration]) async throws {
        let now = options.now
        try await onWriter { slot in
            let session = try slot.session()
            try session.makeMigrationsTable()
            let plan = try MigrationPlan(migrations, applied: session.appliedMigrations(), engine: .sqlite)
            guard !plan.pending.isEmpty else { return }
            // Rules between tables are looked at once at the end, so that a
            // migration may rebuild a table that others refer to.
            try session.script("PRAGMA foreign_keys = OFF")
            defer { try? session.script("PRAGMA foreign_keys = ON") }
            for migration in plan.pending { try session.apply(migration, at: now()) }
        }
    }
}

extension SQLiteSession {
    fileprivate func makeMigrationsTable() throws {
        guard try !exists("SELECT 1 FROM sqlite_master WHERE name = 'migrations'") else { return }
        try script(
            """
            CREATE TABLE IF NOT EXISTS migrations (
                name TEXT PRIMARY KEY,
                checksum TEXT NOT NULL,
                applied_at BIGINT NOT NULL
            ) WITHOUT ROWID
            """)
    }

    fileprivate func apply(_ migration: Migration, at moment: Int64) throws {
        try run("BEGIN IMMEDIATE")
        do {
            // Another process may have been at it before the lock was ours.
            if try !exists("SELECT 1 FROM migrations WHERE name = \(migration.name)") {
                try perform(migration)
                try run(
                    """
                    INSERT INTO migrations (name, checksum, applied_at)
                    VALUES (\(migration.name), \(migration.checksum(for: .sqlite)), \(moment))
                    """ as SQL)
            }
            try run("COMMIT")
        } catch {
            if !isIdle { try? run("ROLLBACK") }
            throw error
        }
    }

    private func perform(_ migration: Migration) throws {
        let text = migration.text(for: .sqlite)
        do {
            try script(sqliteKeys(text))
            if mayBreakReferences(text), let problem = try foreignKeyProblems().first {
                throw DatabaseError(.foreignKey, problem)
            }
        } catch let error as DatabaseError {
            throw DatabaseError(error.kind, "The migration \(migration.name) failed. \(error.message)")
        }
    }

    fileprivate func appliedMigrations() throws -> [(name: String, checksum: String)] {
        var applied: [(String, String)] = []
        try run("SELECT name, checksum FROM migrations ORDER BY name") { statement in
            var values: [Value] = []
            statement.read(into: &values)
            applied.append((try String(databaseValue: values[0]), try String(databaseValue: values[1])))
        }
        return applied
    }

    private func exists(_ query: SQL) throws -> Bool {
        var exists = false
        try run(query.text, query.bindings, limit: 1) { _ in exists = true }
        return exists
    }

    private func run(_ sql: SQL) throws {
        try run(sql.text, sql.bindings)
    }
}

/// Looking through all references takes long where there are many rows; a
/// migration that only makes and adds need not wait for that.
private func mayBreakReferences(_ text: String) -> Bool {
    let text = text.uppercased()
    return ["DROP", "DELETE", "UPDATE", "INSERT", "REPLACE", "RENAME"].contains { text.contains($0) }
}
