import Database
import Localization

/// Who looks after a conversation, and how it is marked.
extension Conversations {
    /// Gives a conversation to somebody, or to nobody.
    /// - Throws: `Fault.notFound`, `Fault.conflict` for somebody who is shut out.
    public func assign(_ id: Conversation.ID, to agent: Agent.ID?, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            try Self.assign(Self.living(id, in: db), to: agent, by: actor, at: now, in: db)
        }
    }

    static func assign(
        _ conversation: Conversation, to agent: Agent.ID?, by actor: Actor, at now: Moment,
        in db: any Connection
    ) throws {
        guard conversation.assignee != agent else { return }
        var data: [String: String] = [:]
        if let agent {
            let found = try Agents.find(agent, in: db)
            guard found.disabledAt == nil else {
                throw Fault.conflict("\(found.name) is no longer on the team.")
            }
            data["name"] = found.name
            data["to"] = agent.description
            if actor.rawID == agent.rawValue, case .agent = actor { data["self"] = "yes" }
        }
        try db.execute(
            "UPDATE conversations SET assignee = \(agent), changed_at = \(now) WHERE id = \(conversation.id)")
        try Events.record(.assigned, by: actor, conversation: conversation.id, data: data, at: now, in: db)
    }

    /// Gives a conversation to a team, or to none.
    /// - Throws: `Fault.notFound`.
    public func setTeam(_ id: Conversation.ID, to team: Team.ID?, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            let conversation = try Self.living(id, in: db)
            guard conversation.team != team else { return }
            let name = try team.map { try Teams.find($0, in: db).name }
            try db.execute(
                "UPDATE conversations SET team = \(team), changed_at = \(now) WHERE id = \(conversation.id)")
            try Events.record(
                .teamSet, by: actor, conversation: conversation.id, data: name.map { ["name": $0] } ?? [:],
                at: now,
                in: db)
        }
    }

    /// - Throws: `Fault.notFound`.
    public func setPriority(_ id: Conversation.ID, to priority: Conversation.Priority, by actor: Actor)
        async throws
    {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            let conversation = try Self.living(id, in: db)
            guard conversation.priority != priority else { return }
            try db.execute(
                "UPDATE conversations SET priority = \(priority), changed_at = \(now) WHERE id = \(conversation.id)"
            )
            try Events.record(
                .prioritySet, by: actor, conversation: conversation.id,
                data: ["from": conversation.priority.word, "to": priority.word], at: now, in: db)
        }
    }

    /// - Throws: `Fault.notFound`, `Fault.invalid`.
    public func setSubject(_ id: Conversation.ID, to subject: String, by actor: Actor) async throws {
        try actor.requireStaff()
        let subject = subject.oneLine
        guard !subject.isEmpty, subject.count <= 500 else {
            throw Fault.invalid("A subject has 1 to 500 characters.")
        }
        let now = clock()
        try await database.write { db in
            let conversation = try Self.living(id, in: db)
            guard conversation.subject != subject else { return }
            try db.execute(
                "UPDATE conversations SET subject = \(subject), changed_at = \(now) WHERE id = \(conversation.id)"
            )
            try Events.record(
                .subjectSet, by: actor, conversation: conversation.id,
                data: ["from": conversation.subject, "to": subject], at: now, in: db)
        }
    }
}
