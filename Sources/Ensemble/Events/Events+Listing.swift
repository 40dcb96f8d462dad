import Database

/// What was changed that belongs to no conversation: people, settings, offerings, templates, blueprints.
extension Events {
    /// One of the list, with the present name of the agent who did it.
    public struct Listed: Sendable {
        public let event: Event
        public let agentName: String?
    }

    /// What was changed apart from conversations, newest first.
    /// - Returns: at most `limit`, and the place after which the next begin.
    /// - Throws: `Fault.forbidden`.
    public func apart(after: Keyset? = nil, limit: Int = 100, for actor: Actor) async throws
        -> (events: [Listed], next: Keyset?)
    {
        try actor.requireAdministrator()
        let events = try await database.read { db in
            try db.rows(
                """
                SELECT \(Event.columns), agents.name AS agent_name FROM events
                LEFT JOIN agents ON events.actor_kind = 'agent' AND agents.id = events.actor
                WHERE events.conversation IS NULL \(after.map { "AND events.id < \($0.id)" } ?? "" as SQL)
                ORDER BY events.id DESC LIMIT \(limit + 1)
                """
            ).map { Listed(event: try Event(row: $0), agentName: try $0("agent_name")) }
        }
        let last = events.count > limit ? events[limit - 1].event : nil
        return (Array(events.prefix(limit)), last.map { Keyset(moment: $0.at, id: $0.id.rawValue) })
    }
}
