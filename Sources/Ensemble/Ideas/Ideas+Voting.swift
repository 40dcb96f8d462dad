import Database
import Localization

/// One vote a person. The count stands on the idea's row and changes with
/// the vote's, in one transaction: it is exact whoever votes at once.
extension Ideas {
    /// How a vote came.
    public enum Source: String, Sendable, CaseIterable, Bindable, Readable {
        /// In their own place.
        case own
        /// By a link in a mail.
        case link
        /// By one of the team, on their behalf.
        case staff
        /// From what they wrote.
        case message
    }

    /// A vote on its way.
    struct Ballot {
        var customer: Customer.ID
        var source: Source
        /// How they said it, where the team votes for them.
        var words = ""
        /// Of a link: the address without what can be added to it at will.
        var ballot: String?
        var by: Actor
    }

    /// A vote as the team reads it.
    public struct Vote: Sendable {
        public let customer: Customer.ID
        public let customerName: String
        public let source: Source
        public let words: String
        public let by: Agent.ID?
        public let at: Moment
    }

    /// Votes, or takes the vote back. Twice is once.
    /// - Returns: the idea that has the vote: what it was merged into, where it was.
    /// - Throws: `Fault.notFound`, `Fault.signInNeeded`, `Fault.conflict` for one that is made or declined.
    @discardableResult
    public func vote(_ id: Idea.ID, _ isFor: Bool = true, by customer: Customer.ID) async throws -> Idea.ID {
        let now = clock()
        return try await database.write { db in
            let idea = try Self.seen(id, by: .customer(customer), in: db)
            if isFor {
                try Self.cast(
                    Ballot(customer: customer, source: .own, by: .customer(customer)), for: idea, at: now,
                    in: db)
            } else {
                try Self.takeBack(customer, from: idea, by: .customer(customer), at: now, in: db)
            }
            return idea.id
        }
    }

    /// One of the team votes for a customer, and says how they said it.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.invalid` without a source, `Fault.conflict`.
    @discardableResult
    public func vote(_ id: Idea.ID, for customer: Customer.ID, saying words: String, by actor: Actor)
        async throws -> Idea.ID
    {
        _ = try actor.requireAgent()
        let words = words.oneLine
        guard !words.isEmpty, words.count <= 200 else {
            throw Fault.invalid("Please say how they told you: on the phone, at the counter.")
        }
        let now = clock()
        return try await database.write { db in
            let idea = try Self.living(id, in: db)
            _ = try Customers.find(customer, in: db)
            try Self.cast(
                Ballot(customer: customer, source: .staff, words: words, by: actor), for: idea, at: now,
                in: db)
            return idea.id
        }
    }

    /// Who voted, the latest first.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`.
    public func votes(
        for id: Idea.ID, after: Keyset? = nil, limit: Int = 50, by actor: Actor
    ) async throws -> (votes: [Vote], next: Keyset?) {
        try actor.requireStaff()
        return try await database.read { db in
            let idea = try Self.living(id, in: db)
            let rows = try db.rows(Self.votesSQL(idea.id, after: after, limit: limit + 1))
            let names = try Surveys.names(of: rows.map { try $0("customer") }, in: db)
            let votes = try rows.prefix(limit).map { row in
                let customer: Customer.ID = try row("customer")
                return Vote(
                    customer: customer, customerName: names[customer] ?? "?", source: try row("source"),
                    words: try row("words"), by: try row("voted_by"), at: try row("voted_at"))
            }
            let next = votes.last.map { Keyset(moment: $0.at, id: $0.customer.rawValue) }
            return (votes, rows.count > limit ? next : nil)
        }
    }

    static func votesSQL(_ id: Idea.ID, after: Keyset?, limit: Int) -> SQL {
        """
        SELECT customer, source, words, voted_by, voted_at FROM idea_votes
        WHERE idea = \(id) \(after.map { "AND (voted_at, customer) < (\($0.moment), \($0.id))" } ?? "" as SQL)
        ORDER BY voted_at DESC, customer DESC LIMIT \(limit)
        """
    }

    // MARK: In a transaction

    /// - Returns: whether it was new.
    @discardableResult
    static func cast(_ ballot: Ballot, for idea: Idea, at now: Moment, in db: any Connection) throws -> Bool {
        guard ballot.source == .message || idea.takesVotes else {
            throw Fault.conflict("This is decided: votes are no longer counted.")
        }
        let agent: Agent.ID? = if case .agent(let id, _) = ballot.by { id } else { nil }
        let added = try db.execute(
            """
            INSERT INTO idea_votes (idea, customer, source, words, ballot, voted_by, voted_at)
            VALUES (\(idea.id), \(ballot.customer), \(ballot.source), \(ballot.words), \(ballot.ballot), \(agent),
                \(now))
            ON CONFLICT DO NOTHING
            """)
        guard added == 1 else { return false }
        try db.execute("UPDATE ideas SET votes = votes + 1 WHERE id = \(idea.id)")
        try record(
            .ideaVoted, idea, ["source": ballot.source.rawValue], by: ballot.by, customer: ballot.customer,
            at: now, in: db)
        return true
    }

    static func takeBack(
        _ customer: Customer.ID, from idea: Idea, by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        guard idea.takesVotes else {
            throw Fault.conflict("This is decided: votes are no longer counted.")
        }
        let gone = try db.execute(
            "DELETE FROM idea_votes WHERE idea = \(idea.id) AND customer = \(customer)")
        guard gone == 1 else { return }
        try db.execute("UPDATE ideas SET votes = votes - 1 WHERE id = \(idea.id)")
        try record(.ideaUnvoted, idea, by: actor, customer: customer, at: now, in: db)
    }
}

extension Idea {
    /// Whether it is still to be decided or done.
    var takesVotes: Bool { status != .made && status != .declined }
}

/// Who hears of an idea.
extension Ideas {
    /// - Throws: `Fault.notFound`, `Fault.signInNeeded`.
    @discardableResult
    public func follow(_ id: Idea.ID, _ isFollowing: Bool = true, by customer: Customer.ID) async throws
        -> Idea.ID
    {
        let now = clock()
        return try await database.write { db in
            let idea = try Self.seen(id, by: .customer(customer), in: db)
            if isFollowing {
                try Self.follow(idea.id, customer, at: now, in: db)
            } else {
                try db.execute(
                    "DELETE FROM idea_follows WHERE idea = \(idea.id) AND customer = \(customer)")
            }
            return idea.id
        }
    }

    static func follow(_ id: Idea.ID, _ customer: Customer.ID, at now: Moment, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO idea_follows (idea, customer, followed_at) VALUES (\(id), \(customer), \(now))
            ON CONFLICT (idea, customer) DO NOTHING
            """)
    }
}
