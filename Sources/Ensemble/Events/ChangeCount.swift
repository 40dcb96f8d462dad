import Database
import Synchronization

/// Grows with every write of which this process knows: its own before the
/// writer hears of it, those of other processes when the database tells of
/// them. What is kept in memory is good as long as it stands still.
enum ChangeCount {
    private static let count = Atomic(0)

    static var value: Int { count.load(ordering: .acquiring) }

    static func grow() { count.add(1, ordering: .acquiringAndReleasing) }
}

/// A database whose writes are counted.
struct WatchedDatabase: Database {
    let base: any Database

    var engine: Engine { base.engine }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await base.read(body)
    }

    func write<T: Sendable>(
        _ durability: Durability, _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        // Also after a failure: one whose commit is in doubt may have written.
        defer { ChangeCount.grow() }
        return try await base.write(durability, body)
    }

    func migrate(_ migrations: [Migration]) async throws { try await base.migrate(migrations) }
    func announcements() -> AsyncStream<Announcement> { base.announcements() }
    func backup(to path: String) async throws { try await base.backup(to: path) }
    func check() async throws -> [String] { try await base.check() }
    func ping() async throws { try await base.ping() }
    func close() async { await base.close() }
}
