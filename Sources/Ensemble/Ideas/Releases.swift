import Database
import Localization

/// What was made, told to those who asked for it.
public struct Releases: Sendable {
    let database: any Database
    let clock: Clock
    let seal: Seal
    let baseURL: String

    // MARK: Finding

    /// - Throws: `Fault.notFound`.
    static func find(_ id: Release.ID, in db: any Connection) throws -> Release {
        guard let release = try all([id], in: db).first else {
            throw Fault.notFound("There is no such entry of the changelog.")
        }
        return release
    }

    /// Several at once, in the order asked for.
    static func all(_ ids: [Release.ID], in db: any Connection) throws -> [Release] {
        guard !ids.isEmpty else { return [] }
        var words: [Release.ID: [String: Release.Words]] = [:]
        for row in try db.rows(
            "SELECT release, language, title, text FROM release_words WHERE release IN \(list: ids)")
        {
            words[try row("release"), default: [:]][try row("language")] = .init(
                try row("title"), try row("text"))
        }
        var ideas: [Release.ID: [Idea]] = [:]
        for row in try db.rows(
            """
            SELECT release_ideas.release, \(Idea.columns) FROM release_ideas JOIN ideas ON ideas.id = release_ideas.idea
            WHERE release_ideas.release IN \(list: ids) ORDER BY release_ideas.release, ideas.id
            """)
        {
            ideas[try row("release"), default: []].append(try Idea(row: row))
        }
        var found: [Release.ID: Release] = [:]
        for row in try db.rows(
            "SELECT id, category, language, created_at, published_at FROM releases WHERE id IN \(list: ids)")
        {
            let id: Release.ID = try row("id")
            found[id] = Release(
                id: id, category: try row("category"), language: try row("language"), words: words[id] ?? [:],
                ideas: ideas[id] ?? [], createdAt: try row("created_at"), publishedAt: try row("published_at")
            )
        }
        return ids.compactMap { found[$0] }
    }

    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func find(_ id: Release.ID, by actor: Actor) async throws -> Release {
        try actor.requireStaff()
        return try await database.read { db in try Self.find(id, in: db) }
    }

    /// The drafts, newest first.
    public func drafts(by actor: Actor) async throws -> [Release] {
        try actor.requireStaff()
        return try await database.read { db in
            try Self.all(
                try db.rows(
                    "SELECT id FROM releases WHERE published_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 100"
                ).map { try $0("id") }, in: db)
        }
    }

    /// What was published, latest first, with the ideas that whoever looks finds.
    /// - Throws: `Fault.signInNeeded`, `Fault.notFound` where the board is not theirs to see.
    public func published(
        _ category: Release.Category? = nil, after: Keyset? = nil, limit: Int = 20, by onlooker: Onlooker
    ) async throws -> (releases: [Release], next: Keyset?) {
        try await database.read { db in
            let found = try Ideas.found(by: onlooker, Board.present(in: db), in: db)
            let rows = try db.rows(Self.publishedSQL(category, after: after, limit: limit + 1))
            var releases = try Self.all(rows.prefix(limit).map { try $0("id") }, in: db)
            try Self.narrow(&releases, to: found, in: db)
            let next = releases.last.flatMap { last in
                last.publishedAt.map { Keyset(moment: $0, id: last.id.rawValue) }
            }
            return (releases, rows.count > limit ? next : nil)
        }
    }

    static func publishedSQL(_ category: Release.Category?, after: Keyset?, limit: Int) -> SQL {
        """
        SELECT id FROM releases WHERE published_at IS NOT NULL
            \(category.map { "AND category = \($0)" } ?? "" as SQL)
            \(after.map { "AND (published_at, id) < (\($0.moment), \($0.id))" } ?? "" as SQL)
        ORDER BY published_at DESC, id DESC LIMIT \(limit)
        """
    }

    /// One that was published.
    /// - Throws: `Fault.signInNeeded`, `Fault.notFound`, also for a draft.
    public func look(_ id: Release.ID, by onlooker: Onlooker) async throws -> Release {
        try await database.read { db in
            let found = try Ideas.found(by: onlooker, Board.present(in: db), in: db)
            var releases = [try Self.find(id, in: db)]
            guard releases[0].publishedAt != nil else {
                throw Fault.notFound("There is no such entry of the changelog.")
            }
            try Self.narrow(&releases, to: found, in: db)
            return releases[0]
        }
    }

    /// Leaves only the ideas that whoever looks finds.
    private static func narrow(_ releases: inout [Release], to found: SQL, in db: any Connection) throws {
        let all = releases.flatMap { $0.ideas.map(\.id) }
        let seen = Set(
            try db.rows("SELECT id FROM ideas WHERE \(found) AND id IN \(list: all)").map {
                try $0("id") as Idea.ID
            })
        for place in releases.indices { releases[place].ideas.removeAll { !seen.contains($0.id) } }
    }

    /// What is planned, in progress and made, each the latest first.
    /// - Throws: `Fault.signInNeeded`, `Fault.notFound` where the board is not theirs to see.
    public func roadmap(by onlooker: Onlooker, limit: Int = 30) async throws -> [(
        status: Idea.Status, ideas: [Idea]
    )] {
        try await database.read { db in
            let found = try Ideas.found(by: onlooker, Board.present(in: db), in: db)
            return try [Idea.Status.considering, .planned, .inProgress, .made].map { status in
                let ideas = try db.rows(
                    """
                    SELECT \(Idea.columns) FROM ideas WHERE \(found) AND ideas.status = \(status)
                    ORDER BY ideas.status_at DESC, ideas.id DESC LIMIT \(limit)
                    """
                ).map(Idea.init(row:))
                return (status, ideas)
            }
        }
    }
}
