import Database
import Localization

/// What else stands on the page.
extension NameIdeas {
    /// Customers whose words are marked, and those of them who mostly write of the idea.
    public struct Written: Equatable, Sendable {
        public var idea = 0
        public var all = 0
    }

    /// Source: `emphasis_customers`, which a reader of the history keeps.
    /// - Throws: `Fault.forbidden`.
    public func written(_ scope: Scope, by actor: Actor) async throws -> Written {
        try actor.requireAdministrator()
        return try await database.read { db in
            guard try Agreement(in: db).verdict != .withheld else { return Written(idea: 0, all: 0) }
            let row = try db.row(
                """
                SELECT COUNT(*) AS people, COUNT(CASE WHEN idea > product AND idea > service THEN 1 END) AS idea
                FROM (SELECT customer, SUM(product) AS product, SUM(service) AS service, SUM(idea) AS idea
                    FROM emphasis_customers
                    WHERE scope = 0 AND month BETWEEN \(scope.from.number) AND \(scope.until.number)
                    GROUP BY customer HAVING SUM(product) + SUM(service) + SUM(idea) > 0) AS voices
                """)
            return Written(idea: try row?("idea") ?? 0, all: try row?("people") ?? 0)
        }
    }

    /// How many phrases nobody has read, and whether a survey asks for more.
    func standing(by actor: Actor) async throws -> (unread: Int, isAsked: Bool) {
        try actor.requireAdministrator()
        return try await database.read { db in
            let unread: Int? = try db.value(
                """
                SELECT COUNT(DISTINCT survey_associations.words_key) FROM survey_associations
                LEFT JOIN name_readings ON name_readings.words_key = survey_associations.words_key
                WHERE name_readings.words_key IS NULL
                """)
            let asking = try db.row(
                "SELECT id FROM surveys WHERE kind = \(Survey.Kind.association) AND state = 'asking' LIMIT 1")
            return (unread ?? 0, asking != nil)
        }
    }
}
