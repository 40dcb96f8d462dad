import Database
import Localization

/// Tokens by which programs come in as an agent. Shown once; the database
/// holds only their hashes.
public struct APITokens: Sendable {
    let database: any Database
    let clock: Clock
    let randomness: Randomness

    /// A token as it is listed.
    public struct Token: Identifiable, Equatable, Sendable {
        public let id: Identifier<Token>
        public let name: String
        public let agent: Agent.ID
        public let createdAt: Moment
        public let usedAt: Moment?
    }

    /// Makes a token that acts as the given agent.
    /// - Returns: the token itself, which can't be shown again.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.notFound`.
    public func make(name: String, for agent: Agent.ID, by actor: Actor) async throws -> String {
        try actor.requireAdministrator()
        let name = name.oneLine
        guard !name.isEmpty, name.count <= 100 else {
            throw Fault.invalid("A token's name has 1 to 100 characters.")
        }
        let token = "ens_" + randomness.token()
        let now = clock()
        try await database.write { db in
            _ = try Agents.find(agent, in: db)
            try db.execute(
                """
                INSERT INTO api_tokens (id, name, token_hash, agent, created_at)
                VALUES (\(db.newID()), \(name), \(Digest.sha256(token)), \(agent), \(now))
                """)
            try Events.record(.tokenMade, by: actor, data: ["name": name], at: now, in: db)
        }
        return token
    }

    /// The agent a token stands for, `nil` for an unknown or revoked one.
    public func agent(of token: String) async throws -> Agent? {
        let hash = Digest.sha256(token)
        let found = try await database.read { db in
            try db.row(
                """
                SELECT \(Agent.columns), api_tokens.used_at FROM api_tokens JOIN agents ON agents.id = api_tokens.agent
                WHERE api_tokens.token_hash = \(hash) AND api_tokens.revoked_at IS NULL AND agents.disabled_at IS NULL
                """
            ).map { row in (agent: try Agent(row: row), usedAt: try row("used_at") as Moment?) }
        }
        guard let found else { return nil }
        let now = clock()
        if found.usedAt.map({ now - $0 > Self.useNoted }) ?? true {
            _ = try await database.write { db in
                try db.execute("UPDATE api_tokens SET used_at = \(now) WHERE token_hash = \(hash)")
            }
        }
        return found.agent
    }

    /// A use is noted at most this often, so that a busy program writes little.
    static let useNoted = Span.minutes(10)

    /// The tokens in force, newest first.
    /// - Throws: `Fault.forbidden`.
    public func all(by actor: Actor) async throws -> [Token] {
        try actor.requireAdministrator()
        return try await database.read { db in
            try db.rows(
                """
                SELECT id, name, agent, created_at, used_at FROM api_tokens WHERE revoked_at IS NULL
                ORDER BY created_at DESC, id DESC
                """
            ).map { row in
                Token(
                    id: try row("id"), name: try row("name"), agent: try row("agent"),
                    createdAt: try row("created_at"),
                    usedAt: try row("used_at"))
            }
        }
    }

    /// Takes a token out of force.
    /// - Throws: `Fault.forbidden`.
    public func revoke(_ id: Identifier<Token>, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let name: String? = try db.value(
                "UPDATE api_tokens SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL RETURNING name"
            )
            guard let name else { return }
            try Events.record(.tokenRevoked, by: actor, data: ["name": name], at: now, in: db)
        }
    }
}
