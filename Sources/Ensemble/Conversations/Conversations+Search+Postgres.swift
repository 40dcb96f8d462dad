import Database

extension Conversations {
    /// By tsvector and rank.
    static func postgresHits(_ search: Search) -> SQL {
        """
        SELECT message_words.message, -ts_rank(message_words.words, query.q) AS place
        FROM to_tsquery('simple', \(tsQuery(search))) AS query (q)
        JOIN message_words ON message_words.words @@ query.q
        """
    }

    /// The terms in the language of `to_tsquery`. Words hold letters and digits only, so nothing typed is an operator.
    static func tsQuery(_ search: Search) -> String {
        func text(_ term: Search.Term) -> String {
            term.isPhrase
                ? "(" + term.words.map { "'\($0.folded)'" }.joined(separator: " <-> ") + ")"
                : term.words.map { "'\($0.folded)':*" }.joined()
        }
        let wanted = search.terms.filter { !$0.isExcluded }.map(text)
        let unwanted = search.terms.filter(\.isExcluded).map { "!" + text($0) }
        return (wanted + unwanted).joined(separator: " & ")
    }

    static func indexPostgres(_ words: MessageWords, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO message_words (message, words)
            VALUES (\(words.message),
                setweight(to_tsvector('simple', \(words.subject.folded)), 'A')
                || setweight(to_tsvector('simple', \(words.people.folded)), 'B')
                || setweight(to_tsvector('simple', \(words.body.folded)), 'C'))
            ON CONFLICT (message) DO NOTHING
            """)
    }

    static func unindexPostgres(_ message: Message.ID, in db: any Connection) throws {
        try db.execute("DELETE FROM message_words WHERE message = \(message)")
    }
}
