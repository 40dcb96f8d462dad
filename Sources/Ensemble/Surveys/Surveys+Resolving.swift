import Database
import Localization

/// Asking some time after a conversation was resolved.
extension Surveys {
    /// What is looked at when the time has come.
    struct Later: Codable, Sendable {
        let survey: Survey.ID
        let conversation: Conversation.ID
        let resolvedAt: Moment
    }

    /// A conversation was resolved: whoever asks then will look again after the delay.
    static func noteResolved(_ conversation: Conversation, at now: Moment, in db: any Connection) throws {
        let rows = try db.rows(
            """
            SELECT id, delay_hours FROM surveys
            WHERE state = 'asking' AND asked_when = 'resolved'
                AND (mailbox IS NULL OR mailbox = \(conversation.mailbox)) ORDER BY id LIMIT 20
            """)
        for row in rows {
            let (id, hours): (Survey.ID, Int64) = (try row("id"), try row("delay_hours"))
            try Jobs.add(
                .askSurvey, key: occasion(id, conversation.id, now),
                payload: Later(survey: id, conversation: conversation.id, resolvedAt: now),
                runAt: now + .hours(hours), at: now, in: db)
        }
    }

    /// The delay is over: asks, or notes why not.
    func ask(_ later: Later) async throws {
        let now = clock()
        try await database.write { [randomness] db in
            let survey = try Self.find(later.survey, in: db)
            let conversation = try Conversations.find(later.conversation, in: db)
            let chance = Chance(
                survey: survey, customer: conversation.customer, conversation: conversation,
                resolvedAt: later.resolvedAt,
                occasion: Self.occasion(later.survey, later.conversation, later.resolvedAt))
            try Self.askOrNot(chance, randomness: randomness, at: now, in: db)
        }
    }

    private static func occasion(
        _ survey: Survey.ID, _ conversation: Conversation.ID, _ resolvedAt: Moment
    ) -> String { "survey:\(survey):\(conversation):\(resolvedAt.milliseconds)" }
}
