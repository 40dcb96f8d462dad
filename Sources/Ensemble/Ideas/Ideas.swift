import Database
import Localization

/// What customers would have otherwise: needs, votes, what became of them.
public struct Ideas: Sendable {
    let database: any Database
    let clock: Clock
    let randomness: Randomness
    let baseURL: String

    /// An idea as somebody looks at it.
    public struct View: Sendable {
        public var idea: Idea
        /// Whether whoever looks has voted for it, and hears of it.
        public var hasVoted = false
        public var follows = false
        /// Whether they offered to try what comes of it.
        public var hasOffered = false
        public var comments: [IdeaComment] = []
        public var files: [IdeaFile] = []
        /// Whether there are more comments than are shown.
        public var hasMoreComments = false
        /// What became of it, first to last.
        public var steps: [Step] = []
        public var board = Board()

        /// Whether the count is theirs to see.
        public var showsCount: Bool { !board.hidesCounts || hasVoted }
    }

    /// A status it was given.
    public struct Step: Equatable, Sendable {
        public let status: Idea.Status
        public let reason: String?
        public let at: Moment
    }

    static let commentsShown = 200

    public func board() async throws -> Board {
        try await database.read { db in try Board.present(in: db) }
    }

    /// - Throws: `Fault.forbidden`.
    public func setBoard(_ board: Board, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            try board.keep(in: db)
            try Events.record(
                .settingChanged, by: actor, data: ["name": "ideas", "access": board.access.rawValue], at: now,
                in: db)
        }
    }

    // MARK: Looking

    /// - Throws: `Fault.notFound`.
    static func find(_ id: Idea.ID, in db: any Connection) throws -> Idea {
        guard let row = try db.row("SELECT \(Idea.columns) FROM ideas WHERE ideas.id = \(id)") else {
            throw Fault.notFound("There is no such idea.")
        }
        var idea = try Idea(row: row)
        idea.tags = try tags(of: [id], in: db)[id] ?? []
        return idea
    }

    /// The idea, or what it was merged into in the end.
    static func living(_ id: Idea.ID, in db: any Connection) throws -> Idea {
        let idea = try find(id, in: db)
        // Merging keeps every chain one link long.
        return try idea.mergedInto.map { try find($0, in: db) } ?? idea
    }

    /// Takes the row for this transaction: who changes the idea too waits here, or begins anew.
    static func claim(_ id: Idea.ID, in db: any Connection) throws {
        try db.execute("UPDATE ideas SET votes = votes WHERE id = \(id)")
    }

    /// What somebody who looks finds on the board.
    /// - Throws: `Fault.signInNeeded`, `Fault.notFound` where the board is the team's alone.
    static func found(by onlooker: Onlooker, _ board: Board, in db: any Connection) throws -> SQL {
        if onlooker == .team { return Idea.isShown }
        switch board.access {
        case .nobody: throw Fault.notFound("There is no such page.")
        case .everybody: return "\(Idea.isShown) AND ideas.organisation = 0"
        case .customers, .organisation:
            guard let customer = onlooker.customer else {
                throw Fault(.signInNeeded, "Please sign in.")
            }
            let own = try organisation(of: customer, in: db)
            guard board.access == .organisation, let own else {
                return "\(Idea.isShown) AND ideas.organisation = 0"
            }
            return "\(Idea.isShown) AND ideas.organisation IN (0, \(own))"
        }
    }

    static func organisation(of customer: Customer.ID, in db: any Connection) throws -> Organisation.ID? {
        try db.value("SELECT organisation FROM customers WHERE id = \(customer)")
    }

    /// The idea if whoever looks may find it.
    /// - Throws: `Fault.notFound`, `Fault.signInNeeded`.
    static func seen(_ id: Idea.ID, by onlooker: Onlooker, in db: any Connection) throws -> Idea {
        let condition = try found(by: onlooker, Board.present(in: db), in: db)
        let idea = try living(id, in: db)
        if onlooker == .team { return idea }
        let row = try db.row("SELECT id FROM ideas WHERE id = \(idea.id) AND \(condition)")
        guard row != nil else { throw Fault.notFound("There is no such idea.") }
        return idea
    }

    /// One idea with what was said to it; what it was merged into where it was.
    /// - Throws: `Fault.notFound`, `Fault.signInNeeded`.
    public func look(_ id: Idea.ID, by onlooker: Onlooker) async throws -> View {
        try await database.read { db in
            let idea = try Self.seen(id, by: onlooker, in: db)
            let held: SQL = onlooker == .team ? "" : "AND held_at IS NULL"
            let comments = try db.rows(
                """
                SELECT \(IdeaComment.columns) FROM idea_comments
                WHERE idea = \(idea.id) AND removed_at IS NULL \(held)
                ORDER BY id LIMIT \(Self.commentsShown + 1)
                """
            ).map(IdeaComment.init(row:))
            var view = View(
                idea: idea, comments: Array(comments.prefix(Self.commentsShown)),
                hasMoreComments: comments.count > Self.commentsShown,
                steps: try Self.steps(of: idea.id, in: db), board: try Board.present(in: db))
            view.files = try Self.files(of: idea.id, for: onlooker, in: db)
            if let customer = onlooker.customer {
                view.hasVoted = try Self.voted([idea.id], customer, in: db).contains(idea.id)
                view.hasOffered = try Self.hasOffered(customer, for: idea.id, in: db)
                view.follows =
                    try db.row(
                        "SELECT idea FROM idea_follows WHERE idea = \(idea.id) AND customer = \(customer)")
                    != nil
            }
            return view
        }
    }

    private static func steps(of id: Idea.ID, in db: any Connection) throws -> [Step] {
        try db.rows(
            "SELECT status, reason, moved_at FROM idea_steps WHERE idea = \(id) ORDER BY id DESC LIMIT 50"
        ).reversed().map { Step(status: try $0("status"), reason: try $0("reason"), at: try $0("moved_at")) }
    }

    static func voted(_ ideas: [Idea.ID], _ customer: Customer.ID, in db: any Connection) throws
        -> Set<Idea.ID>
    {
        Set(
            try db.rows("SELECT idea FROM idea_votes WHERE customer = \(customer) AND idea IN \(list: ideas)")
                .map { try $0("idea") })
    }

    static func tags(of ideas: [Idea.ID], in db: any Connection) throws -> [Idea.ID: [String]] {
        guard !ideas.isEmpty else { return [:] }
        var tags: [Idea.ID: [String]] = [:]
        for row in try db.rows(
            "SELECT idea, tag FROM idea_tags WHERE idea IN \(list: ideas) ORDER BY idea, tag_key")
        {
            tags[try row("idea"), default: []].append(try row("tag"))
        }
        return tags
    }

    /// Writes an event of an idea.
    static func record(
        _ kind: Event.Kind, _ idea: Idea, _ more: [String: String] = [:], by actor: Actor,
        conversation: Conversation.ID? = nil, message: Message.ID? = nil, customer: Customer.ID? = nil,
        at now: Moment, in db: any Connection
    ) throws {
        var data = ["idea": idea.id.description, "name": idea.need]
        data.merge(more) { $1 }
        try Events.record(
            kind, by: actor, conversation: conversation, message: message, customer: customer, data: data,
            at: now, in: db)
    }
}
