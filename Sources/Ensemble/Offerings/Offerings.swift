import Database
import Localization

/// What the business does for customers, in versions.
public struct Offerings: Sendable {
    let database: any Database
    let clock: Clock

    /// All of them by name, or only those that customers find.
    public func all(onlyPublic: Bool = false) async throws -> [Offering] {
        try await database.read { db in try Self.all(onlyPublic: onlyPublic, in: db) }
    }

    static func all(onlyPublic: Bool = false, in db: any Connection) throws -> [Offering] {
        let states = onlyPublic ? Offering.State.publicStates : Offering.State.allCases
        return try db.rows(
            """
            SELECT offerings.state, \(OfferingVersion.columns)
            FROM offerings JOIN offering_versions ON offering_versions.id = offerings.version
            WHERE offerings.state IN \(list: states)
            ORDER BY offerings.name, offerings.id LIMIT 500
            """
        ).map(Offering.init(row:))
    }

    /// - Throws: `Fault.notFound`.
    public func find(_ id: Offering.ID) async throws -> Offering {
        try await database.read { db in try Self.find(id, in: db) }
    }

    static func find(_ id: Offering.ID, in db: any Connection) throws -> Offering {
        guard
            let row = try db.row(
                """
                SELECT offerings.state, \(OfferingVersion.columns)
                FROM offerings JOIN offering_versions ON offering_versions.id = offerings.version
                WHERE offerings.id = \(id)
                """)
        else { throw Fault.notFound("There is no such offering.") }
        return try Offering(row: row)
    }

    /// - Throws: `Fault.notFound`, also for what customers don't find.
    public func published(_ id: Offering.ID) async throws -> Offering {
        let offering = try await find(id)
        guard offering.state.isPublic else { throw Fault.notFound("There is no such offering.") }
        return offering
    }

    /// All versions, newest first.
    public func versions(of id: Offering.ID) async throws -> [OfferingVersion] {
        try await database.read { db in
            try db.rows(
                """
                SELECT \(OfferingVersion.columns) FROM offering_versions WHERE offering = \(id)
                ORDER BY number DESC LIMIT 200
                """
            ).map(OfferingVersion.init(row:))
        }
    }

    /// - Throws: `Fault.notFound`.
    static func version(_ id: OfferingVersion.ID, in db: any Connection) throws -> OfferingVersion {
        guard
            let row = try db.row(
                "SELECT \(OfferingVersion.columns) FROM offering_versions WHERE id = \(id)")
        else { throw Fault.notFound("There is no such offering.") }
        return try OfferingVersion(row: row)
    }

    /// Adds an offering, as a draft that customers don't see yet.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`.
    @discardableResult
    public func add(_ text: OfferingText, by actor: Actor) async throws -> Offering.ID {
        try actor.requireAdministrator()
        try text.check()
        let now = clock()
        return try await database.write { db in
            let id = try Offering.ID(rawValue: db.newID())
            try db.execute(
                """
                INSERT INTO offerings (id, state, version, name, created_at, changed_at)
                VALUES (\(id), \(Offering.State.draft), 0, \(text.name), \(now), \(now))
                """)
            try Self.addVersion(1, of: id, text, by: actor, at: now, in: db)
            try Events.record(.offeringAdded, by: actor, data: ["name": text.name], at: now, in: db)
            return id
        }
    }

    /// Says something else of an offering: the next version. The same words make none.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.notFound`.
    public func edit(_ id: Offering.ID, to text: OfferingText, by actor: Actor) async throws {
        try actor.requireAdministrator()
        try text.check()
        let now = clock()
        try await database.write { db in
            let present = try Self.find(id, in: db)
            guard present.version.text != text else { return }
            let number = present.version.number + 1
            let version = try Self.addVersion(number, of: id, text, by: actor, at: now, in: db)
            try Blueprints.keepTie(of: present.version.id, for: version, in: db)
            try Events.record(
                .offeringChanged, by: actor, data: ["name": text.name, "version": String(number)], at: now,
                in: db)
        }
    }

    @discardableResult
    private static func addVersion(
        _ number: Int, of id: Offering.ID, _ text: OfferingText, by actor: Actor, at now: Moment,
        in db: any Connection
    ) throws -> OfferingVersion.ID {
        let version = try OfferingVersion.ID(rawValue: db.newID())
        try db.execute(
            """
            INSERT INTO offering_versions (id, offering, number, name, summary, description, product, service,
                idea, evidence, price_model, currency, low, likely, high, unit, tax_rate, changes, payment,
                scope, made_by, created_at)
            VALUES (\(version), \(id), \(number), \(text.name), \(text.summary), \(text.description),
                \(text.profile.product), \(text.profile.service), \(text.profile.idea), \(text.evidence),
                \(text.priceModel), \(text.currency), \(text.price.low), \(text.price.likely),
                \(text.price.high), \(text.unit), \(text.taxRate), \(text.changes), \(text.payment),
                \(JSON.text(text.scope)), \(actor.rawID), \(now))
            """)
        try db.execute(
            """
            UPDATE offerings SET version = \(version), name = \(text.name), changed_at = \(now) WHERE id = \(id)
            """)
        return version
    }

    /// Moves an offering on in its life.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`, `Fault.conflict` for a step that isn't one.
    public func move(_ id: Offering.ID, to state: Offering.State, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let present = try Self.find(id, in: db)
            guard present.state != state else { return }
            guard present.state.next.contains(state) else {
                throw Fault.conflict("From where it stands, the offering cannot go there.")
            }
            try db.execute("UPDATE offerings SET state = \(state), changed_at = \(now) WHERE id = \(id)")
            try Events.record(
                .offeringMoved, by: actor,
                data: [
                    "name": present.version.text.name, "from": present.state.rawValue, "to": state.rawValue,
                ],
                at: now, in: db)
        }
    }
}
