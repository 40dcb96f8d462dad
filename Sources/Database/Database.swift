/// When a write is safe from a power cut. From a crash of the program it is
/// always safe, and what is durable never stands without what was written
/// before it.
public enum Durability: Sendable {
    /// When it returns.
    case now
    /// With the next write that is durable, or after some moments: for what
    /// would be worked out again. It waits for no disk.
    case later
}

/// A database: transactions, migrations, backup.
///
/// Reads see one state of the database however long they take, and never
/// wait for writes. Open one with ``Databases/open(_:options:)``.
public protocol Database: Sendable {
    var engine: Engine { get }

    /// Reads in one transaction that sees one state of the database.
    /// - Throws: what the body throws; ``DatabaseError``; `CancellationError`
    ///   when the task is cancelled before the result is there.
    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// Writes in one transaction.
    ///
    /// When the body throws, everything it did is undone. The body may be
    /// run more than once, so it has no effects outside the database but
    /// through ``Connection/afterCommit(_:)``.
    @discardableResult
    func write<T: Sendable>(
        _ durability: Durability, _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T

    /// Applies the migrations that this database lacks, in order of name,
    /// each once and in its own transaction.
    /// - Throws: ``DatabaseError`` of kind `checksum` when an applied
    ///   migration has been edited, `newerDatabase` when the database has
    ///   migrations that are not among these.
    func migrate(_ migrations: [Migration]) async throws

    /// What is announced from now on, by this and other processes.
    ///
    /// The stream ends when the database is closed. A listener that falls
    /// 1,000 behind loses the oldest and gets ``Announcement/anything``.
    func announcements() -> AsyncStream<Announcement>

    /// Writes a consistent copy while the database is in use.
    /// - Parameter path: a file that does not exist yet. SQLite writes a
    ///   database, PostgreSQL a custom-format archive for `pg_restore`.
    func backup(to path: String) async throws

    /// Problems of integrity, a sentence each; empty when it is sound.
    func check() async throws -> [String]

    /// Returns when the database answers.
    func ping() async throws

    /// Finishes what is under way and closes the connections.
    ///
    /// Reads are interrupted after a second. Whatever is asked afterwards
    /// throws an error of kind `closed`.
    func close() async
}

extension Database {
    /// Writes in one transaction, which is durable when this returns.
    @discardableResult
    public func write<T: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        try await write(.now, body)
    }
}
