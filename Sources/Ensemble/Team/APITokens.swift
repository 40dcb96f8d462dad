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
        guard !name.isEmpty, name.count <= 100 else { throw Fault.invalid("A token's name has 1 to 100 characters.") }
        let token = "ens_" + randomness.token()
        let now = clock()
        try await database.write { db in
            _ = try Agents.find(agent, in: db)
            try db.execute(
                """
                INSERT INTO api_tokens (id, name, token_hash, agent, created_at)
                VALUES (\(db.newID()), \(name), \(Digest.sha256(token)), \(agent), \(now))
                """)
        }
        return token
    }

    /// The agent a token stands for, `nil` for an unknown or revoked one.
    public func agent(of token: String) async throws -> Agent? {
        let hash = Digest.sha256(token)
        return try await database.read { db in
            try db.row(
                """
                SELECT \(Agent.columns) FROM api_tokens JOIN agents ON agents.id = api_tokens.agent
                WHERE api_tokens.token_hash = \(hash) AND api_tokens.revoked_at IS NULL AND agents.disabled_at IS NULL
                """
            ).map(Agent.init(row:))
        }
    }

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
                    id: try row("id"), name: try row("name"), agent: try row("agent"), createdAt: try row("created_at"),
                    usedAt: try row("used_at"))
            }
        }
    }

    /// Takes a token out of force.
    /// - Throws: `Fault.forbidden`.
    public func revoke(_ id: Identifier<Token>, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        _ = try await database.write { db in
            try db.execute("UPDATE api_tokens SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL")
        }
    }
}
