/// Gives out ids in blocks that are reserved in the table `counters`.
///
/// A block is reserved by the transaction that needs it. When that is undone
/// the row is too, so the block is discarded; and what was given out of it is
/// remembered, so that no id comes twice even then.
final class SQLiteNumbers {
    private static let block: Int64 = 1000
    private var upcoming: Int64 = 1
    private var last: Int64 = 0
    /// The largest id that was ever reserved here.
    private var highest: Int64 = 0
    /// How often a block was reserved.
    private(set) var reservations = 0

    static let schema = """
        CREATE TABLE IF NOT EXISTS counters (
            name TEXT PRIMARY KEY,
            value BIGINT NOT NULL
        ) WITHOUT ROWID
        """

    func newID(_ session: SQLiteSession) throws -> Int64 {
        if upcoming > last {
            let end = try bump("id", by: Self.block, atLeast: highest, session)
            reservations += 1
            highest = end
            last = end
            upcoming = end - Self.block + 1
        }
        defer { upcoming += 1 }
        return upcoming
    }

    /// Gives up the present block when another process has reserved one since:
    /// what is written later has larger ids, whoever writes it.
    func followOthers(_ session: SQLiteSession) throws {
        guard upcoming <= last else { return }
        var reserved = Value.null
        try session.run("SELECT value FROM counters WHERE name = 'id'", []) { reserved = $0.firstValue }
        if reserved != .integer(highest) { discard() }
    }

    func discard() {
        upcoming = 1
        last = 0
    }

    /// - Returns: the value that the counter has now.
    func bump(_ counter: String, by step: Int64, atLeast floor: Int64, _ session: SQLiteSession) throws
        -> Int64
    {
        let sql: SQL = """
            INSERT INTO counters (name, value) VALUES (\(counter), \(floor) + \(step))
            ON CONFLICT (name) DO UPDATE SET value = MAX(value, \(floor)) + \(step)
            RETURNING value
            """
        var value = Value.null
        try session.run(sql.text, sql.bindings) { value = $0.firstValue }
        return try Int64(databaseValue: value)
    }
}
