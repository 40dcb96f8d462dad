import Database

/// What was changed that belongs to no conversation: people, settings, offerings, templates, blueprints.
extension Events {
    /// One of the list, with the present name of the agent who did it.
    public struct Listed: Sendable {
        public let event: Event
        public let agentName: String?
    }

    /// What people do by the thousand, and what is told to each of them, stands where it belongs: with the idea,
    /// the release, the words. The text is that of the index, so that the index is used.
    private static let isApart: SQL = """
        conversation IS NULL AND kind NOT IN ('words.read', 'idea.voted', 'idea.unvoted', 'idea.told',
            'ideas.compared', 'idea.offered', 'idea.withdrawn', 'trial.answered')
        """

    /// What was changed apart from conversations, newest first.
    /// - Parameter after: the number of the last event of the page before.
    /// - Returns: at most `limit`, and the number after which the next begin.
    /// - Throws: `Fault.forbidden`.
    public func apart(after: Event.ID? = nil, limit: Int = 100, for actor: Actor) async throws
        -> (events: [Listed], next: Event.ID?)
    {
        try actor.requireAdministrator()
        let events = try await database.read { db in
            try db.rows(
                """
                SELECT \(Event.columns), agents.name AS agent_name FROM events
                LEFT JOIN agents ON events.actor_kind = 'agent' AND agents.id = events.actor
                WHERE \(Self.isApart) \(after.map { "AND events.id < \($0)" } ?? "" as SQL)
                ORDER BY events.id DESC LIMIT \(limit + 1)
                """
            ).map { Listed(event: try Event(row: $0), agentName: try $0("agent_name")) }
        }
        return (Array(events.prefix(limit)), events.count > limit ? events[limit - 1].event.id : nil)
    }
}
