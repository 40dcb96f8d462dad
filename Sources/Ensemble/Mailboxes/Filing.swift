import Database
import Localization
import Mail

/// Decides where a message belongs, inside the transaction that files it.
struct Filing {
    let db: any Connection
    let mailbox: Mailbox
    /// The folded addresses of all our mailboxes.
    let ours: Set<String>
    let now: Moment
    let seal: Seal

    func file(_ incoming: IncomingMail) throws -> Incoming.Receipt {
        guard let raw = try keepRaw(incoming) else {
            return .duplicate(try knownConversation(incoming.fingerprint))
        }
        switch incoming.content {
        case .unreadable(let why): return try fileUnreadable(incoming, raw: raw, because: why)
        case .mail(let mail, let readable):
            if let known = try ownMessage(mail) {
                try tie(raw, to: known)
                return .duplicate(known)
            }
            if case .bounce(let bounce) = mail.classification,
                let known = try noteSurveyBounce(bounce, of: mail)
            {
                try known.conversation.map { try tie(raw, to: $0) }
                return known
            }
            if case .bounce(let bounce) = mail.classification,
                let filed = try file(bounce, of: mail, readable, raw: raw)
            {
                return filed
            }
            return try file(mail, readable, raw: raw)
        }
    }

    // MARK: Keeping

    /// - Returns: `nil` when it is there already.
    private func keepRaw(_ incoming: IncomingMail) throws -> RawMessage.ID? {
        let id = try RawMessage.ID(rawValue: db.newID())
        let added = try db.execute(
            """
            INSERT INTO raw_messages (id, mailbox, fingerprint, size, bytes, received_at)
            VALUES (\(id), \(mailbox.id), \(incoming.fingerprint), \(incoming.size), \(incoming.compressed), \(now))
            ON CONFLICT (mailbox, fingerprint) DO NOTHING
            """)
        guard added == 1 else { return nil }
        try keepFiles(of: incoming, raw: id)
        return id
    }

    /// The files that the raw message was kept without.
    private func keepFiles(of incoming: IncomingMail, raw: RawMessage.ID) throws {
        guard case .mail(_, let readable) = incoming.content else { return }
        for (position, cut) in incoming.cuts.enumerated() {
            let file = readable.files[cut.file]
            try Attachments.store(file, in: db)
            try db.execute(
                """
                INSERT INTO raw_message_files (raw, position, place, sha256, width, crlf)
                VALUES (\(raw), \(position), \(cut.place), \(file.sha256), \(cut.width), \(cut.isCRLF))
                """)
        }
    }

    /// Says what a raw message belongs to that makes no message of its own.
    private func tie(_ raw: RawMessage.ID, to conversation: Conversation.ID) throws {
        try db.execute("UPDATE raw_messages SET conversation = \(conversation) WHERE id = \(raw)")
    }

    private func knownConversation(_ fingerprint: String) throws -> Conversation.ID? {
        try db.value(
            """
            SELECT COALESCE(messages.conversation, raw_messages.conversation)
            FROM raw_messages LEFT JOIN messages ON messages.raw = raw_messages.id
            WHERE raw_messages.mailbox = \(mailbox.id) AND raw_messages.fingerprint = \(fingerprint)
            """)
    }

    /// The conversation of a message that we sent ourselves and that came back to us by CC or a list.
    private func ownMessage(_ mail: ParsedMail) throws -> Conversation.ID? {
        guard let id = mail.messageID, id.hasPrefix("ensemble.") else { return nil }
        return try db.value(
            "SELECT conversation FROM messages WHERE message_id = \(id) AND author_kind = 'agent' LIMIT 1")
    }

    private func fileUnreadable(
        _ incoming: IncomingMail, raw: RawMessage.ID, because why: String
    ) throws -> Incoming.Receipt {
        let from = MailAddress(name: nil, address: Self.unknownSender)
        let customer = try Customers.meet(address: from.address, name: nil, at: now, in: db)
        let id = try Conversations.open(
            Conversations.Opening(
                mailbox: mailbox.id, customer: customer, channel: .mail,
                subject: "A message that could not be read",
                team: mailbox.team),
            by: .system, at: now, in: db)
        var message = NewMessage(
            author: .customer(customer), from: from,
            recipients: JSONText(Message.Recipients(to: [mailbox.sender])),
            subject: "A message that could not be read",
            text: "This message could not be read: \(why) The raw message is kept.")
        message.classification = .unreadable
        message.classificationWhy = why
        message.raw = raw
        let filed = try Conversations.append(message, to: id, at: now, in: db)
        try Events.record(
            .messageReceived, by: .system, conversation: id, message: filed, customer: customer, at: now,
            in: db)
        return .opened(id)
    }

    static let unknownSender = "unknown-sender@invalid"

    // MARK: Filing

    private func file(_ mail: ParsedMail, _ readable: IncomingMail.Readable, raw: RawMessage.ID) throws
        -> Incoming.Receipt
    {
        let from = sender(of: mail)
        let thread = try thread(of: mail, from: from)
        let customer = try Customers.meet(address: from.address, name: from.name, at: now, in: db)
        let suspension = try suspension(of: mail, from: from, inThread: thread != nil)
        let message = newMessage(mail, readable, from: from, customer: customer, raw: raw)
        let id: Conversation.ID
        if let thread {
            id = thread.id
        } else {
            id = try Conversations.open(
                Conversations.Opening(
                    mailbox: mailbox.id, customer: customer, channel: .mail, subject: readable.subject,
                    team: mailbox.team,
                    suspension: suspension, first: Conversations.Summary(message)),
                by: .customer(customer), at: now, in: db)
        }
        try addParticipants(mail, from: from, customer: customer, to: id, announce: thread != nil)
        let filed = try Conversations.append(
            message, to: id, isSummarised: thread == nil, at: now, in: db)
        try Events.record(
            .messageReceived, by: .customer(customer), conversation: id, message: filed, customer: customer,
            at: now, in: db)
        guard let thread else { return .opened(id) }
        if !mail.classification.isAutomatic, suspension == nil {
            let kind: Event.Kind? = thread.isResolved ? .reopened : nil
            try Conversations.reopen(thread, by: .customer(customer), as: kind, at: now, in: db)
        }
        return .added(id)
    }

    private func newMessage(
        _ mail: ParsedMail, _ readable: IncomingMail.Readable, from: MailAddress, customer: Customer.ID,
        raw: RawMessage.ID
    ) -> NewMessage {
        var message = NewMessage(
            author: .customer(customer), from: from,
            recipients: readable.recipients, subject: readable.subject,
            text: readable.visible, snippet: readable.snippet, wholeText: readable.whole, html: readable.html,
            messageID: mail.messageID,
            inReplyTo: mail.inReplyTo.first, details: readable.details, raw: raw, files: readable.files)
        (message.classification, message.classificationWhy) = mail.classification.stored
        return message
    }

    private func sender(of mail: ParsedMail) -> MailAddress {
        let candidates = mail.from + [mail.sender].compactMap { $0 } + mail.replyTo
        let from =
            candidates.first { !$0.address.isEmpty } ?? MailAddress(name: nil, address: Self.unknownSender)
        return MailAddress(name: from.name?.oneLine.nonEmpty, address: String(from.address.prefix(320)))
    }

    private func addParticipants(
        _ mail: ParsedMail, from: MailAddress, customer: Customer.ID, to id: Conversation.ID, announce: Bool
    ) throws {
        try Conversations.addParticipant(
            from, customer: customer, to: id, announce: announce, at: now, in: db)
        for address in (mail.to + mail.cc).prefix(100)
        where !Conversations.isOurs(address.address, among: ours) {
            try Conversations.addParticipant(address, customer: nil, to: id, at: now, in: db)
        }
    }
}

extension MessageDetails {
    init(_ mail: ParsedMail, remoteImages: Bool) {
        self.init()
        date = mail.date
        if remoteImages { self.remoteImages = true }
        if !mail.defects.isEmpty { defects = Array(mail.defects.prefix(20)) }
        if !mail.calendar.isEmpty { invitations = mail.calendar.prefix(10).map(Invitation.init) }
        if case .bounce(let bounce) = mail.classification { self.bounce = BounceDetails(bounce) }
    }
}

extension MessageDetails.Invitation {
    init(_ invite: CalendarInvite) {
        self.init(
            method: invite.method, summary: invite.summary, start: invite.start, end: invite.end,
            location: invite.location, organizer: invite.organizer?.address)
    }
}

extension MessageDetails.BounceDetails {
    init(_ bounce: Bounce) {
        self.init(
            recipients: bounce.recipients, status: bounce.status, reason: bounce.reason.rawValue,
            isHard: bounce.isHard)
    }
}

extension Classification {
    /// As the database keeps it, with the reason.
    var stored: (Message.Classification, String?) {
        switch self {
        case .person: (.person, nil)
        case .autoReply(let kind): (.autoReply, kind.rawValue)
        case .bounce(let bounce): (.bounce, bounce.explanation)
        case .list(let id): (.list, id)
        case .notification(let reason): (.notification, reason)
        case .loop: (.own, nil)
        }
    }
}
