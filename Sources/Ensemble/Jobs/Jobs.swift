import Database
import Localization

/// Durable work: queued in the transaction that wants it, leased, retried
/// with growing pauses, kept with its reason when it failed too often.
public struct Jobs: Sendable {
    let database: any Database
    let clock: Clock
    let randomness: Randomness

    static let channel = "jobs"
    /// A worker that has not renewed its lease by then is taken for dead.
    static let lease = Span.minutes(1)
    /// From the first failure to giving up.
    static let patience = Span.days(3)

    /// Queues a job. A key that is queued already stays as it is.
    static func add(
        _ kind: Job.Kind, key: String? = nil, payload: some Encodable, runAt: Moment, at now: Moment,
        in db: any Connection
    ) throws {
        let id = try db.newID()
        try db.execute(
            """
            INSERT INTO jobs (id, kind, key, payload, run_at, attempts, created_at)
            VALUES (\(id), \(kind), \(key), \(JSON.text(payload)), \(runAt), 0, \(now))
            ON CONFLICT (key) DO NOTHING
            """)
        try db.announce(channel, "\(runAt.milliseconds)")
    }

    /// Takes a job back.
    /// - Returns: whether it was still there and nobody worked on it.
    @discardableResult
    static func cancel(key: String, at now: Moment, in db: any Connection) throws -> Bool {
        try db.execute(
            "DELETE FROM jobs WHERE key = \(key) AND (leased_until IS NULL OR leased_until < \(now))") == 1
    }

    /// Takes back all jobs whose keys begin like this and on which nobody works.
    static func cancel(under beginning: String, at now: Moment, in db: any Connection) throws {
        // The last letter a key can go on with: keys are names and numbers.
        let end = beginning + "\u{7F}"
        try db.execute(
            """
            DELETE FROM jobs WHERE key >= \(beginning) AND key < \(end)
                AND (leased_until IS NULL OR leased_until < \(now))
            """)
    }

    /// Leases what is due, for this worker alone.
    func claim(_ count: Int, by worker: String) async throws -> [Job] {
        let now = clock()
        return try await database.write { db in
            // Several processes on PostgreSQL pass by what another one has taken; SQLite has one writer anyway.
            let passing: SQL = db.engine == .postgres ? "FOR UPDATE SKIP LOCKED" : ""
            return try db.rows(
                """
                UPDATE jobs SET lease = \(worker), leased_until = \(now + Self.lease), attempts = attempts + 1
                WHERE id IN (
                    SELECT id FROM jobs
                    WHERE dead_at IS NULL AND run_at <= \(now) AND (leased_until IS NULL OR leased_until < \(now))
                    ORDER BY run_at, id LIMIT \(count) \(passing))
                RETURNING \(Job.columns)
                """
            ).map(Job.init(row:)).sorted { ($0.runAt, $0.id) < ($1.runAt, $1.id) }
        }
    }

    /// Keeps a job that takes its time.
    func renew(_ job: Job, for worker: String) async throws {
        let now = clock()
        _ = try await database.write { db in
            try db.execute(
                """
                UPDATE jobs SET leased_until = \(now + Self.lease) WHERE id = \(job.id) AND lease = \(worker)
                """)
        }
    }

    /// Gives back what a server that died had leased.
    ///
    /// Only where one server at a time works on a database (SQLite): with
    /// several, a lease runs out by itself.
    func releaseAll() async throws {
        guard database.engine == .sqlite else { return }
        _ = try await database.write { db in
            try db.execute("UPDATE jobs SET lease = NULL, leased_until = NULL WHERE leased_until IS NOT NULL")
        }
    }

    /// When the next job is due, `nil` when none waits.
    func nextDue() async throws -> Moment? {
        let now = clock()
        return try await database.read { db in
            try db.value(
                """
                SELECT run_at FROM jobs
                WHERE dead_at IS NULL AND (leased_until IS NULL OR leased_until < \(now))
                ORDER BY run_at, id LIMIT 1
                """)
        }
    }

    /// Forgets a job that is done.
    func finish(_ job: Job) async throws {
        _ = try await database.write { db in try Self.finish(job, in: db) }
    }

    static func finish(_ job: Job, in db: any Connection) throws {
        try db.execute("DELETE FROM jobs WHERE id = \(job.id)")
    }

    /// Puts a job off, or buries it with the reason.
    /// - Returns: whether it is given up for good.
    @discardableResult
    func fail(_ job: Job, because failure: JobFailure) async throws -> Bool {
        let now = clock()
        switch failure {
        case .later(let why, let pause):
            let next = now + (pause ?? backOff(after: job.attempts))
            guard next - job.createdAt < Self.patience else { return try await bury(job, why, at: now) }
            _ = try await database.write { db in
                try db.execute(
                    """
                    UPDATE jobs SET lease = NULL, leased_until = NULL, run_at = \(next), problem = \(why)
                    WHERE id = \(job.id)
                    """)
                try db.announce(Self.channel, "\(next.milliseconds)")
            }
            return false
        case .never(let why): return try await bury(job, why, at: now)
        }
    }

    private func bury(_ job: Job, _ why: String, at now: Moment) async throws -> Bool {
        _ = try await database.write { db in
            try db.execute(
                """
                UPDATE jobs SET lease = NULL, leased_until = NULL, dead_at = \(now), problem = \(why)
                WHERE id = \(job.id)
                """)
        }
        return true
    }

    /// Half a minute doubling to four hours, with up to a fifth of chance,
    /// so that what failed together doesn't come back together.
    func backOff(after attempts: Int) -> Span {
        randomness.pause(after: attempts, atMost: .hours(4))
    }
}
