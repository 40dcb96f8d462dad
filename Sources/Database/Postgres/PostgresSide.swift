import Synchronization

/// A connection beside the pool, for what must not be part of anybody's
/// transaction. It is made when needed and closed afterwards.
final class PostgresSide: Sendable {
    private let address: PostgresAddress
    private let options: DatabaseOptions
    private let lock = Mutex(())

    init(_ address: PostgresAddress, options: DatabaseOptions) {
        self.address = address
        self.options = options
    }

    func script(_ text: String) throws {
        try with { session in
            do {
                try session.script(text)
            } catch let error as DatabaseError where ["23505", "42P07", "42710"].contains(error.code) {
                // Another process made it in the same moment.
            }
        }
    }

    func with<T>(_ work: (PostgresSession) throws -> T) throws -> T {
        try lock.withLock { _ in try work(PostgresSession(address, options: options)) }
    }
}
