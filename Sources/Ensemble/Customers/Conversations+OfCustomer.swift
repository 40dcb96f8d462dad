import Database
import Localization

extension Conversations {
    /// A page of all of a customer's conversations, latest first.
    /// - Throws: `Fault.forbidden`.
    public func all(
        of customer: Customer.ID, after: Keyset? = nil, limit: Int = 50, for actor: Actor
    ) async throws -> Listing {
        let agent = try actor.requireAgent()
        return try await database.read { db in
            let rows = try db.rows(
                """
                SELECT \(Conversation.columns), \(Self.lineColumns), last_message_at AS place
                FROM conversations \(Self.lineJoins(for: agent))
                WHERE conversations.customer = \(customer) AND state <> 'merged'
                    \(after.map { "AND (last_message_at, conversations.id) < (\($0.moment), \($0.id))" } ?? "" as SQL)
                ORDER BY last_message_at DESC, conversations.id DESC LIMIT \(limit + 1)
                """)
            let lines = try Self.lines(rows.prefix(limit), in: db)
            return Listing(
                lines: lines, next: rows.count > limit ? lines.last.map { InboxPlace($0.place) } : nil)
        }
    }
}
