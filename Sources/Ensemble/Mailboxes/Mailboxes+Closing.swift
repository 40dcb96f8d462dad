import Database
import Localization

extension Mailboxes {
    /// Closes a mailbox: it is read no more and nothing goes out from it. Its
    /// conversations stay. Closing it twice changes nothing.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`.
    public func close(_ id: Mailbox.ID, by actor: Actor) async throws {
        try await set(id, closedAt: clock(), as: .mailboxClosed, by: actor)
    }

    /// Opens a closed mailbox again; it is read on from where it was left.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`.
    public func reopen(_ id: Mailbox.ID, by actor: Actor) async throws {
        try await set(id, closedAt: nil, as: .mailboxReopened, by: actor)
    }

    private func set(_ id: Mailbox.ID, closedAt: Moment?, as kind: Event.Kind, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let mailbox = try Self.find(id, in: db)
            guard (mailbox.closedAt == nil) != (closedAt == nil) else { return }
            try db.execute("UPDATE mailboxes SET closed_at = \(closedAt) WHERE id = \(id)")
            try Events.record(kind, by: actor, data: ["name": mailbox.name], at: now, in: db)
        }
    }

    /// The mailboxes that were closed, oldest first.
    public func closed() async throws -> [Mailbox] {
        try await database.read { db in
            try db.rows("SELECT \(Mailbox.columns) FROM mailboxes WHERE closed_at IS NOT NULL ORDER BY id")
                .map(Mailbox.init(row:))
        }
    }

    /// A mailbox that something is to be sent from.
    /// - Throws: `Fault.conflict` when it is closed.
    static func findOpen(_ id: Mailbox.ID, in db: any Connection) throws -> Mailbox {
        let mailbox = try find(id, in: db)
        guard mailbox.closedAt == nil else {
            throw Fault.conflict("The mailbox \(mailbox.address) is closed: nothing is sent from it.")
        }
        return mailbox
    }
}
