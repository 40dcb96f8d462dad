extension PostgresDatabase {
    public func check() async throws -> [String] {
        try await read { db in
            try orphans(db) + invalid(db) + damagedIndexes(db)
        }
    }
}

/// A sentence for each foreign key that has rows without their other end.
private func orphans(_ db: any Connection) throws -> [String] {
    let keys = try db.rows(
        """
        SELECT conname AS name, conrelid::regclass::TEXT AS child, confrelid::regclass::TEXT AS parent,
            (SELECT string_agg(format('c.%I = p.%I', a.attname, b.attname), ' AND ' ORDER BY n)
                FROM unnest(conkey, confkey) WITH ORDINALITY AS k (child, parent, n)
                JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.child
                JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = k.parent) AS link,
            (SELECT string_agg(format('c.%I IS NOT NULL', a.attname), ' AND ')
                FROM unnest(conkey) AS k (child)
                JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.child) AS given
        FROM pg_constraint
        WHERE contype = 'f' AND connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
        ORDER BY conname
        """)
    return try keys.compactMap { key in
        let child: String = try key("child")
        let parent: String = try key("parent")
        // The server quoted these names itself.
        let query = SQL(
            trusted: """
                SELECT COUNT(*) FROM \(child) AS c WHERE \(try key("given") as String) AND NOT EXISTS
                    (SELECT 1 FROM \(parent) AS p WHERE \(try key("link") as String))
                """)
        let count = try db.value(query) ?? 0
        return count == 0 ? nil : "\(count) rows of \(child) refer to rows of \(parent) that are missing."
    }
}

private func invalid(_ db: any Connection) throws -> [String] {
    let constraints = try db.rows(
        "SELECT conname AS name, conrelid::regclass::TEXT AS place FROM pg_constraint WHERE NOT convalidated")
    let indexes = try db.rows(
        """
        SELECT indexrelid::regclass::TEXT AS name, indrelid::regclass::TEXT AS place
        FROM pg_index WHERE NOT indisvalid
        """
    )
    return try constraints.map {
        try "The rule \($0("name") as String) of \($0("place") as String) was never validated."
    }
        + indexes.map { try "The index \($0("name") as String) of \($0("place") as String) is not usable." }
}

/// Needs the extension amcheck, which comes with PostgreSQL; where it has not
/// been created in the database, indexes are not looked into.
private func damagedIndexes(_ db: any Connection) throws -> [String] {
    guard try db.value("SELECT 1 FROM pg_extension WHERE extname = 'amcheck'") as Int? != nil else {
        return []
    }
    let indexes = try db.rows(
        """
        SELECT c.oid::BIGINT AS id, c.oid::regclass::TEXT AS name FROM pg_class c
        JOIN pg_index i ON i.indexrelid = c.oid JOIN pg_am a ON a.oid = c.relam
        WHERE a.amname = 'btree' AND i.indisvalid AND c.relpersistence = 'p'
            AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
        ORDER BY 2
        """)
    var problems: [String] = []
    for index in indexes {
        do {
            _ = try db.row("SELECT bt_index_check(CAST(\(try index("id") as Int64) AS OID), TRUE)")
        } catch let error as DatabaseError where error.kind == .corrupt || error.code == "XX002" {
            // The transaction has failed with it: the first damage is reported.
            problems.append("The index \(try index("name") as String) is damaged: \(error.message)")
            break
        }
    }
    return problems
}
