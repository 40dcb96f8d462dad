import Database
import Mail

/// How the reading of a mailbox stands, and how it goes.
public struct MailboxHealth: Equatable, Sendable {
    public let mailbox: Mailbox.ID
    public let progress: IMAPProgress
    /// The last look that went well.
    public let polledAt: Moment?
    /// How often it failed since.
    public let failures: Int
    public let failingSince: Moment?
    /// Why, in a sentence.
    public let problem: String?
    public let nextAt: Moment
}

extension MailboxHealth {
    init(row: Row) throws {
        mailbox = try row("mailbox")
        progress = IMAPProgress(
            uidValidity: UInt32(clamping: try row("uid_validity") as Int64),
            lastUID: UInt32(clamping: try row("last_uid") as Int64))
        polledAt = try row("polled_at")
        failures = try row("failures")
        failingSince = try row("failing_since")
        problem = try row("problem")
        nextAt = try row("next_at")
    }
}

extension Mailboxes {
    /// How each polled mailbox does.
    public func health() async throws -> [Mailbox.ID: MailboxHealth] {
        try await database.read { db in
            var health: [Mailbox.ID: MailboxHealth] = [:]
            for row in try db.rows("SELECT * FROM mailbox_polls") {
                let one = try MailboxHealth(row: row)
                health[one.mailbox] = one
            }
            return health
        }
    }

    func health(of mailbox: Mailbox.ID) async throws -> MailboxHealth? {
        try await database.read { db in
            try db.row("SELECT * FROM mailbox_polls WHERE mailbox = \(mailbox)").map(MailboxHealth.init(row:))
        }
    }

    /// Notes how far a mailbox has been read.
    func note(_ progress: IMAPProgress, of mailbox: Mailbox.ID) async throws {
        let (validity, uid) = (Int64(progress.uidValidity), Int64(progress.lastUID))
        _ = try await database.write { db in
            try db.execute(
                """
                INSERT INTO mailbox_polls (mailbox, uid_validity, last_uid) VALUES (\(mailbox), \(validity), \(uid))
                ON CONFLICT (mailbox) DO UPDATE SET uid_validity = excluded.uid_validity, last_uid = excluded.last_uid
                """)
        }
    }

    func noteSuccess(of mailbox: Mailbox.ID, next: Moment) async throws {
        let now = clock()
        _ = try await database.write { db in
            try db.execute(
                """
                INSERT INTO mailbox_polls (mailbox, uid_validity, last_uid, polled_at, next_at)
                VALUES (\(mailbox), 0, 0, \(now), \(next))
                ON CONFLICT (mailbox) DO UPDATE SET polled_at = excluded.polled_at, next_at = excluded.next_at,
                    failures = 0, failing_since = NULL, problem = NULL
                """)
        }
    }

    func noteFailure(of mailbox: Mailbox.ID, because why: String, next: Moment) async throws {
        let now = clock()
        _ = try await database.write { db in
            try db.execute(
                """
                INSERT INTO mailbox_polls (mailbox, uid_validity, last_uid, failures, failing_since, problem, next_at)
                VALUES (\(mailbox), 0, 0, 1, \(now), \(why), \(next))
                ON CONFLICT (mailbox) DO UPDATE SET failures = mailbox_polls.failures + 1,
                    failing_since = COALESCE(mailbox_polls.failing_since, excluded.failing_since),
                    problem = excluded.problem, next_at = excluded.next_at
                """)
        }
    }
}
