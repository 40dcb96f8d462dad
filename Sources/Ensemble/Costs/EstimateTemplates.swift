import Database
import Localization

/// What estimates begin from.
public struct EstimateTemplate: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<EstimateTemplate>
    public let id: ID
    public let name: String
}

extension Estimates {
    /// By name.
    public func templates() async throws -> [EstimateTemplate] {
        try await database.read { db in try Self.templates(in: db) }
    }

    static func templates(in db: any Connection) throws -> [EstimateTemplate] {
        try db.rows("SELECT id, name FROM estimate_templates ORDER BY name, id LIMIT 200").map {
            EstimateTemplate(id: try $0("id"), name: try $0("name"))
        }
    }

    /// Keeps what an estimate says, for others to begin from. A name that is known gets the new content.
    /// - Throws: `Fault.notFound`, `Fault.invalid`.
    public func keepTemplate(_ name: String, of id: Estimate.ID, by actor: Actor) async throws {
        try actor.requireStaff()
        let name = name.oneLine
        guard !name.isEmpty, name.count <= 100 else {
            throw Fault.invalid("A template’s name has 1 to 100 characters.")
        }
        let now = clock()
        try await database.write { db in
            var content = EstimateJSON(try Self.find(id, in: db).content)
            // What belongs to the one conversation does not travel.
            (content.title, content.validUntil, content.workDay) = (nil, nil, nil)
            try db.execute(
                """
                INSERT INTO estimate_templates (id, name, content, created_at)
                VALUES (\(db.newID()), \(name), \(JSON.text(content)), \(now))
                ON CONFLICT (name) DO UPDATE SET content = excluded.content
                """)
            try Events.record(.templateKept, by: actor, data: ["name": name], at: now, in: db)
        }
    }

    /// - Throws: `Fault.notFound`.
    public func removeTemplate(_ id: EstimateTemplate.ID, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            let name: String? = try db.value(
                "DELETE FROM estimate_templates WHERE id = \(id) RETURNING name")
            guard let name else { throw Fault.notFound("There is no such template.") }
            try Events.record(.templateRemoved, by: actor, data: ["name": name], at: now, in: db)
        }
    }

    /// A draft's opening with what a template says.
    static func filled(
        _ opening: EstimateContent, from template: EstimateTemplate.ID, in db: any Connection
    ) throws -> EstimateContent {
        let text: String? = try db.value("SELECT content FROM estimate_templates WHERE id = \(template)")
        guard let text else { throw Fault.notFound("There is no such template.") }
        var json = try JSON.value(EstimateJSON.self, from: text)
        json.kind = opening.kind
        var content = try json.content(Settings.terms(in: db), title: opening.title)
        content.validUntil = opening.validUntil
        if content.kind == .quote {
            for place in content.lines.indices {
                content.lines[place].price = Spread(content.lines[place].price.likely)
            }
        }
        return content
    }
}
