import Database

extension Notifications {
    /// Writes a notification, or adds to the one that is there unseen.
    /// - Returns: whether there was anything new to tell.
    static func tell(_ occasion: Occasion, byMail: Bool, in db: any Connection) throws -> Bool {
        guard try !hasLooked(since: occasion, in: db) else { return false }
        let told: (id: Notification.ID, mailed: Bool)
        if let present = try unseen(by: occasion.agent, in: occasion.conversation, db: db) {
            try store(present.folding(occasion), in: db)
            told = (present.id, present.mailedAt != nil)
        } else {
            told = (try add(occasion, in: db), false)
        }
        if byMail, !told.mailed { try mailLater(told.id, at: occasion.at, in: db) }
        return true
    }

    /// The history is read a moment later: whoever has opened the conversation meanwhile knows.
    private static func hasLooked(since occasion: Occasion, in db: any Connection) throws -> Bool {
        try db.row(
            """
            SELECT seen_at FROM conversation_reads
            WHERE agent = \(occasion.agent) AND conversation = \(occasion.conversation) AND seen_at > \(occasion.at)
            """) != nil
    }

    private static func unseen(by agent: Agent.ID, in conversation: Conversation.ID, db: any Connection)
        throws -> Notification?
    {
        try db.row(
            """
            SELECT \(Notification.columns) FROM notifications
            WHERE conversation = \(conversation) AND agent = \(agent) AND seen_at IS NULL
            """
        ).map(Notification.init(row:))
    }

    private static func add(_ occasion: Occasion, in db: any Connection) throws -> Notification.ID {
        let id = try Notification.ID(rawValue: db.newID())
        // Where two processes read at once, a conflict makes PostgreSQL run this one anew.
        try db.execute(
            """
            INSERT INTO notifications (id, agent, conversation, kind, message, actor, estimate, step, level, times,
                at)
            VALUES (\(id), \(occasion.agent), \(occasion.conversation), \(occasion.kind), \(occasion.message),
                \(occasion.actor), \(occasion.estimate), \(occasion.step), \(occasion.level), 1, \(occasion.at))
            ON CONFLICT (conversation, agent) WHERE seen_at IS NULL DO NOTHING
            """)
        return id
    }

    private static func store(_ notification: Notification, in db: any Connection) throws {
        try db.execute(
            """
            UPDATE notifications SET kind = \(notification.kind), message = \(notification.message),
                actor = \(notification.actor), estimate = \(notification.estimate), step = \(notification.step),
                level = \(notification.level), times = \(notification.times), at = \(notification.at)
            WHERE id = \(notification.id)
            """)
    }

    /// What was unseen in a conversation that was merged away is unseen in the one that stays.
    static func move(after event: Event, in db: any Connection) throws {
        guard let target = event.conversation, let source = event.data["number"].flatMap(Conversation.ID.init)
        else { return }
        let rows = try db.rows(
            """
            SELECT \(Notification.columns) FROM notifications WHERE conversation = \(source) AND seen_at IS NULL
            """)
        for moved in try rows.map(Notification.init(row:)) {
            guard let present = try unseen(by: moved.agent, in: target, db: db) else {
                try db.execute(
                    "UPDATE notifications SET conversation = \(target) WHERE id = \(moved.id)")
                continue
            }
            let occasion = Occasion(
                kind: moved.kind, agent: moved.agent, conversation: target, message: moved.message,
                actor: moved.actor, estimate: moved.estimate, step: moved.step, level: moved.level,
                at: moved.at)
            try store(present.folding(occasion, times: moved.times), in: db)
            try db.execute("DELETE FROM notifications WHERE id = \(moved.id)")
        }
    }
}
