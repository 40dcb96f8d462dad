import Database
import Localization

/// The scripts: write, publish, perform.
public struct Blueprints: Sendable {
    let database: any Database
    let clock: Clock

    static let stepLimit = 100

    /// By name, with all their versions.
    public func all(by actor: Actor) async throws -> [Blueprint] {
        try actor.requireStaff()
        return try await database.read { db in try Self.all(in: db) }
    }

    static func all(in db: any Connection) throws -> [Blueprint] {
        try filled(
            try db.rows("SELECT id, name, created_at FROM blueprints ORDER BY name, id LIMIT 500"),
            in: db)
    }

    /// - Throws: `Fault.notFound`.
    public func find(_ id: Blueprint.ID, by actor: Actor) async throws -> Blueprint {
        try actor.requireStaff()
        return try await database.read { db in try Self.find(id, in: db) }
    }

    static func find(_ id: Blueprint.ID, in db: any Connection) throws -> Blueprint {
        let rows = try db.rows("SELECT id, name, created_at FROM blueprints WHERE id = \(id)")
        guard let blueprint = try filled(rows, in: db).first else {
            throw Fault.notFound("There is no such blueprint.")
        }
        return blueprint
    }

    private static func filled(_ rows: [Row], in db: any Connection) throws -> [Blueprint] {
        guard !rows.isEmpty else { return [] }
        let ids: [Blueprint.ID] = try rows.map { try $0("id") }
        var versions: [Blueprint.ID: [Blueprint.Version]] = [:]
        for row in try db.rows(
            """
            SELECT id, blueprint, number, steps, created_at, published_at, published_by FROM blueprint_versions
            WHERE blueprint IN \(list: ids) ORDER BY blueprint, number
            """)
        {
            versions[try row("blueprint"), default: []].append(
                Blueprint.Version(
                    id: try row("id"), number: try row("number"),
                    steps: try JSON.value([BlueprintStep].self, from: row("steps")),
                    createdAt: try row("created_at"),
                    publishedAt: try row("published_at"), publishedBy: try row("published_by")))
        }
        return try rows.map { row in
            let id: Blueprint.ID = try row("id")
            return Blueprint(
                id: id, name: try row("name"), createdAt: try row("created_at"),
                versions: versions[id] ?? [])
        }
    }

    /// Those that plans can perform.
    static func published(in db: any Connection) throws -> [(id: Blueprint.ID, name: String)] {
        try db.rows(
            """
            SELECT id, name FROM blueprints WHERE EXISTS (
                SELECT 1 FROM blueprint_versions
                WHERE blueprint_versions.blueprint = blueprints.id AND published_at IS NOT NULL)
            ORDER BY name, id LIMIT 500
            """
        ).map { (id: try $0("id"), name: try $0("name")) }
    }

    // MARK: Writing

    /// A new blueprint with nothing in it, or with the steps of another, numbered anew.
    /// - Throws: `Fault.invalid`, `Fault.forbidden`.
    @discardableResult
    public func add(_ name: String, with steps: [BlueprintStep] = [], by actor: Actor) async throws
        -> Blueprint.ID
    {
        try actor.requireAdministrator()
        let steps = try Self.numbered(steps)
        let name = name.oneLine
        guard !name.isEmpty, name.count <= 200 else {
            throw Fault.invalid("Please give the blueprint a name.")
        }
        let now = clock()
        return try await database.write { db in
            let id = try Blueprint.ID(rawValue: db.newID())
            try db.execute(
                "INSERT INTO blueprints (id, name, created_at) VALUES (\(id), \(name), \(now))")
            try Self.addVersion(steps, 1, to: id, at: now, in: db)
            try Events.record(.blueprintAdded, by: actor, data: ["name": name], at: now, in: db)
            return id
        }
    }

    /// The steps from 1 on; what one tells of another goes with it.
    private static func numbered(_ steps: [BlueprintStep]) throws(Fault) -> [BlueprintStep] {
        guard steps.count <= stepLimit else { throw .invalid("A blueprint has at most 100 steps.") }
        var numbers: [Int: Int] = [:]
        for (place, step) in steps.enumerated() {
            try step.check()
            guard step.id == 0 || numbers.updateValue(place + 1, forKey: step.id) == nil else {
                throw .invalid("Two steps have the same number.")
            }
        }
        return steps.enumerated().map { place, step in
            var step = step
            (step.id, step.tells) = (place + 1, step.tells.compactMap { numbers[$0] })
            return step
        }
    }

    private static func addVersion(
        _ steps: [BlueprintStep], _ number: Int, to id: Blueprint.ID, at now: Moment, in db: any Connection
    ) throws {
        try db.execute(
            """
            INSERT INTO blueprint_versions (id, blueprint, number, steps, created_at)
            VALUES (\(db.newID()), \(id), \(number), \(JSON.text(steps)), \(now))
            """)
    }

    /// Puts a step into what is being written; an id of 0 is a new step, at the end.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.forbidden`.
    public func put(_ step: BlueprintStep, into id: Blueprint.ID, by actor: Actor) async throws {
        try step.check()
        try await change(id, by: actor) { steps in
            var step = step
            let known = Set(steps.map(\.id))
            step.tells = step.tells.filter(known.contains)
            if step.id == 0 {
                guard steps.count < Self.stepLimit else {
                    throw Fault.invalid("A blueprint has at most 100 steps.")
                }
                step.id = (known.max() ?? 0) + 1
                return steps.append(step)
            }
            guard let place = steps.firstIndex(where: { $0.id == step.id }) else {
                throw Fault.notFound("There is no such step.")
            }
            steps[place] = step
        }
    }

    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func remove(_ step: Int, from id: Blueprint.ID, by actor: Actor) async throws {
        try await change(id, by: actor) { steps in
            guard let place = steps.firstIndex(where: { $0.id == step }) else {
                throw Fault.notFound("There is no such step.")
            }
            steps.remove(at: place)
            for place in steps.indices { steps[place].tells.removeAll { $0 == step } }
        }
    }

    /// Moves a step one place earlier or later; at either end it stays.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func move(_ step: Int, earlier: Bool, in id: Blueprint.ID, by actor: Actor) async throws {
        try await change(id, by: actor) { steps in
            guard let place = steps.firstIndex(where: { $0.id == step }) else {
                throw Fault.notFound("There is no such step.")
            }
            let other = place + (earlier ? -1 : 1)
            if steps.indices.contains(other) { steps.swapAt(place, other) }
        }
    }

    /// What was published stays; the first change to it begins the next version.
    private func change(
        _ id: Blueprint.ID, by actor: Actor,
        _ change: @escaping @Sendable (inout [BlueprintStep]) throws -> Void
    ) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            var blueprint = try Self.find(id, in: db)
            if blueprint.draft == nil {
                let last = blueprint.versions.last
                try Self.addVersion(last?.steps ?? [], (last?.number ?? 0) + 1, to: id, at: now, in: db)
                blueprint = try Self.find(id, in: db)
            }
            guard let draft = blueprint.draft else { return }
            var steps = draft.steps
            try change(&steps)
            try db.execute("UPDATE blueprint_versions SET steps = \(JSON.text(steps)) WHERE id = \(draft.id)")
            try Events.record(.blueprintChanged, by: actor, data: ["name": blueprint.name], at: now, in: db)
        }
    }

    /// Publishes what was written: from now on plans perform it.
    /// - Throws: `Fault.notFound`, `Fault.conflict` without steps or changes, `Fault.forbidden`.
    public func publish(_ id: Blueprint.ID, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let blueprint = try Self.find(id, in: db)
            guard let draft = blueprint.draft else {
                throw Fault.conflict("There is nothing new to publish.")
            }
            guard draft.steps.contains(where: { $0.lane != .evidence }) else {
                throw Fault.conflict("There is nothing in it yet that anybody does.")
            }
            let name = try Plans.name(of: .staff(actor), in: db)
            try db.execute(
                """
                UPDATE blueprint_versions SET published_at = \(now), published_by = \(name)
                WHERE id = \(draft.id) AND published_at IS NULL
                """)
            try Events.record(
                .blueprintPublished, by: actor, data: ["name": blueprint.name, "version": "\(draft.number)"],
                at: now,
                in: db)
        }
    }
}
