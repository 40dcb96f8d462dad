import Database
import Localization

/// The idea behind the name: what is intended, and what is heard.
public struct NameIdeas: Sendable {
    let database: any Database
    let clock: Clock

    // MARK: Intended

    /// What is intended now, oldest first.
    public func intended(by actor: Actor) async throws -> [IntendedIdea] {
        try actor.requireAdministrator()
        let now = clock()
        return try await database.read { db in try Self.intended(at: now, in: db) }
    }

    /// What was intended at a moment, oldest first.
    static func intended(at moment: Moment, in db: any Connection) throws -> [IntendedIdea] {
        try db.rows(
            """
            SELECT \(IntendedIdea.columns) FROM intended_ideas
            WHERE made_at <= \(moment) AND (ended_at IS NULL OR ended_at > \(moment)) ORDER BY made_at, id
            """
        ).map(IntendedIdea.init(row:))
    }

    /// Says what the name is meant to stand for.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.conflict` for a sixth, or for the same again.
    @discardableResult
    public func intend(_ words: String, by actor: Actor) async throws -> IntendedIdea.ID {
        try actor.requireAdministrator()
        let words = words.oneLine
        guard !words.isEmpty, words.count <= 100 else {
            throw Fault.invalid("Please say it in 1 to 100 characters.")
        }
        let now = clock()
        return try await database.write { db in
            let present = try Self.intended(at: now, in: db)
            guard !present.contains(where: { $0.words.folded == words.folded }) else {
                throw Fault.conflict("That is intended already.")
            }
            guard present.count < IntendedIdea.most else {
                throw Fault.conflict("A name stands for five ideas at most: end one first.")
            }
            let id = try IntendedIdea.ID(rawValue: db.newID())
            try db.execute(
                """
                INSERT INTO intended_ideas (id, words, made_by, made_at)
                VALUES (\(id), \(words), \(actor.rawID), \(now))
                """)
            try Events.record(
                .ideaIntended, by: actor, data: ["idea": id.description, "name": words], at: now, in: db)
            return id
        }
    }

    /// Gives an idea up. What was heard of it stays.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`.
    public func end(_ id: IntendedIdea.ID, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let words: String? = try db.value(
                """
                UPDATE intended_ideas SET ended_at = \(now) WHERE id = \(id) AND ended_at IS NULL
                RETURNING words
                """)
            guard let words else { throw Fault.notFound("There is no such idea.") }
            try Events.record(
                .intentionEnded, by: actor, data: ["idea": id.description, "name": words], at: now, in: db)
        }
    }
}
