import Synchronization

/// A database in a SQLite file, or in memory.
///
/// The file is in write-ahead mode with full synchronisation. Reads run on a
/// few connections of their own and never wait for writes; writes share
/// commits, see ``SQLiteWriter``. Several processes may use one file.
public final class SQLiteDatabase: Database {
    public let engine = Engine.sqlite
    let path: String?
    let options: DatabaseOptions
    let announcer = Announcer()
    let writing: Lanes<SQLiteSlot>
    let reading: Lanes<SQLiteSlot>
    let writer: SQLiteWriter
    let neighbours = Mutex<SQLiteNeighbours?>(nil)
    let isClosed = Mutex(false)

    private init(path: String?, options: DatabaseOptions) {
        self.path = path
        self.options = options
        writing = Lanes("sqlite-write", limit: 1) {
            SQLiteSlot(path: path, readOnly: false, options: options)
        } dispose: { $0.close() }
        // A database in memory belongs to one connection.
        reading =
            path == nil
            ? writing
            : Lanes("sqlite-read", limit: options.readers) {
                SQLiteSlot(path: path, readOnly: true, options: options)
            } dispose: { $0.close() }
        writer = SQLiteWriter(lanes: writing, announcer: announcer)
    }

    static func open(path: String, options: DatabaseOptions) async throws -> SQLiteDatabase {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw DatabaseError(.configuration, "The address sqlite:PATH lacks the path of the file.")
        }
        let database = SQLiteDatabase(path: path == ":memory:" ? nil : path, options: options)
        do {
            try await database.onWriter { slot in
                let session = try slot.session()
                // Without the write lock when there is nothing to make.
                var exists = false
                try session.run("SELECT 1 FROM sqlite_master WHERE name = 'counters'") { _ in exists = true }
                if !exists { try session.script(SQLiteNumbers.schema) }
            }
        } catch {
            await database.close()
            throw error
        }
        return database
    }

    public func read<T: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        try await onReader { session in
            try session.run("BEGIN")
            defer { if !session.isIdle { try? session.run("ROLLBACK") } }
            let transaction = SQLiteTransaction(session, commit: nil)
            defer { transaction.end() }
            let result = try body(transaction)
            if let failure = transaction.failure { throw failure }
            return result
        }
    }

    public func write<T: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        try await writer.write(body)
    }

    public func announcements() -> AsyncStream<Announcement> {
        watchNeighbours()
        return announcer.stream()
    }

    public func ping() async throws {
        try await read { db in
            _ = try db.value("SELECT COUNT(*) FROM counters") as Int?
        }
    }

    /// Runs work that needs no transaction, or makes its own, on a reader.
    func onReader<T: Sendable>(_ work: @escaping @Sendable (SQLiteSession) throws -> T) async throws -> T {
        let ticket = Ticket<T>()
        return try await ticket.result {
            reading.submit { slot in
                do {
                    let session = try slot.session()
                    guard ticket.begin(interrupt: session.interrupter) else { return }
                    ticket.finish(.success(try work(session)))
                } catch {
                    ticket.finish(.failure(error))
                }
            }
        }
    }

    /// Runs work that needs no transaction, or makes its own, on the writer,
    /// between two commits.
    func onWriter<T: Sendable>(_ work: @escaping @Sendable (SQLiteSlot) throws -> T) async throws -> T {
        let ticket = Ticket<T>()
        return try await ticket.result {
            writing.submit { slot in
                guard ticket.begin() else { return }
                ticket.finish(Result { try work(slot) })
            }
        }
    }
}
