import Database
import Localization

/// “Waiting for the customer” is said only when something was asked of them.
extension Conversations {
    /// - Throws: `Fault.conflict` when the customer owes us nothing.
    static func requireQuestion(in conversation: Conversation, db: any Connection) throws {
        guard try isAsked(conversation, in: db) else {
            throw Fault.conflict(
                "Nothing has been asked of the customer since they last wrote. Send a question or a step first, or wait until a moment."
            )
        }
    }

    /// Whether a message of ours to the customer went out, or is about to,
    /// after what they wrote last.
    private static func isAsked(_ conversation: Conversation, in db: any Connection) throws -> Bool {
        if try hasOpenStep(conversation.id, in: db) { return true }
        let rows = try db.rows(
            """
            SELECT \(Message.columns) FROM messages
            WHERE conversation = \(conversation.id) AND kind = 'message'
                AND classification NOT IN ('auto-reply', 'bounce', 'own')
            ORDER BY id DESC LIMIT 50
            """)
        for row in rows {
            let message = try Message(row: row)
            if case .customer = message.author { return false }
            guard message.isFromTeam, message.delivery != .failed else { continue }
            if try isForCustomer(message.recipients, of: conversation, in: db) { return true }
        }
        return false
    }

    /// Whether a step that the customer was told of waits for them.
    private static func hasOpenStep(_ id: Conversation.ID, in db: any Connection) throws -> Bool {
        try db.row(
            """
            SELECT 1 AS one FROM plans JOIN plan_steps ON plan_steps.plan = plans.id
            WHERE plans.conversation = \(id) AND plans.ended_at IS NULL AND plan_steps.owner = 'customer'
                AND plan_steps.state = 'todo' AND plan_steps.ready_at IS NOT NULL
                AND plan_steps.told_at IS NOT NULL LIMIT 1
            """) != nil
    }

    /// Whether the last word is the customer's.
    static func isUnanswered(_ id: Conversation.ID, in db: any Connection) throws -> Bool {
        let last: String? = try db.value(
            """
            SELECT author_kind FROM messages
            WHERE conversation = \(id) AND kind = 'message' AND author_kind IN ('customer', 'agent')
                AND classification NOT IN ('auto-reply', 'bounce', 'own')
            ORDER BY id DESC LIMIT 1
            """)
        return last == "customer"
    }

    /// Whether a message reaches the customer, or somebody who wrote for them.
    static func isForCustomer(
        _ recipients: Message.Recipients, of conversation: Conversation, in db: any Connection
    ) throws -> Bool {
        let keys = recipients.all.map(\.address.trimmed.folded)
        guard !keys.isEmpty else { return false }
        let found = try db.row(
            """
            SELECT 1 AS one FROM contact_points
            WHERE customer = \(conversation.customer) AND address_key IN \(list: keys)
            UNION ALL
            SELECT 1 AS one FROM participants
            WHERE conversation = \(conversation.id) AND customer IS NOT NULL AND address_key IN \(list: keys)
            LIMIT 1
            """)
        return found != nil
    }
}
