import Database
import Localization

/// What customers' words are read as. The same idea comes in many words and
/// languages; a person says which belong together. Nothing is guessed: until
/// somebody says so, each phrase is an idea of its own.
extension NameIdeas {
    /// A phrase that customers wrote.
    public struct HeardPhrase: Equatable, Sendable {
        /// Folded.
        public let key: String
        /// As one of them wrote it.
        public let words: String
        /// How many customers wrote it, ever.
        public let customers: Int
        /// What it is read as.
        public let idea: String
        public let tie: IdeaTie?
        /// Whether somebody has said so.
        public let isRead: Bool
    }

    /// The phrases of all answers, those that nobody has read first, then the most frequent.
    /// - Throws: `Fault.forbidden`.
    public func phrases(limit: Int = 200, by actor: Actor) async throws -> [HeardPhrase] {
        try actor.requireAdministrator()
        return try await database.read { db in
            try db.rows(
                """
                SELECT phrases.words_key, phrases.words, phrases.customers, name_readings.idea_key,
                    heard_ideas.words AS idea, heard_ideas.intended, heard_ideas.is_against
                FROM (SELECT survey_associations.words_key, MIN(survey_associations.words) AS words,
                        COUNT(DISTINCT survey_responses.customer) AS customers
                    FROM survey_associations
                    JOIN survey_responses ON survey_responses.id = survey_associations.response
                    GROUP BY survey_associations.words_key) AS phrases
                LEFT JOIN name_readings ON name_readings.words_key = phrases.words_key
                LEFT JOIN heard_ideas ON heard_ideas.idea_key = name_readings.idea_key
                ORDER BY CASE WHEN name_readings.idea_key IS NULL THEN 0 ELSE 1 END, phrases.customers DESC,
                    phrases.words_key LIMIT \(limit)
                """
            ).map { row in
                let words: String = try row("words")
                return HeardPhrase(
                    key: try row("words_key"), words: words, customers: try row("customers"),
                    idea: try row("idea") ?? words, tie: try Self.tie(in: row),
                    isRead: try row("idea_key") as String? != nil)
            }
        }
    }

    static func tie(in row: Row) throws -> IdeaTie? {
        let intended: IntendedIdea.ID? = try row("intended")
        let isAgainst: Bool? = try row("is_against")
        return intended.map { IdeaTie($0, isAgainst: isAgainst ?? false) }
    }

    /// Says what a phrase is counted as, and what that has to do with what is intended.
    /// - Parameters:
    ///   - phrase: what customers wrote.
    ///   - idea: the words in which it is shown; all phrases of the same idea are counted together.
    ///   - tie: for the whole idea; `nil`: it was never intended.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`, `Fault.invalid`.
    public func read(_ phrase: String, as idea: String, tie: IdeaTie?, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let (key, idea) = (phrase.folded, idea.oneLine)
        guard !idea.isEmpty, idea.count <= 100 else {
            throw Fault.invalid("Please say it in 1 to 100 characters.")
        }
        let now = clock()
        try await database.write { db in
            let known = try db.row(
                "SELECT response FROM survey_associations WHERE words_key = \(key) LIMIT 1")
            guard known != nil else { throw Fault.notFound("No customer has written that.") }
            if let tie, try db.row("SELECT id FROM intended_ideas WHERE id = \(tie.intended)") == nil {
                throw Fault.notFound("There is no such idea.")
            }
            try db.execute(
                """
                INSERT INTO name_readings (words_key, idea_key, read_by, read_at)
                VALUES (\(key), \(idea.folded), \(actor.rawID), \(now))
                ON CONFLICT (words_key) DO UPDATE SET idea_key = excluded.idea_key, read_by = excluded.read_by,
                    read_at = excluded.read_at
                """)
            try db.execute(
                """
                INSERT INTO heard_ideas (idea_key, words, intended, is_against)
                VALUES (\(idea.folded), \(idea), \(tie?.intended), \(tie?.isAgainst ?? false))
                ON CONFLICT (idea_key) DO UPDATE SET words = excluded.words, intended = excluded.intended,
                    is_against = excluded.is_against
                """)
            var data = ["words": key, "idea": idea]
            data["intended"] = tie?.intended.description
            data["against"] = tie?.isAgainst == true ? "1" : nil
            try Events.record(.wordsRead, by: actor, data: data, at: now, in: db)
        }
    }
}
