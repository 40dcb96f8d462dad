import Database
import Synchronization

/// The counts of the navigation, kept until something changes: every page
/// shows them, and most pages are looked at while nothing happens.
final class CountsCache: Sendable {
    private struct Entry {
        let version: Int
        let counts: Conversations.Counts
    }

    private let entries = Mutex<[Agent.ID: Entry]>([:])

    /// - Parameter db: asked only when something has changed since.
    func counts(for agent: Agent.ID, in db: any Connection) throws -> Conversations.Counts {
        let version = ChangeCount.value
        if let entry = entries.withLock({ $0[agent] }), entry.version == version { return entry.counts }
        let counts = try Conversations.counts(for: agent, in: db)
        entries.withLock { entries in
            if entries.count > 1_000 { entries.removeAll() }
            entries[agent] = Entry(version: version, counts: counts)
        }
        return counts
    }
}
