import Database
import Localization

/// The addresses the business reads and writes from.
public struct Mailboxes: Sendable {
    let database: any Database
    let clock: Clock

    /// What an administrator says of a mailbox.
    public struct Form: Sendable {
        public var name: String
        public var address: String
        public var signature: String
        public var team: Team.ID?
        public var plusAddressing: Bool
        public var imap: IMAPSettings?
        public var smtp: SMTPSettings?

        public init(
            name: String, address: String, signature: String = "", team: Team.ID? = nil,
            plusAddressing: Bool = false, imap: IMAPSettings? = nil, smtp: SMTPSettings? = nil
        ) {
            self.name = name
            self.address = address
            self.signature = signature
            self.team = team
            self.plusAddressing = plusAddressing
            self.imap = imap
            self.smtp = smtp
        }
    }

    /// All mailboxes in use, oldest first.
    public func all() async throws -> [Mailbox] {
        try await database.read { db in try Self.all(in: db) }
    }

    static func all(in db: any Connection) throws -> [Mailbox] {
        try db.rows("SELECT \(Mailbox.columns) FROM mailboxes WHERE closed_at IS NULL ORDER BY id")
            .map(Mailbox.init(row:))
    }

    /// - Throws: `Fault.notFound`.
    public func find(_ id: Mailbox.ID) async throws -> Mailbox {
        try await database.read { db in try Self.find(id, in: db) }
    }

    static func find(_ id: Mailbox.ID, in db: any Connection) throws -> Mailbox {
        guard let row = try db.row("SELECT \(Mailbox.columns) FROM mailboxes WHERE id = \(id)") else {
            throw Fault.notFound("There is no such mailbox.")
        }
        return try Mailbox(row: row)
    }

    /// - Throws: `Fault.notFound` when no mailbox in use has this address.
    public func find(address: String) async throws -> Mailbox {
        let key = address.trimmed.folded
        return try await database.read { db in
            guard
                let row = try db.row(
                    "SELECT \(Mailbox.columns) FROM mailboxes WHERE address_key = \(key) AND closed_at IS NULL"
                )
            else { throw Fault.notFound("There is no mailbox with the address “\(address)”.") }
            return try Mailbox(row: row)
        }
    }

    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.conflict` when the address is taken.
    @discardableResult
    public func add(_ form: Form, by actor: Actor) async throws -> Mailbox {
        try actor.requireAdministrator()
        let form = try Self.checked(form)
        let now = clock()
        return try await database.write { db in
            if let team = form.team { _ = try Teams.find(team, in: db) }
            let id = try Mailbox.ID(rawValue: db.newID())
            let added = try db.execute(
                """
                INSERT INTO mailboxes
                    (id, name, address, address_key, signature, team, plus_addressing, imap, smtp, created_at)
                VALUES (\(id), \(form.name), \(form.address), \(form.address.folded), \(form.signature), \(form.team),
                    \(form.plusAddressing), \(form.imap.map(JSON.text)), \(form.smtp.map(JSON.text)), \(now))
                ON CONFLICT (address_key) DO NOTHING
                """)
            guard added == 1 else { throw try Self.taken(form.address, in: db) }
            try Events.record(.mailboxAdded, by: actor, data: ["name": form.name], at: now, in: db)
            return try Self.find(id, in: db)
        }
    }

    private static func taken(_ address: String, in db: any Connection) throws -> Fault {
        let isClosed = try db.row(
            "SELECT id FROM mailboxes WHERE address_key = \(address.folded) AND closed_at IS NOT NULL")
        return isClosed == nil
            ? .conflict("There is a mailbox with this address already.")
            : .conflict("There is a closed mailbox with this address. Open that one again.")
    }

    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.notFound`.
    public func change(_ id: Mailbox.ID, to form: Form, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let form = try Self.checked(form)
        let now = clock()
        try await database.write { db in
            if let team = form.team { _ = try Teams.find(team, in: db) }
            let before = try Self.find(id, in: db)
            guard before.address.folded == form.address.folded else {
                throw Fault.invalid("A mailbox keeps its address. Add another mailbox instead.")
            }
            try db.execute(
                """
                UPDATE mailboxes SET name = \(form.name), address = \(form.address), signature = \(form.signature),
                    team = \(form.team), plus_addressing = \(form.plusAddressing),
                    imap = \(form.imap.map(JSON.text)), smtp = \(form.smtp.map(JSON.text))
                WHERE id = \(id)
                """)
            try Events.record(.mailboxChanged, by: actor, data: ["name": form.name], at: now, in: db)
        }
    }

    private static func checked(_ form: Form) throws(Fault) -> Form {
        var form = form
        form.name = form.name.oneLine
        guard !form.name.isEmpty, form.name.count <= 200 else {
            throw .invalid("A name has 1 to 200 characters.")
        }
        form.address = try EmailAddress.check(form.address)
        guard form.signature.utf8.count <= 10_000 else { throw .invalid("The signature is too long.") }
        for port in [form.imap?.port, form.smtp?.port].compactMap({ $0 }) where !(1...65_535).contains(port) {
            throw .invalid("A port is a number from 1 to 65535.")
        }
        return form
    }
}
