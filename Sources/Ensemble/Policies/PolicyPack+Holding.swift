import Database
import Localization

/// Which pack holds: the one that was switched on for an offering, else the
/// one of the business.
extension PolicyPack {
    /// The pack for what is told or billed with lines from the catalogue: the first offering with one of its own.
    /// - Parameter terms: of the business, where they were read already.
    static func holding(
        for lines: [CostLine], in conversation: Conversation.ID, terms: Terms? = nil, db: any Connection
    ) throws -> PolicyPack {
        let terms = try terms ?? Settings.terms(in: db)
        return try named(id(for: lines, in: conversation, terms, db: db), for: terms.currency, in: db)
    }

    private static func id(
        for lines: [CostLine], in conversation: Conversation.ID, _ terms: Terms, db: any Connection
    ) throws -> String {
        var versions = lines.compactMap(\.offering)
        if versions.isEmpty, let chosen = try Conversations.offering(of: conversation, in: db) {
            versions = [chosen.id]
        }
        guard !versions.isEmpty else { return terms.policy }
        var own: [OfferingVersion.ID: String] = [:]
        for row in try db.rows(
            """
            SELECT offering_versions.id, offerings.policy
            FROM offering_versions JOIN offerings ON offerings.id = offering_versions.offering
            WHERE offering_versions.id IN \(list: Set(versions)) AND offerings.policy IS NOT NULL
            """)
        {
            own[try row("id")] = try row("policy")
        }
        return versions.lazy.compactMap { own[$0] }.first ?? terms.policy
    }
}

extension PolicyPack {
    /// The pack by which an estimate was sent; while it is written, the one that holds now.
    static func of(_ estimate: Estimate, in db: any Connection) throws -> PolicyPack {
        try SentWith.kept(with: estimate.id, in: db)?.policy
            ?? holding(
                for: estimate.content.lines,
                in: Conversations.living(estimate.conversation, in: db).id, db: db)
    }
}

extension Offerings {
    /// Which pack was switched on for an offering; `nil`: the one of the business.
    /// - Throws: `Fault.notFound`.
    public func policy(of id: Offering.ID) async throws -> String? {
        try await database.read { db in
            guard let row = try db.row("SELECT policy FROM offerings WHERE id = \(id)") else {
                throw Fault.notFound("There is no such offering.")
            }
            return try row("policy")
        }
    }

    /// Switches a pack on for an offering; `nil`: the one of the business holds.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.forbidden`.
    public func setPolicy(_ policy: String?, of id: Offering.ID, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let offering = try Self.find(id, in: db)
            let pack = try policy.map { try PolicyPack.chosen($0, in: db) }
            try db.execute("UPDATE offerings SET policy = \(policy), changed_at = \(now) WHERE id = \(id)")
            try Events.record(
                .offeringChanged, by: actor,
                data: [
                    "name": offering.version.text.name,
                    "policy": pack?.name ?? "",
                ], at: now, in: db)
        }
    }
}
