import Database
import Foundation
import Localization

/// The people who answer, and what each may do.
public struct Agents: Sendable {
    let database: any Database
    let clock: Clock

    /// Everybody on the team, by name.
    public func all(including disabled: Bool = false) async throws -> [Agent] {
        try await database.read { db in try Self.all(including: disabled, in: db) }
    }

    static func all(including disabled: Bool = false, in db: any Connection) throws -> [Agent] {
        try db.rows(
            """
            SELECT \(Agent.columns) FROM agents
            \(disabled ? "" : "WHERE disabled_at IS NULL" as SQL)
            ORDER BY name, id
            """
        ).map(Agent.init(row:))
    }

    /// The name of everybody there was.
    func names() async throws -> [Agent.ID: String] {
        try await database.read { db in try Self.names(in: db) }
    }

    static func names(in db: any Connection) throws -> [Agent.ID: String] {
        var names: [Agent.ID: String] = [:]
        for row in try db.rows("SELECT id, name FROM agents") { names[try row("id")] = try row("name") }
        return names
    }

    /// - Throws: `Fault.notFound`.
    public func find(_ id: Agent.ID) async throws -> Agent {
        try await database.read { db in try Self.find(id, in: db) }
    }

    static func find(_ id: Agent.ID, in db: any Connection) throws -> Agent {
        guard let row = try db.row("SELECT \(Agent.columns) FROM agents WHERE id = \(id)") else {
            throw Fault.notFound("There is no such person on the team.")
        }
        return try Agent(row: row)
    }

    /// The agent who signs in with this address.
    public func find(email: String) async throws -> Agent? {
        try await database.read { db in
            try db.row("SELECT \(Agent.columns) FROM agents WHERE email_key = \(email.trimmed.folded)")
                .map(Agent.init(row:))
        }
    }

    /// Whether anybody can sign in yet; if not, the first-run page is shown.
    public func isEmpty() async throws -> Bool {
        try await database.read { db in
            try db.row("SELECT id FROM agents WHERE password_hash IS NOT NULL LIMIT 1") == nil
        }
    }

    /// Makes the first administrator of a new installation.
    /// - Throws: `Fault.conflict` once there is one, `Fault.invalid`.
    public func addFirst(name: String, email: String, password: String) async throws -> Agent {
        try Passwords.check(password)
        let hash = await Passwords.hash(password)
        let now = clock()
        return try await database.write { db in
            guard try db.row("SELECT id FROM agents WHERE password_hash IS NOT NULL LIMIT 1") == nil else {
                throw Fault.conflict("This desk has its first administrator already.")
            }
            return try Self.add(
                name: name, email: email, role: .administrator, hash: hash, by: .system, at: now, in: db)
        }
    }

    /// Adds somebody to the team. Without a password they need an invitation to sign in.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.conflict` when the address is taken.
    @discardableResult
    public func add(
        name: String, email: String, role: Agent.Role, password: String? = nil, by actor: Actor
    ) async throws -> Agent {
        try actor.requireAdministrator()
        var hash: String?
        if let password {
            try Passwords.check(password)
            hash = await Passwords.hash(password)
        }
        let now = clock()
        return try await database.write { [hash] db in
            try Self.add(name: name, email: email, role: role, hash: hash, by: actor, at: now, in: db)
        }
    }

    static func add(
        name: String, email: String, role: Agent.Role, hash: String?, by actor: Actor, at now: Moment,
        in db: any Connection
    ) throws -> Agent {
        let name = name.oneLine
        guard !name.isEmpty, name.count <= 200 else { throw Fault.invalid("A name has 1 to 200 characters.") }
        let email = try EmailAddress.check(email)
        let id = try Agent.ID(rawValue: db.newID())
        let added = try db.execute(
            """
            INSERT INTO agents (id, name, email, email_key, role, password_hash, created_at)
            VALUES (\(id), \(name), \(email), \(email.folded), \(role), \(hash), \(now))
            ON CONFLICT (email_key) DO NOTHING
            """)
        guard added == 1 else { throw Fault.conflict("Somebody on the team has this address already.") }
        try Events.record(.agentAdded, by: actor, data: ["name": name], at: now, in: db)
        return try find(id, in: db)
    }

    /// What people choose for themselves.
    /// - Throws: `Fault.invalid`.
    public func setPreferences(
        _ id: Agent.ID, name: String, language: String?, timeZone: String?, keysOff: Bool
    ) async throws {
        let name = name.oneLine
        guard !name.isEmpty, name.count <= 200 else { throw Fault.invalid("A name has 1 to 200 characters.") }
        if let language, Translations.languages.language(language) == nil {
            throw Fault.invalid("There is no such language.")
        }
        if let timeZone, TimeZone(identifier: timeZone) == nil {
            throw Fault.invalid("There is no such time zone.")
        }
        let now = clock()
        try await database.write { db in
            let agent = try Self.find(id, in: db)
            try db.execute(
                """
                UPDATE agents SET name = \(name), language = \(language), time_zone = \(timeZone),
                    keys_off = \(keysOff)
                WHERE id = \(id)
                """)
            try Events.record(
                .agentChanged, by: .agent(id, agent.role), data: ["name": name], at: now, in: db)
        }
    }

    /// Changes a role. The last administrator stays one.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`, `Fault.conflict`.
    public func setRole(_ id: Agent.ID, to role: Agent.Role, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let agent = try Self.find(id, in: db)
            guard agent.role != role else { return }
            try db.execute("UPDATE agents SET role = \(role) WHERE id = \(id)")
            try Self.keepAnAdministrator(in: db)
            try Events.record(
                .agentRoleSet, by: actor, data: ["name": agent.name, "role": role.rawValue], at: now, in: db)
        }
    }

    /// Shuts somebody out: their sessions end, their open conversations lose their assignee.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`, `Fault.conflict`.
    public func disable(_ id: Agent.ID, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let agent = try Self.find(id, in: db)
            guard agent.disabledAt == nil else { return }
            try db.execute("UPDATE agents SET disabled_at = \(now) WHERE id = \(id)")
            try Self.keepAnAdministrator(in: db)
            try db.execute("DELETE FROM sessions WHERE agent = \(id)")
            try db.execute(
                "UPDATE api_tokens SET revoked_at = \(now) WHERE agent = \(id) AND revoked_at IS NULL")
            try db.execute(
                """
                UPDATE conversations SET assignee = NULL, changed_at = \(now)
                WHERE assignee = \(id) AND state IN ('new', 'open', 'waiting')
                """)
            try Events.record(.agentDisabled, by: actor, data: ["name": agent.name], at: now, in: db)
        }
    }

    /// Lets somebody back in.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`.
    public func enable(_ id: Agent.ID, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let agent = try Self.find(id, in: db)
            guard agent.disabledAt != nil else { return }
            try db.execute("UPDATE agents SET disabled_at = NULL WHERE id = \(id)")
            try Events.record(.agentEnabled, by: actor, data: ["name": agent.name], at: now, in: db)
        }
    }

    private static func keepAnAdministrator(in db: any Connection) throws {
        let left: Int? = try db.value(
            """
            SELECT COUNT(*) FROM agents
            WHERE role = 'administrator' AND disabled_at IS NULL AND password_hash IS NOT NULL
            """)
        guard let left, left > 0 else { throw Fault.conflict("A desk needs at least one administrator.") }
    }
}
