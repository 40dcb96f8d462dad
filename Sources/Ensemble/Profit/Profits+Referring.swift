import Database
import Localization

extension Profits {
    /// Who else does what we offer, by offering, in the order in which they were named.
    /// - Throws: `Fault.forbidden`.
    public func alternatives(by actor: Actor) async throws -> [Alternative] {
        try actor.requireAdministrator()
        return try await database.read { db in try Self.alternatives(in: db) }
    }

    static func alternatives(in db: any Connection) throws -> [Alternative] {
        try db.rows(
            """
            SELECT \(Alternative.columns) FROM alternatives WHERE ended_at IS NULL
            ORDER BY offering, id LIMIT 500
            """
        ).map(Alternative.init(row:))
    }

    /// Names somebody else who does what we offer. Who is named again for the same is said anew.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.notFound` for the offering, `Fault.conflict` for another
    ///   currency than the business's.
    @discardableResult
    public func name(_ said: Alternative.Said, by actor: Actor) async throws -> Alternative.ID {
        try actor.requireAdministrator()
        try said.check()
        let now = clock()
        return try await database.write { db in
            try Self.check(said.low, in: db)
            guard
                let offering: String = try db.value("SELECT name FROM offerings WHERE id = \(said.offering)")
            else { throw Fault.notFound("There is no such offering.") }
            try db.execute(
                """
                UPDATE alternatives SET ended_at = \(now)
                WHERE offering = \(said.offering) AND name = \(said.name) AND ended_at IS NULL
                """)
            let id = try Alternative.ID(rawValue: db.newID())
            try db.execute(
                """
                INSERT INTO alternatives (id, offering, name, does, currency, low, high, room, tie, asked,
                    served, switching, must, made_by, made_at)
                VALUES (\(id), \(said.offering), \(said.name), \(said.does), \(said.low.currency),
                    \(said.low.minorUnits), \(said.high.minorUnits), \(said.room), \(said.tie), \(said.asked),
                    \(said.served), \(said.switching), \(said.must), \(Self.agent(actor)), \(now))
                """)
            try Events.record(
                .alternativeNamed, by: actor, data: ["name": said.name, "offering": offering], at: now, in: db
            )
            return id
        }
    }

    /// Somebody does it no more, or is not to be named any more. Twice is once.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`.
    public func end(_ id: Alternative.ID, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            guard
                let row = try db.row(
                    """
                    SELECT alternatives.name, alternatives.ended_at, offerings.name AS offering
                    FROM alternatives JOIN offerings ON offerings.id = alternatives.offering
                    WHERE alternatives.id = \(id)
                    """)
            else { throw Fault.notFound("Nobody like that is named.") }
            guard try row("ended_at") as Moment? == nil else { return }
            try db.execute("UPDATE alternatives SET ended_at = \(now) WHERE id = \(id)")
            try Events.record(
                .alternativeEnded, by: actor,
                data: ["name": try row("name"), "offering": try row("offering")], at: now, in: db)
        }
    }

    /// What is ours to do, and what somebody else does better, by name.
    static func referrals(
        _ matters: [ProfitMatter], _ scope: Results.Scope, currency: String, in db: any Connection
    ) throws -> [ProfitReferral] {
        let known = try alternatives(in: db).filter { $0.said.low.currency == currency }
        let named = Dictionary(grouping: known, by: \.said.offering)
        let done = Dictionary(grouping: matters) { $0.offering ?? 0 }
        let offerings = Set(named.keys).union(done.keys).subtracting([0]).filter { offering in
            scope.offering.map { $0 == offering } ?? true
        }
        let names = try names(of: offerings, in: db)
        let decided = try decided(offerings, in: db)
        return offerings.map { offering in
            ProfitReferral(
                offering, name: names[offering] ?? "", done[offering] ?? [], named[offering] ?? [],
                isAdapted: decided[offering]?.isAdapted ?? false)
        }.sorted { ($0.name, $0.offering.rawValue) < ($1.name, $1.offering.rawValue) }
    }
}
