import Database
import Localization

/// The board, page by page.
extension Ideas {
    /// In which order.
    public enum Order: String, Sendable, CaseIterable {
        case most, newest
    }

    /// Which ideas are looked at.
    public struct Choice: Equatable, Sendable {
        public var order: Order
        public var status: Idea.Status?
        public var tag: String?
        /// Of the team alone: those that nobody has answered for a week.
        public var isOverdue = false

        public init(
            order: Order = .most, status: Idea.Status? = nil, tag: String? = nil, isOverdue: Bool = false
        ) {
            self.order = order
            self.status = status
            self.tag = tag
            self.isOverdue = isOverdue
        }
    }

    /// A page of the board.
    public struct Listing: Sendable {
        public var ideas: [Idea]
        /// Those for which whoever looks has voted.
        public var voted: Set<Idea.ID> = []
        /// Behind which the next page begins; `nil` on the last.
        public var next: Keyset?
        public var board = Board()
    }

    public static let pageLength = 30
    /// In which everybody is to have a first answer.
    static let answerTime = Span.days(7)

    /// - Throws: `Fault.signInNeeded`, `Fault.notFound` where the board is not theirs to see.
    public func list(
        _ choice: Choice = Choice(), after: Keyset? = nil, limit: Int = pageLength, by onlooker: Onlooker
    ) async throws -> Listing {
        let now = clock()
        return try await database.read { db in
            let board = try Board.present(in: db)
            var choice = choice
            // The order would tell what the count does not.
            if board.hidesCounts, onlooker != .team { choice.order = .newest }
            let found = try Self.found(by: onlooker, board, in: db)
            let rows = try db.rows(
                Self.listSQL(choice, found, after: after, limit: limit + 1, at: now))
            var listing = Listing(ideas: try rows.prefix(limit).map(Idea.init(row:)), board: board)
            try Self.complete(&listing, for: onlooker, in: db)
            if rows.count > limit, let last = listing.ideas.last {
                listing.next = Self.place(of: last, in: choice.order)
            }
            return listing
        }
    }

    /// Tags, and what whoever looks has voted for.
    static func complete(_ listing: inout Listing, for onlooker: Onlooker, in db: any Connection) throws {
        let ids = listing.ideas.map(\.id)
        let tags = try tags(of: ids, in: db)
        for place in listing.ideas.indices { listing.ideas[place].tags = tags[ids[place]] ?? [] }
        if let customer = onlooker.customer, !ids.isEmpty {
            listing.voted = try voted(ids, customer, in: db)
        }
    }

    private static func place(of idea: Idea, in order: Order) -> Keyset {
        // A count stands where the moment does.
        let first = order == .most ? Moment(milliseconds: Int64(idea.votes)) : idea.createdAt
        return Keyset(moment: first, id: idea.id.rawValue)
    }

    static func listSQL(_ choice: Choice, _ found: SQL, after: Keyset?, limit: Int, at now: Moment) -> SQL {
        let key: SQL = choice.order == .most ? "ideas.votes" : "ideas.created_at"
        let status: SQL = choice.status.map { "AND ideas.status = \($0)" } ?? ""
        let tag: SQL =
            choice.tag.map { "AND ideas.id IN (SELECT idea FROM idea_tags WHERE tag_key = \($0.folded))" }
            ?? ""
        let overdue: SQL =
            choice.isOverdue
            ? "AND ideas.first_answer_at IS NULL AND ideas.created_at < \(now - answerTime)" : ""
        return """
            SELECT \(Idea.columns) FROM ideas WHERE \(found) \(status) \(tag) \(overdue)
                \(after.map { "AND (\(key), ideas.id) < (\($0.moment), \($0.id))" } ?? "" as SQL)
            ORDER BY \(key) DESC, ideas.id DESC LIMIT \(limit)
            """
    }

    /// What waits for a look, oldest first: ideas; comments with the idea they are about; ideas with files.
    /// - Throws: `Fault.forbidden`.
    public func held(limit: Int = 50, by actor: Actor) async throws -> (
        ideas: [Idea], comments: [(comment: IdeaComment, idea: Idea)], withFiles: [Idea]
    ) {
        try actor.requireStaff()
        return try await database.read { db in
            let ideas = try db.rows(
                """
                SELECT \(Idea.columns) FROM ideas WHERE held_at IS NOT NULL AND dismissed_at IS NULL
                ORDER BY held_at, id LIMIT \(limit)
                """
            ).map(Idea.init(row:))
            let comments = try db.rows(
                """
                SELECT \(IdeaComment.columns) FROM idea_comments WHERE held_at IS NOT NULL AND removed_at IS NULL
                ORDER BY held_at, id LIMIT \(limit)
                """
            ).map(IdeaComment.init(row:))
            var about: [Idea.ID: Idea] = [:]
            for row in try db.rows(
                "SELECT \(Idea.columns) FROM ideas WHERE id IN \(list: comments.map(\.idea))")
            {
                let idea = try Idea(row: row)
                about[idea.id] = idea
            }
            return (
                ideas, comments.compactMap { comment in about[comment.idea].map { (comment, $0) } },
                try Self.withHeldFiles(limit: limit, in: db)
            )
        }
    }
}
