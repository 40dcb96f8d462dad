/// The connection that a read or a write sees on PostgreSQL.
final class PostgresTransaction: Connection {
    let engine = Engine.postgres
    private let session: PostgresSession
    private let numbers: PostgresNumbers
    private let isWritable: Bool
    /// The number of a write's transaction.
    let number: Int64?
    private(set) var announcements: [Announcement] = []
    private(set) var afterwards: [@Sendable () -> Void] = []
    /// What made the transaction fail, so that it can only be undone.
    private(set) var failure: (any Error)?
    /// It met another transaction: whatever the closure makes of that, it is
    /// to be run anew.
    private(set) var isPassedOver = false
    private var isOpen = true
    private var cursors = 0
    /// What is left of the ids taken for this transaction.
    private var ids: Slice<ClosedRange<Int64>> = (Int64(0)...0).dropFirst()

    init(_ session: PostgresSession, numbers: PostgresNumbers, writing number: Int64?) {
        self.session = session
        self.numbers = numbers
        self.number = number
        isWritable = number != nil
    }

    /// The closure is over: whoever kept the connection gets an error.
    func end() { isOpen = false }

    func rows(_ sql: SQL) throws -> [Row] {
        let result = try run(sql)
        return RowSet(columns: result.columns, values: result.values()).rows
    }

    func row(_ sql: SQL) throws -> Row? {
        let result = try run(sql)
        guard result.count > 0 else { return nil }
        return Row(rows: RowSet(columns: result.columns, values: result.values(limit: 1)), start: 0)
    }

    func value<T: Readable>(_ sql: SQL) throws -> T? {
        guard let row = try row(sql), !row.columns.isEmpty else { return nil }
        return try row.first() as T?
    }

    /// A cursor reads in steps; other statements may run between them.
    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        cursors += 1
        let cursor = "c\(cursors)"
        _ = try noting {
            try session.runOnce("DECLARE \(cursor) NO SCROLL CURSOR FOR " + sql.numbered, sql.bindings)
        }
        defer { if failure == nil { _ = try? session.script("CLOSE \(cursor)") } }
        let fetch = SQL(trusted: "FETCH 500 FROM \(cursor)")  // the name was made above
        var columns: Columns?
        while true {
            let result = try noting { try session.runOnce(fetch.text, []) }
            let names = columns ?? result.columns
            columns = names
            for row in RowSet(columns: names, values: result.values()).rows { try body(row) }
            if result.count < 500 { return }
        }
    }

    @discardableResult
    func execute(_ sql: SQL) throws -> Int { try run(sql).changes }

    func script(_ text: String) throws {
        try noting {
            try confirmNoTransactionControl(text)
            try session.script(text)
        }
    }

    @discardableResult
    func savepoint<T>(_ body: () throws -> T) throws -> T {
        try confirmWritable()
        try noting { try session.script("SAVEPOINT s") }
        let mark = (announcements.count, afterwards.count)
        do {
            let result = try body()
            if let failure { throw failure }
            try noting { try session.script("RELEASE s") }
            return result
        } catch {
            announcements.removeLast(announcements.count - mark.0)
            afterwards.removeLast(afterwards.count - mark.1)
            if !session.isLost {
                try session.script("ROLLBACK TO s; RELEASE s")
                failure = nil
            }
            throw error
        }
    }

    func newID() throws -> Int64 {
        try confirmWritable()
        if ids.isEmpty { ids = try noting { try numbers.newBlock(session) }[...] }
        return ids.removeFirst()
    }

    func next(_ counter: String) throws -> Int64 {
        try confirmCounterName(counter)
        try confirmWritable()
        return try noting { try numbers.next(counter, session) }
    }

    func transactionID() throws -> Int64 {
        try confirmWritable()
        return number ?? 0
    }

    /// Running transactions of other databases of the server are in the
    /// snapshot too; one that is known to be such holds nobody up.
    func committedBefore() throws -> Int64 {
        try value(
            """
            SELECT CAST(CAST(COALESCE(
                (SELECT running FROM pg_snapshot_xip(pg_current_snapshot()) AS running
                    WHERE NOT EXISTS (SELECT 1 FROM pg_stat_activity AS other
                        WHERE other.datname <> current_database()
                            AND other.backend_xid = CAST(running AS xid))
                    ORDER BY running LIMIT 1),
                pg_snapshot_xmax(pg_current_snapshot())) AS TEXT) AS BIGINT)
            """) ?? 0
    }

    func announce(_ channel: String, _ payload: String) throws {
        try confirmAnnouncement(channel, payload)
        try confirmWritable()
        _ = try run(
            "SELECT pg_notify('\(SQL(trusted: PostgresListener.channel))', \(channel + ":" + payload))")
        announcements.append(Announcement(channel: channel, payload: payload))
    }

    func afterCommit(_ work: @escaping @Sendable () -> Void) {
        if isOpen, isWritable { afterwards.append(work) } else { work() }
    }

    private func run(_ sql: SQL) throws -> PostgresResult {
        try noting {
            try confirmNoTransactionControl(sql.text)
            return try session.run(sql)
        }
    }

    /// Remembers that the transaction has failed: PostgreSQL takes nothing
    /// more until it, or its savepoint, is undone.
    @discardableResult
    private func noting<T>(_ work: () throws -> T) throws -> T {
        guard isOpen else { throw DatabaseError.usedAfterEnd }
        if let failure { throw DatabaseError(afterFailure: failure) }
        do {
            return try work()
        } catch {
            failure = error
            if (error as? DatabaseError)?.isPassing == true { isPassedOver = true }
            throw error
        }
    }

    private func confirmWritable() throws {
        guard isOpen else { throw DatabaseError.usedAfterEnd }
        guard isWritable else { throw DatabaseError(.readOnly, "A read cannot write to the database.") }
    }
}
