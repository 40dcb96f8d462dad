import Database
import Localization

/// What came to mind at the business's name, for whoever looks at the idea behind it.
extension Surveys {
    /// One thing that a customer thought of.
    public struct HeardIdea: Equatable, Sendable {
        public let response: SurveyResponse.ID
        public let survey: Survey.ID
        public let customer: Customer.ID
        public let conversation: Conversation.ID?
        /// The month in which they were asked.
        public let month: Month
        public let answeredAt: Moment
        public let language: String
        /// From 1: what they thought of first.
        public let position: Int
        public let words: String
        /// From −2 to 2; `nil` where they did not say.
        public let favour: Int?
        public let why: String
    }

    /// The associations of some months, by month, answer and position.
    ///
    /// Each customer answers a survey once a month, so that answers are customers.
    /// - Parameters:
    ///   - after: the last that was read; `nil`: from the beginning.
    ///   - limit: at most so many.
    static func associations(
        from: Month, until: Month, after: HeardIdea? = nil, limit: Int = 1_000, in db: any Connection
    ) throws -> [HeardIdea] {
        let behind: SQL =
            after.map {
                """
                AND (survey_associations.month, survey_associations.response, survey_associations.position)
                    > (\($0.month.number), \($0.response), \($0.position))
                """
            } ?? ""
        return try db.rows(
            """
            SELECT survey_associations.response, survey_associations.survey, survey_associations.month,
                survey_associations.position, survey_associations.words, survey_associations.favour,
                survey_associations.why, survey_responses.customer, survey_responses.conversation,
                survey_responses.changed_at, survey_asks.language
            FROM survey_associations
            JOIN survey_responses ON survey_responses.id = survey_associations.response
            JOIN survey_asks ON survey_asks.id = survey_responses.ask
            WHERE survey_associations.month BETWEEN \(from.number) AND \(until.number) \(behind)
            ORDER BY survey_associations.month, survey_associations.response, survey_associations.position
            LIMIT \(limit)
            """
        ).map { row in
            HeardIdea(
                response: try row("response"), survey: try row("survey"), customer: try row("customer"),
                conversation: try row("conversation"), month: Month(number: try row("month")),
                answeredAt: try row("changed_at"), language: try row("language"),
                position: try row("position"), words: try row("words"), favour: try row("favour"),
                why: try row("why"))
        }
    }

    /// The same through the door, for administrators.
    public func associations(
        from: Month, until: Month, after: HeardIdea? = nil, limit: Int = 1_000, by actor: Actor
    ) async throws -> [HeardIdea] {
        try actor.requireAdministrator()
        return try await database.read { db in
            try Self.associations(from: from, until: until, after: after, limit: limit, in: db)
        }
    }
}
