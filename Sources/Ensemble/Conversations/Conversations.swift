import Database
import Localization

/// The exchanges with customers: find, list, open, answer, move on.
public struct Conversations: Sendable {
    let database: any Database
    let clock: Clock
    let seal: Seal

    /// - Throws: `Fault.notFound`.
    public func find(_ id: Conversation.ID) async throws -> Conversation {
        try await database.read { db in try Self.find(id, in: db) }
    }

    static func find(_ id: Conversation.ID, in db: any Connection) throws -> Conversation {
        guard let row = try db.row("SELECT \(Conversation.columns) FROM conversations WHERE id = \(id)")
        else {
            throw Fault.notFound("There is no such conversation.")
        }
        return try Conversation(row: row)
    }

    /// The conversation itself, or the one it was merged into.
    static func living(_ id: Conversation.ID, in db: any Connection) throws -> Conversation {
        var conversation = try find(id, in: db)
        var hops = 0
        while case .merged(let target) = conversation.state, hops < 20 {
            conversation = try find(target, in: db)
            hops += 1
        }
        return conversation
    }
}
