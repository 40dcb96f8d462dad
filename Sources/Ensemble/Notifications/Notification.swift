import Database

/// Something an agent wants to know of. What happens in one conversation
/// while nobody looks is one notification that counts.
public struct Notification: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Notification>

    /// What happened. The raw values are stored: never change one. The first
    /// weighs most: it is what is told when several things happened.
    public enum Kind: String, Sendable, CaseIterable, Bindable, Readable {
        /// Somebody named the agent in a note.
        case mentioned
        /// A message of theirs could not be delivered.
        case failed
        /// A message of theirs was perhaps not sent.
        case unclear
        /// Somebody gave the conversation to them.
        case assigned
        /// A wait that they set is over.
        case woke
        /// The customer wrote in a conversation of theirs.
        case wrote
        /// A conversation that nobody looks after came to their team.
        case team

        var weight: Int { Self.allCases.count - (Self.allCases.firstIndex(of: self) ?? 0) }
    }

    public let id: ID
    public let agent: Agent.ID
    public let conversation: Conversation.ID
    public internal(set) var kind: Kind
    /// Where to begin to read; `nil`: the conversation itself.
    public internal(set) var message: Message.ID?
    /// The colleague who did it, if it was one.
    public internal(set) var actor: Agent.ID?
    /// How many things happened.
    public internal(set) var times: Int
    /// When the latest did.
    public internal(set) var at: Moment
    public let mailedAt: Moment?
    public let seenAt: Moment?
}

extension Notification {
    /// With something more that happened: what weighs most is told, of what
    /// weighs the same the latest. Reading begins at the first message.
    func folding(_ occasion: Occasion, times more: Int = 1) -> Notification {
        var folded = self
        folded.times += more
        folded.at = max(at, occasion.at)
        guard occasion.kind.weight >= kind.weight else { return folded }
        if occasion.kind != .wrote || kind != .wrote { folded.message = occasion.message }
        folded.kind = occasion.kind
        folded.actor = occasion.actor
        return folded
    }

    static let columns: SQL = """
        notifications.id, notifications.agent, notifications.conversation, notifications.kind, notifications.message,
        notifications.actor, notifications.times, notifications.at, notifications.mailed_at, notifications.seen_at
        """

    init(row: Row) throws {
        id = try row("id")
        agent = try row("agent")
        conversation = try row("conversation")
        kind = try row("kind")
        message = try row("message")
        actor = try row("actor")
        times = try row("times")
        at = try row("at")
        mailedAt = try row("mailed_at")
        seenAt = try row("seen_at")
    }
}

/// One thing that one agent wants to know of.
struct Occasion: Equatable, Sendable {
    let kind: Notification.Kind
    let agent: Agent.ID
    let conversation: Conversation.ID
    var message: Message.ID?
    var actor: Agent.ID?
    let at: Moment
}
