import Database
import Localization
import Mail

/// What a customer can do with their own conversations. Nobody sees
/// another's: what is not theirs is "not found".
extension Conversations {
    /// A conversation as the customer sees it: without notes, tags or names of files in them.
    public struct OwnScene: Sendable {
        public let conversation: Conversation
        public let messages: [Message]
        public let agentNames: [Agent.ID: String]
        var waits = WhoWaits(Ownership([]))
        /// What they were told it will cost.
        public var told: [OwnEstimate] = []
        public var billed: [OwnInvoice] = []
        public var worked: [OwnWork] = []
        /// The plans they have been sent.
        var plans: [Plan] = []
        /// What they answered to our questions.
        var answers: [SurveyResponse] = []
    }

    /// A customer's conversations, latest first.
    public func own(of customer: Customer.ID, after: Keyset? = nil, limit: Int = 50) async throws
        -> [Conversation]
    {
        try await database.read { db in
            try db.rows(
                """
                SELECT \(Conversation.columns) FROM conversations
                WHERE customer = \(customer) AND suspended_at IS NULL AND state <> 'merged'
                    \(after.map { "AND (last_message_at, id) < (\($0.moment), \($0.id))" } ?? "" as SQL)
                ORDER BY last_message_at DESC, id DESC LIMIT \(limit)
                """
            ).map(Conversation.init(row:))
        }
    }

    /// - Throws: `Fault.notFound`, also for another customer's.
    public func ownScene(_ id: Conversation.ID, of customer: Customer.ID) async throws -> OwnScene {
        try await database.read { [seal] db in
            let conversation = try Self.own(id, of: customer, in: db)
            let keys = try Self.addressKeys(of: customer, in: db)
            let messages = try Self.messages(of: conversation.id, onlyKind: .message, limit: 500, in: db)
            return OwnScene(
                conversation: conversation,
                messages: messages.filter { Self.isMessage($0, for: customer, at: keys) },
                agentNames: try Agents.names(in: db),
                waits: WhoWaits(try Ownership.of(conversation.id, in: db)),
                told: try Estimates.own(of: conversation, seal: seal, in: db),
                billed: try Invoices.own(of: conversation, seal: seal, in: db),
                worked: try WorkLog.own(of: conversation, in: db),
                plans: try Plans.own(of: conversation.id, in: db),
                answers: try Surveys.answers(in: conversation.id, db: db).filter { $0.customer == customer })
        }
    }

    private static func addressKeys(of customer: Customer.ID, in db: any Connection) throws -> Set<String> {
        Set(
            try db.rows("SELECT address_key FROM contact_points WHERE customer = \(customer)").map {
                try $0("address_key")
            })
    }

    /// Customers see what they wrote and what was sent to them: not what the
    /// team asked somebody else on their behalf. Bounces and machines' words
    /// are for the team; what is still undoable isn't sent yet.
    private static func isMessage(_ message: Message, for customer: Customer.ID, at keys: Set<String>) -> Bool
    {
        guard message.kind == .message, message.delivery != .undoable,
            [.person, .notification, .list].contains(message.classification)
        else { return false }
        return message.author == .customer(customer)
            || message.recipients.all.contains { keys.contains($0.address.trimmed.folded) }
    }

    static func own(_ id: Conversation.ID, of customer: Customer.ID, in db: any Connection) throws
        -> Conversation
    {
        let conversation = try living(id, in: db)
        guard conversation.customer == customer, conversation.suspension == nil else {
            throw Fault.notFound("There is no such conversation.")
        }
        return conversation
    }

    /// A file of one of the customer's own messages.
    /// - Throws: `Fault.notFound`, also for another's and for files of notes.
    public func ownFile(_ position: Int, of message: Message.ID, for customer: Customer.ID) async throws
        -> Attachments.File
    {
        try await database.read { db in
            let message = try Self.ownMessage(message, of: customer, in: db)
            return try Attachments.file(position, of: message.id, in: db)
        }
    }

    /// - Throws: `Fault.notFound`.
    public func ownMessage(_ id: Message.ID, of customer: Customer.ID) async throws -> Message {
        try await database.read { db in try Self.ownMessage(id, of: customer, in: db) }
    }

    private static func ownMessage(_ id: Message.ID, of customer: Customer.ID, in db: any Connection) throws
        -> Message
    {
        guard
            let message = try db.row("SELECT \(Message.columns) FROM messages WHERE id = \(id)").map(
                Message.init(row:)),
            isMessage(message, for: customer, at: try addressKeys(of: customer, in: db))
        else { throw Fault.notFound("There is no such message.") }
        _ = try own(message.conversation, of: customer, in: db)
        return message
    }

    /// A customer writes in their own conversation; it is our move then.
    /// - Parameter facts: what the history notes of what it is about.
    /// - Throws: `Fault.notFound`, `Fault.invalid`.
    @discardableResult
    public func ownReply(
        _ id: Conversation.ID, text: String, files: [NewFile] = [], about facts: [String: String] = [:],
        by customer: Customer.ID
    ) async throws -> Message.ID {
        try Self.checkText(text)
        let now = clock()
        return try await database.write { db in
            let conversation = try Self.own(id, of: customer, in: db)
            let who = try Customers.find(customer, in: db)
            let mailbox = try Mailboxes.find(conversation.mailbox, in: db)
            let new = NewMessage(
                author: .customer(customer),
                from: MailAddress(name: who.name.nonEmpty, address: who.addresses.first?.address ?? ""),
                recipients: JSONText(Message.Recipients(to: [mailbox.sender])), subject: conversation.subject,
                text: text,
                files: files)
            if let known = try Self.justWritten(new, in: conversation.id, at: now, db: db) { return known }
            let message = try Self.append(new, to: conversation.id, at: now, in: db)
            try Events.record(
                .messageReceived, by: .customer(customer), conversation: conversation.id, message: message,
                customer: customer, data: facts, at: now, in: db)
            let kind: Event.Kind? = conversation.isResolved ? .reopened : nil
            try Self.reopen(conversation, by: .customer(customer), as: kind, at: now, in: db)
            return message
        }
    }

    /// A customer says that the matter is settled.
    /// - Throws: `Fault.notFound`.
    public func ownResolve(_ id: Conversation.ID, by customer: Customer.ID) async throws {
        let now = clock()
        try await database.write { db in
            let conversation = try Self.own(id, of: customer, in: db)
            try Self.resolve(conversation, by: .customer(customer), at: now, in: db)
        }
    }
}
