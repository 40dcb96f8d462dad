import Synchronization

/// Looks twice a second whether another process wrote to the file.
///
/// `PRAGMA data_version` on the writer's connection changes exactly then.
final class SQLiteNeighbours: Sendable {
    private let task: Task<Void, Never>

    init(_ database: SQLiteDatabase) {
        task = Task { [weak database] in
            var last: Int64?
            while !Task.isCancelled {
                guard let database else { return }
                let version = try? await database.onWriter { try $0.session().dataVersion() }
                if let version, let last, version != last, database.announcer.hasListeners {
                    database.announcer.deliver([.anything])
                }
                if let version { last = version }
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    func stop() { task.cancel() }
}

extension SQLiteDatabase {
    /// Begins to look after other processes when somebody listens first.
    func watchNeighbours() {
        guard path != nil, !isClosed.withLock({ $0 }) else { return }
        neighbours.withLock { neighbours in
            if neighbours == nil { neighbours = SQLiteNeighbours(self) }
        }
    }
}

extension SQLiteSession {
    fileprivate func dataVersion() throws -> Int64 {
        var version = Value.null
        try run("PRAGMA data_version") { version = $0.firstValue }
        return try Int64(databaseValue: version)
    }
}
