/// A write that waits for its turn in a commit.
protocol SQLiteWrite: AnyObject, Sendable {
    var durability: Durability { get }
    /// - Returns: false when nobody waits for it any more.
    func begin() -> Bool
    func run(_ session: SQLiteSession, _ commit: SQLiteCommit, inSavepoint: Bool) throws
    func succeed()
    func fail(_ error: any Error)
}

/// A write with the type of its result.
final class SQLiteWriteUnit<T: Sendable>: SQLiteWrite, @unchecked Sendable {
    let durability: Durability
    private let body: @Sendable (any Connection) throws -> T
    private let ticket: Ticket<T>
    /// Only the writer's thread knows it, hence unchecked.
    private var result: T?

    init(
        _ ticket: Ticket<T>, _ durability: Durability,
        _ body: @escaping @Sendable (any Connection) throws -> T
    ) {
        self.ticket = ticket
        self.durability = durability
        self.body = body
    }

    func begin() -> Bool { ticket.begin() }

    func run(_ session: SQLiteSession, _ commit: SQLiteCommit, inSavepoint: Bool) throws {
        let transaction = SQLiteTransaction(session, commit: commit)
        defer { transaction.end() }
        result = try inSavepoint ? transaction.savepoint { try body(transaction) } : body(transaction)
        if let failure = transaction.failure { throw failure }
        if session.isIdle {
            throw DatabaseError(.other, "The closure of a write ended the transaction itself.")
        }
    }

    func succeed() {
        guard let result else { return }
        ticket.finish(.success(result))
    }

    func fail(_ error: any Error) { ticket.finish(.failure(error)) }
}
