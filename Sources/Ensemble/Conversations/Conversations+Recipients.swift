import Database
import Localization
import Mail

extension Conversations {
    /// To whom an answer goes unless somebody says otherwise: to whoever
    /// wrote last, with everybody they wrote to kept in CC, never to us.
    static func suggestedRecipients(for conversation: Conversation, in db: any Connection) throws
        -> Message.Recipients
    {
        let ours = Set(
            try db.rows("SELECT address_key FROM mailboxes").map { try $0("address_key") as String })
        let last = try db.row(
            """
            SELECT \(Message.columns) FROM messages
            WHERE conversation = \(conversation.id) AND kind = 'message' AND author_kind = 'customer'
                AND classification IN ('person', 'notification', 'list')
            ORDER BY id DESC LIMIT 1
            """
        ).map(Message.init(row:))
        guard let last else { return try toCustomer(conversation.customer, in: db) }
        let to = MailAddress(name: last.fromName.nonEmpty, address: last.fromAddress)
        guard (try? EmailAddress.check(to.address)) != nil else {
            return try toCustomer(conversation.customer, in: db)
        }
        var seen = ours.union([to.address.folded])
        let others = (last.recipients.to + last.recipients.cc).filter { address in
            (try? EmailAddress.check(address.address)) != nil && !isOurs(address.address, among: ours)
                && seen.insert(address.address.folded).inserted
        }
        return Message.Recipients(to: [to], cc: others)
    }

    /// The customer alone, at the address they wrote from last in this conversation: for what is theirs to
    /// answer, whoever else wrote meanwhile.
    static func customerAlone(in conversation: Conversation, in db: any Connection) throws
        -> Message.Recipients
    {
        let row = try db.row(
            """
            SELECT from_name, from_address FROM messages
            WHERE conversation = \(conversation.id) AND kind = 'message' AND author_kind = 'customer'
                AND author = \(conversation.customer) AND classification IN ('person', 'notification', 'list')
            ORDER BY id DESC LIMIT 1
            """)
        guard let row, let address = try? EmailAddress.check(row("from_address")) else {
            return try toCustomer(conversation.customer, in: db)
        }
        let name: String = try row("from_name")
        return Message.Recipients(to: [MailAddress(name: name.nonEmpty, address: address)])
    }

    static func toCustomer(_ id: Customer.ID, in db: any Connection) throws -> Message.Recipients {
        let customer = try Customers.find(id, in: db)
        guard let address = customer.addresses.first?.address else { return Message.Recipients() }
        return Message.Recipients(to: [MailAddress(name: customer.name.nonEmpty, address: address)])
    }

    /// Whether an address is one of our mailboxes, also with a `+` part.
    static func isOurs(_ address: String, among keys: Set<String>) -> Bool {
        let key = address.trimmed.folded
        if keys.contains(key) { return true }
        guard let at = key.lastIndex(of: "@"), let plus = key[..<at].firstIndex(of: "+") else { return false }
        return keys.contains(key[..<plus] + String(key[at...]))
    }

    /// Reads addresses as people type them: `Dana <dana@example.test>, sam@example.test`.
    /// - Throws: `Fault.invalid` for what is no address.
    public static func parseAddresses(_ text: String) throws -> [MailAddress] {
        try text.split(whereSeparator: { ",;\n".contains($0) }).compactMap { part in
            let part = String(part).trimmed
            guard !part.isEmpty else { return nil }
            guard let open = part.lastIndex(of: "<"), part.hasSuffix(">") else {
                return MailAddress(name: nil, address: try EmailAddress.check(part))
            }
            let address = String(part[part.index(after: open)...].dropLast())
            let name = String(part[..<open]).trimmed.trimmingQuotes
            return MailAddress(name: name.nonEmpty, address: try EmailAddress.check(address))
        }
    }
}

extension String {
    fileprivate var trimmingQuotes: String {
        count >= 2 && hasPrefix("\"") && hasSuffix("\"") ? String(dropFirst().dropLast()) : self
    }
}
