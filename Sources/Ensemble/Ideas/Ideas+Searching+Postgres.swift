import Database

extension Ideas {
    /// By tsvector and rank.
    static func postgresHits(_ words: String) -> SQL {
        """
        SELECT idea_words.idea, -ts_rank(idea_words.words, query.q) AS place
        FROM to_tsquery('simple', \(words)) AS query (q) JOIN idea_words ON idea_words.words @@ query.q
        """
    }

    static func indexPostgres(_ id: Idea.ID, _ words: Words, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO idea_words (idea, words)
            VALUES (\(id), setweight(to_tsvector('simple', \(words.need.folded)), 'A')
                || setweight(to_tsvector('simple', \(words.solution.folded)), 'C'))
            """)
    }

    static func unindexPostgres(_ id: Idea.ID, in db: any Connection) throws {
        try db.execute("DELETE FROM idea_words WHERE idea = \(id)")
    }
}
