import Database
import Localization

extension Conversations {
    /// A customer's conversation in their list.
    public struct OwnLine: Identifiable, Equatable, Sendable {
        public let conversation: Conversation
        /// Whether the team has answered since they looked.
        public let isUnread: Bool
        /// Whose move it is now, and why.
        var waits: OwnershipInterval?

        public var id: Conversation.ID { conversation.id }
    }

    /// A page of a customer's conversations, latest first.
    public struct OwnListing: Sendable {
        public let lines: [OwnLine]
        /// `nil` on the last page.
        public let next: Keyset?
    }

    /// A page of a customer's conversations, latest first; none of them held back or merged away.
    public func ownListing(of customer: Customer.ID, after: Keyset? = nil, limit: Int = 50) async throws
        -> OwnListing
    {
        try await database.read { db in
            let rows = try db.rows(
                """
                SELECT \(Conversation.columns), EXISTS (
                    SELECT 1 FROM messages WHERE messages.conversation = conversations.id
                        AND messages.kind = 'message' AND messages.author_kind = 'agent'
                        AND messages.delivery <> 'undoable'
                        AND messages.created_at > COALESCE(customer_reads.seen_at, 0)) AS is_unread
                FROM conversations LEFT JOIN customer_reads
                    ON customer_reads.customer = \(customer) AND customer_reads.conversation = conversations.id
                WHERE conversations.customer = \(customer) AND suspended_at IS NULL AND state <> 'merged'
                    \(after.map { "AND (last_message_at, id) < (\($0.moment), \($0.id))" } ?? "" as SQL)
                ORDER BY last_message_at DESC, id DESC LIMIT \(limit + 1)
                """)
            let waits = try Ownership.now(of: rows.prefix(limit).map { try $0("id") }, in: db)
            let lines = try rows.prefix(limit).map { row in
                let conversation = try Conversation(row: row)
                return OwnLine(
                    conversation: conversation, isUnread: try row("is_unread"), waits: waits[conversation.id])
            }
            let last = lines.last?.conversation
            return OwnListing(
                lines: lines,
                next: rows.count > limit
                    ? last.map { Keyset(moment: $0.lastMessageAt, id: $0.id.rawValue) } : nil)
        }
    }

    /// Notes that a customer has seen what there is.
    /// - Throws: `Fault.notFound`, also for another's.
    public func markOwnSeen(_ id: Conversation.ID, by customer: Customer.ID) async throws {
        let now = clock()
        try await database.write { db in
            let conversation = try Self.own(id, of: customer, in: db)
            try db.execute(
                """
                INSERT INTO customer_reads (customer, conversation, seen_at)
                VALUES (\(customer), \(conversation.id), \(now))
                ON CONFLICT (customer, conversation) DO UPDATE SET seen_at = excluded.seen_at
                """)
        }
    }
}
