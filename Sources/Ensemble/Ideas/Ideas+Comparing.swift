import Database
import Localization
import Statistics

/// "Which matters more to you?" Two at a time, ranked by who was preferred to
/// whom. Source: Bradley & Terry (1952); see `BradleyTerry`.
extension Ideas {
    /// An idea with how strongly it is preferred.
    public struct Strength: Sendable {
        public let idea: Idea
        public let comparisons: Int
        /// Log-strength beside the first in the list, whose strength is 0.
        public let strength: Double
        /// Its 95% interval.
        public let low: Double
        public let high: Double
    }

    /// What comparing says.
    public struct Compared: Sendable {
        /// The strongest first; empty while there are too few comparisons.
        public var ideas: [Strength] = []
        public var comparisons = 0
        public var people = 0
        /// Ideas that were never compared with those above, even through others.
        public var apart = 0
        /// Whether half wins were added, since somebody always or never won.
        public var isSmoothed = false
    }

    /// Under so many nothing is put in order.
    public static let comparisonsNeeded = 30
    /// So many of the most wanted are compared.
    static let comparable = 60

    /// Two ideas for a customer to compare: those that were compared least, in a pair that they have not seen.
    /// - Returns: `nil` when there is none left.
    /// - Throws: `Fault.notFound` where the board is not theirs to see.
    public func pair(for customer: Customer.ID) async throws -> (Idea, Idea)? {
        let chance = randomness.bytes(Self.comparable)
        return try await database.read { db in
            let found = try Self.found(by: .customer(customer), Board.present(in: db), in: db)
            let ideas = try db.rows(
                """
                SELECT \(Idea.columns) FROM ideas WHERE \(found) AND ideas.status NOT IN ('made', 'declined')
                ORDER BY ideas.votes DESC, ideas.id DESC LIMIT \(Self.comparable)
                """
            ).map(Idea.init(row:))
            var counts: [Idea.ID: Int] = [:]
            for row in try db.rows(
                """
                SELECT idea, COUNT(*) AS count FROM (SELECT low AS idea FROM idea_pairs WHERE low IN \(list: ideas.map(\.id))
                    UNION ALL SELECT high FROM idea_pairs WHERE high IN \(list: ideas.map(\.id))) AS sides GROUP BY idea
                """)
            {
                counts[try row("idea")] = try row("count")
            }
            let seen = Set(
                try db.rows("SELECT low, high FROM idea_pairs WHERE customer = \(customer)").map {
                    [try $0("low") as Idea.ID, try $0("high")]
                })
            let order = zip(ideas, chance).sorted {
                (counts[$0.0.id] ?? 0, $0.1, $0.0.id) < (counts[$1.0.id] ?? 0, $1.1, $1.0.id)
            }.map(\.0)
            for (place, one) in order.enumerated() {
                for other in order[(place + 1)...] where !seen.contains([one.id, other.id].sorted()) {
                    return (one, other)
                }
            }
            return nil
        }
    }

    /// Says which of two matters more; `nil`: both alike. Said anew, the last word holds.
    /// - Throws: `Fault.notFound`, `Fault.invalid` for one with itself.
    public func compare(
        _ one: Idea.ID, _ other: Idea.ID, chosen: Idea.ID?, by customer: Customer.ID
    ) async throws {
        let now = clock()
        try await database.write { db in
            let pair = try [one, other].map { try Self.seen($0, by: .customer(customer), in: db) }
            guard pair[0].id != pair[1].id, chosen.map({ [one, other].contains($0) }) ?? true else {
                throw Fault.invalid("Please compare two different ideas.")
            }
            let winner = chosen.map { $0 == one ? pair[0].id : pair[1].id }
            let ids = pair.map(\.id).sorted()
            let said = try db.execute(
                """
                INSERT INTO idea_pairs (customer, low, high, chosen, chosen_at)
                VALUES (\(customer), \(ids[0]), \(ids[1]), \(winner), \(now))
                ON CONFLICT (customer, low, high) DO UPDATE SET chosen = excluded.chosen,
                    chosen_at = excluded.chosen_at
                WHERE NOT (idea_pairs.chosen IS NOT DISTINCT FROM excluded.chosen)
                """)
            guard said == 1 else { return }
            try Self.record(
                .ideasCompared, pair[0],
                ["other": pair[1].id.description, "chosen": winner?.description ?? ""],
                by: .customer(customer), customer: customer, at: now, in: db)
        }
    }

    /// What comparing says, for those that are still to be decided.
    /// - Throws: `Fault.forbidden`.
    public func compared(by actor: Actor) async throws -> Compared {
        try actor.requireStaff()
        return try await database.read { db in
            let rows = try db.rows(
                """
                SELECT low, high, chosen, COUNT(*) AS count FROM idea_pairs
                WHERE low IN (\(Self.undecided)) AND high IN (\(Self.undecided))
                GROUP BY low, high, chosen
                """)
            let pairs = try rows.map { row in
                Meeting(
                    low: try row("low"), high: try row("high"), chosen: try row("chosen"),
                    count: try row("count"))
            }
            var compared = Compared()
            compared.comparisons = pairs.reduce(0) { $0 + $1.count }
            compared.people =
                try db.value(
                    """
                    SELECT COUNT(DISTINCT customer) FROM idea_pairs
                    WHERE low IN (\(Self.undecided)) AND high IN (\(Self.undecided))
                    """) ?? 0
            guard compared.comparisons >= Self.comparisonsNeeded else { return compared }
            try Self.rank(pairs, into: &compared, in: db)
            return compared
        }
    }

    private static let undecided: SQL =
        "SELECT id FROM ideas WHERE \(Idea.isShown) AND status NOT IN ('made', 'declined')"

    private struct Meeting {
        let low: Idea.ID
        let high: Idea.ID
        let chosen: Idea.ID?
        let count: Int
    }

    private static func rank(_ meetings: [Meeting], into compared: inout Compared, in db: any Connection)
        throws
    {
        let all = Set(meetings.flatMap { [$0.low, $0.high] })
        let group = largestGroup(meetings, of: all)
        compared.apart = all.count - group.count
        var seen: [Idea.ID: Int] = [:]
        for meeting in meetings {
            for id in [meeting.low, meeting.high] { seen[id, default: 0] += meeting.count }
        }
        // The most compared first: beside it the others are known best. Errors take up to 500.
        let items = group.sorted { (seen[$1] ?? 0, $0) < (seen[$0] ?? 0, $1) }.prefix(500)
        let place = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1, $0) })
        var wins: [BradleyTerry.Win] = []
        for meeting in meetings {
            guard let low = place[meeting.low], let high = place[meeting.high] else { continue }
            let times = Double(meeting.count)
            switch meeting.chosen {
            case meeting.low?: wins.append(.init(low, over: high, times: times))
            case meeting.high?: wins.append(.init(high, over: low, times: times))
            default:
                wins += [.init(low, over: high, times: times / 2), .init(high, over: low, times: times / 2)]
            }
        }
        guard items.count > 1, let fit = try? BradleyTerry(items: items.count, wins: wins) else { return }
        compared.isSmoothed = fit.isSmoothed
        var ideas: [Idea.ID: Idea] = [:]
        for row in try db.rows("SELECT \(Idea.columns) FROM ideas WHERE ideas.id IN \(list: Array(items))") {
            let idea = try Idea(row: row)
            ideas[idea.id] = idea
        }
        compared.ideas = items.enumerated().compactMap { number, id in
            guard let idea = ideas[id] else { return nil }
            let (ability, error) = (fit.abilities[number], fit.standardErrors[number])
            return Strength(
                idea: idea, comparisons: seen[id] ?? 0, strength: ability, low: ability - 1.959964 * error,
                high: ability + 1.959964 * error)
        }.sorted { ($1.strength, $0.idea.id) < ($0.strength, $1.idea.id) }
    }

    /// Those that met each other, even through others: the largest such group.
    private static func largestGroup(_ meetings: [Meeting], of all: Set<Idea.ID>) -> Set<Idea.ID> {
        var met: [Idea.ID: [Idea.ID]] = [:]
        for meeting in meetings {
            met[meeting.low, default: []].append(meeting.high)
            met[meeting.high, default: []].append(meeting.low)
        }
        var (rest, largest): (Set<Idea.ID>, Set<Idea.ID>) = (all, [])
        while let start = rest.min() {
            var (group, waiting): (Set<Idea.ID>, [Idea.ID]) = ([start], [start])
            while let here = waiting.popLast() {
                for next in met[here] ?? [] where group.insert(next).inserted { waiting.append(next) }
            }
            rest.subtract(group)
            if group.count > largest.count { largest = group }
        }
        return largest
    }

    /// What was compared with an idea that ends goes to the one that stays; a pair of the two says nothing any more.
    static func moveComparisons(of source: Idea.ID, to target: Idea.ID, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO idea_pairs (customer, low, high, chosen, chosen_at)
            SELECT customer, CASE WHEN other < \(target) THEN other ELSE \(target) END,
                CASE WHEN other < \(target) THEN \(target) ELSE other END,
                CASE WHEN chosen = \(source) THEN \(target) ELSE chosen END, chosen_at
            FROM (SELECT customer, CASE WHEN low = \(source) THEN high ELSE low END AS other, chosen, chosen_at
                FROM idea_pairs WHERE low = \(source) OR high = \(source)) AS moved
            WHERE other <> \(target)
            ON CONFLICT (customer, low, high) DO NOTHING
            """)
        try db.execute("DELETE FROM idea_pairs WHERE low = \(source) OR high = \(source)")
    }
}
