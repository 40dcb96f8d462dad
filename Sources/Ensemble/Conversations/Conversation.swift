import Database
import Localization

/// The exchange with one customer about one matter.
public struct Conversation: Identifiable, Equatable, Sendable {
    /// Also the number people quote.
    public typealias ID = Identifier<Conversation>

    public enum Channel: String, Sendable, CaseIterable, Bindable, Readable {
        case mail, form, portal, api, desk
    }

    public enum State: Equatable, Sendable {
        /// Nobody of the team has answered yet.
        case new
        case open
        case waiting(Wait)
        case resolved(at: Moment)
        case merged(into: Conversation.ID)
    }

    /// Whose move it is while a conversation waits.
    public enum Wait: Equatable, Sendable {
        case customer, team, partner
        case until(Moment)
    }

    public enum Priority: Int, Sendable, CaseIterable, Comparable, Bindable, Readable {
        case low = 1
        case normal, high, urgent

        public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
    }

    public struct Suspension: Equatable, Sendable {
        public let at: Moment
        public let why: String
    }

    public let id: ID
    public let mailbox: Mailbox.ID
    public let customer: Customer.ID
    public let channel: Channel
    public var subject: String
    public var state: State
    /// Since when it is the move of whoever's move it is.
    public var waitingSince: Moment
    public var assignee: Agent.ID?
    public var team: Team.ID?
    public var priority: Priority
    /// Taken for spam, or held back, until somebody looks.
    public var suspension: Suspension?
    public let createdAt: Moment
    public var lastMessageAt: Moment
    /// The name of who wrote last, as lists show it.
    public var lastMessageBy: String
    /// The beginning of the last message, one line.
    public var snippet: String
    /// How many messages; notes are not counted.
    public var messages: Int

    /// Whether it is the team's move.
    public var isOpen: Bool {
        switch state {
        case .new, .open: true
        case .waiting, .resolved, .merged: false
        }
    }

    public var isResolved: Bool { if case .resolved = state { true } else { false } }
}

extension Conversation.State {
    /// The word that is stored, shown in JSON and searched by `is:`.
    public var word: String {
        switch self {
        case .new: "new"
        case .open: "open"
        case .waiting: "waiting"
        case .resolved: "resolved"
        case .merged: "merged"
        }
    }

    func name(for r: Reader) -> String {
        switch self {
        case .new: r("New")
        case .open: r("Open")
        case .waiting(.customer): r("Waiting for the customer")
        case .waiting(.team): r("Waiting for the team")
        case .waiting(.partner): r("Waiting for a partner")
        case .waiting(.until(let moment)): r("Waiting until \(r.dateTime(moment.milliseconds))")
        case .resolved: r("Resolved")
        case .merged(let into): r("Merged into \(into.description)")
        }
    }
}

extension Conversation.Wait {
    var word: String {
        switch self {
        case .customer: "customer"
        case .team: "team"
        case .partner: "partner"
        case .until: "moment"
        }
    }

    /// Why it waits, where nothing else is said.
    var why: Ownership.Why {
        switch self {
        case .customer: .asked
        case .team, .partner: .handed
        case .until: .rests
        }
    }

    var until: Moment? { if case .until(let moment) = self { moment } else { nil } }
}

extension Conversation.Priority {
    /// The word of forms, JSON and the command line.
    public var word: String {
        switch self {
        case .low: "low"
        case .normal: "normal"
        case .high: "high"
        case .urgent: "urgent"
        }
    }

    public init?(word: String) {
        guard let priority = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = priority
    }

    func name(for r: Reader) -> String {
        switch self {
        case .low: r("Low")
        case .normal: r("Normal")
        case .high: r("High")
        case .urgent: r("Urgent")
        }
    }

    static func name(_ word: String?, for r: Reader) -> String {
        word.flatMap(Self.init(word:))?.name(for: r) ?? ""
    }
}

extension Conversation {
    static let columns: SQL = """
        conversations.id, conversations.mailbox, conversations.customer, conversations.channel,
        conversations.subject, conversations.state, conversations.waiting_on, conversations.wait_until,
        conversations.waiting_since, conversations.assignee, conversations.team, conversations.priority,
        conversations.suspended_at, conversations.suspended_why, conversations.resolved_at,
        conversations.merged_into, conversations.last_message_at, conversations.last_message_by,
        conversations.snippet, conversations.messages, conversations.created_at
        """

    init(row: Row) throws {
        id = try row("id")
        mailbox = try row("mailbox")
        customer = try row("customer")
        channel = try row("channel")
        subject = try row("subject")
        state = try Self.state(in: row)
        waitingSince = try row("waiting_since")
        assignee = try row("assignee")
        team = try row("team")
        priority = try row("priority")
        if let at: Moment = try row("suspended_at") {
            suspension = Suspension(at: at, why: try row("suspended_why") ?? "")
        }
        createdAt = try row("created_at")
        lastMessageAt = try row("last_message_at")
        lastMessageBy = try row("last_message_by")
        snippet = try row("snippet")
        messages = try row("messages")
    }

    private static func state(in row: Row) throws -> State {
        let word: String = try row("state")
        switch word {
        case "new": return .new
        case "waiting":
            switch try row("waiting_on") as String? {
            case "customer": return .waiting(.customer)
            case "partner": return .waiting(.partner)
            case "moment": return .waiting(.until(try row("wait_until")))
            default: return .waiting(.team)
            }
        case "resolved": return .resolved(at: try row("resolved_at"))
        case "merged": return .merged(into: try row("merged_into"))
        default: return .open
        }
    }
}
