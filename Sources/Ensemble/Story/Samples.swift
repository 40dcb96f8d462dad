import Localization
import Mail

/// People and conversations for the page gallery and the tests of pages.
enum Samples {
    static let now = Moment(milliseconds: 1_773_306_000_000)

    /// What becomes of people's words in the samples. They stay as they are,
    /// but the tests of pages put hostile texts in their place.
    @TaskLocal static var voice: @Sendable (String) -> String = { $0 }

    /// Words of a person, in a sample.
    static func said(_ words: String) -> String { voice(words) }

    static var mira: Agent {
        Agent(
            id: 1, name: said("Mira Sandoval"), email: said("mira@larkspur.example"), role: .administrator,
            language: nil, timeZone: nil,
            keysOff: false, hasPassword: true, createdAt: now - .days(400), disabledAt: nil)
    }
    static var tom: Agent {
        Agent(
            id: 2, name: said("Tom Okafor"), email: said("tom@larkspur.example"), role: .agent,
            language: "de",
            timeZone: nil, keysOff: true,
            hasPassword: false, createdAt: now - .days(300), disabledAt: nil)
    }
    static var frontDesk: Team {
        Team(id: 3, name: said("Front desk"))
    }
    static var mailbox: Mailbox {
        Mailbox(
            id: 4, name: said("Larkspur Clinic"), address: said("hello@larkspur.example"),
            signature: said("**Larkspur Clinic** · 14 Quay Street"),
            team: 3, plusAddressing: false, imap: nil, smtp: nil, createdAt: now - .days(400), closedAt: nil)
    }
    static var dana: Customer {
        Customer(
            id: 5, name: said("Dana Whitfield"), organisation: nil, language: "en", timeZone: nil,
            phone: said("+1 555 0142"),
            remarks: said("Prefers mail."), createdAt: now - .days(700),
            addresses: [
                ContactPoint(address: said("dana.whitfield@mail.example"), bouncedAt: nil, bouncedWhy: nil)
            ])
    }

    static var conversation: Conversation {
        Conversation(
            id: 1042, mailbox: 4, customer: 5, channel: .mail,
            subject: said("Will the second scan cost extra?"), state: .open,
            waitingSince: now - .hours(3), assignee: 1, team: 3, priority: .high, suspension: nil,
            createdAt: now - .days(2), lastMessageAt: now - .hours(3), lastMessageBy: said("Dana Whitfield"),
            snippet: said("My knee is much better, thank you. The doctor mentioned a second scan."),
            messages: 2)
    }

    /// Answered: it is the customer's move.
    static var answered: Conversation {
        var conversation = conversation
        conversation.state = .waiting(.customer)
        return conversation
    }

    static var suspended: Conversation {
        var conversation = conversation
        conversation.suspension = Conversation.Suspension(at: now - .hours(1), why: said("Taken for spam"))
        conversation.assignee = nil
        return conversation
    }

    static var listing: Conversations.Listing {
        Conversations.Listing(
            lines: [
                Conversations.Line(
                    conversation: conversation, customerName: said("Dana Whitfield"),
                    assigneeName: said("Mira Sandoval"),
                    tags: [said("billing"), said("scan")], isUnread: true,
                    place: Keyset(moment: now, id: 1042)),
                Conversations.Line(
                    conversation: answered, customerName: said("Dana Whitfield"), assigneeName: nil,
                    tags: [], isUnread: false, place: Keyset(moment: now, id: 1042),
                    waits: OwnershipInterval(
                        .customer, because: .step, about: said("Approve the second scan"), from: now),
                    brokenPromise: said("We will call by Friday"), untoldSince: Day(now, in: .utc) - 2),
                Conversations.Line(
                    conversation: suspended, customerName: said("unknown@example.test"), assigneeName: nil,
                    tags: [],
                    isUnread: false, place: Keyset(moment: now, id: 1043)),
            ],
            next: InboxPlace(Keyset(moment: now, id: 1043)))
    }

    static func message(
        _ id: Message.ID, _ author: Message.Author, kind: Message.Kind = .message, text: String
    ) -> Message {
        let isDana = author == .customer(5)
        return Message(
            id: id, conversation: 1042, kind: kind, author: author,
            fromName: isDana ? said("Dana Whitfield") : said("Mira Sandoval"),
            fromAddress: isDana ? said("dana.whitfield@mail.example") : said("hello@larkspur.example"),
            recipients: Message.Recipients(to: [
                MailAddress(
                    name: nil,
                    address: isDana ? said("hello@larkspur.example") : said("dana.whitfield@mail.example"))
            ]),
            subject: said("Will the second scan cost extra?"), text: said(text),
            wholeText: isDana ? said(text) + "\n\n> quoted" : nil,
            html: isDana ? "<p>hello</p>" : nil, messageID: "x@example.test", inReplyTo: nil,
            classification: .person,
            classificationWhy: nil, details: MessageDetails(), delivery: isDana ? nil : .sent,
            deliveryWhy: nil,
            deliveredAt: nil, raw: isDana ? 9 : nil, createdAt: now - .hours(3) + .minutes(id.rawValue),
            attachments: isDana
                ? [
                    Attachment(
                        id: 8, message: id, name: said("scan.png"), contentType: "image/png", size: 48_213,
                        sha256: "", contentID: nil, isInline: false)
                ]
                : [])
    }

    static var messages: [Message] {
        [
            message(
                11, .customer(5),
                text:
                    "My knee is much better, thank you. The doctor mentioned a second scan. Is that covered?"),
            message(
                12, .agent(1), text: "Good question. It would be **$180**, likely between $150 and $240."),
            message(13, .agent(1), kind: .note, text: "She was surprised by a lab line in October."),
        ]
    }

    static func scene(of conversation: Conversation = conversation, words: String? = nil)
        -> Conversations.Scene
    {
        var messages = messages
        if let words { messages.append(message(14, .customer(5), text: words)) }
        return Conversations.Scene(
            conversation: conversation, mailbox: mailbox, customer: dana,
            assignee: conversation.assignee.map { _ in mira },
            team: frontDesk, tags: [said("billing"), said("scan")], messages: messages, earlierMessages: 3,
            events: [
                Event(
                    id: 90, tx: 1, at: now - .hours(2), kind: .assigned, actorKind: "agent", actor: 1,
                    conversation: 1042,
                    message: nil, customer: nil, data: ["name": said("Mira Sandoval"), "self": "yes"])
            ],
            participants: [
                Conversations.Participant(
                    address: said("sam@example.test"), name: said("Sam Whitfield"), customer: nil)
            ],
            others: [suspended], draft: nil,
            suggested: Message.Recipients(
                to: [MailAddress(name: said("Dana Whitfield"), address: said("dana.whitfield@mail.example"))],
                cc: [MailAddress(name: nil, address: said("sam@example.test"))]),
            agentNames: [1: said("Mira Sandoval")], costs: costs, isUnread: false, waits: waits,
            plans: [PlanSamples.plan],
            promises: Promise.State.allCases.enumerated().map { place, state in
                Promise(
                    id: Promise.ID(rawValue: Int64(place + 40)), conversation: 1042,
                    words: said("We will call with the result"),
                    dueAt: now + .days(2), agent: 1, state: state, createdAt: now - .days(1),
                    endedAt: state.isDue ? nil : now, why: state == .released ? said("She called us") : nil)
            })
    }

    /// Twelve hours us, two days Dana, one day the laboratory: as in MEASURES, section 10.
    static var waits: WhoWaits {
        let began = now - .hours(84)
        var ownership = Ownership(.us, because: .wrote, from: began)
        ownership.hand(to: .customer, because: .asked, at: began + .hours(5))
        ownership.hand(to: .us, because: .wrote, at: began + .hours(53))
        ownership.hand(to: .partner, because: .step, about: said("Read the scan"), at: began + .hours(57))
        ownership.hand(to: .us, because: .step, about: said("Call with the result"), at: began + .hours(81))
        return WhoWaits(ownership)
    }

    static var conversationPages: [ConversationPage] {
        [conversation, answered, suspended].map { conversation in
            ConversationPage(
                scene: scene(of: conversation), agents: [mira, tom], teams: [frontDesk], viewer: 1,
                present: [
                    Live.Presence(
                        conversation: 1042, agent: 2, name: said("Tom Okafor"), what: "typing", at: 0)
                ],
                problem: nil, frame: .sampleDesk)
        }
    }
}
