import Database
import Localization
import Mail

extension Conversations {
    /// Says something in a conversation without moving it: whose move it is, and whether it is resolved, stays.
    static func tell(
        _ text: String, in conversation: Conversation, by agent: Agent.ID, seal: Seal, at now: Moment,
        in db: any Connection
    ) throws -> Message.ID {
        let mailbox = try Mailboxes.findOpen(conversation.mailbox, in: db)
        let recipients = try toCustomer(conversation.customer, in: db)
        try check(recipients)
        var message = NewMessage(
            author: .agent(agent),
            from: MailAddress(name: try Agents.find(agent, in: db).name, address: mailbox.address),
            recipients: JSONText(recipients), subject: replySubject(conversation), text: text,
            delivery: .queued)
        message.inReplyTo = try lastMessageID(of: conversation.id, in: db)
        let sent = try append(message, to: conversation.id, at: now, in: db)
        try giveMessageID(to: sent, of: conversation.id, at: mailbox, seal: seal, in: db)
        try Jobs.add(.sendMessage, key: Outbox.key(sent), payload: sent, runAt: now, at: now, in: db)
        return sent
    }
}
