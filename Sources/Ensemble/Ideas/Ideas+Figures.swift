import Database
import Statistics

/// Whether everybody is answered in time.
extension Ideas {
    /// Of the ideas that customers brought up in the last year and that are
    /// shown: those old enough to be judged, or answered already.
    public struct Answered: Equatable, Sendable {
        /// How many there are.
        public var ideas: Int
        /// How many had a first answer within seven days.
        public var inTime: Int
        /// How many have had none for more than seven days.
        public var overdue: Int
        /// The middle one of the times to a first answer; `nil` without any.
        public var median: Span?

        /// The share in time with its 95% interval; `nil` without any idea.
        public var share: Figure? { try? Proportion.wilson(inTime, of: ideas) }
    }

    /// - Throws: `Fault.forbidden`.
    public func answered(by actor: Actor) async throws -> Answered {
        try actor.requireStaff()
        let now = clock()
        return try await database.read { db in
            let due = now - Self.answerTime
            let limit = Self.answerTime.milliseconds
            let theirs: SQL =
                "author_kind = 'customer' AND created_at > \(now - .days(365)) AND \(Idea.isShown)"
            let row = try db.row(
                """
                SELECT COUNT(*) FILTER (WHERE first_answer_at IS NOT NULL OR created_at < \(due)) AS ideas,
                    COUNT(*) FILTER (WHERE first_answer_at - created_at <= \(limit)) AS in_time,
                    COUNT(*) FILTER (WHERE first_answer_at IS NULL AND created_at < \(due)) AS overdue,
                    COUNT(first_answer_at) AS answered
                FROM ideas WHERE \(theirs)
                """)
            guard let row else { return Answered(ideas: 0, inTime: 0, overdue: 0, median: nil) }
            let answered: Int = try row("answered")
            let median: Int64? = try db.value(
                """
                SELECT first_answer_at - created_at AS time FROM ideas
                WHERE \(theirs) AND first_answer_at IS NOT NULL
                ORDER BY time LIMIT 1 OFFSET \(max(0, (answered - 1) / 2))
                """)
            return Answered(
                ideas: try row("ideas"), inTime: try row("in_time"), overdue: try row("overdue"),
                median: median.map { .milliseconds($0) })
        }
    }
}
