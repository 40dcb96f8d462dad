import Database

/// The same ideas in several orders: by votes, by those of some customers, by
/// what the voters paid. One customer has one vote; the others are shown
/// beside it, and where they disagree.
extension Ideas {
    /// Of whose votes alone an order is made.
    public enum Segment: Equatable, Sendable {
        case organisation(Organisation.ID)
        /// Customers with a conversation that bears this tag.
        case tag(String)
    }

    /// An idea in its orders; a place is 1 for the most, and the same for the same.
    public struct Ranked: Sendable {
        public let idea: Idea
        public let votes: Int
        public let place: Int
        public let segmentVotes: Int
        public let segmentPlace: Int
        /// What its voters paid in the last year, in the business's currency.
        public let paid: Int64
        public let paidPlace: Int

        /// Whether another order puts it more than three places elsewhere.
        public func disagrees(_ other: Int) -> Bool { abs(place - other) > 3 }
    }

    public struct Ranking: Sendable {
        public var ideas: [Ranked] = []
        public var currency = ""
        public var segment: Segment?
        /// What it can be narrowed to.
        public var organisations: [(id: Organisation.ID, name: String)] = []
        public var tags: [String] = []
    }

    /// So many of the most wanted are put in order.
    public static let rankedIdeas = 200

    /// - Throws: `Fault.forbidden`, `Fault.notFound` for a tag that there is none of.
    public func ranking(_ segment: Segment? = nil, by actor: Actor) async throws -> Ranking {
        try actor.requireStaff()
        let since = Day(clock() - .days(365), in: .utc)
        return try await database.read { db in
            if case .tag(let tag) = segment,
                try db.row("SELECT id FROM tags WHERE name_key = \(tag.folded)") == nil
            {
                throw Fault.notFound("There is no such tag.")
            }
            let currency = try Settings.terms(in: db).currency
            let rows = try db.rows(Self.rankingSQL(segment, currency, since))
            let counts = try rows.map { row in
                (
                    id: try row("idea") as Idea.ID, votes: try row("votes") as Int,
                    segment: try row("segment") as Int, paid: try row("paid") as Int64
                )
            }
            var ideas: [Idea.ID: Idea] = [:]
            for row in try db.rows(
                "SELECT \(Idea.columns) FROM ideas WHERE ideas.id IN \(list: counts.map(\.id))")
            {
                let idea = try Idea(row: row)
                ideas[idea.id] = idea
            }
            let places = Self.places(counts.map(\.votes))
            let segmentPlaces = Self.places(counts.map(\.segment))
            let paidPlaces = Self.places(counts.map(\.paid))
            var ranking = Ranking(currency: currency, segment: segment)
            for (place, count) in counts.enumerated() {
                guard let idea = ideas[count.id] else { continue }
                ranking.ideas.append(
                    Ranked(
                        idea: idea, votes: count.votes, place: places[place], segmentVotes: count.segment,
                        segmentPlace: segmentPlaces[place], paid: count.paid, paidPlace: paidPlaces[place]))
            }
            ranking.ideas.sort { ($0.place, $0.idea.id) < ($1.place, $1.idea.id) }
            try Self.choices(&ranking, in: db)
            return ranking
        }
    }

    /// 1 for the largest; those that are alike share a place.
    static func places<Value: Comparable & Hashable>(_ values: [Value]) -> [Int] {
        var first: [Value: Int] = [:]
        for (place, value) in values.sorted(by: >).enumerated() { first[value] = first[value] ?? place + 1 }
        return values.map { first[$0] ?? 0 }
    }

    private static func rankingSQL(_ segment: Segment?, _ currency: String, _ since: Day) -> SQL {
        let isIn: SQL =
            switch segment {
            case nil: "1 = 0"
            case .organisation(let id): "customers.organisation = \(id)"
            case .tag(let tag):
                """
                EXISTS (SELECT 1 FROM conversations JOIN conversation_tags ON conversation_tags.conversation = conversations.id
                    JOIN tags ON tags.id = conversation_tags.tag
                    WHERE conversations.customer = customers.id AND tags.name_key = \(tag.folded))
                """
            }
        return """
            WITH top AS (
                SELECT id FROM ideas WHERE \(Idea.isShown) AND status NOT IN ('made', 'declined')
                ORDER BY votes DESC, id DESC LIMIT \(rankedIdeas)),
            paid AS (
                SELECT invoices.customer, SUM(payments.amount) AS amount FROM payments
                JOIN invoices ON invoices.id = payments.invoice
                WHERE payments.method NOT IN ('credit', 'write-off') AND payments.day >= \(since.number)
                    AND invoices.currency = \(currency)
                GROUP BY invoices.customer)
            SELECT top.id AS idea, COUNT(idea_votes.customer) AS votes,
                COUNT(CASE WHEN \(isIn) THEN 1 END) AS segment,
                CAST(COALESCE(SUM(paid.amount), 0) AS BIGINT) AS paid
            FROM top LEFT JOIN idea_votes ON idea_votes.idea = top.id
            LEFT JOIN customers ON customers.id = idea_votes.customer
            LEFT JOIN paid ON paid.customer = idea_votes.customer
            GROUP BY top.id
            """
    }

    private static func choices(_ ranking: inout Ranking, in db: any Connection) throws {
        ranking.organisations = try db.rows("SELECT id, name FROM organisations ORDER BY name_key LIMIT 200")
            .map {
                (id: try $0("id"), name: try $0("name"))
            }
        ranking.tags = try db.rows("SELECT name FROM tags ORDER BY name_key LIMIT 200").map { try $0("name") }
    }
}
