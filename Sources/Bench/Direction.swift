import Database
import Ensemble
import Foundation

/// `bench direction FOLDER MENTIONS`: marked words over five years, for the
/// pages of bearing and lenses and for making them anew.
extension Bench {
    static func direction(_ folder: String, mentions: Int) async throws {
        var options = DatabaseOptions()
        options.durable = false
        let database = try await Databases.open("sqlite:\(folder)/ensemble.db", options: options)
        let desk = try await Desk.open(database)
        guard let agent = try await desk.agents.all().first else { return }
        let actor = Actor.agent(agent.id, agent.role)
        say("marking \(mentions)", try await seconds { try await mark(mentions, in: database) }, "s")
        let rebuilding = try await seconds { try await desk.direction.rebuild(by: .system) }
        say("rebuilding", rebuilding, "s")
        try await desk.catchUp()
        guard let message = try await unmarked(in: database) else { return }
        let one = try await seconds {
            try await desk.mentions.mark(
                TextSpan(begin: 0, length: 4), of: .message(message), as: Degrees.presets[1], by: actor)
            try await desk.catchUp()
        }
        say("one more mark", one * 1_000, "ms")
        await database.close()
    }

    /// The latest message of a customer, in which nothing is marked.
    private static func unmarked(in database: any Database) async throws -> Message.ID? {
        try await database.read { db in
            try db.value(
                """
                SELECT id FROM messages WHERE author_kind = 'customer' AND kind = 'message'
                    AND id NOT IN (SELECT source FROM mentions WHERE begins < 4) ORDER BY id DESC LIMIT 1
                """)
        }
    }

    /// Sixty months up to this one; three parts in changing shares; as many a message as it takes.
    private static func mark(_ count: Int, in database: any Database) async throws {
        let now = Date()
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month], from: now)
        let month = (parts.year ?? 2026) * 12 + (parts.month ?? 1) - 1
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO mentions (id, source_kind, source, begins, length, words, customer, month, product, service, idea,
                    coder_kind, coder, model, book, counted, created_at, changed_at)
                WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < \(count)),
                    said AS (SELECT id, author, ROW_NUMBER() OVER (ORDER BY id) - 1 AS place FROM messages
                        WHERE author_kind = 'customer' AND kind = 'message'),
                    size AS (SELECT COUNT(*) AS whole FROM said)
                SELECT 2000000000000 + n, 'message', said.id, 10 + n / size.whole * 5, 4, 'word', said.author,
                    \(month) - n * 7919 % 60, CASE n % 5 WHEN 0 THEN 1000 WHEN 1 THEN 500 ELSE 0 END,
                    CASE n % 5 WHEN 1 THEN 500 WHEN 2 THEN 1000 WHEN 3 THEN 1000 ELSE 0 END,
                    CASE n % 5 WHEN 4 THEN 1000 ELSE 0 END, 'person', 1, '', 0, 1, n, n
                FROM counted, size JOIN said ON said.place = counted.n % size.whole
                """)
        }
    }
}
