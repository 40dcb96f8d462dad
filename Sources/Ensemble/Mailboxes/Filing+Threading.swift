import Database
import Mail

/// To which conversation a message belongs: by what it answers, then by a
/// signed reply address, then by the number in its subject if the sender is
/// in that conversation. Never by the words of the subject alone.
extension Filing {
    func thread(of mail: ParsedMail, from: MailAddress) throws -> Conversation? {
        let found = try byReferences(mail) ?? bySignedAddress(mail) ?? bySubject(mail, from: from)
        return try found.map { try Conversations.living($0, in: db) }
    }

    private func byReferences(_ mail: ParsedMail) throws -> Conversation.ID? {
        var seen: Set<String> = []
        // The nearest ancestor first; a hundred is more than any honest thread needs.
        let names = (mail.inReplyTo + mail.references.reversed()).filter { seen.insert($0).inserted }.prefix(
            100)
        for name in names {
            let found = try db.rows(
                """
                SELECT messages.conversation, conversations.mailbox FROM messages
                JOIN conversations ON conversations.id = messages.conversation
                WHERE messages.message_id = \(name) ORDER BY messages.id LIMIT 100
                """
            ).map {
                (
                    conversation: try $0("conversation") as Conversation.ID,
                    mailbox: try $0("mailbox") as Mailbox.ID
                )
            }
            if let nearest = found.first(where: { $0.mailbox == mailbox.id }) ?? found.first {
                return nearest.conversation
            }
        }
        return nil
    }

    private func bySignedAddress(_ mail: ParsedMail) throws -> Conversation.ID? {
        let delivered = mail.header("Delivered-To").map { [MailAddress(name: nil, address: $0)] } ?? []
        for address in mail.to + mail.cc + delivered {
            guard let id = ReplyAddress.conversation(in: address.address, seal: seal) else { continue }
            if try db.row("SELECT id FROM conversations WHERE id = \(id)") != nil { return id }
        }
        return nil
    }

    private func bySubject(_ mail: ParsedMail, from: MailAddress) throws -> Conversation.ID? {
        for number in Self.numbers(in: mail.subject) {
            let isIn = try db.row(
                """
                SELECT conversation FROM participants
                WHERE conversation = \(number) AND address_key = \(from.address.trimmed.folded)
                """)
            if isIn != nil { return number }
        }
        return nil
    }

    /// The numbers written as `[#42]`, last first: a subject grows at its front.
    static func numbers(in subject: String) -> [Conversation.ID] {
        guard subject.utf8.contains(UInt8(ascii: "#")) else { return [] }
        return subject.components(between: "[#", and: "]").compactMap { Conversation.ID($0) }.reversed()
    }
}

extension String {
    /// The texts between two marks, none overlapping.
    fileprivate func components(between open: String, and close: Character) -> [String] {
        var found: [String] = []
        var rest = self[...]
        while let start = rest.firstRange(of: open), found.count < 20 {
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: close) else { break }
            found.append(String(rest[..<end]))
        }
        return found
    }
}

/// A reply address that carries its conversation's number, signed:
/// `help+42.k3j…@clinic.test`.
enum ReplyAddress {
    static func make(for conversation: Conversation.ID, at mailbox: Mailbox, seal: Seal) -> String? {
        guard let at = mailbox.address.lastIndex(of: "@") else { return nil }
        let mark = "\(conversation).\(seal.sign("reply \(conversation)"))"
        return "\(mailbox.address[..<at])+\(mark)\(mailbox.address[at...])"
    }

    static func conversation(in address: String, seal: Seal) -> Conversation.ID? {
        guard address.utf8.contains(UInt8(ascii: "+")), let at = address.lastIndex(of: "@"),
            let plus = address[..<at].lastIndex(of: "+")
        else { return nil }
        let parts = address[address.index(after: plus)..<at].split(separator: ".")
        guard parts.count == 2, let id = Conversation.ID(String(parts[0])),
            seal.isSigned("reply \(id)", by: String(parts[1]))
        else { return nil }
        return id
    }
}
