import Database

@testable import Ensemble

/// Who is there in most tests: two who answer, two who ask, one mailbox, and
/// a conversation that Dana has begun.
struct Cast {
    let ines: Agent
    let tom: Agent
    let mailbox: Mailbox
    let dana: Customer.ID
    let sam: Customer.ID
    /// Dana's, not answered yet; her message has a file.
    let conversation: Conversation.ID
    let message: Message.ID

    static let danaAddress = "dana@example.test"
    static let samAddress = "sam@example.test"

    /// Ines, the administrator.
    var administrator: Actor { .agent(ines.id, .administrator) }
    /// Tom, an agent.
    var agent: Actor { .agent(tom.id, .agent) }
}

extension Desk {
    /// Puts the cast onto an empty desk. Both agents have taken up their
    /// invitation, with passwords that nobody knows: tests start sessions instead.
    func cast() async throws -> Cast {
        let ines = try await agents.add(
            name: "Ines Duarte", email: "ines@clinic.test", role: .administrator, by: .system)
        let tom = try await agents.add(name: "Tom Abara", email: "tom@clinic.test", role: .agent, by: .system)
        let mailbox = try await mailboxes.add(
            Mailboxes.Form(name: "Clinic", address: "care@clinic.test"), by: .system)
        let conversation = try await conversations.openFromForm(
            Conversations.WebRequest(
                name: "Dana Whitfield", address: Cast.danaAddress,
                subject: "Will the second scan cost extra?",
                text: "My knee is much better. Is a second scan covered?",
                files: [NewFile(name: "scan.txt", contentType: "text/plain", bytes: Array("bones".utf8))]),
            channel: .form)
        let (dana, sam, message) = try await database.write { [clock] db in
            let now = clock()
            try db.execute("UPDATE agents SET password_hash = 'nobody knows'")
            return (
                try Customers.meet(address: Cast.danaAddress, name: nil, at: now, in: db),
                try Customers.meet(address: Cast.samAddress, name: "Sam Okoro", at: now, in: db),
                try db.value("SELECT id FROM messages WHERE conversation = \(conversation)") as Message.ID?
            )
        }
        guard let message else { throw Fault.notFound("The cast has no message.") }
        return Cast(
            ines: ines, tom: tom, mailbox: mailbox, dana: dana, sam: sam, conversation: conversation,
            message: message)
    }
}
