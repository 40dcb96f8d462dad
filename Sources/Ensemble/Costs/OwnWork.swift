import Database
import Localization

/// Time or material in the customer's own place: only what the team chose to
/// show, and of that neither who did it nor why it went past a limit.
public struct OwnWork: Equatable, Sendable {
    public let day: Day
    public let text: String
    public let kind: WorkEntry.Kind
    /// In thousandths of an hour or a piece.
    public let quantity: Int64
    /// What it comes to, tax and all; `nil` where it is free.
    public let amount: Money?

    func quantity(_ r: Reader) -> String {
        switch kind {
        case .time: r.duration(quantity * 3_600, parts: 2)
        case .material: Decimals.plain(quantity, digits: 3)
        }
    }
}

extension WorkLog {
    /// What a customer is shown of their conversation's work, oldest first; not of another's, with
    /// whose it was merged.
    static func own(of conversation: Conversation, in db: any Connection) throws -> [OwnWork] {
        try db.rows(
            """
            SELECT day, text, kind, quantity, currency, amount, billable FROM work_entries
            JOIN conversations ON conversations.id = work_entries.conversation
            WHERE \(Conversations.within("work_entries.conversation", conversation.id)) AND shown = 1
                AND conversations.customer = \(conversation.customer)
            ORDER BY work_entries.id LIMIT 500
            """
        ).map { row in
            let isBillable: Bool = try row("billable")
            return OwnWork(
                day: try row("day"), text: try row("text"), kind: try row("kind"),
                quantity: try row("quantity"),
                amount: isBillable ? Money(try row("amount"), try row("currency")) : nil)
        }
    }
}
