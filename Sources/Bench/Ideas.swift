import Database
import Ensemble
import Foundation

/// `bench ideas FOLDER IDEAS VOTES`: a board, for its pages; and a release
/// with everybody to tell.
extension Bench {
    static func ideas(_ folder: String, ideas: Int, votes: Int) async throws {
        var options = DatabaseOptions()
        options.durable = false
        let database = try await Databases.open("sqlite:\(folder)/ensemble.db", options: options)
        let desk = try await Desk.open(database)
        guard let agent = try await desk.agents.all().first else { return }
        let actor = Actor.agent(agent.id, agent.role)
        let took = try await seconds { try await add(ideas, votes, in: database) }
        say("adding the board", took, "s")
        let similar = try await fastest(5) {
            _ = try await desk.ideas.similar(to: "where is the lamp of my garden house", by: .nobody)
        }
        say("similar", similar * 1_000, "ms")
        let voting = try await seconds {
            for customer in 0..<500 {
                try await desk.ideas.vote(
                    Idea.ID(rawValue: firstIdea + 7), by: Customer.ID(rawValue: firstPerson + Int64(customer))
                )
            }
        }
        say("voting", 500 / voting, "votes/s")
        let idea = Idea.ID(rawValue: firstIdea)
        let release = try await desk.releases.add(
            .init(words: ["en": .init("It is made", "By **us**.")]), of: [idea], by: actor)
        say("release", Double(release.rawValue), "")
        await database.close()
    }

    private static let firstIdea: Int64 = 3_000_000_000_000
    private static let firstPerson: Int64 = 4_000_000_000_000

    private static func fastest(_ times: Int, _ work: () async throws -> Void) async throws -> Double {
        var best = Double.infinity
        for _ in 0..<times { best = min(best, try await seconds(work)) }
        return best
    }

    private static let words = [
        "price", "garden", "lamp", "evening", "appointment", "bill", "house", "letter", "phone", "answer",
        "window", "bicycle", "waiting", "doctor", "paper", "morning", "parking", "water", "child", "language",
    ]

    /// Every twentieth vote is for the first idea, so that one has a crowd; the others share the rest.
    private static func add(_ ideas: Int, _ votes: Int, in database: any Database) async throws {
        let now = Int64(Date().timeIntervalSince1970 * 1_000)
        let people = max(votes / 20, 1)
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO customers (id, name, language, created_at)
                WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < \(people))
                SELECT \(firstPerson) + n, 'Person ' || n, 'en', \(now) FROM counted
                """)
            try db.execute(
                """
                INSERT INTO contact_points (address_key, address, customer, created_at)
                SELECT 'p' || id || '@sink.test', 'p' || id || '@sink.test', id, \(now) FROM customers
                WHERE id >= \(firstPerson)
                """)
            for start in stride(from: 0, to: ideas, by: 1_000) {
                for n in start..<min(start + 1_000, ideas) {
                    let pick = { (by: Int) in Self.words[(n / by + n * 7) % Self.words.count] }
                    let need = "\(pick(1)) \(pick(20)) \(pick(400)) \(pick(3)) q\(n % 1_000)"
                    try db.execute(
                        """
                        INSERT INTO ideas (id, need, solution, author_kind, author, is_proven, status, created_at, status_at)
                        VALUES (\(firstIdea + Int64(n)), \(need), 'By mail', 'customer', \(firstPerson + Int64(n % people)), 1,
                            'open', \(now - Int64(n) * 60_000), \(now))
                        """)
                    try db.execute(
                        "INSERT INTO idea_words (rowid, need, solution) VALUES (\(firstIdea + Int64(n)), \(need), 'By mail')"
                    )
                }
            }
            try db.execute(
                """
                INSERT INTO idea_votes (idea, customer, source, voted_at)
                WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < \(votes))
                SELECT \(firstIdea) + CASE WHEN n % 20 = 0 THEN 0 ELSE (n * 7919) % \(ideas) END,
                    \(firstPerson) + n / 20, 'own', \(now) - n FROM counted
                WHERE true ON CONFLICT DO NOTHING
                """)
            try db.execute(
                """
                UPDATE ideas SET votes = (SELECT COUNT(*) FROM idea_votes WHERE idea_votes.idea = ideas.id)
                WHERE id >= \(firstIdea)
                """)
        }
    }
}
