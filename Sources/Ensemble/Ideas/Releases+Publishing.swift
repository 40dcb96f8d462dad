import Database
import Localization

/// Publishing tells exactly those who asked, voted or wrote of it, once each.
extension Releases {
    /// Publishes a draft: its ideas are made, and everybody who wanted one of
    /// them is told, by and by, each once.
    /// - Returns: how many people there are to tell.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.conflict` for one that was published.
    @discardableResult
    public func publish(_ id: Release.ID, by actor: Actor) async throws -> Int {
        let agent = try actor.requireAgent()
        let now = clock()
        return try await database.write { db in
            let release = try Self.requireDraft(id, in: db)
            try db.execute(
                """
                UPDATE releases SET published_at = \(now), published_by = \(agent)
                WHERE id = \(id) AND published_at IS NULL
                """)
            for idea in release.ideas where idea.status != .made {
                try Ideas.move(idea, to: .made, by: actor, at: now, in: db)
            }
            let people = try Self.list(id, in: db)
            try Self.record(.releasePublished, id, ["people": String(people)], by: actor, at: now, in: db)
            if people > 0 { try Self.goOn(id, at: now, in: db) }
            return people
        }
    }

    /// Writes down whom to tell, each for the first reason that holds.
    private static func list(_ id: Release.ID, in db: any Connection) throws -> Int {
        try db.execute(
            """
            INSERT INTO release_tellings (release, customer, why, idea, message, state)
            SELECT \(id), customer, why, idea, message, \(ReleaseTelling.State.waiting) FROM (
                SELECT customer, why, idea, message, ROW_NUMBER() OVER (
                    PARTITION BY customer ORDER BY place, idea, message DESC) AS first
                FROM (\(wanting(id))) AS wanting) AS firsts
            WHERE first = 1
            """)
    }

    /// Everybody who wanted one of its ideas, once for each reason.
    private static func wanting(_ id: Release.ID) -> SQL {
        let ideas: SQL = "(SELECT idea FROM release_ideas WHERE release = \(id))"
        return """
            SELECT customer, 'wrote' AS why, 1 AS place, idea, message FROM idea_evidence WHERE idea IN \(ideas)
            UNION ALL SELECT author, 'asked', 2, COALESCE(merged_into, id), NULL FROM ideas
                WHERE author_kind = 'customer' AND is_proven = 1 AND (id IN \(ideas) OR merged_into IN \(ideas))
            UNION ALL SELECT customer, 'voted', 3, idea, NULL FROM idea_votes WHERE idea IN \(ideas)
            UNION ALL SELECT customer, 'follows', 4, idea, NULL FROM idea_follows WHERE idea IN \(ideas)
            """
    }

    /// How many people publishing would tell.
    public func audience(of id: Release.ID, by actor: Actor) async throws -> Int {
        try actor.requireStaff()
        return try await database.read { db in
            try db.value("SELECT COUNT(DISTINCT customer) FROM (\(Self.wanting(id))) AS wanting") ?? 0
        }
    }

    /// Queues the next batch. A batch that is queued already stays as it is.
    static func goOn(
        _ id: Release.ID, behind customer: Customer.ID? = nil, at moment: Moment, in db: any Connection
    )
        throws
    {
        try Jobs.add(
            .tellRelease, key: "release.\(id).\(customer?.rawValue ?? 0)", payload: id, runAt: moment,
            at: moment,
            in: db)
    }

    // MARK: Reading

    /// How many people are how far.
    public func told(of id: Release.ID, by actor: Actor) async throws -> [ReleaseTelling.State: Int] {
        try actor.requireStaff()
        return try await database.read { db in
            var counts: [ReleaseTelling.State: Int] = [:]
            for row in try db.rows(
                "SELECT state, COUNT(*) AS count FROM release_tellings WHERE release = \(id) GROUP BY state")
            {
                counts[try row("state")] = try row("count")
            }
            return counts
        }
    }

    /// Who is told, by their number.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func tellings(
        of id: Release.ID, _ state: ReleaseTelling.State? = nil, after: Customer.ID? = nil, limit: Int = 50,
        by actor: Actor
    ) async throws -> (tellings: [ReleaseTelling], next: Customer.ID?) {
        try actor.requireStaff()
        return try await database.read { db in
            _ = try Self.find(id, in: db)
            let rows = try db.rows(
                """
                SELECT \(ReleaseTelling.columns) FROM release_tellings WHERE release = \(id)
                    \(state.map { "AND state = \($0)" } ?? "" as SQL)
                    \(after.map { "AND customer > \($0)" } ?? "" as SQL)
                ORDER BY customer LIMIT \(limit + 1)
                """)
            var tellings = try rows.prefix(limit).map(ReleaseTelling.init(row:))
            let names = try Surveys.names(of: tellings.map(\.customer), in: db)
            for place in tellings.indices {
                tellings[place].customerName = names[tellings[place].customer] ?? "?"
            }
            return (tellings, rows.count > limit ? tellings.last?.customer : nil)
        }
    }
}
