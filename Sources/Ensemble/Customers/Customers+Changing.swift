import Database
import Foundation
import Localization

extension Customers {
    /// What the desk can change about a customer.
    public struct Change: Sendable {
        public var name: String
        public var organisation: String?
        public var language: String?
        public var phone: String?
        public var remarks: String

        public init(name: String, organisation: String?, language: String?, phone: String?, remarks: String) {
            self.name = name
            self.organisation = organisation
            self.language = language
            self.phone = phone
            self.remarks = remarks
        }
    }

    /// Changes what is known of a customer.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.forbidden`.
    public func change(_ id: Customer.ID, to change: Change, by actor: Actor) async throws {
        try actor.requireStaff()
        let name = change.name.oneLine
        guard name.count <= 200 else { throw Fault.invalid("A name has 1 to 200 characters.") }
        guard change.remarks.utf8.count <= 20_000 else { throw Fault.invalid("The remarks are too long.") }
        // Any language: customers speak more than we do.
        guard change.language?.nonEmpty.map(Self.isLanguageTag) != false else {
            throw Fault.invalid("There is no such language.")
        }
        let now = clock()
        try await database.write { db in
            _ = try Self.find(id, in: db)
            let organisation = try change.organisation?.oneLine.nonEmpty.map {
                try Self.meetOrganisation($0, at: now, in: db)
            }
            try db.execute(
                """
                UPDATE customers SET name = \(name), organisation = \(organisation),
                    language = \(change.language?.nonEmpty), phone = \(change.phone?.oneLine.nonEmpty?.shortened(to: 60)),
                    remarks = \(change.remarks)
                WHERE id = \(id)
                """)
            try Self.setNameKeys(of: id, to: name, in: db)
            try Events.record(.customerChanged, by: actor, customer: id, at: now, in: db)
        }
    }

    /// Whether a text has the form of a BCP 47 tag: `pt-BR`.
    private static func isLanguageTag(_ text: String) -> Bool {
        text.wholeMatch(of: /[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}/) != nil
    }

    /// Adds another address at which a customer can be reached.
    /// - Throws: `Fault.conflict` when it is somebody else's, `Fault.invalid`, `Fault.notFound`.
    public func addAddress(_ address: String, to id: Customer.ID, by actor: Actor) async throws {
        try actor.requireStaff()
        let address = try EmailAddress.check(address)
        let now = clock()
        try await database.write { db in
            _ = try Self.find(id, in: db)
            let added = try db.execute(
                """
                INSERT INTO contact_points (address_key, address, customer, created_at)
                VALUES (\(address.folded), \(address), \(id), \(now)) ON CONFLICT (address_key) DO NOTHING
                """)
            guard added == 1 else { throw Fault.conflict("Another customer has this address.") }
            try Events.record(.customerChanged, by: actor, customer: id, at: now, in: db)
        }
    }

    static func meetOrganisation(_ name: String, at now: Moment, in db: any Connection) throws
        -> Organisation.ID
    {
        let name = name.shortened(to: 200)
        if let id: Organisation.ID = try db.value(
            "SELECT id FROM organisations WHERE name_key = \(name.folded)")
        {
            return id
        }
        let id = try Organisation.ID(rawValue: db.newID())
        try db.execute(
            """
            INSERT INTO organisations (id, name, name_key, created_at) VALUES (\(id), \(name), \(name.folded), \(now))
            """)
        return id
    }

    /// Notes that mail to an address fails for good, or works again.
    static func noteBounce(_ address: String, why: String?, at now: Moment, in db: any Connection) throws {
        guard let why else {
            try db.execute(
                """
                UPDATE contact_points SET bounced_at = NULL, bounced_why = NULL
                WHERE address_key = \(address.folded) AND bounced_at IS NOT NULL
                """)
            return
        }
        try db.execute(
            """
            UPDATE contact_points SET bounced_at = \(now), bounced_why = \(why)
            WHERE address_key = \(address.folded) AND bounced_at IS NULL
            """)
    }
}
