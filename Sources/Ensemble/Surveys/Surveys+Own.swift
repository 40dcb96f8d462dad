import Database
import Localization

/// What a customer sees of it in their own place.
extension Surveys {
    /// Their open questions and their answers.
    public struct Own: Sendable {
        /// What they can answer now, the latest first.
        public var open: [(ask: SurveyAsk, title: String)] = []
        /// What they answered, the latest first.
        public var answered: [SurveyResponse] = []
        public var mayAsk = true
        /// Whether their words may be shown without their name.
        public var mayQuote = false
    }

    /// What is theirs. The surveys that ask in the customer's own place do so here.
    public func own(of customer: Customer.ID) async throws -> Own {
        let now = clock()
        if try await hasNews(for: customer, at: now) {
            try await database.write { [randomness] db in
                for survey in try Self.portal(in: db) {
                    try Self.meet(customer, survey, randomness: randomness, at: now, in: db)
                }
            }
        }
        return try await database.read { db in
            Own(
                open: try Self.open(for: customer, at: now, in: db),
                answered: try Self.responses("survey_responses.customer = \(customer)", limit: 100, in: db),
                mayAsk: try Self.allows(customer, in: db),
                mayQuote: try Self.allows(customer, .quotes, in: db))
        }
    }

    /// What can be answered now: read only, for pages that show it beside other things.
    public func open(for customer: Customer.ID) async throws -> [(ask: SurveyAsk, title: String)] {
        try await own(of: customer).open
    }

    private static func portal(in db: any Connection) throws -> [Survey] {
        try db.rows(
            """
            SELECT \(Survey.columns) FROM \(Survey.joined)
            WHERE surveys.state = 'asking' AND surveys.asked_when = 'portal' ORDER BY surveys.id LIMIT 20
            """
        ).map(Survey.init(row:))
    }

    private static func occasion(_ survey: Survey.ID, _ customer: Customer.ID, _ month: Month) -> String {
        "portal:\(survey):\(customer):\(month.number)"
    }

    /// Whether a survey of the customer's own place has not looked at them this month.
    private func hasNews(for customer: Customer.ID, at now: Moment) async throws -> Bool {
        try await database.read { db in
            let month = try Self.month(of: now, in: db)
            let occasions = try Self.portal(in: db).map { Self.occasion($0.id, customer, month) }
            guard !occasions.isEmpty else { return false }
            let known: Int =
                try db.value("SELECT COUNT(*) FROM survey_asks WHERE occasion IN \(list: occasions)") ?? 0
            return known < occasions.count
        }
    }

    private static func meet(
        _ customer: Customer.ID, _ survey: Survey, randomness: Randomness, at now: Moment,
        in db: any Connection
    ) throws {
        let occasion = occasion(survey.id, customer, try month(of: now, in: db))
        try askOrNot(
            Chance(survey: survey, customer: customer, via: .portal, occasion: occasion),
            randomness: randomness, at: now, in: db)
    }

    private static func open(for customer: Customer.ID, at now: Moment, in db: any Connection) throws
        -> [(ask: SurveyAsk, title: String)]
    {
        try db.rows(
            """
            SELECT \(SurveyAsk.columns) FROM survey_asks JOIN surveys ON surveys.id = survey_asks.survey
            WHERE survey_asks.customer = \(customer) AND survey_asks.why_not IS NULL
                AND survey_asks.answered_at IS NULL AND survey_asks.expires_at > \(now) AND surveys.state <> 'ended'
            ORDER BY survey_asks.asked_at DESC, survey_asks.id DESC LIMIT 5
            """
        ).map { row in
            let ask = try SurveyAsk(row: row)
            let content = try content(of: ask.survey, version: ask.version, in: db)
            return (ask, content.title(in: ask.language))
        }
    }
}
