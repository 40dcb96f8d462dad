import Database

/// What each agent chose not to be told of.
extension Notifications {
    /// - Throws: `Fault.forbidden`.
    public func muted(by actor: Actor) async throws -> Set<Notification.Topic> {
        let agent = try actor.requireAgent()
        return try await database.read { db in try Self.muted(in: db)[agent] ?? [] }
    }

    static func muted(in db: any Connection) throws -> [Agent.ID: Set<Notification.Topic>] {
        var muted: [Agent.ID: Set<Notification.Topic>] = [:]
        for row in try db.rows("SELECT agent, topic FROM notification_mutes") {
            muted[try row("agent"), default: []].insert(try row("topic"))
        }
        return muted
    }

    /// Sets what an agent wants to be told of from now on.
    /// - Throws: `Fault.forbidden`.
    public func setTopics(_ wanted: Set<Notification.Topic>, by actor: Actor) async throws {
        let agent = try actor.requireAgent()
        let muted = Set(Notification.Topic.allCases).subtracting(wanted)
        let now = clock()
        try await database.write { db in
            guard try Self.muted(in: db)[agent] ?? [] != muted else { return }
            try db.execute("DELETE FROM notification_mutes WHERE agent = \(agent)")
            for topic in muted {
                try db.execute("INSERT INTO notification_mutes (agent, topic) VALUES (\(agent), \(topic))")
            }
            let name = try Agents.find(agent, in: db).name
            try Events.record(.agentChanged, by: actor, data: ["name": name], at: now, in: db)
        }
    }
}

extension Event {
    /// The estimate that was accepted or declined, or that a message asks about.
    var estimate: Estimate.ID? {
        switch kind {
        case .estimateAccepted, .estimateDeclined: data["id"].flatMap(Estimate.ID.init)
        case .messageReceived: data["estimate"].flatMap(Estimate.ID.init)
        default: nil
        }
    }
}
