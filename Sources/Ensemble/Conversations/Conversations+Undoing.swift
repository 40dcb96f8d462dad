import Database
import Localization

extension Conversations {
    /// What a reply changed, written down so that it can be taken back.
    static func before(_ conversation: Conversation) -> [String: String] {
        var data = [
            "state": conversation.state.word, "since": String(conversation.waitingSince.milliseconds),
        ]
        switch conversation.state {
        case .waiting(let wait):
            data["on"] = wait.word
            if let moment = wait.until { data["until"] = String(moment.milliseconds) }
        case .resolved(let at): data["resolved"] = String(at.milliseconds)
        case .new, .open, .merged: break
        }
        if let assignee = conversation.assignee { data["assignee"] = assignee.description }
        data["last_at"] = String(conversation.lastMessageAt.milliseconds)
        data["last_by"] = conversation.lastMessageBy
        data["snippet"] = conversation.snippet
        return data
    }

    /// Takes a reply back before it is sent: its text and files are the
    /// author's draft again, below what they have begun to write meanwhile,
    /// and the conversation is as it was.
    /// - Throws: `Fault.conflict` once it is on its way, `Fault.notFound` for another's reply.
    public func undo(_ id: Message.ID, by actor: Actor) async throws -> Conversation.ID {
        let agent = try actor.requireAgent()
        let now = clock()
        return try await database.write { db in
            guard
                let row = try db.row(
                    "SELECT \(Message.columns) FROM messages WHERE id = \(id) AND author_kind = 'agent' AND author = \(agent)"
                )
            else { throw Fault.notFound("There is no such message.") }
            let message = try Message(row: row)
            guard message.delivery == .undoable, try Jobs.cancel(key: Outbox.key(id), at: now, in: db) else {
                throw Fault.conflict("This message is on its way already.")
            }
            let begun = try Self.draft(of: agent, in: message.conversation, db: db)
            let draft = try saveDraft(
                Self.draft(of: message, below: begun), of: agent, in: message.conversation, at: now, db: db)
            try db.execute("UPDATE attachments SET message = NULL, draft = \(draft) WHERE message = \(id)")
            try Promises.takeBack(id, at: now, in: db)
            try Plans.takeBack(id, in: db)
            try Self.restore(message.conversation, asBefore: id, at: now, in: db)
            try SearchReader.forget(id, of: message.conversation, in: db)
            try db.execute("DELETE FROM messages WHERE id = \(id)")
            try Estimates.noteUndone(id, in: db)
            try Self.noteRoleUndone(id, in: db)
            try Events.record(.replyUndone, by: actor, conversation: message.conversation, at: now, in: db)
            return message.conversation
        }
    }

    private static func draft(of message: Message, below begun: Draft?) -> Draft {
        guard var draft = begun, draft.text.nonEmpty != nil else {
            return Draft(kind: .message, text: message.text, recipients: message.recipients)
        }
        draft.text += "\n\n" + message.text
        return draft
    }

    /// Whether a column names a message that can still be taken back: nobody outside has it then.
    static func isUndoable(_ column: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM messages AS bearer WHERE bearer.id = \(column) AND bearer.delivery = 'undoable')
        """
    }

    private static func restore(
        _ conversation: Conversation.ID, asBefore message: Message.ID, at now: Moment, in db: any Connection
    ) throws {
        guard
            let event = try db.row(
                """
                SELECT \(Event.columns) FROM events
                WHERE conversation = \(conversation) AND message = \(message) AND kind = \(Event.Kind.replied)
                """
            ).map(Event.init(row:))
        else { return }
        let data = event.data
        func moment(_ name: String) -> Moment? {
            data[name].flatMap(Int64.init).map(Moment.init(milliseconds:))
        }
        // What came in meanwhile counts: a new message of the customer makes it our move again, whatever was before.
        let newer = try db.row(
            "SELECT id FROM messages WHERE conversation = \(conversation) AND id > \(message) AND kind = 'message' LIMIT 1"
        )
        guard newer == nil else {
            try db.execute(
                "UPDATE conversations SET messages = messages - 1, changed_at = \(now) WHERE id = \(conversation)"
            )
            return
        }
        try db.execute(
            """
            UPDATE conversations SET state = \(data["state"] ?? "open"), waiting_on = \(data["on"]),
                wait_until = \(moment("until")), resolved_at = \(moment("resolved")),
                waiting_since = \(moment("since") ?? now),
                assignee = \(data["assignee"].flatMap(Agent.ID.init)),
                last_message_at = \(moment("last_at") ?? now), last_message_by = \(data["last_by"] ?? ""),
                snippet = \(data["snippet"] ?? ""), messages = messages - 1, changed_at = \(now)
            WHERE id = \(conversation)
            """)
        try Ownership.takeBack(conversation, since: event.at, at: now, in: db)
    }
}
