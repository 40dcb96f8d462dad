/// Which migrations a database still needs, once it is clear that it and the
/// program agree on the others.
struct MigrationPlan {
    let pending: [Migration]

    /// - Parameter applied: name and checksum of each, as the database has it.
    init(_ migrations: [Migration], applied: [(name: String, checksum: String)], engine: Engine) throws {
        let ordered = migrations.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        for (one, next) in zip(ordered, ordered.dropFirst()) where one.name == next.name {
            throw DatabaseError(.configuration, "Two migrations are named \(one.name).")
        }
        let known = Dictionary(uniqueKeysWithValues: ordered.map { ($0.name, $0) })
        for (name, checksum) in applied {
            guard let migration = known[name] else {
                throw DatabaseError(
                    .newerDatabase,
                    "The database has the migration \(name), which this version does not know. "
                        + "It was used by a newer version: run that one, or restore a backup.")
            }
            guard migration.checksum(for: engine) == checksum else {
                throw DatabaseError(
                    .checksum,
                    "The migration \(name) was edited after it had been applied to this database. "
                        + "Put its text back and add a new migration instead.")
            }
        }
        let done = Set(applied.map(\.name))
        pending = ordered.filter { !done.contains($0.name) }
    }
}
