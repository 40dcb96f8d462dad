import Database
import Localization

/// The people the business serves.
public struct Customers: Sendable {
    let database: any Database
    let clock: Clock

    /// - Throws: `Fault.notFound`.
    public func find(_ id: Customer.ID) async throws -> Customer {
        try await database.read { db in try Self.find(id, in: db) }
    }

    static func find(_ id: Customer.ID, in db: any Connection) throws -> Customer {
        guard
            let row = try db.row(
                """
                SELECT customers.id, customers.name, customers.language, customers.time_zone, customers.phone,
                    customers.remarks, customers.created_at, organisations.id AS organisation,
                    organisations.name AS organisation_name
                FROM customers LEFT JOIN organisations ON organisations.id = customers.organisation
                WHERE customers.id = \(id)
                """)
        else { throw Fault.notFound("There is no such customer.") }
        let addresses = try db.rows(
            """
            SELECT address, bounced_at, bounced_why FROM contact_points
            WHERE customer = \(id) ORDER BY created_at, address_key
            """
        ).map {
            ContactPoint(
                address: try $0("address"), bouncedAt: try $0("bounced_at"), bouncedWhy: try $0("bounced_why")
            )
        }
        return try Customer(row: row, addresses: addresses)
    }

    /// The customer whose address this is.
    public func find(address: String) async throws -> Customer.ID? {
        try await database.read { db in try Self.find(address: address, in: db) }
    }

    static func find(address: String, in db: any Connection) throws -> Customer.ID? {
        try db.value("SELECT customer FROM contact_points WHERE address_key = \(address.trimmed.folded)")
    }

    /// The customer whose address this is, made if there is none. A name is
    /// taken over only where none is known yet.
    static func meet(
        address: String, name: String?, language: String? = nil, at now: Moment, in db: any Connection
    ) throws -> Customer.ID {
        let key = address.trimmed.folded
        let name = name.map { $0.oneLine.shortened(to: 200) }?.nonEmpty
        if let row = try db.row(
            """
            SELECT customers.id, customers.name FROM contact_points
            JOIN customers ON customers.id = contact_points.customer
            WHERE contact_points.address_key = \(key)
            """)
        {
            let id: Customer.ID = try row("id")
            let known: String = try row("name")
            if known.isEmpty, let name {
                try db.execute("UPDATE customers SET name = \(name) WHERE id = \(id)")
                try setNameKeys(of: id, to: name, in: db)
            }
            return id
        }
        let id = try Customer.ID(rawValue: db.newID())
        try db.execute(
            """
            INSERT INTO customers (id, name, language, created_at) VALUES (\(id), \(name ?? ""), \(language), \(now))
            """)
        try db.execute(
            """
            INSERT INTO contact_points (address_key, address, customer, created_at)
            VALUES (\(key), \(address.trimmed), \(id), \(now))
            """)
        if let name { try addNameKeys(of: id, name, in: db) }
        try Events.record(.customerAdded, by: .system, customer: id, at: now, in: db)
        return id
    }

    /// A page of customers, newest first.
    public func newest(after: Keyset? = nil, limit: Int = 50, by actor: Actor) async throws -> [Customer] {
        try actor.requireStaff()
        return try await database.read { db in
            let ids: [Customer.ID] = try db.rows(
                """
                SELECT id FROM customers
                \(after.map { "WHERE (created_at, id) < (\($0.moment), \($0.id))" } ?? "" as SQL)
                ORDER BY created_at DESC, id DESC LIMIT \(limit)
                """
            ).map { try $0("id") }
            return try Self.find(ids, in: db)
        }
    }

    /// Several customers at once, in the order asked for.
    static func find(_ ids: [Customer.ID], in db: any Connection) throws -> [Customer] {
        guard !ids.isEmpty else { return [] }
        var addresses: [Customer.ID: [ContactPoint]] = [:]
        for row in try db.rows(
            """
            SELECT customer, address, bounced_at, bounced_why FROM contact_points
            WHERE customer IN \(list: ids) ORDER BY created_at, address_key
            """)
        {
            addresses[try row("customer"), default: []].append(
                ContactPoint(
                    address: try row("address"), bouncedAt: try row("bounced_at"),
                    bouncedWhy: try row("bounced_why")))
        }
        var found: [Customer.ID: Customer] = [:]
        for row in try db.rows(
            """
            SELECT customers.id, customers.name, customers.language, customers.time_zone, customers.phone,
                customers.remarks, customers.created_at, organisations.id AS organisation,
                organisations.name AS organisation_name
            FROM customers LEFT JOIN organisations ON organisations.id = customers.organisation
            WHERE customers.id IN \(list: ids)
            """)
        {
            let id: Customer.ID = try row("id")
            found[id] = try Customer(row: row, addresses: addresses[id] ?? [])
        }
        return ids.compactMap { found[$0] }
    }
}

extension Customer {
    init(row: Row, addresses: [ContactPoint]) throws {
        id = try row("id")
        name = try row("name")
        let organisation: Organisation.ID? = try row("organisation")
        let organisationName: String? = try row("organisation_name")
        if let organisation, let organisationName {
            self.organisation = Organisation(id: organisation, name: organisationName)
        }
        language = try row("language")
        timeZone = try row("time_zone")
        phone = try row("phone")
        remarks = try row("remarks")
        createdAt = try row("created_at")
        self.addresses = addresses
    }
}
