import Database
import Localization
import Mail

extension Conversations {
    /// One message with its files, for staff.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func message(_ id: Message.ID, by actor: Actor) async throws -> Message {
        try actor.requireStaff()
        return try await database.read { db in
            guard let row = try db.row("SELECT \(Message.columns) FROM messages WHERE id = \(id)") else {
                throw Fault.notFound("There is no such message.")
            }
            var message = try Message(row: row)
            message.attachments = try Attachments.of([id], in: db)[id] ?? []
            return message
        }
    }

    /// A message as it came, byte for byte.
    /// - Throws: `Fault.notFound`, also for one that did not come by mail.
    public func raw(_ id: Message.ID, by actor: Actor) async throws -> [UInt8] {
        try actor.requireStaff()
        let compressed: [UInt8]? = try await database.read { db in
            try db.value(
                """
                SELECT raw_messages.bytes FROM messages JOIN raw_messages ON raw_messages.id = messages.raw
                WHERE messages.id = \(id)
                """)
        }
        guard let compressed else { throw Fault.notFound("There is no such message.") }
        return try RawMail.expand(compressed, limit: Incoming.sizeLimit)
    }
}
