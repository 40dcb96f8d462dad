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
    /// Until then a process reads it, unless it says sooner how that went.
    public var claimedUntil: Moment?

    /// Whether somebody may look into it now.
    func isDue(at now: Moment) -> Bool { nextAt <= now && (claimedUntil ?? .beginning) <= now }
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
        claimedUntil = try row("claimed_until")
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

    /// How many could not be read last time.
    static func failing(in db: any Connection) throws -> Int {
        try db.value("SELECT COUNT(*) FROM mailbox_polls WHERE failures > 0") ?? 0
    }

    func health(of mailbox: Mailbox.ID) async throws -> MailboxHealth? {
        try await database.read { db in
            try db.row("SELECT * FROM mailbox_polls WHERE mailbox = \(mailbox)").map(MailboxHealth.init(row:))
        }
    }
}

/// The right of one process to read a mailbox, until it says how it went or
/// is not heard of for a minute.
struct PollClaim: Sendable {
    let mailbox: Mailbox.ID
    let token: String

    /// A process that has not renewed its claim by then is taken for dead.
    static let lease = Span.minutes(1)
}

extension Mailboxes {
    /// Claims the reading of a mailbox whose turn it is.
    /// - Returns: `nil` when it is not its turn, or somebody else reads it.
    func claim(_ mailbox: Mailbox.ID, as token: String) async throws -> PollClaim? {
        let now = clock()
        let mine: Int64? = try await database.write { db in
            try db.value(
                """
                INSERT INTO mailbox_polls (mailbox, uid_validity, last_uid, claim, claimed_until)
                VALUES (\(mailbox), 0, 0, \(token), \(now + PollClaim.lease))
                ON CONFLICT (mailbox) DO UPDATE SET claim = excluded.claim, claimed_until = excluded.claimed_until
                WHERE mailbox_polls.next_at <= \(now)
                    AND (mailbox_polls.claimed_until IS NULL OR mailbox_polls.claimed_until <= \(now))
                RETURNING mailbox
                """)
        }
        return mine.map { _ in PollClaim(mailbox: mailbox, token: token) }
    }

    /// Keeps a mailbox whose reading takes its time.
    /// - Returns: whether it still was ours.
    func renew(_ claim: PollClaim) async throws -> Bool {
        let until = clock() + PollClaim.lease
        return try await database.write { db in
            try db.execute(
                """
                UPDATE mailbox_polls SET claimed_until = \(until)
                WHERE mailbox = \(claim.mailbox) AND claim = \(claim.token)
                """) == 1
        }
    }

    /// Gives back what a server that died had claimed. Only where one server
    /// at a time works on a database; with several, a claim runs out by itself.
    func releaseClaims() async throws {
        guard database.engine == .sqlite else { return }
        _ = try await database.write { db in
            try db.execute("UPDATE mailbox_polls SET claim = NULL, claimed_until = NULL")
        }
    }

    /// Notes how far a mailbox has been read, as long as it is ours to read.
    func note(_ progress: IMAPProgress, under claim: PollClaim) async throws {
        let (validity, uid) = (Int64(progress.uidValidity), Int64(progress.lastUID))
        _ = try await database.write { db in
            try db.execute(
                """
                UPDATE mailbox_polls SET uid_validity = \(validity), last_uid = \(uid)
                WHERE mailbox = \(claim.mailbox) AND claim = \(claim.token)
                """)
        }
    }

    /// It went well, and it is anybody's again.
    func noteSuccess(under claim: PollClaim, next: Moment) async throws {
        let now = clock()
        _ = try await database.write { db in
            try db.execute(
                """
                UPDATE mailbox_polls SET polled_at = \(now), next_at = \(next), failures = 0,
                    failing_since = NULL, problem = NULL, claim = NULL, claimed_until = NULL
                WHERE mailbox = \(claim.mailbox) AND claim = \(claim.token)
                """)
        }
    }

    /// It failed, and it is anybody's again.
    func noteFailure(under claim: PollClaim, because why: String, next: Moment) async throws {
        let now = clock()
        _ = try await database.write { db in
            try db.execute(
                """
                UPDATE mailbox_polls SET failures = failures + 1,
                    failing_since = COALESCE(failing_since, \(now)), problem = \(why), next_at = \(next),
                    claim = NULL, claimed_until = NULL
                WHERE mailbox = \(claim.mailbox) AND claim = \(claim.token)
                """)
        }
    }
}
