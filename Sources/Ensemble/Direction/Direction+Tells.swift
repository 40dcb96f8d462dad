import Database
import Localization

/// Which tells stand behind a number.
public enum ClarityTellShow: String, Sendable, CaseIterable {
    case all
    case inTime = "in-time"
    case late, overdue
}

extension Direction {
    /// What was to be told, last due first.
    /// - Returns: at most `limit`, and where the next page begins.
    /// - Throws: `Fault.forbidden`.
    public func tells(
        _ show: ClarityTellShow, _ scope: ClarityScope, after: Keyset? = nil, limit: Int = 50,
        for actor: Actor
    ) async throws -> (tells: [Tell], next: Keyset?) {
        try check(scope, actor)
        let now = clock()
        return try await database.read { db in
            let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
            let tells = try db.rows(
                Self.tellListing(show, scope, after: after, limit: limit + 1, today: Day(now, in: zone), zone)
            ).map(Tell.init(row:))
            let last = tells.count > limit ? tells[limit - 1] : nil
            return (
                Array(tells.prefix(limit)),
                last.map { Keyset(moment: Moment(milliseconds: $0.dueOn.number), id: $0.id.rawValue) }
            )
        }
    }

    static func tellListing(
        _ show: ClarityTellShow, _ scope: ClarityScope, after: Keyset?, limit: Int, today: Day, _ zone: Zone
    ) -> SQL {
        let end = dayEnd(scope.from.first, scope.until.last, in: zone)
        let condition: SQL =
            switch show {
            // One that can still be told in time is not judged yet.
            case .all: "AND (told_at IS NOT NULL OR tells.due_on < \(today))"
            case .inTime: "AND told_at < \(end)"
            case .late: "AND told_at >= \(end)"
            case .overdue: "AND told_at IS NULL AND tells.due_on < \(today)"
            }
        let behind: SQL =
            after.map { "AND (tells.due_on, tells.id) < (\($0.moment), \($0.id))" } ?? ""
        return """
            SELECT tells.id, tells.conversation, tells.asked_on, tells.booked_on, tells.service_on, tells.due_on,
                tells.told_at, tells.revises, conversations.subject, customers.name AS customer_name
            FROM tells JOIN conversations ON conversations.id = tells.conversation
                JOIN customers ON customers.id = conversations.customer
                LEFT JOIN conversation_offerings ON conversation_offerings.conversation = tells.conversation
                LEFT JOIN offering_versions ON offering_versions.id = conversation_offerings.version
            WHERE tells.due_on BETWEEN \(scope.from.first) AND \(scope.until.last)
                AND conversations.state <> 'merged' AND tells.released_at IS NULL \(narrowed(scope)) \(condition) \(behind)
            ORDER BY tells.due_on DESC, tells.id DESC LIMIT \(limit)
            """
    }
}
