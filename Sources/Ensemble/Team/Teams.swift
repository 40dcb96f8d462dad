import Database
import Localization

/// Groups of agents.
public struct Teams: Sendable {
    let database: any Database
    let clock: Clock

    /// All teams, by name.
    public func all() async throws -> [Team] {
        try await database.read { db in try Self.all(in: db) }
    }

    static func all(in db: any Connection) throws -> [Team] {
        try db.rows("SELECT id, name FROM teams ORDER BY name_key").map { row in
            Team(id: try row("id"), name: try row("name"))
        }
    }

    static func find(_ id: Team.ID, in db: any Connection) throws -> Team {
        guard let row = try db.row("SELECT id, name FROM teams WHERE id = \(id)") else {
            throw Fault.notFound("There is no such team.")
        }
        return Team(id: try row("id"), name: try row("name"))
    }

    /// Who is in which team.
    public func members() async throws -> [Team.ID: [Agent.ID]] {
        try await database.read { db in
            var members: [Team.ID: [Agent.ID]] = [:]
            for row in try db.rows("SELECT team, agent FROM team_members ORDER BY team, agent") {
                members[try row("team"), default: []].append(try row("agent"))
            }
            return members
        }
    }

    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.conflict` when the name is taken.
    @discardableResult
    public func add(name: String, by actor: Actor) async throws -> Team {
        try actor.requireAdministrator()
        let name = try Self.checked(name)
        let now = clock()
        return try await database.write { db in
            let id = try Team.ID(rawValue: db.newID())
            let added = try db.execute(
                """
                INSERT INTO teams (id, name, name_key, created_at) VALUES (\(id), \(name), \(name.folded), \(now))
                ON CONFLICT (name_key) DO NOTHING
                """)
            guard added == 1 else { throw Fault.conflict("There is a team of this name already.") }
            try Events.record(.teamAdded, by: actor, data: ["name": name], at: now, in: db)
            return Team(id: id, name: name)
        }
    }

    private static func checked(_ name: String) throws -> String {
        let name = name.oneLine
        guard !name.isEmpty, name.count <= 100 else {
            throw Fault.invalid("A team's name has 1 to 100 characters.")
        }
        return name
    }

    /// - Throws: `Fault.forbidden`, `Fault.notFound`, `Fault.invalid`, `Fault.conflict` when the name is taken.
    public func rename(_ team: Team.ID, to name: String, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let name = try Self.checked(name)
        let now = clock()
        try await database.write { db in
            let found = try Self.find(team, in: db)
            guard found.name != name else { return }
            guard try db.row("SELECT id FROM teams WHERE name_key = \(name.folded) AND id <> \(team)") == nil
            else {
                throw Fault.conflict("There is a team of this name already.")
            }
            try db.execute("UPDATE teams SET name = \(name), name_key = \(name.folded) WHERE id = \(team)")
            try Events.record(
                .teamChanged, by: actor, data: ["name": name, "from": found.name], at: now, in: db)
        }
    }

    /// Ends a team: its conversations and mailboxes belong to no team then, its people stay.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`.
    public func remove(_ team: Team.ID, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let found = try Self.find(team, in: db)
            try db.execute("UPDATE conversations SET team = NULL WHERE team = \(team)")
            try db.execute("UPDATE mailboxes SET team = NULL WHERE team = \(team)")
            try db.execute("DELETE FROM team_members WHERE team = \(team)")
            try db.execute("DELETE FROM teams WHERE id = \(team)")
            try Events.record(.teamRemoved, by: actor, data: ["name": found.name], at: now, in: db)
        }
    }

    /// Says who is in a team.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`.
    public func setMembers(_ team: Team.ID, to agents: [Agent.ID], by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let found = try Self.find(team, in: db)
            try db.execute("DELETE FROM team_members WHERE team = \(team)")
            for agent in Set(agents) {
                _ = try Agents.find(agent, in: db)
                try db.execute("INSERT INTO team_members (team, agent) VALUES (\(team), \(agent))")
            }
            try Events.record(.teamChanged, by: actor, data: ["name": found.name], at: now, in: db)
        }
    }
}
