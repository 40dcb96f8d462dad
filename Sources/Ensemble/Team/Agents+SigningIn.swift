import Database
import Localization

extension Agents {
    /// The agent whose address and password these are.
    ///
    /// The answer takes as long, and reads the same, whether or not there is
    /// such an account.
    /// - Throws: `Fault.invalid`.
    public func signIn(email: String, password: String) async throws -> Agent {
        let key = email.trimmed.folded
        let found = try await database.read { db in
            try db.row(
                """
                SELECT \(Agent.columns), password_hash FROM agents
                WHERE email_key = \(key) AND disabled_at IS NULL
                """
            ).map { row in (agent: try Agent(row: row), hash: try row("password_hash") as String?) }
        }
        guard await Passwords.verify(password, against: found?.hash), let found else {
            throw Fault.invalid("The address or the password is not right.")
        }
        return found.agent
    }

    /// Changes one's own password. One's sessions elsewhere end.
    /// - Parameter session: the one in which it is done, by its hash.
    /// - Throws: `Fault.invalid` when the present one is wrong or the new one too short.
    public func changePassword(
        _ id: Agent.ID, from old: String, to new: String, keeping session: String? = nil
    ) async throws {
        let (agent, hash) = try await database.read { db in
            let hash: String? = try db.value("SELECT password_hash FROM agents WHERE id = \(id)")
            return (try Self.find(id, in: db), hash)
        }
        guard await Passwords.verify(old, against: hash) else {
            throw Fault.invalid("The present password is not right.")
        }
        try await setPassword(id, to: new, keeping: session, by: .agent(id, agent.role))
    }

    /// Sets a password without asking for the old one, from the command line. All sessions but one end.
    /// - Throws: `Fault.invalid`, `Fault.notFound`.
    public func setPassword(
        _ id: Agent.ID, to password: String, keeping session: String? = nil, by actor: Actor = .system
    ) async throws {
        try Passwords.check(password)
        let hash = await Passwords.hash(password)
        let now = clock()
        try await database.write { db in
            let agent = try Self.find(id, in: db)
            try db.execute("UPDATE agents SET password_hash = \(hash) WHERE id = \(id)")
            try db.execute("DELETE FROM sessions WHERE agent = \(id) AND token_hash <> \(session ?? "")")
            try Events.record(.passwordSet, by: actor, data: ["name": agent.name], at: now, in: db)
        }
    }
}
