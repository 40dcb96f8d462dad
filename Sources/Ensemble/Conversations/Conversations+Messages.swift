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
        let kept = try await database.read { db in try RawMessage.kept(of: id, in: db) }
        guard let kept else { throw Fault.notFound("There is no such message.") }
        return try kept.whole()
    }
}

extension RawMessage {
    /// A raw message as it is kept.
    struct Kept: Sendable {
        fileprivate let packed: [UInt8]
        fileprivate let cuts: [LeanMail.Cut]
        fileprivate let files: [[UInt8]]

        /// - Throws: `RawMail.Unpacking` when it is broken.
        func whole() throws -> [UInt8] {
            let rest = try RawMail.expand(packed, limit: Incoming.sizeLimit)
            guard let raw = LeanMail(rest: rest, cuts: cuts).whole({ files[$0.file] }) else {
                throw RawMail.Unpacking.broken
            }
            return raw
        }
    }

    static func kept(of message: Message.ID, in db: any Connection) throws -> Kept? {
        guard
            let row = try db.row(
                """
                SELECT raw_messages.id, raw_messages.bytes
                FROM messages JOIN raw_messages ON raw_messages.id = messages.raw WHERE messages.id = \(message)
                """)
        else { return nil }
        let id: RawMessage.ID = try row("id")
        let cuts = try db.rows(
            """
            SELECT place, width, crlf, blobs.bytes FROM raw_message_files
            JOIN blobs ON blobs.sha256 = raw_message_files.sha256
            WHERE raw_message_files.raw = \(id) ORDER BY raw_message_files.position
            """)
        return Kept(
            packed: try row("bytes"),
            cuts: try cuts.enumerated().map { number, cut in
                LeanMail.Cut(
                    place: try cut("place"), file: number, width: try cut("width"), isCRLF: try cut("crlf"))
            },
            files: try cuts.map { try $0("bytes") })
    }
}
