import Database
import Localization

/// What the business says to an idea, and does with it.
extension Ideas {
    /// Moves an idea on; declining says why.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.invalid` for declining without a reason, `Fault.conflict`
    ///   for one that was merged away.
    public func move(_ id: Idea.ID, to status: Idea.Status, because reason: String = "", by actor: Actor)
        async throws
    {
        _ = try actor.requireAgent()
        let reason = reason.trimmed
        guard reason.count <= 2_000 else { throw Fault.invalid("A reason has at most 2,000 characters.") }
        guard status != .declined || !reason.isEmpty else {
            throw Fault.invalid("Please say why it is declined: those who asked for it read it.")
        }
        let now = clock()
        try await database.write { db in
            try Self.move(
                try Self.standing(id, in: db), to: status, because: reason, by: actor, at: now, in: db)
        }
    }

    static func move(
        _ idea: Idea, to status: Idea.Status, because reason: String = "", by actor: Actor, at now: Moment,
        in db: any Connection
    ) throws {
        let why = status == .declined ? reason : nil
        guard idea.status != status || idea.reason != why else { return }
        try db.execute(
            """
            UPDATE ideas SET status = \(status), reason = \(why), status_at = \(now) WHERE id = \(idea.id)
            """)
        try db.execute(
            """
            INSERT INTO idea_steps (id, idea, status, reason, moved_by, moved_at)
            VALUES (\(try db.newID()), \(idea.id), \(status), \(why), \(actor.rawID), \(now))
            """)
        if status != .open { try noteAnswer(idea.id, at: now, in: db) }
        try record(
            .ideaMoved, idea, ["from": idea.status.rawValue, "to": status.rawValue], by: actor, at: now,
            in: db)
    }

    /// Says the official answer, or takes it back by saying nothing.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.invalid`, `Fault.conflict`.
    public func answer(_ id: Idea.ID, with text: String, by actor: Actor) async throws {
        let agent = try actor.requireAgent()
        let text = text.trimmed
        guard text.utf8.count <= 10_000 else {
            throw Fault.invalid("An answer has at most 10,000 characters.")
        }
        let now = clock()
        try await database.write { db in
            let idea = try Self.standing(id, in: db)
            guard text != idea.answer?.text ?? "" else { return }
            try db.execute(
                """
                UPDATE ideas SET answer = \(text.nonEmpty), answered_by = \(text.isEmpty ? nil : agent),
                    answered_at = \(text.isEmpty ? nil : now) WHERE id = \(id)
                """)
            if !text.isEmpty { try Self.noteAnswer(id, at: now, in: db) }
            try Self.record(
                .ideaAnswered, idea, text.isEmpty ? ["taken back": "yes"] : [:], by: actor, at: now, in: db)
        }
    }

    /// The team says the need more clearly, or which way it would turn the business.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.invalid`, `Fault.conflict`.
    public func reword(_ id: Idea.ID, to words: Words, tags: [String], by actor: Actor) async throws {
        _ = try actor.requireAgent()
        let words = try words.checked()
        let tags = try Self.checked(tags)
        let now = clock()
        try await database.write { db in
            let idea = try Self.standing(id, in: db)
            let isSaid = idea.need == words.need && idea.solution == words.solution
            guard !isSaid || idea.profile != words.profile || idea.tags != tags.map(\.tag) else { return }
            if !isSaid {
                try Self.unindex(idea, in: db)
                try Self.index(id, words, in: db)
            }
            try db.execute(
                """
                UPDATE ideas SET need = \(words.need), solution = \(words.solution),
                    profile = \(words.profile?.description) WHERE id = \(id)
                """)
            try db.execute("DELETE FROM idea_tags WHERE idea = \(id)")
            for tag in tags {
                try db.execute(
                    "INSERT INTO idea_tags (tag_key, idea, tag) VALUES (\(tag.key), \(id), \(tag.tag))")
            }
            try Self.record(.ideaReworded, idea, ["need": words.need], by: actor, at: now, in: db)
        }
    }

    private static func checked(_ tags: [String]) throws(Fault) -> [(key: String, tag: String)] {
        var known: [String: String] = [:]
        for tag in tags.map(\.oneLine) where !tag.isEmpty {
            guard tag.count <= 40 else { throw .invalid("A tag has at most 40 characters.") }
            known[tag.folded] = known[tag.folded] ?? tag
        }
        guard known.count <= 10 else { throw .invalid("An idea has at most ten tags.") }
        return known.sorted { $0.key < $1.key }.map { (key: $0.key, tag: $0.value) }
    }

    /// The idea itself, not what it was merged into.
    static func standing(_ id: Idea.ID, in db: any Connection) throws -> Idea {
        let idea = try find(id, in: db)
        guard idea.mergedInto == nil else {
            throw Fault.conflict("It was merged into another idea, which is answered instead.")
        }
        return idea
    }

    /// The team said something for the first time.
    static func noteAnswer(_ id: Idea.ID, at now: Moment, in db: any Connection) throws {
        try db.execute(
            "UPDATE ideas SET first_answer_at = \(now) WHERE id = \(id) AND first_answer_at IS NULL")
    }
}

/// Who looks before others do.
extension Ideas {
    /// Shows an idea that waited for a look, or never does.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.conflict` for one that does not wait.
    public func decide(_ id: Idea.ID, isShown: Bool, by actor: Actor) async throws {
        _ = try actor.requireAgent()
        let now = clock()
        try await database.write { db in
            let idea = try Self.find(id, in: db)
            let changed = try db.execute(
                isShown
                    ? "UPDATE ideas SET held_at = NULL, dismissed_at = NULL WHERE id = \(id) AND held_at IS NOT NULL"
                    : """
                    UPDATE ideas SET dismissed_at = \(now), held_at = COALESCE(held_at, \(now))
                    WHERE id = \(id) AND dismissed_at IS NULL AND merged_into IS NULL
                    """)
            guard changed == 1 else { throw Fault.conflict("Somebody has decided that already.") }
            try Self.record(isShown ? .ideaShown : .ideaDismissed, idea, by: actor, at: now, in: db)
        }
    }

    /// Shows a comment that waited for a look, or removes one.
    /// - Returns: the idea it was said to.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.conflict`.
    @discardableResult
    public func decide(comment id: IdeaComment.ID, isShown: Bool, by actor: Actor) async throws -> Idea.ID {
        _ = try actor.requireAgent()
        let now = clock()
        return try await database.write { db in
            guard
                let row = try db.row(
                    "SELECT \(IdeaComment.columns) FROM idea_comments WHERE id = \(id) AND removed_at IS NULL"
                )
            else { throw Fault.notFound("There is no such comment.") }
            let comment = try IdeaComment(row: row)
            let idea = try Self.find(comment.idea, in: db)
            if isShown {
                guard comment.heldAt != nil else {
                    throw Fault.conflict("Somebody has decided that already.")
                }
                try db.execute("UPDATE idea_comments SET held_at = NULL WHERE id = \(id)")
                try db.execute("UPDATE ideas SET comments = comments + 1 WHERE id = \(idea.id)")
            } else {
                try db.execute("UPDATE idea_comments SET removed_at = \(now) WHERE id = \(id)")
                if comment.heldAt == nil {
                    try db.execute("UPDATE ideas SET comments = comments - 1 WHERE id = \(idea.id)")
                }
            }
            try Self.record(
                isShown ? .ideaCommentShown : .ideaCommentRemoved, idea, by: actor, at: now, in: db)
            return idea.id
        }
    }
}
