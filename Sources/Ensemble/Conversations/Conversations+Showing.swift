import Database
import Localization

extension Conversations {
    /// Everything the stage shows of one conversation.
    public struct Scene: Sendable {
        public var conversation: Conversation
        public var mailbox: Mailbox
        public var customer: Customer
        public var assignee: Agent?
        public var team: Team?
        public var tags: [String]
        public var messages: [Message]
        /// How many older messages are not shown.
        public var earlierMessages: Int
        public var events: [Event]
        public var participants: [Participant]
        /// The customer's other conversations, newest first.
        public var others: [Conversation]
        public var draft: Draft?
        public var suggested: Message.Recipients
        public var agentNames: [Agent.ID: String]
        /// What it is about, and what was told of our part and the cost.
        public var costs = CostsOfConversation()
        /// Whether something is new to the agent who looks.
        public var isUnread: Bool
        /// Who is waited for, and how the time was shared.
        var waits = WhoWaits(Ownership([]))
        var plans: [Plan] = []
        var promises: [Promise] = []
        /// What was answered in it, and what can be asked.
        var answers: [SurveyResponse] = []
        var surveys: [Survey] = []
        var planTemplates: [PlanTemplate] = []
        /// The published ones, by id and name.
        var blueprints: [(id: Blueprint.ID, name: String)] = []
        /// What it is about, of what customers would have otherwise.
        var ideas: [Idea] = []
        /// How many spans of each message are marked.
        var marked: [Message.ID: Int] = [:]
    }

    /// Somebody in the exchange.
    public struct Participant: Equatable, Sendable {
        public let address: String
        public let name: String
        public let customer: Customer.ID?
    }

    /// Messages shown at once; older ones are a click away.
    static let messagesShown = 100

    /// A conversation for the stage.
    /// - Parameter before: shows the messages before this one.
    /// - Throws: `Fault.notFound`.
    public func scene(_ id: Conversation.ID, before: Message.ID? = nil, for actor: Actor) async throws
        -> Scene
    {
        try actor.requireStaff()
        return try await database.read { db in try Self.scene(id, before: before, for: actor, in: db) }
    }

    static func scene(
        _ id: Conversation.ID, before: Message.ID? = nil, for actor: Actor, in db: any Connection
    ) throws -> Scene {
        let conversation = try find(id, in: db)
        let viewer: Agent.ID? = if case .agent(let id, _) = actor { id } else { nil }
        let messages = try Self.messages(of: id, before: before, limit: messagesShown, in: db)
        let agents = try db.rows("SELECT id, name FROM agents")
        var names: [Agent.ID: String] = [:]
        for row in agents { names[try row("id")] = try row("name") }
        let earlier: Int =
            try messages.first.map { first in
                try db.value("SELECT COUNT(*) FROM messages WHERE conversation = \(id) AND id < \(first.id)")
                    ?? 0
            } ?? 0
        let seen: Moment? = try viewer.flatMap { viewer in
            try db.value(
                "SELECT seen_at FROM conversation_reads WHERE agent = \(viewer) AND conversation = \(id)")
        }
        return Scene(
            conversation: conversation, mailbox: try Mailboxes.find(conversation.mailbox, in: db),
            customer: try Customers.find(conversation.customer, in: db),
            assignee: try conversation.assignee.map { try Agents.find($0, in: db) },
            team: try conversation.team.map { try Teams.find($0, in: db) },
            tags: try tags(of: [id], in: db)[id] ?? [], messages: messages, earlierMessages: earlier,
            events: try Events.history(of: id, in: db), participants: try participants(of: id, in: db),
            others: try others(of: conversation, in: db),
            draft: try viewer.flatMap { try draft(of: $0, in: id, db: db) },
            suggested: try suggestedRecipients(for: conversation, in: db), agentNames: names,
            costs: try CostsOfConversation.of(id, in: db),
            isUnread: seen.map { $0 < conversation.lastMessageAt } ?? true,
            waits: WhoWaits(try Ownership.of(id, in: db)), plans: try Plans.of(id, limit: 5, in: db),
            promises: try Promises.of(id, in: db), answers: try Surveys.answers(in: id, db: db),
            surveys: try Surveys.asking(in: db),
            planTemplates: try Plans.templates(in: db), blueprints: try Blueprints.published(in: db),
            ideas: try Ideas.linked(in: id, db: db),
            marked: try HeardMentions.counts(of: messages.map(\.id), in: db))
    }

    /// The last so many messages, oldest first, with their files.
    static func messages(
        of id: Conversation.ID, before: Message.ID? = nil, onlyKind: Message.Kind? = nil, limit: Int,
        in db: any Connection
    ) throws -> [Message] {
        var messages = try db.rows(
            """
            SELECT \(Message.columns) FROM messages
            WHERE conversation = \(id) \(before.map { "AND id < \($0)" } ?? "" as SQL)
                \(onlyKind.map { "AND kind = \($0)" } ?? "" as SQL)
            ORDER BY id DESC LIMIT \(limit)
            """
        ).reversed().map(Message.init(row:))
        let files = try Attachments.of(messages.map(\.id), in: db)
        for place in messages.indices { messages[place].attachments = files[messages[place].id] ?? [] }
        return messages
    }

    static func participants(of id: Conversation.ID, in db: any Connection) throws -> [Participant] {
        try db.rows(
            """
            SELECT address, name, customer FROM participants WHERE conversation = \(id)
            ORDER BY added_at, address_key LIMIT 100
            """
        ).map { Participant(address: try $0("address"), name: try $0("name"), customer: try $0("customer")) }
    }

    private static func others(of conversation: Conversation, in db: any Connection) throws -> [Conversation]
    {
        try db.rows(
            """
            SELECT \(Conversation.columns) FROM conversations
            WHERE customer = \(conversation.customer) AND id <> \(conversation.id) AND state <> 'merged'
            ORDER BY last_message_at DESC, id DESC LIMIT 10
            """
        ).map(Conversation.init(row:))
    }

    /// Notes that an agent has seen what there is.
    public func markSeen(_ id: Conversation.ID, by actor: Actor) async throws {
        let agent = try actor.requireAgent()
        let now = clock()
        try await database.write { db in try Self.markSeen(id, by: agent, at: now, in: db) }
    }

    static func markSeen(_ id: Conversation.ID, by agent: Agent.ID, at now: Moment, in db: any Connection)
        throws
    {
        try db.execute(
            """
            INSERT INTO conversation_reads (agent, conversation, seen_at) VALUES (\(agent), \(id), \(now))
            ON CONFLICT (agent, conversation) DO UPDATE SET seen_at = excluded.seen_at
            """)
        try Notifications.markSeen(id, by: agent, at: now, in: db)
    }
}
