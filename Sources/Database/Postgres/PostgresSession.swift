import CPostgres

/// A connection to a PostgreSQL server, used by one thread at a time.
final class PostgresSession {
    let handle: OpaquePointer
    let trace: StatementTrace?
    /// Gives up the statement that runs, from any thread.
    let cancel: PostgresCancel
    private var statements = PostgresStatementCache()

    init(_ address: PostgresAddress, options: DatabaseOptions) throws {
        handle = try Self.connect(address)
        cancel = PostgresCancel(handle)
        trace = StatementTrace(options)
        // What a notice says is of no use to a program.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        let timeout = options.statementTimeout.map { Int($0.seconds * 1000) } ?? 0
        try script(
            """
            SET statement_timeout = \(timeout); SET cursor_tuple_fraction = 1;
            SET standard_conforming_strings = on; SET bytea_output = 'hex'
            """)
        try script(durability(options))
    }

    /// A server may wait for its standbys too: that is never lowered.
    private func durability(_ options: DatabaseOptions) -> String {
        guard options.durable else { return "SET synchronous_commit = off" }
        return """
            SELECT set_config('synchronous_commit', 'on', FALSE)
            WHERE current_setting('synchronous_commit') = 'off'
            """
    }

    private static func connect(_ address: PostgresAddress) throws -> OpaquePointer {
        let connection = address.withSettings { PQconnectdbParams($0, $1, 0) }
        guard let connection, PQstatus(connection) == CONNECTION_OK else {
            let error = DatabaseError(lost: connection)
            PQfinish(connection)
            throw error
        }
        return connection
    }

    deinit { PQfinish(handle) }

    var isLost: Bool { PQstatus(handle) != CONNECTION_OK }

    /// The server's process for this connection.
    var process: Int32 { PQbackendPID(handle) }

    /// Whether a transaction is open, failed or not.
    var isInTransaction: Bool {
        switch PQtransactionStatus(handle) {
        case PQTRANS_INTRANS, PQTRANS_INERROR, PQTRANS_ACTIVE: true
        default: false
        }
    }

    /// Runs statements without values; answers the last result.
    @discardableResult
    func script(_ text: String) throws -> PostgresResult {
        try traced(text) { try confirm(PQexec(handle, text), text) }
    }

    /// Runs one statement with its values.
    func run(_ sql: SQL) throws -> PostgresResult {
        guard sql.bindings.count <= 65_535 else {
            throw DatabaseError(.other, "PostgreSQL takes 65,535 values in a statement.", sql: sql.text)
        }
        let statement = try statements.statement(for: sql, in: self)
        return try traced(sql.text) {
            let parameters = PostgresParameters(sql.bindings)
            let result = parameters.withPointers { values, lengths, formats in
                PQexecPrepared(
                    handle, statement.name, parameters.count, values, lengths, formats,
                    statement.isBinary ? 1 : 0)
            }
            let answer = try confirm(result, sql.text, statement.columns)
            guard answer.status != PGRES_EMPTY_QUERY else {
                throw DatabaseError(.other, "The statement is empty.", sql: sql.text)
            }
            return answer
        }
    }

    /// Runs one statement with its values without keeping it prepared.
    func runOnce(_ text: String, _ bindings: [SQL.Binding]) throws -> PostgresResult {
        try traced(text) {
            let parameters = PostgresParameters(bindings)
            let types = bindings.map(\.type.postgres)
            let result = parameters.withPointers { values, lengths, formats in
                PQexecParams(handle, text, parameters.count, types, values, lengths, formats, 0)
            }
            return try confirm(result, text)
        }
    }

    func forgetStatements() {
        statements.removeAll(in: self)
    }

    @discardableResult
    func confirm(
        _ pointer: OpaquePointer?, _ sql: String?, _ columns: Columns? = nil
    ) throws -> PostgresResult {
        guard let pointer else {
            var error = DatabaseError(lost: handle, sql: sql)
            if !isLost { error = DatabaseError(.other, error.message, sql: sql) }
            throw error
        }
        let result = PostgresResult(pointer, columns)
        guard !result.succeeded else { return result }
        var error = DatabaseError(result, sql: sql)
        if isLost, error.kind != .connectionLost {
            error = DatabaseError(lost: handle, sql: sql)
        }
        throw error
    }

    private func traced(_ text: String, _ body: () throws -> PostgresResult) rethrows -> PostgresResult {
        guard let trace else { return try body() }
        let start = trace.start()
        defer { trace.end(text, start) }
        return try body()
    }
}
