import Database
import Localization

/// What a customer wrote, as a reason for an idea and a vote in one step.
/// Only the team reads it beside the idea.
extension Ideas {
    /// A message that is about an idea.
    public struct Evidence: Sendable {
        public let message: Message.ID
        public let conversation: Conversation.ID
        public let customer: Customer.ID
        public let customerName: String
        public let text: String
        public let at: Moment
    }

    /// What a message is about, and what else it may be about.
    public struct About: Sendable {
        public var message: Message
        public var customer: Customer.ID
        public var linked: [Idea] = []
        /// Best first; none of those that are linked.
        public var candidates: [Idea] = []
    }

    /// Says that a customer's message is about an idea; it is their vote too.
    /// Twice is once.
    /// - Returns: the idea: what it was merged into, where it was.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.invalid` for a message that no customer wrote.
    @discardableResult
    public func link(_ message: Message.ID, to id: Idea.ID, by actor: Actor) async throws -> Idea.ID {
        _ = try actor.requireAgent()
        let now = clock()
        return try await database.write { db in
            let (message, customer) = try Self.written(message, in: db)
            let idea = try Self.living(id, in: db)
            try Self.link(message, of: customer, to: idea, by: actor, at: now, in: db)
            return idea.id
        }
    }

    /// Brings up what a message says as an idea, in the team's words.
    /// - Throws: as `link(_:to:by:)`, and `Fault.invalid` without a need.
    @discardableResult
    public func link(_ message: Message.ID, toNew words: Words, by actor: Actor) async throws -> Idea.ID {
        _ = try actor.requireAgent()
        let words = try words.checked()
        let now = clock()
        return try await database.write { db in
            let (message, customer) = try Self.written(message, in: db)
            let made = try Self.suggest(words, by: actor, at: now, in: db)
            try Self.link(
                message, of: customer, to: Self.find(made.idea, in: db), by: actor, at: now, in: db)
            return made.idea
        }
    }

    private static func link(
        _ message: Message, of customer: Customer.ID, to idea: Idea, by actor: Actor, at now: Moment,
        in db: any Connection
    ) throws {
        let added = try db.execute(
            """
            INSERT INTO idea_evidence (idea, message, customer, added_by, added_at)
            VALUES (\(idea.id), \(message.id), \(customer), \(actor.rawID), \(now))
            ON CONFLICT (message, idea) DO NOTHING
            """)
        guard added == 1 else { return }
        try cast(Ballot(customer: customer, source: .message, by: actor), for: idea, at: now, in: db)
        try record(
            .ideaLinked, idea, by: actor, conversation: message.conversation, message: message.id,
            customer: customer, at: now, in: db)
    }

    /// Says that a message is not about an idea after all. A vote that came of
    /// what they wrote goes, unless something else they wrote is about it.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func unlink(_ message: Message.ID, from id: Idea.ID, by actor: Actor) async throws {
        _ = try actor.requireAgent()
        let now = clock()
        try await database.write { db in
            let (message, customer) = try Self.written(message, in: db)
            let idea = try Self.living(id, in: db)
            let gone = try db.execute(
                "DELETE FROM idea_evidence WHERE idea = \(idea.id) AND message = \(message.id)")
            guard gone == 1 else { return }
            let votes = try db.execute(
                """
                DELETE FROM idea_votes WHERE idea = \(idea.id) AND customer = \(customer) AND source = 'message'
                    AND NOT EXISTS (SELECT 1 FROM idea_evidence
                        WHERE idea_evidence.idea = \(idea.id) AND idea_evidence.customer = \(customer))
                """)
            try db.execute("UPDATE ideas SET votes = votes - \(votes) WHERE id = \(idea.id)")
            try Self.record(
                .ideaUnlinked, idea, by: actor, conversation: message.conversation, message: message.id,
                customer: customer, at: now, in: db)
        }
    }

    /// - Throws: `Fault.notFound`, `Fault.invalid`.
    private static func written(_ id: Message.ID, in db: any Connection) throws -> (Message, Customer.ID) {
        guard let row = try db.row("SELECT \(Message.columns) FROM messages WHERE id = \(id)") else {
            throw Fault.notFound("There is no such message.")
        }
        let message = try Message(row: row)
        guard message.kind == .message, case .customer(let customer) = message.author else {
            throw Fault.invalid("Only what a customer wrote can be about an idea.")
        }
        return (message, customer)
    }

    // MARK: Reading

    /// What a message is about; without words to look for, what is like it.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.invalid`.
    public func about(_ id: Message.ID, lookingFor query: String = "", by actor: Actor) async throws -> About
    {
        try actor.requireStaff()
        var about = try await database.read { db in
            let (message, customer) = try Self.written(id, in: db)
            return About(message: message, customer: customer, linked: try Self.linked(message.id, in: db))
        }
        let text = "\(about.message.subject) \(about.message.text)"
        let found =
            query.isEmpty
            ? try await similar(to: text, limit: 8, by: .team)
            : try await search(query, limit: 20, by: .team).ideas
        let linked = Set(about.linked.map(\.id))
        about.candidates = found.filter { !linked.contains($0.id) }
        return about
    }

    private static func linked(_ message: Message.ID, in db: any Connection) throws -> [Idea] {
        try db.rows(
            """
            SELECT \(Idea.columns) FROM idea_evidence JOIN ideas ON ideas.id = idea_evidence.idea
            WHERE idea_evidence.message = \(message) ORDER BY ideas.id LIMIT 50
            """
        ).map(Idea.init(row:))
    }

    /// The ideas that a conversation is about, each once.
    static func linked(in conversation: Conversation.ID, db: any Connection) throws -> [Idea] {
        try db.rows(
            """
            SELECT \(Idea.columns) FROM ideas WHERE ideas.id IN (
                SELECT idea_evidence.idea FROM messages JOIN idea_evidence ON idea_evidence.message = messages.id
                WHERE messages.conversation = \(conversation))
            ORDER BY ideas.id LIMIT 50
            """
        ).map(Idea.init(row:))
    }

    /// What customers wrote about an idea, the latest first.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func evidence(for id: Idea.ID, limit: Int = 50, by actor: Actor) async throws -> [Evidence] {
        try actor.requireStaff()
        return try await database.read { db in
            try Self.evidence(for: try Self.living(id, in: db).id, limit: limit, in: db)
        }
    }

    static func evidence(for id: Idea.ID, limit: Int, in db: any Connection) throws -> [Evidence] {
        let rows = try db.rows(
            """
            SELECT idea_evidence.message, idea_evidence.customer, messages.conversation, messages.text,
                messages.created_at
            FROM idea_evidence JOIN messages ON messages.id = idea_evidence.message
            WHERE idea_evidence.idea = \(id)
            ORDER BY idea_evidence.added_at DESC, idea_evidence.message DESC LIMIT \(limit)
            """)
        let names = try Surveys.names(of: rows.map { try $0("customer") }, in: db)
        return try rows.map { row in
            let customer: Customer.ID = try row("customer")
            let text: String = try row("text")
            return Evidence(
                message: try row("message"), conversation: try row("conversation"), customer: customer,
                customerName: names[customer] ?? "?", text: text.shortened(to: 400), at: try row("created_at")
            )
        }
    }
}

extension Message {
    /// Whether it is what a customer wrote.
    var isByCustomer: Bool {
        if kind == .message, case .customer = author { true } else { false }
    }
}
