import Database
import Localization

/// Customers offer to try what comes of an idea: nobody is taken for somebody
/// who would, they say so themselves.
extension Ideas {
    /// Somebody who would help to try it.
    public struct Offer: Equatable, Sendable {
        public let customer: Customer.ID
        public let customerName: String
        /// How they manage until then; may be empty.
        public let workaround: String
        public let at: Moment
    }

    /// Offers, or takes the offer back, also when it is decided. Said anew, the last word holds.
    /// - Returns: the idea that has the offer: what it was merged into, where it was.
    /// - Throws: `Fault.notFound`, `Fault.signInNeeded`, `Fault.invalid`, `Fault.conflict` for offering what is made or declined.
    @discardableResult
    public func offer(
        _ id: Idea.ID, _ isOffered: Bool = true, managing workaround: String = "", by customer: Customer.ID
    ) async throws -> Idea.ID {
        let workaround = workaround.trimmed
        guard workaround.count <= 2_000 else {
            throw Fault.invalid("How you manage today has at most 2,000 characters.")
        }
        let now = clock()
        return try await database.write { db in
            let idea = try Self.seen(id, by: .customer(customer), in: db)
            guard idea.takesVotes || !isOffered else {
                throw Fault.conflict("This is decided: there is nothing to try beforehand any more.")
            }
            let changed = try db.execute(
                isOffered
                    ? """
                    INSERT INTO idea_offers (idea, customer, workaround, offered_at)
                    VALUES (\(idea.id), \(customer), \(workaround), \(now))
                    ON CONFLICT (idea, customer) DO UPDATE SET workaround = excluded.workaround
                    WHERE idea_offers.workaround <> excluded.workaround
                    """
                    : "DELETE FROM idea_offers WHERE idea = \(idea.id) AND customer = \(customer)")
            guard changed == 1 else { return idea.id }
            try Self.record(
                isOffered ? .ideaOffered : .ideaWithdrawn, idea, by: .customer(customer), customer: customer,
                at: now, in: db)
            return idea.id
        }
    }

    static func hasOffered(_ customer: Customer.ID, for idea: Idea.ID, in db: any Connection) throws -> Bool {
        try db.row("SELECT idea FROM idea_offers WHERE idea = \(idea) AND customer = \(customer)") != nil
    }

    /// Who offered to try something, the first to offer first, with how they manage as they said it last.
    static func offers(for ideas: [Idea.ID], limit: Int = 500, in db: any Connection) throws -> [Offer] {
        guard !ideas.isEmpty else { return [] }
        let rows = try db.rows(
            """
            SELECT customer, workaround, first_at AS at FROM (
                SELECT customer, workaround, MIN(offered_at) OVER (PARTITION BY customer) AS first_at,
                    ROW_NUMBER() OVER (PARTITION BY customer
                        ORDER BY CASE WHEN workaround = '' THEN 1 ELSE 0 END, offered_at DESC, idea DESC) AS place
                FROM idea_offers WHERE idea IN \(list: ideas)) AS said
            WHERE place = 1 ORDER BY first_at, customer LIMIT \(limit)
            """)
        let names = try Surveys.names(of: rows.map { try $0("customer") }, in: db)
        return try rows.map { row in
            let customer: Customer.ID = try row("customer")
            return Offer(
                customer: customer, customerName: names[customer] ?? "?", workaround: try row("workaround"),
                at: try row("at"))
        }
    }

    /// Who offered for an idea that ends offers for the one that stays.
    static func moveOffers(of source: Idea.ID, to target: Idea.ID, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO idea_offers (idea, customer, workaround, offered_at)
            SELECT \(target), customer, workaround, offered_at FROM idea_offers
            WHERE idea = \(source) ON CONFLICT DO NOTHING
            """)
        try db.execute("DELETE FROM idea_offers WHERE idea = \(source)")
    }
}
