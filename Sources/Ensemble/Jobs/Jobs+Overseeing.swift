import Database
import Localization

extension Jobs {
    /// What waits and what failed, as the desk shows it.
    public struct Overview: Sendable {
        public let waiting: [Job]
        public let dead: [Job]
        public let waitingCount: Int
        public let deadCount: Int
    }

    /// - Parameter limit: at most so many of each.
    public func overview(limit: Int = 50, by actor: Actor) async throws -> Overview {
        try actor.requireAdministrator()
        return try await database.read { db in
            Overview(
                waiting: try db.rows(
                    "SELECT \(Job.columns) FROM jobs WHERE dead_at IS NULL ORDER BY run_at, id LIMIT \(limit)"
                ).map(Job.init(row:)),
                dead: try db.rows(
                    """
                    SELECT \(Job.columns) FROM jobs WHERE dead_at IS NOT NULL
                    ORDER BY dead_at DESC, id DESC LIMIT \(limit)
                    """
                ).map(Job.init(row:)),
                waitingCount: try db.value("SELECT COUNT(*) FROM jobs WHERE dead_at IS NULL") ?? 0,
                deadCount: try db.value("SELECT COUNT(*) FROM jobs WHERE dead_at IS NOT NULL") ?? 0)
        }
    }

    /// Tries a failed or waiting job again now.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func retry(_ id: Job.ID, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let changed = try db.execute(
                """
                UPDATE jobs SET dead_at = NULL, run_at = \(now), created_at = \(now), lease = NULL, leased_until = NULL
                WHERE id = \(id) AND (leased_until IS NULL OR leased_until < \(now))
                """)
            guard changed == 1 else {
                throw Fault.notFound("There is no such job, or it is being worked on.")
            }
            try db.announce(Self.channel, "\(now.milliseconds)")
        }
    }

    /// Throws a job away. A message that it would have sent is marked as failed.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func discard(_ id: Job.ID, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            guard
                let job = try db.row(
                    """
                    DELETE FROM jobs WHERE id = \(id) AND (leased_until IS NULL OR leased_until < \(now))
                    RETURNING \(Job.columns)
                    """
                ).map(Job.init(row:))
            else { throw Fault.notFound("There is no such job, or it is being worked on.") }
            try Outbox.abandon(job, because: "Discarded by an administrator.", by: actor, at: now, in: db)
            try Payments.failAfterAll(job, at: now, in: db)
        }
    }
}
