import Database
import Localization

/// What an invitation and a password reset have in common.
extension OneTimeLinks {
    /// The agent a link was made for; `nil` when it no longer works or the agent is shut out.
    func agent(behind token: String, for purpose: Purpose, in db: any Connection) throws -> Agent? {
        let now = clock()
        return try db.row(
            """
            SELECT \(Agent.columns) FROM one_time_links JOIN agents ON agents.id = one_time_links.subject
            WHERE one_time_links.token_hash = \(Digest.sha256(token)) AND one_time_links.purpose = \(purpose)
                AND one_time_links.used_at IS NULL AND one_time_links.expires_at > \(now)
                AND agents.disabled_at IS NULL
            """
        ).map(Agent.init(row:))
    }

    /// Uses a link up to set its agent's password. Other links of the kind
    /// and all of the agent's sessions end with it.
    /// - Throws: `Fault.invalid`.
    func setPassword(by token: String, for purpose: Purpose, to password: String) async throws -> Agent {
        try Passwords.check(password)
        guard try await isGood(token, for: purpose) else { throw Self.isGone }
        let hash = await Passwords.hash(password)
        let now = clock()
        return try await database.write { db in
            guard let agent = try agent(behind: token, for: purpose, in: db) else { throw Self.isGone }
            _ = try use(token, for: purpose, in: db)
            try db.execute(
                """
                UPDATE one_time_links SET used_at = \(now)
                WHERE purpose = \(purpose) AND subject = \(agent.id.rawValue) AND used_at IS NULL
                """)
            try db.execute("UPDATE agents SET password_hash = \(hash) WHERE id = \(agent.id)")
            try db.execute("DELETE FROM sessions WHERE agent = \(agent.id)")
            try Events.record(
                .passwordSet, by: .agent(agent.id, agent.role), data: ["name": agent.name], at: now, in: db)
            return agent
        }
    }

    private static let isGone = Fault.invalid(
        "This link has been used or is too old. Please ask for a new one.")
}
