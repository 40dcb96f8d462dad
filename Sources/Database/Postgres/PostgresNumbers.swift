import Synchronization

/// Gives out ids in blocks from one sequence, and the numbers of counters
/// from a sequence each.
///
/// Sequences stand outside of transactions: what was given stays given, so
/// no number comes twice, and no writer waits for another.
final class PostgresNumbers: Sendable {
    private static let block: Int64 = 1000
    private let counters = Mutex(Set<String>())
    private let side: PostgresSide

    static let schema =
        "CREATE SEQUENCE IF NOT EXISTS ids AS BIGINT INCREMENT BY \(block) MINVALUE 1 START WITH 1 NO CYCLE"

    init(side: PostgresSide) {
        self.side = side
    }

    /// Ids for one transaction: what a later one writes has larger ids, also
    /// when another process writes it.
    func newBlock(_ session: PostgresSession) throws -> ClosedRange<Int64> {
        let start = try number(session.run("SELECT nextval('ids')"))
        return start...(start + Self.block - 1)
    }

    /// The first use of a counter makes its sequence, in a transaction of its
    /// own: it stays when the asking one is undone.
    func next(_ counter: String, _ session: PostgresSession) throws -> Int64 {
        let sequence = "\"counter_\(counter)\""
        if !counters.withLock({ $0.contains(counter) }) {
            try side.script("CREATE SEQUENCE IF NOT EXISTS \(sequence) AS BIGINT MINVALUE 1 START WITH 1")
            _ = counters.withLock { $0.insert(counter) }
        }
        return try number(session.run("SELECT nextval(\(sequence))"))
    }

    private func number(_ result: PostgresResult) throws -> Int64 {
        try Int64(databaseValue: result.values(limit: 1).first ?? .null)
    }
}
