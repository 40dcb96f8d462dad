import Database
import Mail

@testable import Ensemble

extension Desk {
    /// A survey that asks.
    func survey(
        _ cast: Cast, _ kind: Survey.Kind = .csat, _ rules: Survey.Rules = Survey.Rules()
    ) async throws -> Survey.ID {
        let id = try await surveys.add(kind, rules: rules, by: cast.administrator)
        try await surveys.move(id, to: .asking, by: cast.administrator)
        return id
    }

    /// Does what is due.
    func work() async throws {
        let worker = JobWorker(desk: self, logger: .init(label: "test"), places: 20)
        for _ in 0..<20 where try await worker.step() > 0 {}
    }

    /// The latest mail with a question in it.
    func questionMail() async throws -> ParsedMail? {
        for letter in try await unsentMail.all(limit: 500) {
            let mail = try MailReader.parse(await unsentMail.raw(letter.id))
            if mail.text?.contains("/survey/") == true { return mail }
        }
        return nil
    }

    /// Asks Dana by hand and carries the mail.
    /// - Returns: the path of the page behind the link in it.
    func askedLink(_ survey: Survey.ID, _ cast: Cast) async throws -> String {
        try await surveys.ask(survey, in: cast.conversation, by: cast.agent)
        try await work()
        return try await latestLink()
    }

    /// Asks Dana, with a link of the test's own instead of a mail.
    func linkedAsk(_ survey: Survey.ID, _ cast: Cast, token: String) async throws -> SurveyAsk.ID {
        let ask = try await surveys.ask(survey, in: cast.conversation, by: cast.agent)
        let now = clock()
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO survey_links (token_hash, ask, message_id, made_at)
                VALUES (\(Digest.sha256(token)), \(ask), \("ensemble.survey.\(ask)@localhost"), \(now))
                """)
        }
        return ask
    }

    func latestLink() async throws -> String {
        let text = try await questionMail()?.text ?? ""
        guard let start = text.range(of: "/survey/") else { throw Fault.notFound("No question was mailed.") }
        return "/survey/" + text[start.upperBound...].prefix { $0.isLetter || $0.isNumber }
    }

    /// The counts of a survey over the year to now.
    func tally(_ survey: Survey.ID) async throws -> SurveyTally {
        try await catchUp()
        let month = Month(Day(clock(), in: .utc))
        return try await surveys.figures(survey, .init(from: month - 11, until: month), by: .system).all
    }
}
