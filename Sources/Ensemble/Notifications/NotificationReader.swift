import Database

/// Follows the history and tells agents what they want to know of. Its place
/// moves in the transaction that writes, so that each is told once.
struct NotificationReader: EventReader {
    let name = "notifications"
    let kinds = Occasions.kinds

    func read(_ events: [Event], in db: any Connection) throws {
        let events = events.filter { $0.conversation != nil }
        guard !events.isEmpty else { return }
        let occasions = try Occasions(of: events, in: db)
        var told: Set<Agent.ID> = []
        for event in events {
            if event.kind == .merged {
                try Notifications.move(after: event, in: db)
            }
            for occasion in try occasions.all(of: event, in: db)
            where try Notifications.tell(
                occasion, byMail: occasions.wantsMail.contains(occasion.agent), in: db)
            {
                told.insert(occasion.agent)
            }
        }
        guard !told.isEmpty else { return }
        for agent in told { try Notifications.announce(to: agent, in: db) }
        if let latest = events.last { try Notifications.forgetLater(at: latest.at, in: db) }
    }
}
