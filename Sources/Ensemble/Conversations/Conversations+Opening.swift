import Database
import Localization
import Mail

extension Conversations {
    /// A conversation on its way in.
    struct Opening: Sendable {
        var mailbox: Mailbox.ID
        var customer: Customer.ID
        var channel: Conversation.Channel
        var subject: String
        var team: Team.ID?
        var suspension: String?
        /// Of the first message, which is appended next.
        var first: Summary?
    }

    /// Writes a new conversation without its first message.
    static func open(_ opening: Opening, by actor: Actor, at now: Moment, in db: any Connection) throws
        -> Conversation.ID
    {
        let id = try Conversation.ID(rawValue: db.next("conversations"))
        let subject = opening.subject.oneLine.shortened(to: 500)
        try db.execute(
            """
            INSERT INTO conversations (id, mailbox, customer, channel, subject, state, waiting_since, team, priority,
                suspended_at, suspended_why, last_message_at, last_message_by, snippet, messages, created_at, changed_at)
            VALUES (\(id), \(opening.mailbox), \(opening.customer), \(opening.channel), \(subject), 'new', \(now),
                \(opening.team), \(Conversation.Priority.normal), \(opening.suspension == nil ? nil : now),
                \(opening.suspension), \(now), \(opening.first?.by ?? ""), \(opening.first?.snippet ?? ""),
                \(opening.first == nil ? 0 : 1), \(now), \(now))
            """)
        try Events.record(
            .conversationOpened, by: actor, conversation: id, customer: opening.customer,
            data: ["channel": opening.channel.rawValue], at: now, in: db)
        try Ownership.begin(
            id, opening.suspension == nil ? .us : .nobody,
            because: opening.suspension == nil ? (opening.channel == .desk ? .began : .wrote) : .heldBack,
            at: now, in: db)
        if let why = opening.suspension {
            try Events.record(.suspended, by: .system, conversation: id, data: ["why": why], at: now, in: db)
        }
        return id
    }

    /// Somebody is in the exchange from now on. Adding them twice changes nothing.
    static func addParticipant(
        _ address: MailAddress, customer: Customer.ID?, to conversation: Conversation.ID,
        announce: Bool = false,
        at now: Moment, in db: any Connection
    ) throws {
        let key = address.address.trimmed.folded
        guard !key.isEmpty else { return }
        let added = try db.execute(
            """
            INSERT INTO participants (conversation, address_key, address, name, customer, added_at)
            VALUES (\(conversation), \(key), \(address.address.trimmed), \((address.name ?? "").oneLine.shortened(to: 200)),
                \(customer), \(now))
            ON CONFLICT (conversation, address_key) DO NOTHING
            """)
        if added == 1, announce {
            try Events.record(
                .participantAdded, by: .system, conversation: conversation, data: ["name": address.address],
                at: now,
                in: db)
        }
    }

    /// Opens a conversation that a customer starts on the web.
    /// - Throws: `Fault.invalid` when subject or text is missing, too long, or the address is none.
    public func openFromForm(_ form: WebRequest, channel: Conversation.Channel) async throws
        -> Conversation.ID
    {
        let address = try EmailAddress.check(form.address)
        let subject = form.subject.oneLine
        guard !subject.isEmpty else { throw Fault.invalid("Please say in a few words what it is about.") }
        try Self.checkText(form.text)
        let now = clock()
        let key = UsedForms.key(form)
        return try await database.write { db in
            if let key, try !UsedForms.take(key, at: now, in: db),
                let known = try UsedForms.conversation(of: key, in: db)
            {
                return known
            }
            let mailbox =
                try form.mailbox.map { try Mailboxes.find($0, in: db) } ?? Mailboxes.all(in: db).first
            guard let mailbox else { throw Fault.conflict("There is no mailbox yet that could take this.") }
            let customer = try Customers.meet(
                address: address, name: form.name, language: form.language, at: now, in: db)
            let opening = Opening(
                mailbox: mailbox.id, customer: customer, channel: channel, subject: subject,
                team: mailbox.team,
                suspension: form.suspension)
            let id = try Self.open(opening, by: .customer(customer), at: now, in: db)
            let from = MailAddress(name: form.name?.oneLine.nonEmpty, address: address)
            try Self.addParticipant(from, customer: customer, to: id, at: now, in: db)
            let message = try Self.append(
                NewMessage(
                    author: .customer(customer), from: from,
                    recipients: JSONText(Message.Recipients(to: [mailbox.sender])), subject: subject,
                    text: form.text,
                    files: form.files),
                to: id, at: now, in: db)
            try Events.record(
                .messageReceived, by: .customer(customer), conversation: id, message: message,
                customer: customer,
                at: now, in: db)
            if let key { try UsedForms.note(id, for: key, in: db) }
            return id
        }
    }

    /// What a customer asks on the web.
    public struct WebRequest: Sendable {
        public var name: String?
        public var address: String
        public var subject: String
        public var text: String
        public var language: String?
        public var mailbox: Mailbox.ID?
        public var files: [NewFile]
        /// Why somebody should look at it before it comes into the inbox.
        public var suspension: String?
        /// By which the same form, sent twice, is known.
        public var stamp: String?

        public init(
            name: String? = nil, address: String, subject: String, text: String, language: String? = nil,
            mailbox: Mailbox.ID? = nil, files: [NewFile] = []
        ) {
            self.name = name
            self.address = address
            self.subject = subject
            self.text = text
            self.language = language
            self.mailbox = mailbox
            self.files = files
        }
    }

    static func checkText(_ text: String) throws(Fault) {
        guard text.nonEmpty != nil else { throw .invalid("There is nothing written yet.") }
        guard text.utf8.count <= 1_000_000 else {
            throw .tooLarge("A message has at most a million characters.")
        }
    }
}
