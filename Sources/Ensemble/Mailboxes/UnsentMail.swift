import Database
import Localization
import Mail

/// What would have been sent, while no mail server is configured.
public struct UnsentMail: Sendable {
    let database: any Database

    /// One letter in the drawer.
    public struct Line: Identifiable, Equatable, Sendable {
        public let id: Identifier<UnsentMail>
        public let recipients: String
        public let subject: String
        public let createdAt: Moment
    }

    /// The latest letters, newest first; the drawer holds 500.
    public func all(limit: Int = 100) async throws -> [Line] {
        try await database.read { db in
            try db.rows(
                "SELECT id, recipients, subject, created_at FROM unsent_mail ORDER BY id DESC LIMIT \(limit)"
            ).map { row in
                Line(
                    id: try row("id"), recipients: try row("recipients"), subject: try row("subject"),
                    createdAt: try row("created_at"))
            }
        }
    }

    /// A letter, byte for byte.
    /// - Throws: `Fault.notFound`.
    public func raw(_ id: Identifier<UnsentMail>) async throws -> [UInt8] {
        let compressed: [UInt8]? = try await database.read { db in
            try db.value("SELECT bytes FROM unsent_mail WHERE id = \(id)")
        }
        guard let compressed else { throw Fault.notFound("There is no such message.") }
        return try RawMail.expand(compressed, limit: Incoming.sizeLimit)
    }
}
