import Mail

/// A conversation as the command line and the API tell it.
struct ConversationJSON: Encodable {
    struct Person: Encodable {
        let name: String?
        let address: String?
    }

    struct File: Encodable {
        let name: String
        let type: String
        /// In bytes.
        let size: Int
        let sha256: String
        let inline: Bool
    }

    struct MessageJSON: Encodable {
        let id: Int64
        let kind: String
        let author: String
        let from: Person
        let to: [Person]
        let cc: [Person]
        let bcc: [Person]
        /// Milliseconds since 1970 UTC: when it was written, as far as known.
        let date: Int64
        let received: Int64
        let subject: String
        /// As shown: without quote and signature.
        let text: String
        let whole_text: String
        let html: String?
        let message_id: String?
        let classification: String
        let classification_reason: String?
        let bounce: MessageDetails.BounceDetails?
        let delivery: String?
        let delivery_reason: String?
        let attachments: [File]
    }

    let number: Int64
    let subject: String
    let state: String
    let waiting_on: String?
    let waits: WhoWaitsJSON
    let suspended: String?
    let priority: String
    let channel: String
    let mailbox: String
    let assignee: String?
    let team: String?
    let customer: Person
    let participants: [Person]
    let tags: [String]
    let created: Int64
    let messages: [MessageJSON]

    /// - Parameter now: up to when the present move counts.
    init(_ scene: Conversations.Scene, now: Moment) {
        let conversation = scene.conversation
        number = conversation.id.rawValue
        subject = conversation.subject
        state = conversation.state.word
        if case .waiting(let wait) = conversation.state { waiting_on = wait.word } else { waiting_on = nil }
        waits = WhoWaitsJSON(scene.waits, now: now)
        suspended = conversation.suspension?.why
        priority = conversation.priority.word
        channel = conversation.channel.rawValue
        mailbox = scene.mailbox.address
        assignee = scene.assignee?.email
        team = scene.team?.name
        customer = Person(
            name: scene.customer.name.nonEmpty, address: scene.customer.addresses.first?.address)
        participants = scene.participants.map { Person(name: $0.name.nonEmpty, address: $0.address) }
        tags = scene.tags
        created = conversation.createdAt.milliseconds
        messages = scene.messages.map(MessageJSON.init)
    }
}

extension ConversationJSON.MessageJSON {
    init(_ message: Message) {
        func people(_ addresses: [MailAddress]) -> [ConversationJSON.Person] {
            addresses.map { ConversationJSON.Person(name: $0.name, address: $0.address) }
        }
        id = message.id.rawValue
        kind = message.kind.rawValue
        author =
            switch message.author {
            case .customer: "customer"
            case .agent: "agent"
            case .system: "system"
            }
        from = ConversationJSON.Person(name: message.fromName.nonEmpty, address: message.fromAddress)
        to = people(message.recipients.to)
        cc = people(message.recipients.cc)
        bcc = people(message.recipients.bcc)
        date = message.details.date ?? message.createdAt.milliseconds
        received = message.createdAt.milliseconds
        subject = message.subject
        text = message.text
        whole_text = message.wholeText ?? message.text
        html = message.html
        message_id = message.messageID
        classification = message.classification.rawValue
        classification_reason = message.classificationWhy
        bounce = message.details.bounce
        delivery = message.delivery?.rawValue
        delivery_reason = message.deliveryWhy
        attachments = message.attachments.map {
            ConversationJSON.File(
                name: $0.name, type: $0.contentType, size: $0.size, sha256: $0.sha256, inline: $0.isInline)
        }
    }
}

/// A conversation as a row of a list.
struct ConversationLineJSON: Encodable {
    let number: Int64
    let subject: String
    let state: String
    let customer: String
    let assignee: String?
    let tags: [String]
    let waiting_since: Int64
    let last_message: Int64
    let messages: Int

    init(_ line: Conversations.Line) {
        number = line.conversation.id.rawValue
        subject = line.conversation.subject
        state = line.conversation.state.word
        customer = line.customerName
        assignee = line.assigneeName
        tags = line.tags
        waiting_since = line.conversation.waitingSince.milliseconds
        last_message = line.conversation.lastMessageAt.milliseconds
        messages = line.conversation.messages
    }
}
