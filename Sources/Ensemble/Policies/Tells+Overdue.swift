import Database

/// What becomes of a cost that was not told in time, and of one that need not be told any more.
extension Tells {
    /// Its last day is over: what was not told is our move, whoever had it.
    func fallDue(_ id: Tell.ID) async throws {
        let now = clock()
        try await database.write { db in
            guard
                let row = try db.row(
                    """
                    SELECT conversation, due_on FROM tells
                    WHERE id = \(id) AND told_at IS NULL AND released_at IS NULL
                    """)
            else { return }
            let day: Day = try row("due_on")
            let conversation = try Conversations.living(row("conversation"), in: db)
            try Events.record(
                .tellOverdue, by: .system, conversation: conversation.id, data: ["due": day.description],
                at: now, in: db)
            try Conversations.reopen(
                conversation, by: .system, as: nil, because: .untold, at: now, in: db)
        }
    }

    /// It need not be told any more: they booked it off, or it was told by another way.
    /// - Throws: `Fault.notFound`, `Fault.invalid` without a reason, `Fault.conflict` for one that is over.
    @discardableResult
    public func release(_ id: Tell.ID, because why: String, by actor: Actor) async throws -> Conversation.ID {
        try actor.requireStaff()
        let why = why.oneLine.shortened(to: 300)
        guard !why.isEmpty else { throw Fault.invalid("Please say why it need not be told any more.") }
        let now = clock()
        return try await database.write { db in
            guard
                let conversation: Conversation.ID = try db.value(
                    "SELECT conversation FROM tells WHERE id = \(id)")
            else { throw Fault.notFound("There is no such cost to be told.") }
            let isFirst = try db.execute(
                """
                UPDATE tells SET released_at = \(now), released_why = \(why)
                WHERE id = \(id) AND told_at IS NULL AND released_at IS NULL
                """)
            guard isFirst == 1 else { throw Fault.conflict("It was told, or released, already.") }
            let living = try Conversations.living(conversation, in: db).id
            try Events.record(
                .tellReleased, by: actor, conversation: living, data: ["why": why], at: now, in: db)
            return living
        }
    }
}
