/// The prepared statements of a connection, by their text.
///
/// A statement is taken while it runs, so that a query inside the loop over
/// the same query gets one of its own.
struct SQLiteStatementCache {
    private var statements: [String: SQLiteStatement] = [:]
    private var clock = 0

    /// Some 200 texts occur in the product; long lists of values vary.
    private static let limit = 400

    mutating func take(_ text: String, from session: SQLiteSession) throws -> SQLiteStatement {
        if let statement = statements[text], !statement.isTaken {
            statement.isTaken = true
            return statement
        }
        let statement = try SQLiteStatement(text, in: session)
        statement.isTaken = true
        if statements.count >= Self.limit { dropOldest() }
        statements[text] = statement
        return statement
    }

    mutating func put(_ statement: SQLiteStatement) {
        statement.reset()
        clock += 1
        statement.lastUse = clock
        statement.isTaken = false
    }

    /// Drops the half that was not used for the longest time.
    private mutating func dropOldest() {
        let uses = statements.values.map(\.lastUse).sorted()
        let middle = uses[uses.count / 2]
        statements = statements.filter { $0.value.lastUse > middle }
    }

    mutating func removeAll() {
        statements = [:]
    }
}
