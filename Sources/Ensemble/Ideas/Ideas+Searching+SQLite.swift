import Database

extension Ideas {
    /// By FTS5 and BM25.
    static func sqliteHits(_ words: String) -> SQL {
        """
        SELECT rowid AS idea, bm25(idea_words, 4.0, 1.0) AS place FROM idea_words WHERE idea_words MATCH \(words)
        """
    }

    static func index(_ id: Idea.ID, _ words: Words, in db: any Connection) throws {
        guard db.engine == .sqlite else { return try indexPostgres(id, words, in: db) }
        try db.execute(
            "INSERT INTO idea_words (rowid, need, solution) VALUES (\(id), \(words.need), \(words.solution))")
    }

    /// An index without content must be told what it forgets.
    static func unindex(_ idea: Idea, in db: any Connection) throws {
        guard db.engine == .sqlite else { return try unindexPostgres(idea.id, in: db) }
        try db.execute(
            """
            INSERT INTO idea_words (idea_words, rowid, need, solution)
            VALUES ('delete', \(idea.id), \(idea.need), \(idea.solution))
            """)
    }
}
