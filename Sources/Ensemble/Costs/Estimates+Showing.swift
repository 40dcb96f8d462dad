import Database
import Localization

extension Estimates {
    /// All that the desk's page of an estimate shows.
    /// - Throws: `Fault.notFound`.
    func view(_ id: Estimate.ID, for actor: Actor) async throws -> EstimatePage.View {
        try actor.requireStaff()
        let now = clock()
        return try await database.read { db in
            let told = try Told(Self.find(id, in: db), at: now, seal: seal, in: db)
            let base = told.estimate.base ?? id
            return EstimatePage.View(
                told: told, conversation: try Conversations.living(told.estimate.conversation, in: db),
                versions: try Self.versions(of: told.estimate.number, in: db),
                changes: try Self.changes(to: base, in: db),
                offerings: try Offerings.all(onlyPublic: true, in: db), templates: try Self.templates(in: db),
                agentNames: try Agents.names(in: db), link: path(of: id),
                typical: told.estimate.isEditable
                    ? try Self.typical(of: told.estimate.content.lines, in: db) : [:],
                confirmations: try Self.confirmations(of: id, in: db))
        }
    }

    /// What the offerings of some lines typically cost now, by the version that a line names.
    static func typical(of lines: [CostLine], in db: any Connection) throws
        -> [OfferingVersion.ID: TypicalView]
    {
        let versions = Set(lines.compactMap(\.offering)).sorted().prefix(50)
        guard !versions.isEmpty else { return [:] }
        let rows = try db.rows(
            "SELECT id, offering FROM offering_versions WHERE id IN \(list: Array(versions))")
        var shown: [OfferingVersion.ID: TypicalView] = [:]
        for row in rows {
            let offering = try Offerings.find(row("offering"), in: db)
            let typical = try Offerings.typicalCosts(of: [offering], in: db)[offering.id]
            shown[try row("id")] = typical.map { TypicalView(offering: offering, typical: $0) }
        }
        return shown
    }

    /// Change orders to what was accepted, oldest first, without their lines.
    static func changes(to base: Estimate.ID, in db: any Connection) throws -> [Estimate] {
        try db.rows(
            "SELECT \(Estimate.columns) FROM estimates WHERE base = \(base) ORDER BY number, version LIMIT 200"
        ).map { try Estimate(row: $0) }
    }
}
