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
        /// The customer disputes a bill.
        case disputed
        /// Money came, or was given back, that somebody has to look at.
        case money
        /// A payment that was on its way failed.
        case bounced
        /// A promise was not kept in time.
        case broken
        /// A cost was not told in time.
        case untold
        /// The customer missed a payment.
        case missed
        /// More of what was told is used up than half, four fifths, all of it.
        case limit
        /// The customer declined an estimate of theirs, or in a conversation of theirs.
        case declined
        /// The customer asked something about one.
        case asked
        /// The customer accepted one.
        case accepted
        /// A step of theirs, or of their team, can begin.
        case step
        /// Somebody gave the conversation to them.
        case assigned
        /// A wait that they set is over.
        case woke
        /// The customer wrote in a conversation of theirs.
        case wrote
        /// A conversation that nobody looks after came to their team.
        case team

        /// What an agent can choose not to be told of; `nil`: always told.
        var topic: Topic? {
            switch self {
            case .failed, .unclear: nil
            case .mentioned: .mentions
            case .disputed, .money, .bounced, .broken, .untold, .missed: .troubles
            case .step: .steps
            case .limit: .limits
            case .declined, .asked, .accepted: .estimates
            case .assigned, .team: .assignments
            case .woke: .waits
            case .wrote: .customers
            }
        }

        var weight: Int { Self.allCases.count - (Self.allCases.firstIndex(of: self) ?? 0) }
    }

    /// What an agent can choose. The raw values are stored: never change one.
    public enum Topic: String, Sendable, CaseIterable, Bindable, Readable {
        case mentions, troubles, steps, estimates, limits, assignments, waits, customers
    }

    public let id: ID
    public let agent: Agent.ID
    public let conversation: Conversation.ID
    public internal(set) var kind: Kind
    /// Where to begin to read; `nil`: the conversation itself.
    public internal(set) var message: Message.ID?
    /// The colleague who did it, if it was one.
    public internal(set) var actor: Agent.ID?
    /// What was accepted, declined or asked about.
    public internal(set) var estimate: Estimate.ID?
    /// Which step can begin.
    public internal(set) var step: Step.ID?
    /// How much of a limit is used, in percent.
    public internal(set) var level: Int?
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
        folded.estimate = occasion.estimate
        folded.step = occasion.step
        folded.level = occasion.level
        return folded
    }

    static let columns: SQL = """
        notifications.id, notifications.agent, notifications.conversation, notifications.kind, notifications.message,
        notifications.actor, notifications.estimate, notifications.step, notifications.level, notifications.times,
        notifications.at, notifications.mailed_at, notifications.seen_at
        """

    init(row: Row) throws {
        id = try row("id")
        agent = try row("agent")
        conversation = try row("conversation")
        kind = try row("kind")
        message = try row("message")
        actor = try row("actor")
        estimate = try row("estimate")
        step = try row("step")
        level = try row("level")
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
    var estimate: Estimate.ID?
    var step: Step.ID?
    var level: Int?
    let at: Moment
}
