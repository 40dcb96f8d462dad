/// The prepared statements of a connection, by their text.
///
/// A statement is taken out while it runs, so that a query inside the loop
/// over the same query gets one of its own.
struct SQLiteStatementCache {
    private var statements: [String: Entry] = [:]
    private var clock = 0

    private struct Entry {
        let statement: SQLiteStatement
        var lastUse: Int
    }

    /// Some 200 texts occur in the product; long lists of values vary.
    private static let limit = 400

    mutating func take(_ text: String, from session: SQLiteSession) throws -> SQLiteStatement {
        if let entry = statements.removeValue(forKey: text) { return entry.statement }
        return try SQLiteStatement(text, in: session)
    }

    mutating func put(_ statement: SQLiteStatement, for text: String) {
        statement.reset()
        clock += 1
        statements[text] = Entry(statement: statement, lastUse: clock)
        if statements.count > Self.limit { dropOldest() }
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
