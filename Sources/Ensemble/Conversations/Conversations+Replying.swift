import Database
import Localization
import Mail

extension Conversations {
    /// An answer or a note as an agent sends it off.
    public struct Reply: Sendable {
        /// What becomes of the conversation.
        public enum Then: String, Sendable, CaseIterable {
            /// Now it is the customer's move.
            case wait
            case resolve
            /// It stays our move.
            case open
        }

        public var text: String
        /// `nil`: as the last message suggests.
        public var recipients: Message.Recipients?
        public var then: Then
        public var files: [NewFile]
        /// Sent without the time in which it can be taken back: from the command line, by a program.
        public var atOnce: Bool
        /// Not what the author has been writing: their draft and its files stay.
        public var leavesDraft = false
        /// What is promised with it.
        public var promise: PromiseDraft?

        public init(
            text: String, recipients: Message.Recipients? = nil, then: Then = .wait, files: [NewFile] = [],
            atOnce: Bool = false, promise: PromiseDraft? = nil
        ) {
            self.text = text
            self.recipients = recipients
            self.then = then
            self.files = files
            self.atOnce = atOnce
            self.promise = promise
        }
    }

    /// How long a reply can be taken back.
    static let undoTime = Span.seconds(15)

    /// Answers the customer. The message goes out after `undoTime`, exactly as shown, once.
    /// - Throws: `Fault.notFound`, `Fault.invalid` without text or recipients.
    @discardableResult
    public func reply(_ id: Conversation.ID, with reply: Reply, by actor: Actor) async throws -> Message.ID {
        let now = clock()
        return try await database.write { [seal] db in
            try Self.reply(id, with: reply, by: actor, seal: seal, at: now, in: db)
        }
    }

    /// The same in a transaction that does more.
    static func reply(
        _ id: Conversation.ID, with reply: Reply, by actor: Actor, seal: Seal, at now: Moment,
        in db: any Connection
    ) throws -> Message.ID {
        let agent = try actor.requireAgent()
        try checkText(reply.text)
        let conversation = try Self.living(id, in: db)
        let author = try Agents.find(agent, in: db)
        let mailbox = try Mailboxes.findOpen(conversation.mailbox, in: db)
        let recipients = try reply.recipients ?? Self.suggestedRecipients(for: conversation, in: db)
        try Self.check(recipients)
        let parent = try Self.lastMessageID(of: conversation.id, in: db)
        let sendAt = reply.atOnce ? now : now + Self.undoTime
        var message = NewMessage(
            author: .agent(agent), from: MailAddress(name: author.name, address: mailbox.address),
            recipients: JSONText(recipients), subject: Self.replySubject(conversation), text: reply.text,
            delivery: reply.atOnce ? .queued : .undoable, files: reply.files)
        message.inReplyTo = parent
        if !reply.atOnce, !reply.leavesDraft,
            let known = try Self.justWritten(message, in: conversation.id, at: now, db: db)
        {
            return known
        }
        let sent = try Self.append(message, to: conversation.id, at: now, in: db)
        if !reply.leavesDraft {
            try adoptDraftFiles(of: agent, in: conversation.id, by: sent, after: reply.files.count, db: db)
        }
        try Self.giveMessageID(to: sent, of: conversation.id, at: mailbox, seal: seal, in: db)
        try Jobs.add(
            .sendMessage, key: Outbox.key(sent), payload: sent, runAt: sendAt, at: now, in: db)
        try Events.record(
            .replied, by: actor, conversation: conversation.id, message: sent,
            data: Self.before(conversation),
            at: now, in: db)
        if let promise = reply.promise {
            try Promises.make(
                promise, in: conversation.id, message: sent, by: agent, as: actor, at: now, db: db)
        }
        if !reply.leavesDraft { try clearDraft(of: agent, in: conversation.id, db: db) }
        if conversation.assignee == nil {
            try Self.assign(conversation, to: agent, by: actor, at: now, in: db)
        }
        try Self.addRecipients(recipients, besides: mailbox, to: conversation.id, at: now, in: db)
        try Self.markSeen(conversation.id, by: agent, at: now, in: db)
        try Self.move(conversation, after: reply.then, to: recipients, by: actor, at: now, in: db)
        return sent
    }

    /// Writes a note that only the team sees.
    /// - Throws: `Fault.notFound`, `Fault.invalid`.
    @discardableResult
    public func note(_ id: Conversation.ID, text: String, files: [NewFile] = [], by actor: Actor) async throws
        -> Message.ID
    {
        let agent = try actor.requireAgent()
        try Self.checkText(text)
        let now = clock()
        return try await database.write { db in
            let conversation = try Self.living(id, in: db)
            let author = try Agents.find(agent, in: db)
            let message = NewMessage(
                kind: .note, author: .agent(agent),
                from: MailAddress(name: author.name, address: author.email),
                subject: conversation.subject, text: text, files: files)
            if let known = try Self.justWritten(message, in: conversation.id, at: now, db: db) {
                return known
            }
            let note = try Self.append(message, to: conversation.id, at: now, in: db)
            try Self.adoptDraftFiles(of: agent, in: conversation.id, by: note, after: files.count, db: db)
            try Self.clearDraft(of: agent, in: conversation.id, db: db)
            try Events.record(
                .noted, by: actor, conversation: conversation.id, message: note, at: now, in: db)
            try Self.markSeen(conversation.id, by: agent, at: now, in: db)
            return note
        }
    }

    private static func move(
        _ conversation: Conversation, after then: Reply.Then, to recipients: Message.Recipients,
        by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        switch then {
        case .wait:
            // Who was not written to is not waited for.
            let isAsked = try isForCustomer(recipients, of: conversation, in: db)
            try wait(conversation, for: isAsked ? .customer : .partner, by: actor, at: now, in: db)
        case .resolve: try resolve(conversation, by: actor, at: now, in: db)
        case .open:
            try reopen(conversation, by: actor, as: nil, at: now, in: db)
            try db.execute(
                "UPDATE conversations SET state = 'open', changed_at = \(now) WHERE id = \(conversation.id) AND state = 'new'"
            )
        }
    }

    private static func addRecipients(
        _ recipients: Message.Recipients, besides mailbox: Mailbox, to conversation: Conversation.ID,
        at now: Moment,
        in db: any Connection
    ) throws {
        for address in recipients.to + recipients.cc where address.address.folded != mailbox.address.folded {
            try addParticipant(address, customer: nil, to: conversation, at: now, in: db)
        }
    }

    static func check(_ recipients: Message.Recipients) throws {
        guard !recipients.to.isEmpty else { throw Fault.invalid("Please say to whom this goes.") }
        guard recipients.all.count <= 100 else {
            throw Fault.invalid("A message goes to at most 100 addresses.")
        }
        for address in recipients.all { _ = try EmailAddress.check(address.address) }
    }

    /// `Re:` once, and the number, by which a mail program that loses the references still finds back.
    static func replySubject(_ conversation: Conversation) -> String {
        let subject = conversation.subject
        let marked = subject.contains("[#\(conversation.id)]") ? subject : "\(subject) [#\(conversation.id)]"
        return marked.lowercased().hasPrefix("re:") ? marked : "Re: \(marked)"
    }

    /// Our own Message-ID: stable from the first moment, so that a repeated sending is seen as the same message.
    static func giveMessageID(
        to message: Message.ID, of conversation: Conversation.ID, at mailbox: Mailbox, seal: Seal,
        in db: any Connection
    ) throws {
        let domain = mailbox.address.split(separator: "@").last.map(String.init) ?? "localhost"
        let name = "\(conversation).\(message)"
        try db.execute(
            """
            UPDATE messages SET message_id = \("ensemble.\(name).\(seal.sign("message \(name)"))@\(domain)")
            WHERE id = \(message)
            """)
    }

    static func lastMessageID(of conversation: Conversation.ID, in db: any Connection) throws
        -> String?
    {
        try db.value(
            """
            SELECT message_id FROM messages
            WHERE conversation = \(conversation) AND kind = 'message' AND message_id IS NOT NULL
            ORDER BY id DESC LIMIT 1
            """)
    }
}
