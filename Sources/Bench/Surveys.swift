import Database
import Ensemble
import Foundation

/// `bench surveys FOLDER ANSWERS`: asks and answers of one survey, for its page.
extension Bench {
    static func surveys(_ folder: String, answers: Int) async throws {
        var options = DatabaseOptions()
        options.durable = false
        let database = try await Databases.open("sqlite:\(folder)/ensemble.db", options: options)
        let desk = try await Desk.open(database)
        let survey = try await desk.surveys.add(.endResult, by: .system)
        try await desk.surveys.move(survey, to: .asking, by: .system)
        try await add(answers, to: survey, in: database)
        let took = try await seconds { try await desk.surveys.rebuild(by: .system) }
        say("counting anew", Double(answers * 2) / took, "asks/s")
        say("survey", Double(survey.rawValue), "")
        await database.close()
    }

    /// Every second of those who were asked has answered; each customer once a month, back from this one.
    private static func add(_ count: Int, to survey: Survey.ID, in database: any Database) async throws {
        let now = Int64(Date().timeIntervalSince1970 * 1_000)
        let day = Calendar(identifier: .gregorian).dateComponents([.year, .month], from: Date())
        let month = (day.year ?? 0) * 12 + (day.month ?? 1) - 1
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO survey_asks (id, survey, version, customer, conversation, month, via, language, draw, asked_at,
                    delivered_at, seen_at, answered_at, expires_at)
                WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < \(count * 2)),
                    people AS (SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS place FROM customers),
                    size AS (SELECT COUNT(*) AS whole FROM people)
                SELECT 2000000000000 + n, \(survey), 1, people.id, NULL, \(month) - n / size.whole, 'mail', 'en', 1,
                    \(now) - n * 1000, \(now), \(now), CASE WHEN n % 2 = 0 THEN \(now) END, \(now)
                FROM counted, size JOIN people ON people.place = counted.n % size.whole
                """)
            try db.execute(
                """
                INSERT INTO survey_responses (id, ask, survey, version, customer, month, content, via, answered_at, changed_at)
                SELECT id, id, survey, 1, customer, month, '{"associations":[],"comment":"","texts":{},"values":{"core":5}}',
                    'mail', answered_at, answered_at
                FROM survey_asks WHERE survey = \(survey) AND answered_at IS NOT NULL
                """)
            for (place, question) in ["core", "service", "money", "promise"].enumerated() {
                try db.execute(
                    """
                    INSERT INTO survey_values (response, question, value, survey)
                    SELECT id, \(question), (id / 2 * \(place * 2 + 3)) % 5 + 1, survey FROM survey_responses
                    WHERE survey = \(survey)
                    """)
            }
        }
    }
}
