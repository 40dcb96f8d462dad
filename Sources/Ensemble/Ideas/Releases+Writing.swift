import Database
import Localization

/// Drafts, until they are published.
extension Releases {
    /// What is to be kept of an entry.
    public struct Draft: Equatable, Sendable {
        public var category: Release.Category
        /// By language; the business's own must be there.
        public var words: [String: Release.Words]

        public init(category: Release.Category = .new, words: [String: Release.Words]) {
            self.category = category
            self.words = words
        }

        func checked(_ language: String) throws(Fault) -> Draft {
            var kept: [String: Release.Words] = [:]
            for (tag, words) in words {
                let title = words.title.oneLine
                guard Release.languages.contains(where: { $0.tag == tag }) else {
                    throw .invalid("There is no such language.")
                }
                guard title.count <= 200, words.text.utf8.count <= 20_000 else {
                    throw .invalid("A title has up to 200 characters, what is told up to 20,000.")
                }
                guard !title.isEmpty || words.text.trimmed.isEmpty else {
                    throw .invalid("Please give it a title.")
                }
                if !title.isEmpty { kept[tag] = .init(title, words.text.trimmed) }
            }
            guard kept[language] != nil else { throw .invalid("Please give it a title.") }
            return Draft(category: category, words: kept)
        }
    }

    /// - Throws: `Fault.forbidden`, `Fault.invalid`.
    @discardableResult
    public func add(_ draft: Draft, of ideas: [Idea.ID] = [], by actor: Actor) async throws -> Release.ID {
        let agent = try actor.requireAgent()
        let now = clock()
        return try await database.write { db in
            let language = Release.base(of: try Settings.business(in: db).language)
            let draft = try draft.checked(language)
            let id = try Release.ID(rawValue: db.newID())
            try db.execute(
                """
                INSERT INTO releases (id, category, language, made_by, created_at)
                VALUES (\(id), \(draft.category), \(language), \(agent), \(now))
                """)
            try Self.keep(draft, of: id, in: db)
            for idea in ideas { try Self.tie(id, to: idea, in: db) }
            try Self.record(.releaseDrafted, id, by: actor, at: now, in: db)
            return id
        }
    }

    private static func keep(_ draft: Draft, of id: Release.ID, in db: any Connection) throws {
        try db.execute("DELETE FROM release_words WHERE release = \(id)")
        for (language, words) in draft.words.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                """
                INSERT INTO release_words (release, language, title, text)
                VALUES (\(id), \(language), \(words.title), \(words.text))
                """)
        }
    }

    /// Also what was published can be put more clearly; nobody is told again.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.invalid`.
    public func change(_ id: Release.ID, to draft: Draft, by actor: Actor) async throws {
        _ = try actor.requireAgent()
        let now = clock()
        try await database.write { db in
            let present = try Self.find(id, in: db)
            let draft = try draft.checked(present.language)
            guard draft.words != present.words || draft.category != present.category else { return }
            try db.execute("UPDATE releases SET category = \(draft.category) WHERE id = \(id)")
            try Self.keep(draft, of: id, in: db)
            try Self.record(.releaseChanged, id, by: actor, at: now, in: db)
        }
    }

    /// Says of which idea it came, or that it did not.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.conflict` for one that was published.
    public func tie(_ id: Release.ID, to idea: Idea.ID, _ isTied: Bool = true, by actor: Actor) async throws {
        _ = try actor.requireAgent()
        let now = clock()
        try await database.write { db in
            try Self.requireDraft(id, in: db)
            if isTied {
                try Self.tie(id, to: idea, in: db)
            } else {
                try db.execute("DELETE FROM release_ideas WHERE release = \(id) AND idea = \(idea)")
            }
            try Self.record(.releaseChanged, id, by: actor, at: now, in: db)
        }
    }

    private static func tie(_ id: Release.ID, to idea: Idea.ID, in db: any Connection) throws {
        let idea = try Ideas.living(idea, in: db)
        guard idea.isShown else {
            throw Fault.conflict("That idea still waits for a look. Decide that first.")
        }
        try db.execute(
            """
            INSERT INTO release_ideas (release, idea) VALUES (\(id), \(idea.id))
            ON CONFLICT (release, idea) DO NOTHING
            """)
    }

    @discardableResult
    static func requireDraft(_ id: Release.ID, in db: any Connection) throws -> Release {
        let release = try find(id, in: db)
        guard release.publishedAt == nil else { throw Fault.conflict("It was published already.") }
        return release
    }

    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.conflict` for one that was published.
    public func discard(_ id: Release.ID, by actor: Actor) async throws {
        _ = try actor.requireAgent()
        let now = clock()
        try await database.write { db in
            try Self.requireDraft(id, in: db)
            try Self.record(.releaseDiscarded, id, by: actor, at: now, in: db)
            try db.execute("DELETE FROM release_words WHERE release = \(id)")
            try db.execute("DELETE FROM release_ideas WHERE release = \(id)")
            try db.execute("DELETE FROM release_trials WHERE release = \(id)")
            try db.execute("DELETE FROM releases WHERE id = \(id)")
        }
    }

    static func record(
        _ kind: Event.Kind, _ id: Release.ID, _ more: [String: String] = [:], by actor: Actor,
        conversation: Conversation.ID? = nil, customer: Customer.ID? = nil, at now: Moment,
        in db: any Connection
    ) throws {
        let title: String =
            try db.value(
                """
                SELECT release_words.title FROM release_words JOIN releases ON releases.id = release_words.release
                    AND releases.language = release_words.language WHERE releases.id = \(id)
                """) ?? ""
        try Events.record(
            kind, by: actor, conversation: conversation, customer: customer,
            data: ["release": id.description, "name": title].merging(more) { $1 }, at: now, in: db)
    }
}
