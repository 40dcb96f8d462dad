import Database
import Localization

/// Follows the history and keeps what each customer said of the end result,
/// and how each matter went: one row for each, worked out anew from its facts
/// whenever something happens to it, in work that does not grow.
struct ResultReader: EventReader {
    let name = "results"

    let kinds: Set<Event.Kind> = [
        .surveyAnswered, .surveyAnswerChanged, .replied, .replyUndone, .resolved, .reopened, .merged,
        .suspended, .recovered, .offeringChosen, .promiseKept, .promiseKeptLate, .promiseBroken,
        .promiseReleased,
    ]

    /// Waits for whoever follows or works out anew at the same time.
    private static func wait(in db: any Connection) throws {
        try db.execute("UPDATE event_cursors SET id = id WHERE reader = 'results'")
    }

    func read(_ events: [Event], in db: any Connection) throws {
        try Self.wait(in: db)
        let responses = events.compactMap { $0.data["response"].flatMap { SurveyResponse.ID($0) } }
        try Self.keepAnswers(Set(responses).sorted(), in: db)
        let said: Set<Event.Kind> = [.surveyAnswered, .surveyAnswerChanged]
        let conversations = events.filter { !said.contains($0.kind) }.compactMap(\.conversation)
        try Self.keepMatters(Set(conversations).sorted(), in: db)
    }

    // MARK: What they said

    static func keepAnswers(_ responses: [SurveyResponse.ID], in db: any Connection) throws {
        guard !responses.isEmpty else { return }
        let people: [(Customer.ID, Int)] = try db.rows(
            "SELECT DISTINCT customer, month FROM survey_responses WHERE id IN \(list: responses)"
        ).map { (try $0("customer"), try $0("month")) }
        for (customer, month) in people { try keepAnswer(of: customer, month, in: db) }
    }

    /// The last thing that a customer said in a month, whichever survey of the kind asked.
    private static func keepAnswer(of customer: Customer.ID, _ month: Int, in db: any Connection) throws {
        try db.execute("DELETE FROM result_answers WHERE month = \(month) AND customer = \(customer)")
        func value(_ question: String) -> SQL {
            """
            (SELECT survey_values.value FROM survey_values
                WHERE survey_values.response = survey_responses.id AND survey_values.question = \(question))
            """
        }
        try db.execute(
            """
            INSERT INTO result_answers (month, customer, response, conversation, offering, core, service, money,
                promise, overall, answered_at)
            SELECT survey_responses.month, survey_responses.customer, survey_responses.id,
                survey_responses.conversation, survey_responses.offering, \(value("core")), \(value("service")),
                \(value("money")), \(value("promise")), \(value(SurveyContent.overall)),
                survey_responses.changed_at
            FROM survey_responses JOIN surveys ON surveys.id = survey_responses.survey
            WHERE survey_responses.customer = \(customer) AND survey_responses.month = \(month)
                AND surveys.kind = \(Survey.Kind.endResult)
            ORDER BY survey_responses.changed_at DESC, survey_responses.id DESC LIMIT 1
            """)
    }

    // MARK: What was done

    static func keepMatters(_ ids: [Conversation.ID], in db: any Connection) throws {
        guard !ids.isEmpty else { return }
        // What was merged away changes what it was merged into, and is no matter of its own any more.
        let away: [Conversation.ID] = try db.rows(
            "SELECT id FROM conversations WHERE merged_into IN \(list: ids)"
        ).map { try $0("id") }
        let into: [Conversation.ID] = try db.rows(
            "SELECT merged_into FROM conversations WHERE merged_into IS NOT NULL AND id IN \(list: ids)"
        ).map { try $0("merged_into") }
        let all = Set(ids + into + away).sorted()
        try db.execute("DELETE FROM result_matters WHERE conversation IN \(list: all)")
        try db.execute(
            """
            INSERT INTO result_matters (conversation, customer, offering, resolved_at, answer_ms, done_ms,
                reopened, promises, kept)
            SELECT facts.id, facts.customer, facts.offering, facts.resolved_at,
                CASE WHEN facts.answered >= facts.asked THEN facts.answered - facts.asked END,
                facts.resolved_at - facts.asked, facts.reopened, facts.promises, facts.kept
            FROM (\(facts(all))) AS facts WHERE facts.asked IS NOT NULL
            """)
    }

    /// What a matter is judged by; those that are not done, or that no person began, are left out.
    private static func facts(_ ids: [Conversation.ID]) -> SQL {
        """
        SELECT conversations.id, conversations.customer, conversations.resolved_at,
            (SELECT offering_versions.offering FROM conversation_offerings
                JOIN offering_versions ON offering_versions.id = conversation_offerings.version
                WHERE conversation_offerings.conversation = conversations.id) AS offering,
            (SELECT MIN(messages.created_at) FROM messages WHERE messages.conversation = conversations.id
                AND messages.kind = 'message' AND messages.author_kind = 'customer'
                AND messages.classification = 'person') AS asked,
            (SELECT MIN(messages.created_at) FROM messages WHERE messages.conversation = conversations.id
                AND messages.kind = 'message' AND messages.author_kind = 'agent') AS answered,
            (SELECT COUNT(*) FROM events WHERE events.conversation = conversations.id
                AND events.kind = \(Event.Kind.reopened)) AS reopened,
            (SELECT COUNT(*) FROM promises WHERE promises.conversation = conversations.id
                AND promises.state IN ('kept', 'late', 'broken')) AS promises,
            (SELECT COUNT(*) FROM promises WHERE promises.conversation = conversations.id
                AND promises.state = 'kept') AS kept
        FROM conversations
        WHERE conversations.id IN \(list: ids) AND conversations.state = 'resolved'
            AND conversations.suspended_at IS NULL
        """
    }

    // MARK: Anew

    /// Works everything out anew; the same comes out as by following the history.
    /// - Returns: how many answers and matters were kept.
    static func rebuild(in db: any Connection) throws -> Int {
        try wait(in: db)
        try db.execute("DELETE FROM result_answers")
        try db.execute("DELETE FROM result_matters")
        try inPieces("survey_responses", in: db) { ids in
            try keepAnswers(ids.map { SurveyResponse.ID(rawValue: $0) }, in: db)
        }
        try inPieces("conversations", in: db) { ids in
            try keepMatters(ids.map { Conversation.ID(rawValue: $0) }, in: db)
        }
        return try db.value(
            "SELECT (SELECT COUNT(*) FROM result_answers) + (SELECT COUNT(*) FROM result_matters)") ?? 0
    }

    /// - Parameter table: a name of our own.
    private static func inPieces(_ table: String, in db: any Connection, _ body: ([Int64]) throws -> Void)
        throws
    {
        var after: Int64 = 0
        while true {
            let ids: [Int64] = try db.rows(
                "SELECT id FROM \(SQL(trusted: table)) WHERE id > \(after) ORDER BY id LIMIT 500"
            ).map { try $0("id") }
            guard let last = ids.last else { return }
            try body(ids)
            after = last
        }
    }
}
