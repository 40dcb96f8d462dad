import Database
import Localization

/// Two ideas about one need become one.
extension Ideas {
    /// Merges an idea into another: voters and followers together, each once;
    /// what was said to both stands below the one that stays.
    /// - Returns: the idea that stays: the target, or what it was merged into itself.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.invalid` for itself, `Fault.conflict` for one merged already,
    ///   or one that only people of another organisation find.
    @discardableResult
    public func merge(_ id: Idea.ID, into target: Idea.ID, by actor: Actor) async throws -> Idea.ID {
        _ = try actor.requireAgent()
        let now = clock()
        return try await database.write { db in
            try Self.merge(id, into: target, by: actor, at: now, in: db)
        }
    }

    static func merge(
        _ id: Idea.ID, into target: Idea.ID, by actor: Actor, at now: Moment, in db: any Connection
    ) throws -> Idea.ID {
        // Always the smaller number first: two who merge at once do not wait for each other.
        for one in [id, target].sorted() { try claim(one, in: db) }
        let source = try find(id, in: db)
        guard source.mergedInto == nil else { throw Fault.conflict("It was merged already.") }
        let asked = try find(target, in: db)
        let target = try living(target, in: db)
        guard source.id != target.id else {
            throw asked.id == source.id
                ? Fault.invalid("An idea can’t be merged into itself.")
                : Fault.conflict("That idea was merged into this one: the two are one already.")
        }
        try check(source, fits: target)
        try unite(source.id, target.id, in: db)
        try end(source, as: target, at: now, in: db)
        try count(target.id, in: db)
        try record(
            .ideaMerged, target, ["merged": source.id.description, "from": source.need], by: actor, at: now,
            in: db)
        return target.id
    }

    private static func check(_ source: Idea, fits target: Idea) throws(Fault) {
        guard target.isShown else {
            throw .conflict("That idea still waits for a look. Decide that first.")
        }
        guard source.organisation == target.organisation else {
            throw .conflict("The two are found by different people: one belongs to an organisation.")
        }
    }

    private static func unite(_ source: Idea.ID, _ target: Idea.ID, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO idea_votes (idea, customer, source, words, ballot, voted_by, voted_at)
            SELECT \(target), customer, source, words, ballot, voted_by, voted_at FROM idea_votes
            WHERE idea = \(source) ON CONFLICT DO NOTHING
            """)
        try db.execute("DELETE FROM idea_votes WHERE idea = \(source)")
        try db.execute(
            """
            INSERT INTO idea_follows (idea, customer, followed_at)
            SELECT \(target), customer, followed_at FROM idea_follows WHERE idea = \(source)
            ON CONFLICT (idea, customer) DO NOTHING
            """)
        try db.execute("DELETE FROM idea_follows WHERE idea = \(source)")
        try db.execute(
            """
            INSERT INTO idea_evidence (idea, message, customer, added_by, added_at)
            SELECT \(target), message, customer, added_by, added_at FROM idea_evidence WHERE idea = \(source)
            ON CONFLICT (message, idea) DO NOTHING
            """)
        try db.execute("DELETE FROM idea_evidence WHERE idea = \(source)")
        try moveComparisons(of: source, to: target, in: db)
        try moveOffers(of: source, to: target, in: db)
        try db.execute("UPDATE idea_files SET idea = \(target) WHERE idea = \(source)")
        try db.execute("UPDATE idea_comments SET idea = \(target) WHERE idea = \(source)")
        try db.execute(
            """
            INSERT INTO idea_tags (tag_key, idea, tag)
            SELECT tag_key, \(target), tag FROM idea_tags WHERE idea = \(source)
            ON CONFLICT (tag_key, idea) DO NOTHING
            """)
        try db.execute("DELETE FROM idea_tags WHERE idea = \(source)")
    }

    private static func end(_ source: Idea, as target: Idea, at now: Moment, in db: any Connection) throws {
        // Who brought it up wants to hear of what becomes of it.
        if case .customer(let author) = source.author, source.isProven {
            try follow(target.id, author, at: now, in: db)
        }
        try db.execute("UPDATE ideas SET merged_into = \(target.id) WHERE merged_into = \(source.id)")
        try db.execute(
            """
            UPDATE ideas SET merged_into = \(target.id), votes = 0, comments = 0, held_at = NULL, dismissed_at = NULL
            WHERE id = \(source.id)
            """)
    }

    /// Counts what stands below an idea.
    private static func count(_ id: Idea.ID, in db: any Connection) throws {
        try db.execute(
            """
            UPDATE ideas SET
                votes = (SELECT COUNT(*) FROM idea_votes WHERE idea = \(id)),
                comments = (SELECT COUNT(*) FROM idea_comments
                    WHERE idea = \(id) AND removed_at IS NULL AND held_at IS NULL)
            WHERE id = \(id)
            """)
    }
}
