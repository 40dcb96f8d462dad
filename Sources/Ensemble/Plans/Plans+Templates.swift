import Database
import Localization

/// A list of steps that plans begin with, again and again.
public struct PlanTemplate: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<PlanTemplate>
    public let id: ID
    public let name: String
    public let draft: PlanDraft
}

extension Plans {
    /// By name.
    public func templates() async throws -> [PlanTemplate] {
        try await database.read { db in try Self.templates(in: db) }
    }

    static func templates(in db: any Connection) throws -> [PlanTemplate] {
        try db.rows("SELECT id, name, steps FROM plan_templates ORDER BY name_key LIMIT 500").map(template)
    }

    /// - Throws: `Fault.notFound`.
    public func template(_ id: PlanTemplate.ID) async throws -> PlanTemplate {
        try await database.read { db in
            guard let row = try db.row("SELECT id, name, steps FROM plan_templates WHERE id = \(id)") else {
                throw Fault.notFound("There is no such template.")
            }
            return try Self.template(row)
        }
    }

    private static func template(_ row: Row) throws -> PlanTemplate {
        PlanTemplate(
            id: try row("id"), name: try row("name"),
            draft: try JSON.value(PlanDraft.self, from: row("steps")))
    }

    /// Keeps the steps of a plan as a template; one of the same name is replaced.
    /// - Throws: `Fault.notFound`, `Fault.invalid`.
    public func keepAsTemplate(_ id: Plan.ID, named name: String, by actor: Actor) async throws {
        try actor.requireStaff()
        let name = name.oneLine
        guard !name.isEmpty, name.count <= 200 else {
            throw Fault.invalid("Please give the template a name.")
        }
        let now = clock()
        try await database.write { db in
            let plan = try Self.find(id, in: db)
            let draft = JSON.text(Self.draft(of: plan, named: name))
            try db.execute(
                """
                INSERT INTO plan_templates (id, name, name_key, steps, created_at)
                VALUES (\(db.newID()), \(name), \(name.folded), \(draft), \(now))
                ON CONFLICT (name_key) DO UPDATE SET name = excluded.name, steps = excluded.steps
                """)
            try Events.record(
                .planTemplateKept, by: actor, conversation: plan.conversation, data: ["name": name], at: now,
                in: db)
        }
    }

    /// Forgets a template. Plans that began with it stay.
    public func removeTemplate(_ id: PlanTemplate.ID, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            let name: String? = try db.value("DELETE FROM plan_templates WHERE id = \(id) RETURNING name")
            guard let name else { throw Fault.notFound("There is no such template.") }
            try Events.record(.planTemplateRemoved, by: actor, data: ["name": name], at: now, in: db)
        }
    }
}
