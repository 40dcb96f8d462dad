import Database
import Localization

/// Links that work once and not for long: invitations, password resets, and
/// the customer's sign-in. The database holds only their hashes.
public struct OneTimeLinks: Sendable {
    public enum Purpose: String, Sendable, Bindable, Readable { case invitation, password, customer }

    let database: any Database
    let clock: Clock
    let randomness: Randomness

    static func life(of purpose: Purpose) -> Span {
        switch purpose {
        case .invitation: .days(7)
        case .password: .hours(1)
        case .customer: .minutes(15)
        }
    }

    /// A fresh word for a link.
    func make(_ purpose: Purpose, for subject: Int64, in db: any Connection) throws -> String {
        let token = randomness.token()
        let now = clock()
        try db.execute("DELETE FROM one_time_links WHERE expires_at < \(now - .days(7))")
        try db.execute(
            """
            INSERT INTO one_time_links (token_hash, purpose, subject, created_at, expires_at)
            VALUES (\(Digest.sha256(token)), \(purpose), \(subject), \(now), \(now + Self.life(of: purpose)))
            """)
        return token
    }

    /// Whether a link would still work, without using it up: mail scanners fetch links before people do.
    public func isGood(_ token: String, for purpose: Purpose) async throws -> Bool {
        let now = clock()
        return try await database.read { db in
            try db.row(
                """
                SELECT subject FROM one_time_links
                WHERE token_hash = \(Digest.sha256(token)) AND purpose = \(purpose)
                    AND used_at IS NULL AND expires_at > \(now)
                """) != nil
        }
    }

    /// Uses a link up.
    /// - Returns: whom it was made for.
    /// - Throws: `Fault.invalid` when it is used, too old or made up: which, is not told.
    func use(_ token: String, for purpose: Purpose, in db: any Connection) throws -> Int64 {
        let now = clock()
        let subject: Int64? = try db.value(
            """
            UPDATE one_time_links SET used_at = \(now)
            WHERE token_hash = \(Digest.sha256(token)) AND purpose = \(purpose)
                AND used_at IS NULL AND expires_at > \(now)
            RETURNING subject
            """)
        guard let subject else {
            throw Fault.invalid("This link has been used or is too old. Please ask for a new one.")
        }
        return subject
    }
}
