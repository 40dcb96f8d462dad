import Database
import Localization

/// Ideas by their words: what somebody looks for, and what may be the same
/// as what somebody is writing.
extension Ideas {
    /// The ideas that fit, best first. The beginning of a word finds it.
    /// - Throws: `Fault.signInNeeded`, `Fault.notFound` where the board is not theirs to see.
    public func search(_ text: String, limit: Int = pageLength, by onlooker: Onlooker) async throws -> Listing
    {
        let search = Search(text)
        guard search.terms.contains(where: { !$0.isExcluded }) else {
            return Listing(ideas: [], board: try await board())
        }
        return try await database.read { db in
            let words = db.engine == .sqlite ? Conversations.ftsQuery(search) : Conversations.tsQuery(search)
            return try Self.found(words, limit: limit, by: onlooker, in: db)
        }
    }

    /// What may be the same as what somebody writes, best first.
    /// - Throws: `Fault.signInNeeded`, `Fault.notFound` where the board is not theirs to see.
    public func similar(to text: String, limit: Int = 5, by onlooker: Onlooker) async throws -> [Idea] {
        let words = Self.telling(text)
        guard !words.isEmpty else { return [] }
        return try await database.read { db in
            let any =
                db.engine == .sqlite
                ? words.map { "\"\($0)\"" + (Self.isBegun($0) ? " *" : "") }.joined(separator: " OR ")
                : words.map { "'\($0.folded)'" + (Self.isBegun($0) ? ":*" : "") }.joined(separator: " | ")
            return try Self.found(any, limit: limit, by: onlooker, in: db).ideas
        }
    }

    /// In two steps: which ideas, then only the rows that are shown. Some more
    /// are fetched at first, for those that whoever looks does not find.
    private static func found(
        _ words: String, limit: Int, by onlooker: Onlooker, in db: any Connection
    ) throws -> Listing {
        let board = try Board.present(in: db)
        let condition = try found(by: onlooker, board, in: db)
        let hits = db.engine == .sqlite ? sqliteHits(words) : postgresHits(words)
        let ids: [Idea.ID] = try db.rows(
            """
            WITH hits AS (\(hits) ORDER BY place LIMIT \(limit * 4 + 50))
            SELECT ideas.id FROM hits JOIN ideas ON ideas.id = hits.idea WHERE \(condition)
            ORDER BY hits.place, ideas.votes DESC, ideas.id DESC LIMIT \(limit)
            """
        ).map { try $0("id") }
        var known: [Idea.ID: Idea] = [:]
        for row in try db.rows("SELECT \(Idea.columns) FROM ideas WHERE ideas.id IN \(list: ids)") {
            let idea = try Idea(row: row)
            known[idea.id] = idea
        }
        var listing = Listing(ideas: ids.compactMap { known[$0] }, board: board)
        try complete(&listing, for: onlooker, in: db)
        return listing
    }

    // MARK: Words

    /// The words that tell something, the longest first: at most twelve.
    static func telling(_ text: String) -> [String] {
        let words = text.prefix(2_000).description.folded.unicodeScalars.split {
            !($0.properties.isAlphabetic || $0.properties.numericType != nil)
        }.map { String(String.UnicodeScalarView($0)) }
        let telling = Set(words.filter { $0.count >= 3 && !common.contains($0) })
        return telling.sorted { ($1.count, $0) < ($0.count, $1) }.prefix(12).map { $0 }
    }

    /// Long enough that what begins like it is meant too: `appointment`, `appointments`.
    private static func isBegun(_ word: String) -> Bool { word.count >= 4 }

    private static let common: Set<String> = [
        "the", "and", "for", "you", "are", "can", "with", "our", "your", "this", "that", "what", "how", "has",
        "have", "will", "was", "not", "but", "would", "could", "should", "when", "there", "like", "from",
        "they", "want", "need", "more", "than", "please", "der", "die", "das", "und", "für", "mit", "ist",
        "ein", "eine", "einen", "wir", "sie", "ich", "auf", "von", "den", "dem", "nicht", "wie", "wäre",
        "möchte", "bitte", "kann", "könnte", "wenn", "auch", "mehr", "haben", "brauche",
    ]
}
