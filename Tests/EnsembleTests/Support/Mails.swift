@testable import Ensemble

/// Mail as tests write it: a header and a body, in one text.
struct TestMail {
    var from = "Dana Whitfield <dana@example.test>"
    var to = "care@clinic.test"
    var subject = "My knee"
    var id = "one@example.test"
    var headers: [String] = []
    var body = "It hurts."

    var raw: [UInt8] {
        let head = [
            "From: \(from)", "To: \(to)", "Subject: \(subject)", "Message-ID: <\(id)>",
            "Date: Mon, 16 Mar 2026 08:55:00 +0000", "MIME-Version: 1.0",
        ]
        return Array(((head + headers + [""]).joined(separator: "\r\n") + "\r\n" + body + "\r\n").utf8)
    }

    /// A reply to a message of ours.
    static func reply(to messageID: String, id: String = "two@example.test", body: String = "Thank you.")
        -> TestMail
    {
        TestMail(
            subject: "Re: My knee", id: id,
            headers: ["In-Reply-To: <\(messageID)>", "References: <\(messageID)>"], body: body)
    }
}

extension Desk {
    /// A desk with its first agents and one mailbox.
    func open() async throws -> (mailbox: Mailbox, ines: Actor, tom: Actor) {
        let ines = try await agents.add(
            name: "Ines Duarte", email: "ines@clinic.test", role: .administrator, by: .system)
        let tom = try await agents.add(name: "Tom Abara", email: "tom@clinic.test", role: .agent, by: .system)
        let mailbox = try await mailboxes.add(
            Mailboxes.Form(name: "Clinic", address: "care@clinic.test"), by: .system)
        return (mailbox, .agent(ines.id, .administrator), .agent(tom.id, .agent))
    }

    @discardableResult
    func receive(_ mail: TestMail, at mailbox: Mailbox) async throws -> Incoming.Receipt {
        try await incoming.receive(mail.raw, at: mailbox.id)
    }

    func scene(_ id: Conversation.ID?) async throws -> Conversations.Scene {
        guard let id else { throw Fault.notFound("The test has no conversation.") }
        return try await conversations.scene(id, for: .system)
    }
}
