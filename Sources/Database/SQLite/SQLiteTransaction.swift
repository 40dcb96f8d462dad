/// The connection that a read or a write sees on SQLite.
final class SQLiteTransaction: Connection {
    let engine = Engine.sqlite
    private let session: SQLiteSession
    /// What happens at the commit; `nil` in a read.
    private let commit: SQLiteCommit?
    private var isOpen = true
    /// What made the transaction fail, so that it can only be undone.
    private(set) var failure: (any Error)?

    init(_ session: SQLiteSession, commit: SQLiteCommit?) {
        self.session = session
        self.commit = commit
    }

    /// The closure is over: whoever kept the connection gets an error.
    func end() { isOpen = false }

    func rows(_ sql: SQL) throws -> [Row] {
        var values: [Value] = []
        var columns: Columns?
        try run(sql) { statement in
            if columns == nil { columns = statement.columns }
            statement.read(into: &values)
        }
        return columns.map { RowSet(columns: $0, values: values).rows } ?? []
    }

    func row(_ sql: SQL) throws -> Row? {
        var row: Row?
        try run(sql, limit: 1) { row = Self.row($0) }
        return row
    }

    func value<T: Readable>(_ sql: SQL) throws -> T? {
        try row(sql).flatMap { try $0.first() as T? }
    }

    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        try run(sql) { try body(Self.row($0)) }
    }

    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        let total = session.totalChanges
        try run(sql) { _ in }
        return session.changes(since: total)
    }

    func script(_ text: String) throws {
        try noting {
            try confirmNoTransactionControl(text)
            try session.script(text, writable: commit != nil)
        }
    }

    @discardableResult
    func savepoint<T>(_ body: () throws -> T) throws -> T {
        let commit = try writing()
        try noting { try session.run("SAVEPOINT s") }
        let mark = commit.mark
        do {
            let result = try body()
            if let failure { throw failure }
            try session.run("RELEASE s")
            return result
        } catch {
            commit.rollBack(to: mark)
            // Gone already where the error ended the whole transaction.
            if !session.isIdle {
                try session.script("ROLLBACK TO s; RELEASE s")
                failure = nil
            }
            throw error
        }
    }

    func newID() throws -> Int64 { try writing().newID(session) }

    func next(_ counter: String) throws -> Int64 {
        try confirmCounterName(counter)
        return try writing().bump("number:" + counter, session)
    }

    func transactionID() throws -> Int64 { try writing().transactionID(session) }

    func committedBefore() throws -> Int64 { .max }

    func announce(_ channel: String, _ payload: String) throws {
        try confirmAnnouncement(channel, payload)
        try writing().announce(Announcement(channel: channel, payload: payload))
    }

    func afterCommit(_ work: @escaping @Sendable () -> Void) {
        if isOpen, let commit { commit.after(work) } else { work() }
    }

    private func run(
        _ sql: SQL, limit: Int = .max, _ eachRow: (borrowing SQLiteStatement) throws -> Void
    ) throws {
        var ofRow: (any Error)?
        do {
            try confirmOpen()
            try confirmNoTransactionControl(sql.text)
            try session.run(sql.text, sql.bindings, writable: commit != nil, limit: limit) { statement in
                do { try eachRow(statement) } catch {
                    ofRow = error
                    throw error
                }
            }
        } catch {
            if ofRow == nil, failure == nil { failure = error }
            throw error
        }
    }

    /// Remembers that a statement failed. SQLite would go on, PostgreSQL
    /// would not; what works on one must work on the other.
    private func noting<T>(_ work: () throws -> T) throws -> T {
        try confirmOpen()
        do { return try work() } catch {
            failure = error
            throw error
        }
    }

    private static func row(_ statement: borrowing SQLiteStatement) -> Row {
        var values: [Value] = []
        let columns = statement.columns
        values.reserveCapacity(columns.names.count)
        statement.read(into: &values)
        return Row(rows: RowSet(columns: columns, values: values), start: 0)
    }

    private func confirmOpen() throws {
        guard isOpen else { throw DatabaseError.usedAfterEnd }
        if let failure { throw DatabaseError(afterFailure: failure) }
    }

    private func writing() throws -> SQLiteCommit {
        try confirmOpen()
        guard let commit else { throw DatabaseError(.readOnly, "A read cannot write to the database.") }
        return commit
    }
}
