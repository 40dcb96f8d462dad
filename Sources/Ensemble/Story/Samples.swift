import Localization
import Mail

/// People and conversations for the page gallery and the tests of pages.
enum Samples {
    static let now = Moment(milliseconds: 1_773_306_000_000)

    static let mira = Agent(
        id: 1, name: "Mira Novak", email: "mira@linden.test", role: .administrator, language: nil, timeZone: nil,
        keysOff: false, hasPassword: true, createdAt: now - .days(400), disabledAt: nil)
    static let tom = Agent(
        id: 2, name: "Tom Abara", email: "tom@linden.test", role: .agent, language: "de", timeZone: nil, keysOff: true,
        hasPassword: false, createdAt: now - .days(300), disabledAt: nil)
    static let frontDesk = Team(id: 3, name: "Front desk")
    static let mailbox = Mailbox(
        id: 4, name: "Linden Clinic", address: "care@linden.test", signature: "**Linden Clinic** · 12 Linden Street",
        team: 3, plusAddressing: false, imap: nil, smtp: nil, createdAt: now - .days(400), closedAt: nil)
    static let dana = Customer(
        id: 5, name: "Dana Whitfield", organisation: nil, language: "en", timeZone: nil, phone: "+1 555 0142",
        remarks: "Prefers mail.", createdAt: now - .days(700),
        addresses: [ContactPoint(address: "dana@example.test", bouncedAt: nil, bouncedWhy: nil)])

    static let conversation = Conversation(
        id: 1042, mailbox: 4, customer: 5, channel: .mail, subject: "Will the second scan cost extra?", state: .open,
        waitingSince: now - .hours(3), assignee: 1, team: 3, priority: .high, suspension: nil,
        createdAt: now - .days(2), lastMessageAt: now - .hours(3), lastMessageBy: "Dana Whitfield",
        snippet: "My knee is much better, thank you. The doctor mentioned a second scan.", messages: 2)

    static var suspended: Conversation {
        var conversation = conversation
        conversation.suspension = Conversation.Suspension(at: now - .hours(1), why: "Taken for spam")
        conversation.assignee = nil
        return conversation
    }

    static let listing = Conversations.Listing(
        lines: [
            Conversations.Line(
                conversation: conversation, customerName: "Dana Whitfield", assigneeName: "Mira Novak",
                tags: ["billing", "scan"], isUnread: true, place: Keyset(moment: now, id: 1042)),
            Conversations.Line(
                conversation: suspended, customerName: "unknown@example.test", assigneeName: nil, tags: [],
                isUnread: false, place: Keyset(moment: now, id: 1043)),
        ],
        next: Keyset(moment: now, id: 1043))

    static func message(_ id: Message.ID, _ author: Message.Author, kind: Message.Kind = .message, text: String) -> Message {
        let isDana = author == .customer(5)
        return Message(
            id: id, conversation: 1042, kind: kind, author: author, fromName: isDana ? "Dana Whitfield" : "Mira Novak",
            fromAddress: isDana ? "dana@example.test" : "care@linden.test",
            recipients: Message.Recipients(to: [MailAddress(name: nil, address: isDana ? "care@linden.test" : "dana@example.test")]),
            subject: "Will the second scan cost extra?", text: text, wholeText: isDana ? text + "\n\n> quoted" : nil,
            html: isDana ? "<p>hello</p>" : nil, messageID: "x@example.test", inReplyTo: nil, classification: .person,
            classificationWhy: nil, details: MessageDetails(), delivery: isDana ? nil : .sent, deliveryWhy: nil,
            deliveredAt: nil, raw: isDana ? 9 : nil, createdAt: now - .hours(3) + .minutes(id.rawValue),
            attachments: isDana
                ? [Attachment(id: 8, message: id, name: "scan.png", contentType: "image/png", size: 48_213, sha256: "", contentID: nil, isInline: false)]
                : [])
    }

    static let messages = [
        message(11, .customer(5), text: "My knee is much better, thank you. The doctor mentioned a second scan. Is that covered?"),
        message(12, .agent(1), text: "Good question. It would be **$180**, likely between $150 and $240."),
        message(13, .agent(1), kind: .note, text: "She was surprised by a lab line in October."),
    ]

    static func scene(of conversation: Conversation = conversation, words: String? = nil) -> Conversations.Scene {
        var messages = messages
        if let words { messages.append(message(14, .customer(5), text: words)) }
        return Conversations.Scene(
            conversation: conversation, mailbox: mailbox, customer: dana, assignee: conversation.assignee.map { _ in mira },
            team: frontDesk, tags: ["billing", "scan"], messages: messages, earlierMessages: 3,
            events: [
                Event(
                    id: 90, tx: 1, at: now - .hours(2), kind: .assigned, actorKind: "agent", actor: 1, conversation: 1042,
                    message: nil, customer: nil, data: ["name": "Mira Novak", "self": "yes"])
            ],
            participants: [Conversations.Participant(address: "sam@example.test", name: "Sam Whitfield", customer: nil)],
            others: [suspended], draft: nil,
            suggested: Message.Recipients(
                to: [MailAddress(name: "Dana Whitfield", address: "dana@example.test")],
                cc: [MailAddress(name: nil, address: "sam@example.test")]),
            agentNames: [1: "Mira Novak"], isUnread: false)
    }

    static var conversationPages: [ConversationPage] {
        [conversation, suspended].map { conversation in
            ConversationPage(
                scene: scene(of: conversation), agents: [mira, tom], teams: [frontDesk], viewer: 1,
                present: [Live.Presence(conversation: 1042, agent: 2, name: "Tom Abara", what: "typing", at: 0)],
                problem: nil, frame: .sampleDesk)
        }
    }
}
