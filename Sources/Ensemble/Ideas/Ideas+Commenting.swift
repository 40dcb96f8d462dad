import Database
import Localization

/// What is said to an idea.
extension Ideas {
    /// - Returns: the idea it was said to: what it was merged into, where it was.
    /// - Throws: `Fault.invalid`, `Fault.notFound`, `Fault.signInNeeded`, `Fault.tooMany` for sixty in a day.
    @discardableResult
    public func comment(_ id: Idea.ID, text: String, by actor: Actor) async throws -> Idea.ID {
        let text = text.trimmed
        guard !text.isEmpty else { throw Fault.invalid("There is nothing written yet.") }
        guard text.utf8.count <= 10_000 else {
            throw Fault.invalid("A comment has at most 10,000 characters.")
        }
        let now = clock()
        return try await database.write { db in
            switch actor {
            case .agent(let agent, _):
                let idea = try Self.living(id, in: db)
                try Self.keep(
                    text, on: idea, author: ("agent", agent.rawValue),
                    name: try Agents.find(agent, in: db).name,
                    isHeld: false, by: actor, at: now, in: db)
                try Self.noteAnswer(idea.id, at: now, in: db)
                return idea.id
            case .customer(let customer):
                let idea = try Self.seen(id, by: .customer(customer), in: db)
                try Self.checkPace(ofComments: customer, at: now, in: db)
                try Self.keep(
                    text, on: idea, author: ("customer", customer.rawValue),
                    name: try Self.publicName(of: customer, in: db),
                    isHeld: try Board.present(in: db).holds == .all, by: actor, at: now, in: db)
                try Self.follow(idea.id, customer, at: now, in: db)
                return idea.id
            case .system: throw Fault.forbidden("A comment has somebody who says it.")
            }
        }
    }

    private static func keep(
        _ text: String, on idea: Idea, author: (kind: String, id: Int64), name: String, isHeld: Bool,
        by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        // A second press of the button says it once.
        let last = try db.row(
            """
            SELECT text, created_at FROM idea_comments
            WHERE idea = \(idea.id) AND author_kind = \(author.kind) AND author = \(author.id) ORDER BY id DESC LIMIT 1
            """)
        if let last, try last("text") as String == text, now - (try last("created_at")) < .minutes(1) {
            return
        }
        try db.execute(
            """
            INSERT INTO idea_comments (id, idea, author_kind, author, author_name, text, held_at, created_at)
            VALUES (\(try db.newID()), \(idea.id), \(author.kind), \(author.id), \(name), \(text),
                \(isHeld ? now : nil), \(now))
            """)
        if !isHeld { try db.execute("UPDATE ideas SET comments = comments + 1 WHERE id = \(idea.id)") }
        try record(.ideaCommented, idea, isHeld ? ["held": "yes"] : [:], by: actor, at: now, in: db)
    }

    private static func checkPace(ofComments customer: Customer.ID, at now: Moment, in db: any Connection)
        throws
    {
        let count: Int =
            try db.value(
                """
                SELECT COUNT(*) FROM idea_comments
                WHERE author_kind = 'customer' AND author = \(customer) AND created_at > \(now - .days(1))
                """) ?? 0
        guard count < 60 else {
            throw Fault.tooMany("That was tried too often. Please wait a few minutes.")
        }
    }
}
