import Synchronization

/// Gives out ids in blocks from one sequence, and the numbers of counters
/// from a sequence each.
///
/// Sequences stand outside of transactions: what was given stays given, so
/// no number comes twice, and no writer waits for another.
final class PostgresNumbers: Sendable {
    private static let block: Int64 = 1000
    private let ids = Mutex((upcoming: Int64(1), last: Int64(0)))
    private let counters = Mutex(Set<String>())
    private let side: PostgresSide

    static let schema =
        "CREATE SEQUENCE IF NOT EXISTS ids AS BIGINT INCREMENT BY \(block) MINVALUE 1 START WITH 1 NO CYCLE"

    init(side: PostgresSide) {
        self.side = side
    }

    func newID(_ session: PostgresSession) throws -> Int64 {
        if let id = takeID() { return id }
        let start = try number(session.run("SELECT nextval('ids')"))
        ids.withLock { ids in
            // Where two threads got a block at once, the earlier is lost.
            if start > ids.last { ids = (start + 1, start + Self.block - 1) }
        }
        return start
    }

    private func takeID() -> Int64? {
        ids.withLock { ids in
            guard ids.upcoming <= ids.last else { return nil }
            defer { ids.upcoming += 1 }
            return ids.upcoming
        }
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
