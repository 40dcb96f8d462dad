import Database
import Localization

/// Two conversations about one matter become one.
extension Conversations {
    /// Moves everything that was said into another conversation. The number
    /// of the one merged keeps leading there: in the desk, in subjects and in
    /// signed reply addresses.
    /// - Parameter acrossCustomers: also if the two are with different customers.
    /// - Returns: the conversation that stays: the target, or what it was merged into itself.
    /// - Throws: `Fault.notFound`, `Fault.invalid` for itself, `Fault.conflict` for one merged already
    ///   or with another customer.
    @discardableResult
    public func merge(
        _ id: Conversation.ID, into target: Conversation.ID, acrossCustomers: Bool = false, by actor: Actor
    ) async throws -> Conversation.ID {
        try actor.requireStaff()
        let now = clock()
        return try await database.write { db in
            let source = try Self.find(id, in: db)
            let target = try Self.living(target, in: db)
            if case .merged = source.state { throw Fault.conflict("It was merged already.") }
            guard source.id != target.id else {
                throw Fault.invalid("A conversation can’t be merged into itself.")
            }
            guard acrossCustomers || source.customer == target.customer else {
                throw Fault.conflict(
                    "Conversation \(target.id.description) is with another customer. Tick the box if you mean it."
                )
            }
            if source.customer != target.customer {
                try Plans.forget(in: source.id, by: actor, at: now, db: db)
            }
            try Self.moveContents(of: source, to: target, db: db)
            try Self.join(source, to: target, at: now, in: db)
            try Self.end(source, as: target.id, at: now, in: db)
            try Events.record(
                .merged, by: actor, conversation: target.id, data: ["number": source.id.description], at: now,
                in: db)
            return target.id
        }
    }

    private static func moveContents(
        of conversation: Conversation, to living: Conversation, db: any Connection
    ) throws {
        let (source, target) = (conversation.id, living.id)
        // A plan that is over stays with whom it was for.
        let moving: SQL = conversation.customer == living.customer ? "" : "AND ended_at IS NULL"
        try db.execute("UPDATE messages SET conversation = \(target) WHERE conversation = \(source)")
        try db.execute(
            """
            INSERT INTO participants (conversation, address_key, address, name, customer, added_at)
            SELECT \(target), address_key, address, name, customer, added_at FROM participants
            WHERE conversation = \(source) ON CONFLICT (conversation, address_key) DO NOTHING
            """)
        try db.execute(
            """
            INSERT INTO conversation_tags (conversation, tag)
            SELECT \(target), tag FROM conversation_tags WHERE conversation = \(source)
            ON CONFLICT (conversation, tag) DO NOTHING
            """)
        try db.execute(
            "UPDATE plans SET conversation = \(target) WHERE conversation = \(source) \(moving)")
        try db.execute("UPDATE promises SET conversation = \(target) WHERE conversation = \(source)")
        try db.execute("UPDATE tells SET conversation = \(target) WHERE conversation = \(source)")
        try db.execute("UPDATE role_statements SET conversation = \(target) WHERE conversation = \(source)")
        try db.execute(
            "UPDATE plan_recurrences SET conversation = \(target) WHERE conversation = \(source) \(moving)")
        try db.execute(
            """
            INSERT INTO conversation_offerings (conversation, version, chosen_at)
            SELECT \(target), version, chosen_at FROM conversation_offerings WHERE conversation = \(source)
            ON CONFLICT (conversation) DO NOTHING
            """)
        try moveDrafts(of: source, to: target, db: db)
    }

    /// Nothing typed is lost: who was writing in both finds the texts one below the other.
    private static func moveDrafts(of source: Conversation.ID, to target: Conversation.ID, db: any Connection)
        throws
    {
        let drafts = try db.rows(
            """
            SELECT drafts.id, drafts.text, kept.id AS kept FROM drafts
            LEFT JOIN drafts AS kept ON kept.conversation = \(target) AND kept.agent = drafts.agent
            WHERE drafts.conversation = \(source)
            """)
        for draft in drafts {
            let id: Int64 = try draft("id")
            guard let kept: Int64 = try draft("kept") else {
                // The recipients were those of the conversation that ends here.
                try db.execute(
                    "UPDATE drafts SET conversation = \(target), recipients = NULL WHERE id = \(id)")
                continue
            }
            let text: String = try draft("text")
            try db.execute("UPDATE drafts SET text = text || \("\n\n" + text) WHERE id = \(kept)")
            try db.execute("UPDATE attachments SET draft = \(kept) WHERE draft = \(id)")
            try db.execute("DELETE FROM drafts WHERE id = \(id)")
        }
    }

    /// What the target takes over: the latest word, the longest wait, whoever looks after it, and the move.
    private static func join(
        _ source: Conversation, to target: Conversation, at now: Moment, in db: any Connection
    ) throws {
        let latest = source.lastMessageAt > target.lastMessageAt ? source : target
        let wait =
            source.isOpen && target.isOpen
            ? min(source.waitingSince, target.waitingSince) : target.waitingSince
        try db.execute(
            """
            UPDATE conversations SET messages = messages + \(source.messages),
                last_message_at = \(latest.lastMessageAt), last_message_by = \(latest.lastMessageBy),
                snippet = \(latest.snippet), waiting_since = \(wait),
                assignee = COALESCE(assignee, \(source.assignee)), team = COALESCE(team, \(source.team)),
                priority = \(max(source.priority, target.priority)), changed_at = \(now)
            WHERE id = \(target.id)
            """)
        guard source.isOpen, source.suspension == nil, !target.isOpen else { return }
        try reopen(target, by: .system, as: nil, because: .wrote, at: source.waitingSince, in: db)
    }

    private static func end(
        _ source: Conversation, as target: Conversation.ID, at now: Moment, in db: any Connection
    ) throws {
        try db.execute("UPDATE conversations SET merged_into = \(target) WHERE merged_into = \(source.id)")
        try db.execute(
            """
            UPDATE conversations SET state = 'merged', merged_into = \(target), waiting_on = NULL, wait_until = NULL,
                resolved_at = NULL, suspended_at = NULL, suspended_why = NULL, messages = 0, changed_at = \(now)
            WHERE id = \(source.id)
            """)
        try Jobs.cancel(key: wakeKey(source.id), at: now, in: db)
        try Ownership.follow(source.id, because: .merged, at: now, in: db)
    }
}

extension Conversations {
    /// Whether a column names a conversation, or one that was merged into it.
    static func within(_ column: SQL, _ id: Conversation.ID) -> SQL {
        """
        (\(column) = \(id) OR \(column) IN (SELECT id FROM conversations WHERE merged_into = \(id)))
        """
    }

    static func within(_ column: SQL, _ ids: [Conversation.ID]) -> SQL {
        """
        (\(column) IN \(list: ids) OR \(column) IN (SELECT id FROM conversations WHERE merged_into IN \(list: ids)))
        """
    }
}
