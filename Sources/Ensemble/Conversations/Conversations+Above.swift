import Database
import Localization

/// Where a promise is broken, or a cost was not told in time, a conversation
/// stands above all others that are our move, however long they have waited.
extension Conversations {
    /// Their ids, those of merged ones as what they were merged into.
    private static func above(on today: Day) -> SQL {
        """
        SELECT COALESCE(broken.merged_into, broken.id) AS id FROM promises
            JOIN conversations AS broken ON broken.id = promises.conversation WHERE promises.state = 'broken'
        UNION \(Tells.overdueConversations(on: today))
        """
    }

    /// What keeps them out of the list behind them.
    static func isNotAbove(_ view: InboxView, on today: Day) -> SQL {
        view.isOurMove ? "AND conversations.id NOT IN (\(above(on: today)))" : ""
    }

    /// A page of them, the longest wait first.
    static func above(
        _ view: InboxView, for agent: Agent.ID, on today: Day, after: Keyset?, limit: Int,
        in db: any Connection
    ) throws -> [Row] {
        // The join is crossed so that SQLite begins with the few that stand above.
        try db.rows(
            """
            SELECT \(Conversation.columns), \(lineColumns), \(view.order) AS place
            FROM (\(above(on: today))) AS tops CROSS JOIN conversations \(lineJoins(for: agent))
            WHERE conversations.id = tops.id AND \(view.condition(for: agent))
                \(after.map { "AND (\(view.order), conversations.id) > (\($0.moment), \($0.id))" } ?? "" as SQL)
            ORDER BY \(view.order), conversations.id LIMIT \(limit)
            """)
    }

    /// Says with each line why it stands there.
    static func marked(_ lines: [Line], on today: Day, in db: any Connection) throws -> [Line] {
        let broken = try Promises.broken(of: lines.map(\.id), in: db)
        let untold = try Tells.overdue(of: lines.map(\.id), on: today, in: db)
        return lines.map { line in
            var line = line
            line.brokenPromise = broken[line.id]
            line.untoldSince = untold[line.id]
            return line
        }
    }
}
