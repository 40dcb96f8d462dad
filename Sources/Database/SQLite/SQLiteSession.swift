import GRDB
import GRDBSQLite

/// A connection to a SQLite database, used by one thread at a time.
///
/// GRDB opens, configures and backs it up. Statements go through SQLite's C
/// interface: reading a page of 50 rows and 15 columns through GRDB's rows
/// took about three times as long.
final class SQLiteSession {
    let queue: DatabaseQueue
    let handle: OpaquePointer
    let trace: StatementTrace?
    private var statements = SQLiteStatementCache()
    private var isClosed = false

    /// - Parameter path: `nil` for a database in memory.
    init(path: String?, readOnly: Bool, options: DatabaseOptions) throws {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(options.busyTimeout.seconds)
        configuration.label = "ensemble.sqlite"
        if path != nil && !readOnly { configuration.journalMode = .wal }
        do {
            queue =
                try path.map { try DatabaseQueue(path: $0, configuration: configuration) }
                ?? DatabaseQueue(configuration: configuration)
            handle = try queue.unsafeRead { try $0.sqliteConnection.orClosed() }
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(opening: path ?? ":memory:", error)
        }
        trace = StatementTrace(options)
        try configure(options, readOnly: readOnly)
    }

    private func configure(_ options: DatabaseOptions, readOnly: Bool) throws {
        // They serve GRDB's own statements and observers, and insist on its
        // queue.
        sqlite3_commit_hook(handle, nil, nil)
        sqlite3_rollback_hook(handle, nil, nil)
        sqlite3_set_authorizer(handle, nil, nil)
        let cache = readOnly ? options.cacheKiB : options.writerCacheKiB
        try script("PRAGMA cache_size = -\(max(64, cache))")
        if !readOnly {
            // After GRDB's own set-up, which says NORMAL for WAL: a commit
            // that has returned must survive a power cut.
            let level = options.durable ? "FULL" : "OFF"
            try script("PRAGMA synchronous = \(level); PRAGMA journal_size_limit = 67108864")
            if options.durable { durability = .now }
            followLog()
        }
    }

    /// Of the commits of this connection; `nil` where none is durable.
    private var durability: Durability?

    /// Begins a transaction that writes.
    func begin(_ wanted: Durability) throws {
        if let durability, durability != wanted {
            // In the write-ahead log a commit that does not wait for the disk is
            // on it with the next one that does: the log is one file, in order.
            try run("PRAGMA synchronous = \(wanted == .now ? "FULL" : "NORMAL")")
            self.durability = wanted
        }
        try run("BEGIN IMMEDIATE")
    }

    /// How many pages the write-ahead log holds since the last commit.
    private(set) var logPages = 0

    /// Takes the place of SQLite's own checkpoints, which commits would wait for.
    private func followLog() {
        sqlite3_wal_hook(
            handle,
            { session, _, _, pages in
                if let session {
                    Unmanaged<SQLiteSession>.fromOpaque(session).takeUnretainedValue().logPages = Int(pages)
                }
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Moves the write-ahead log into the file, as far as no reader stands before it.
    func checkpoint() throws {
        try confirm(sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil), nil)
    }

    /// Whether no transaction is open.
    var isIdle: Bool { sqlite3_get_autocommit(handle) != 0 }

    /// Runs the statement and passes it after each step that gave a row.
    /// - Parameter limit: after so many rows it ends; what it writes, it has
    ///   written before the first.
    func run(
        _ text: String, _ bindings: [SQL.Binding] = [], writable: Bool = true, limit: Int = .max,
        eachRow: (borrowing SQLiteStatement) throws -> Void = { _ in }
    ) throws {
        let start = trace?.start()
        let statement = try statements.take(text, from: self)
        defer {
            statements.put(statement)
            if let start { trace?.end(text, start) }
        }
        guard writable || statement.isReadOnly else {
            throw DatabaseError(.readOnly, "A read cannot write to the database.", sql: text)
        }
        try statement.bind(bindings, in: self)
        var count = 0
        while count < limit, try statement.step(in: self) {
            count += 1
            try eachRow(statement)
        }
    }

    /// Runs several statements without values.
    func script(_ text: String, writable: Bool = true) throws {
        let start = trace?.start()
        defer { if let start { trace?.end(text, start) } }
        try text.withCString { whole in
            var rest: UnsafePointer<CChar>? = whole
            while let next = rest, next.pointee != 0 {
                var tail: UnsafePointer<CChar>?
                var pointer: OpaquePointer?
                try confirm(sqlite3_prepare_v3(handle, next, -1, 0, &pointer, &tail), text)
                rest = tail
                guard let pointer else { continue }  // a comment or an empty statement
                defer { sqlite3_finalize(pointer) }
                guard writable || sqlite3_stmt_readonly(pointer) != 0 else {
                    throw DatabaseError(.readOnly, "A read cannot write to the database.", sql: text)
                }
                var code = SQLITE_ROW
                while code == SQLITE_ROW { code = sqlite3_step(pointer) }
                if code != SQLITE_DONE { try confirm(code, text) }
            }
        }
    }

    /// How many rows the last statement changed itself, if it changed any.
    func changes(since total: Int32) -> Int {
        sqlite3_total_changes(handle) == total ? 0 : Int(sqlite3_changes(handle))
    }

    var totalChanges: Int32 { sqlite3_total_changes(handle) }

    func confirm(_ code: Int32, _ sql: String?) throws {
        guard code == SQLITE_OK else { throw DatabaseError(session: self, sql: sql) }
    }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        statements.removeAll()
        try? queue.close()
    }

    deinit { close() }
}

extension Optional {
    fileprivate func orClosed() throws -> Wrapped {
        guard let self else { throw DatabaseError.closed }
        return self
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
