import Database
import Localization

/// The kinds of work that hours can carry, in versions.
public struct Activities: Sendable {
    let database: any Database
    let clock: Clock

    // MARK: Reading

    /// Those that hours can be booked on, by name.
    /// - Throws: `Fault.forbidden`.
    public func all(for actor: Actor) async throws -> [Activity] {
        try actor.requireStaff()
        return try await database.read { db in try Self.all(in: db) }
    }

    static func all(in db: any Connection) throws -> [Activity] {
        try db.rows(
            """
            SELECT \(Activity.columns) FROM activities JOIN activity_versions ON activity_versions.id = activities.version
            WHERE activities.ended_at IS NULL ORDER BY activities.name_key LIMIT 200
            """
        ).map(Activity.init(row:))
    }

    /// All versions of all that ever was, newest first, at most 200.
    /// - Throws: `Fault.forbidden`.
    public func versions(for actor: Actor) async throws -> [Activity] {
        try actor.requireStaff()
        return try await database.read { db in
            try db.rows(
                """
                SELECT \(Activity.columns) FROM activity_versions JOIN activities ON activities.id = activity_versions.activity
                ORDER BY activity_versions.id DESC LIMIT 200
                """
            ).map(Activity.init(row:))
        }
    }

    static func find(_ id: Activity.ID, in db: any Connection) throws -> Activity {
        guard
            let row = try db.row(
                """
                SELECT \(Activity.columns)
                FROM activities JOIN activity_versions ON activity_versions.id = activities.version
                WHERE activities.id = \(id)
                """)
        else { throw Fault.notFound("There is no such kind of work.") }
        return try Activity(row: row)
    }

    /// The version that hours booked now keep.
    /// - Throws: `Fault.notFound`, `Fault.invalid` for what is no time, `Fault.conflict` for one that is ended.
    static func standing(_ id: Activity.ID?, for kind: WorkEntry.Kind, in db: any Connection) throws -> (
        version: Int64?, name: String?
    ) {
        guard let id else { return (nil, nil) }
        guard kind == .time else { throw Fault.invalid("Only hours are of a kind of work.") }
        let activity = try find(id, in: db)
        guard activity.endedAt == nil else {
            throw Fault.conflict("Hours are not booked on this kind of work any more.")
        }
        return (try db.value("SELECT version FROM activities WHERE id = \(id)"), activity.text.name)
    }

    // MARK: Changing

    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.conflict` for a name that is taken.
    @discardableResult
    public func add(_ text: Activity.Text, by actor: Actor) async throws -> Activity.ID {
        try actor.requireAdministrator()
        let text = try text.checked()
        let now = clock()
        return try await database.write { db in
            try Self.check(text.name, of: nil, in: db)
            let id = try Activity.ID(rawValue: db.newID())
            try db.execute(
                """
                INSERT INTO activities (id, version, name, name_key, made_at)
                VALUES (\(id), 0, \(text.name), \(text.name.folded), \(now))
                """)
            try Self.write(1, of: id, text, by: actor, at: now, in: db)
            try Events.record(.activityAdded, by: actor, data: Self.data(text, 1), at: now, in: db)
            return id
        }
    }

    /// Says something else of it: the next version. Hours keep the one they were booked in; the same words
    /// make none.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.notFound`, `Fault.conflict`.
    public func edit(_ id: Activity.ID, to text: Activity.Text, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let text = try text.checked()
        let now = clock()
        try await database.write { db in
            let present = try Self.find(id, in: db)
            guard present.endedAt == nil else { throw Fault.notFound("There is no such kind of work.") }
            guard present.text != text else { return }
            try Self.check(text.name, of: id, in: db)
            try Self.write(present.number + 1, of: id, text, by: actor, at: now, in: db)
            try Events.record(
                .activityChanged, by: actor, data: Self.data(text, present.number + 1), at: now, in: db)
        }
    }

    /// No more hours are booked on it; those that were keep it.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`.
    public func end(_ id: Activity.ID, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let name: String? = try db.value(
                "UPDATE activities SET ended_at = \(now) WHERE id = \(id) AND ended_at IS NULL RETURNING name"
            )
            guard let name else { throw Fault.notFound("There is no such kind of work.") }
            try Events.record(.activityEnded, by: actor, data: ["name": name], at: now, in: db)
        }
    }

    private static func check(_ name: String, of id: Activity.ID?, in db: any Connection) throws {
        let taken: Activity.ID? = try db.value(
            "SELECT id FROM activities WHERE name_key = \(name.folded) AND ended_at IS NULL")
        guard taken == nil || taken == id else {
            throw Fault.conflict("There is a kind of work of that name already.")
        }
    }

    private static func write(
        _ number: Int, of id: Activity.ID, _ text: Activity.Text, by actor: Actor, at now: Moment,
        in db: any Connection
    ) throws {
        let version = try db.newID()
        let agent: Int64? = if case .agent(let id, _) = actor { id.rawValue } else { nil }
        try db.execute(
            """
            INSERT INTO activity_versions (id, activity, number, name, product, service, idea, evidence, made_by,
                made_at)
            VALUES (\(version), \(id), \(number), \(text.name), \(text.profile.product),
                \(text.profile.service), \(text.profile.idea), \(text.evidence), \(agent), \(now))
            """)
        try db.execute(
            """
            UPDATE activities SET version = \(version), name = \(text.name), name_key = \(text.name.folded)
            WHERE id = \(id)
            """)
    }

    private static func data(_ text: Activity.Text, _ number: Int) -> [String: String] {
        [
            "name": text.name, "version": String(number),
            "points": "\(text.profile.product)-\(text.profile.service)-\(text.profile.idea)",
        ]
    }
}
