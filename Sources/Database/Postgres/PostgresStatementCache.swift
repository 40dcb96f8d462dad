import CPostgres

/// The statements that a connection has prepared.
///
/// The same text with other kinds of values is another statement: its places
/// are declared with their types.
struct PostgresStatementCache {
    struct Statement {
        let name: String
        let isBinary: Bool
        let columns: Columns
        var lastUse: Int
    }

    private struct Key: Hashable {
        let text: String
        let types: [Oid]
    }

    private static let limit = 400
    private var statements: [Key: Statement] = [:]
    private var clock = 0

    mutating func statement(for sql: SQL, in session: PostgresSession) throws -> Statement {
        let key = Key(text: sql.text, types: sql.bindings.map(\.type.postgres))
        clock += 1
        if let index = statements.index(forKey: key) {
            statements.values[index].lastUse = clock
            return statements.values[index]
        }
        if statements.count >= Self.limit { dropOldest(in: session) }
        let statement = try prepare(key, sql, in: session)
        statements[key] = statement
        return statement
    }

    private func prepare(_ key: Key, _ sql: SQL, in session: PostgresSession) throws -> Statement {
        let name = "s\(clock)"
        try session.confirm(
            PQprepare(session.handle, name, sql.numbered, Int32(key.types.count), key.types), sql.text)
        let description = try session.confirm(PQdescribePrepared(session.handle, name), sql.text)
        let isBinary = (0..<PQnfields(description.pointer)).allSatisfy {
            PostgresType.isBinary(description.type($0))
        }
        return Statement(name: name, isBinary: isBinary, columns: description.columns, lastUse: clock)
    }

    /// Drops the half that was not used for the longest time.
    private mutating func dropOldest(in session: PostgresSession) {
        let uses = statements.values.map(\.lastUse).sorted()
        let middle = uses[uses.count / 2]
        for (key, statement) in statements where statement.lastUse <= middle {
            statements[key] = nil
            deallocate(statement, in: session)
        }
    }

    mutating func removeAll(in session: PostgresSession) {
        for statement in statements.values { deallocate(statement, in: session) }
        statements = [:]
    }

    private func deallocate(_ statement: Statement, in session: PostgresSession) {
        PQclear(PQexec(session.handle, "DEALLOCATE \(statement.name)"))
    }
}

extension SQL {
    /// The text with `$1`, `$2` and so on in the places of the values.
    var numbered: String {
        guard !places.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + places.count * 3)
        var start = 0
        for (index, place) in places.enumerated() {
            result += bytes[start..<place]
            result += "$\(index + 1)".utf8
            start = place + 1
        }
        result += bytes[start...]
        return String(decoding: result, as: UTF8.self)
    }
}
