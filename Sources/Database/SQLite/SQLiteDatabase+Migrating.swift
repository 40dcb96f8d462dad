extension SQLiteDatabase {
    public func migrate(_ migrations: [Migration]) async throws {
        let now = options.now
        try await onWriter { slot in
            let session = try slot.session()
            try session.makeMigrationsTable()
            // Rules between tables are looked at once at the end, so that a
            // migration may rebuild a table that others refer to.
            try session.script("PRAGMA foreign_keys = OFF")
            defer { try? session.script("PRAGMA foreign_keys = ON") }
            while try session.applyNext(of: migrations, at: now()) {}
        }
    }
}

extension SQLiteSession {
    fileprivate func makeMigrationsTable() throws {
        var exists = false
        try run("SELECT 1 FROM sqlite_master WHERE name = 'migrations'") { _ in exists = true }
        guard !exists else { return }
        try script(
            """
            CREATE TABLE IF NOT EXISTS migrations (
                name TEXT PRIMARY KEY,
                checksum TEXT NOT NULL,
                applied_at BIGINT NOT NULL
            ) WITHOUT ROWID
            """)
    }

    /// Applies the first that is still needed. What is needed is looked up
    /// anew under the write lock: another process may be at it too.
    /// - Returns: false when none was needed.
    fileprivate func applyNext(of migrations: [Migration], at moment: Int64) throws -> Bool {
        let plan = try MigrationPlan(migrations, applied: appliedMigrations(), engine: .sqlite)
        guard !plan.pending.isEmpty else { return false }
        try run("BEGIN IMMEDIATE")
        do {
            let plan = try MigrationPlan(migrations, applied: appliedMigrations(), engine: .sqlite)
            if let migration = plan.pending.first { try apply(migration, at: moment) }
            try run("COMMIT")
            return true
        } catch {
            if !isIdle { try? run("ROLLBACK") }
            throw error
        }
    }

    private func apply(_ migration: Migration, at moment: Int64) throws {
        do {
            try script(sqliteKeys(migration.text(for: .sqlite)))
            try confirmForeignKeys()
        } catch let error as DatabaseError {
            throw DatabaseError(error.kind, "The migration \(migration.name) failed. \(error.message)")
        }
        let note: SQL = """
            INSERT INTO migrations (name, checksum, applied_at)
            VALUES (\(migration.name), \(migration.checksum(for: .sqlite)), \(moment))
            """
        try run(note.text, note.bindings)
    }

    private func appliedMigrations() throws -> [(name: String, checksum: String)] {
        var applied: [(String, String)] = []
        try run("SELECT name, checksum FROM migrations ORDER BY name") { statement in
            var values: [Value] = []
            statement.read(into: &values)
            applied.append((try String(databaseValue: values[0]), try String(databaseValue: values[1])))
        }
        return applied
    }

    private func confirmForeignKeys() throws {
        let problems = try foreignKeyProblems()
        guard let first = problems.first else { return }
        throw DatabaseError(.foreignKey, first)
    }
}

/// `id BIGINT PRIMARY KEY` is an index beside the table in SQLite, while
/// `id INTEGER PRIMARY KEY` is the table's own order: half the pages to write
/// for each row. Both hold whole numbers of 64 bits.
func sqliteKeys(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let found = rest.firstRange(ofWords: ["BIGINT", "PRIMARY", "KEY"]) {
        result += rest[..<found.lowerBound]
        result += "INTEGER PRIMARY KEY"
        rest = rest[found.upperBound...]
    }
    return result + rest
}

extension Substring {
    /// The words with white space between them, in capitals.
    fileprivate func firstRange(ofWords words: [String]) -> Range<Index>? {
        var start = startIndex
        while let first = self[start...].firstRange(of: words[0]) {
            var end = first.upperBound
            let matched = words.dropFirst().allSatisfy { word in
                let next = self[end...].drop(while: \.isWhitespace)
                guard next.startIndex > end, next.hasPrefix(word) else { return false }
                end = index(next.startIndex, offsetBy: word.count)
                return true
            }
            if matched { return first.lowerBound..<end }
            start = first.upperBound
        }
        return nil
    }

    private func firstRange(of word: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(word) { return start..<index(start, offsetBy: word.count) }
            formIndex(after: &start)
        }
        return nil
    }
}
