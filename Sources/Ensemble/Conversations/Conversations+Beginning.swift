import Database
import Localization
import Mail

extension Conversations {
    /// Begins a conversation with a customer from the desk.
    /// - Parameters:
    ///   - to: one address or several, as typed; the first is the customer's.
    ///   - mailbox: from which it is written; the first one if none is named.
    /// - Throws: `Fault.invalid`, `Fault.conflict` without any mailbox.
    public func begin(
        to: String, subject: String, text: String, from mailbox: Mailbox.ID? = nil, files: [NewFile] = [],
        by actor: Actor
    ) async throws -> Conversation.ID {
        _ = try actor.requireAgent()
        let addresses = try Self.parseAddresses(to)
        guard let first = addresses.first else { throw Fault.invalid("Please say to whom this goes.") }
        let subject = subject.oneLine
        guard !subject.isEmpty else { throw Fault.invalid("Please say in a few words what it is about.") }
        try Self.checkText(text)
        let now = clock()
        let id = try await database.write { db in
            let from = try mailbox.map { try Mailboxes.findOpen($0, in: db) } ?? Mailboxes.all(in: db).first
            guard let from else { throw Fault.conflict("There is no mailbox yet to write from.") }
            let customer = try Customers.meet(address: first.address, name: first.name, at: now, in: db)
            let id = try Self.open(
                Opening(
                    mailbox: from.id, customer: customer, channel: .desk, subject: subject, team: from.team),
                by: actor, at: now, in: db)
            try Self.addParticipant(first, customer: customer, to: id, at: now, in: db)
            return id
        }
        try await reply(
            id, with: Reply(text: text, recipients: Message.Recipients(to: addresses), files: files),
            by: actor)
        return id
    }
}
