import Database

extension Conversations {
    /// By FTS5 and BM25.
    static func sqliteHits(_ search: Search) -> SQL {
        """
        SELECT rowid AS message, bm25(message_words, 4.0, 3.0, 1.0) AS place
        FROM message_words WHERE message_words MATCH \(ftsQuery(search))
        """
    }

    /// The terms in FTS5's language. Every word is quoted, so that nothing typed is an operator.
    static func ftsQuery(_ search: Search) -> String {
        func text(_ term: Search.Term) -> String {
            let words = "\"" + term.words.joined(separator: " ") + "\""
            return term.isPhrase ? words : words + " *"
        }
        let wanted = search.terms.filter { !$0.isExcluded }.map(text).joined(separator: " AND ")
        let unwanted = search.terms.filter(\.isExcluded).map { " NOT " + text($0) }.joined()
        return wanted + unwanted
    }

    static func indexSQLite(_ words: MessageWords, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO message_words (rowid, subject, people, body)
            VALUES (\(words.message), \(words.subject), \(words.people), \(words.body))
            """)
    }

    /// An index without content must be told what it forgets.
    static func unindexSQLite(_ words: MessageWords, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO message_words (message_words, rowid, subject, people, body)
            VALUES ('delete', \(words.message), \(words.subject), \(words.people), \(words.body))
            """)
    }
}
