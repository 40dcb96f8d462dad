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
    let inlineReads: SQLiteInlineReads
    let interrupts = Interrupts()
    let checkpointer: SQLiteCheckpointer
    let writer: SQLiteWriter
    let neighbours = Mutex<SQLiteNeighbours?>(nil)
    let isClosed = Mutex(false)

    private init(path: String?, options: DatabaseOptions) {
        self.path = path
        self.options = options
        let interrupts = interrupts
        let slot = { @Sendable (readOnly: Bool) in
            SQLiteSlot(path: path, readOnly: readOnly, options: options, interrupts: interrupts)
        }
        writing = Lanes("sqlite-write", limit: 1) {
            slot(false)
        } dispose: {
            $0.close()
        }
        // A database in memory belongs to one connection.
        let inline = path == nil ? 0 : max(0, min(options.readers - 1, SQLiteInlineReads.places))
        inlineReads = SQLiteInlineReads((0..<inline).map { _ in slot(true) })
        reading =
            path == nil
            ? writing
            : Lanes("sqlite-read", limit: options.readers - inline) {
                slot(true)
            } dispose: {
                $0.close()
            }
        checkpointer = SQLiteCheckpointer(after: options.checkpointPages) { slot(false) }
        writer = SQLiteWriter(lanes: writing, checkpointer: checkpointer, announcer: announcer)
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
        let work: @Sendable (SQLiteSession) throws -> T = { session in
            try session.run("BEGIN")
            defer { if !session.isIdle { try? session.run("ROLLBACK") } }
            let transaction = SQLiteTransaction(session, commit: nil)
            defer { transaction.end() }
            let result = try body(transaction)
            if let failure = transaction.failure { throw failure }
            return result
        }
        if let result = try await inlineReads.run(work) { return result }
        return try await onReader(work)
    }

    @discardableResult
    public func write<T: Sendable>(
        _ durability: Durability, _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        try await writer.write(durability, body)
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

    /// Runs work that needs no transaction, or makes its own, on a reader's
    /// thread.
    func onReader<T: Sendable>(_ work: @escaping @Sendable (SQLiteSession) throws -> T) async throws -> T {
        let ticket = Ticket<T>()
        return try await ticket.result {
            reading.submit { [interrupts] slot in
                do {
                    if interrupts.isClosing { throw DatabaseError.closed }
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
