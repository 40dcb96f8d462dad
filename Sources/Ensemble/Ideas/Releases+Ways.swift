import Database
import Localization
import Mail

/// How somebody is told: in the thread in which they wrote of it, by a mail of its own, or not at all.
extension Releases {
    enum Way {
        case leave(String)
        case thread(Conversation, String, Agent.ID)
        case mail(Letter)
    }

    func plan(_ telling: ReleaseTelling, at now: Moment, in db: any Connection) throws -> Way {
        guard try Surveys.allows(telling.customer, .releases, in: db) else {
            return .leave("Wants no such mail")
        }
        let release = try Self.find(telling.release, in: db)
        let idea = try Ideas.find(telling.idea, in: db)
        let r = try Customers.reader(for: telling.customer, at: now, in: db)
        let words = ReleaseWords(release: release, idea: idea, why: telling.why, baseURL: baseURL, r: r)
        if let message = telling.message,
            let (conversation, agent) = try thread(of: message, telling, in: db)
        {
            return .thread(conversation, words.inThread, agent)
        }
        let customer = try Customers.find(telling.customer, in: db)
        guard let address = customer.addresses.first(where: { $0.bouncedAt == nil })?.address else {
            return .leave("No mail address")
        }
        guard let mailbox = try Mailboxes.all(in: db).first else {
            throw JobFailure.never("There is no mailbox that it could be sent from.")
        }
        let letter = ReleaseLetter(
            words: words, to: MailAddress(name: customer.name.nonEmpty, address: address), mailbox: mailbox,
            business: try Settings.business(in: db).name,
            refusal: baseURL + Self.refusalPath(of: telling.customer, seal))
        return .mail(try letter.letter(messageID: Self.messageID(telling, at: mailbox)))
    }

    /// The conversation in which they wrote of it, if it is still theirs and we can answer in it.
    private func thread(of message: Message.ID, _ telling: ReleaseTelling, in db: any Connection) throws -> (
        Conversation, Agent.ID
    )? {
        let id: Conversation.ID? = try db.value("SELECT conversation FROM messages WHERE id = \(message)")
        let agent: Agent.ID? = try db.value("SELECT published_by FROM releases WHERE id = \(telling.release)")
        guard let id, let agent else { return nil }
        let conversation = try Conversations.living(id, in: db)
        guard conversation.customer == telling.customer, conversation.suspension == nil,
            try Mailboxes.find(conversation.mailbox, in: db).closedAt == nil
        else { return nil }
        return (conversation, agent)
    }

    func tell(
        _ telling: ReleaseTelling, in conversation: Conversation, text: String, by agent: Agent.ID,
        at now: Moment,
        db: any Connection
    ) throws {
        // Who else runs has told them: the message would be a second one.
        guard try Self.claim(telling, at: now, in: db) else { return }
        let message = try Conversations.tell(
            text, in: conversation, by: agent, seal: seal, at: now, in: db)
        try Self.mark(telling, .told, from: .sending, at: now, in: db)
        try db.execute(
            """
            UPDATE release_tellings SET message = \(message)
            WHERE release = \(telling.release) AND customer = \(telling.customer)
            """)
        try Self.record(
            .ideaTold, telling.release, ["thread": "yes"], by: .system, conversation: conversation.id,
            at: now,
            in: db)
    }

    /// The same for one person, however often it is tried.
    private static func messageID(_ telling: ReleaseTelling, at mailbox: Mailbox) -> String {
        let domain = mailbox.address.split(separator: "@").last.map(String.init) ?? "localhost"
        return "ensemble.release.\(telling.release).\(telling.customer)@\(domain)"
    }
}
