import Database
import Localization

/// Files of messages, each content stored once.
public struct Attachments: Sendable {
    let database: any Database
    let clock: Clock

    /// A file with its content.
    public struct File: Sendable {
        public let attachment: Attachment
        public let bytes: [UInt8]
    }

    static func add(
        _ file: NewFile, to message: Message.ID, at position: Int, now: Moment, in db: any Connection
    ) throws {
        try store(file, in: db)
        try db.execute(
            """
            INSERT INTO attachments (id, message, position, name, content_type, size, sha256, content_id, inline, created_at)
            VALUES (\(db.newID()), \(message), \(position), \(file.name), \(file.contentType), \(file.bytes.count),
                \(file.sha256), \(file.contentID), \(file.isInline), \(now))
            """)
    }

    static func store(_ file: NewFile, in db: any Connection) throws {
        guard try db.row("SELECT 1 AS there FROM blobs WHERE sha256 = \(file.sha256)") == nil else { return }
        try db.execute(
            """
            INSERT INTO blobs (sha256, size, bytes) VALUES (\(file.sha256), \(file.bytes.count), \(file.bytes))
            ON CONFLICT (sha256) DO NOTHING
            """)
    }

    /// The files of several messages, in their order.
    static func of(_ messages: [Message.ID], in db: any Connection) throws -> [Message.ID: [Attachment]] {
        guard !messages.isEmpty else { return [:] }
        var files: [Message.ID: [Attachment]] = [:]
        for row in try db.rows(
            """
            SELECT \(Attachment.columns) FROM attachments WHERE message IN \(list: messages)
            ORDER BY message, position
            """)
        {
            let attachment = try Attachment(row: row)
            if let message = attachment.message { files[message, default: []].append(attachment) }
        }
        return files
    }

    /// One file of a message, by its place.
    /// - Throws: `Fault.notFound`.
    static func file(_ position: Int, of message: Message.ID, in db: any Connection) throws -> File {
        guard
            let row = try db.row(
                """
                SELECT \(Attachment.columns) FROM attachments WHERE message = \(message) AND position = \(position)
                """)
        else { throw Fault.notFound("There is no such file.") }
        let attachment = try Attachment(row: row)
        let bytes: [UInt8]? = try db.value("SELECT bytes FROM blobs WHERE sha256 = \(attachment.sha256)")
        return File(attachment: attachment, bytes: bytes ?? [])
    }

    /// One file of a message, for staff.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func file(_ position: Int, of message: Message.ID, by actor: Actor) async throws -> File {
        try actor.requireStaff()
        return try await database.read { db in try Self.file(position, of: message, in: db) }
    }
}
