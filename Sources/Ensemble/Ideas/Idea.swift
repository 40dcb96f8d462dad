import Database
import Localization

/// A need that somebody brought up, perhaps with a solution.
public struct Idea: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Idea>

    /// How far it has come. The raw values are stored: never change one.
    public enum Status: String, Sendable, CaseIterable, Bindable, Readable {
        case open, considering, planned
        case inProgress = "in-progress"
        case made, declined
    }

    /// Who brought it up.
    public enum Author: Equatable, Sendable {
        case customer(Customer.ID)
        case agent(Agent.ID)
    }

    /// What the business says to it.
    public struct Answer: Equatable, Sendable {
        /// Markdown.
        public let text: String
        public let by: Agent.ID?
        public let at: Moment
    }

    public let id: ID
    /// What is missing, in a sentence.
    public var need: String
    /// What could be done about it, in Markdown; may be empty.
    public var solution: String
    public var author: Author
    /// By which everybody reads it; empty: by no name.
    public var authorName: String
    /// Whether the author was signed in: else the address is only what was typed.
    public var isProven: Bool
    /// Whose people find it; `nil`: everybody who may see the board.
    public var organisation: Organisation.ID?
    public var status: Status
    /// Why it was declined.
    public var reason: String?
    public var mergedInto: ID?
    /// Since when it waits for a look.
    public var heldAt: Moment?
    /// When somebody looked and chose to never show it.
    public var dismissedAt: Moment?
    public var votes: Int
    public var comments: Int
    public var answer: Answer?
    /// When the team first said anything to it.
    public var firstAnswerAt: Moment?
    /// Which way it would turn the business.
    public var profile: Degrees?
    public let createdAt: Moment
    public var statusAt: Moment
    public var tags: [String] = []

    /// Whether others than the team find it.
    public var isShown: Bool { heldAt == nil && mergedInto == nil }
}

extension Idea {
    static let columns: SQL = """
        ideas.id, ideas.need, ideas.solution, ideas.author_kind, ideas.author, ideas.author_name, ideas.is_proven,
        ideas.organisation, ideas.status, ideas.reason, ideas.merged_into, ideas.held_at, ideas.dismissed_at,
        ideas.votes, ideas.comments, ideas.answer, ideas.answered_by, ideas.answered_at, ideas.first_answer_at,
        ideas.profile, ideas.created_at, ideas.status_at
        """

    /// Those that others than the team find; word for word as the partial indexes say it.
    static let isShown: SQL = "ideas.held_at IS NULL AND ideas.merged_into IS NULL"

    init(row: Row) throws {
        let (kind, number): (String, Int64) = (try row("author_kind"), try row("author"))
        let organisation: Int64 = try row("organisation")
        let answer: String? = try row("answer")
        let answeredAt: Moment? = try row("answered_at")
        let profile: String? = try row("profile")
        id = try row("id")
        need = try row("need")
        solution = try row("solution")
        author = kind == "agent" ? .agent(.init(rawValue: number)) : .customer(.init(rawValue: number))
        authorName = try row("author_name")
        isProven = try row("is_proven")
        self.organisation = organisation == 0 ? nil : .init(rawValue: organisation)
        status = try row("status")
        reason = try row("reason")
        mergedInto = try row("merged_into")
        heldAt = try row("held_at")
        dismissedAt = try row("dismissed_at")
        votes = try row("votes")
        comments = try row("comments")
        if let answer, let answeredAt {
            self.answer = Answer(text: answer, by: try row("answered_by"), at: answeredAt)
        }
        firstAnswerAt = try row("first_answer_at")
        self.profile = profile.flatMap { Degrees($0) }
        createdAt = try row("created_at")
        statusAt = try row("status_at")
    }
}

extension Idea.Status {
    func name(_ r: Reader) -> String {
        switch self {
        case .open: r("Open", context: "idea")
        case .considering: r("Being considered")
        case .planned: r("Planned")
        case .inProgress: r("In progress")
        case .made: r("Made")
        case .declined: r("Declined")
        }
    }
}

/// What somebody says to an idea.
public struct IdeaComment: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<IdeaComment>

    public let id: ID
    public let idea: Idea.ID
    public let author: Idea.Author
    public let authorName: String
    /// Markdown.
    public let text: String
    /// Since when it waits for a look.
    public let heldAt: Moment?
    public let createdAt: Moment

    static let columns: SQL = "id, idea, author_kind, author, author_name, text, held_at, created_at"

    init(
        id: ID, idea: Idea.ID, author: Idea.Author, authorName: String, text: String, heldAt: Moment?,
        createdAt: Moment
    ) {
        (self.id, self.idea, self.author, self.authorName) = (id, idea, author, authorName)
        (self.text, self.heldAt, self.createdAt) = (text, heldAt, createdAt)
    }

    init(row: Row) throws {
        let (kind, number): (String, Int64) = (try row("author_kind"), try row("author"))
        self.init(
            id: try row("id"), idea: try row("idea"),
            author: kind == "agent" ? .agent(.init(rawValue: number)) : .customer(.init(rawValue: number)),
            authorName: try row("author_name"), text: try row("text"), heldAt: try row("held_at"),
            createdAt: try row("created_at"))
    }
}
