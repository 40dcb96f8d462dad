import Database
import Localization

/// Who tried a release may be thanked in public, by the name they gave for it, as long as they and the team want it.
extension Releases {
    /// Who is thanked in public for trying it.
    public func credits(of id: Release.ID) async throws -> [String] {
        try await database.read { db in
            try db.rows(
                """
                SELECT credit FROM release_trials WHERE release = \(id) AND credit <> '' AND answered_at IS NOT NULL
                ORDER BY answered_at, customer LIMIT 200
                """
            ).map { try $0("credit") }
        }
    }

    /// Somebody who tried it wants to be named no more; also when it is published. Twice is once.
    /// - Throws: `Fault.notFound` for a link that is made up.
    public func unname(behind link: String) async throws {
        let (release, customer) = try parts(of: link)
        try await unname(customer, release, by: .customer(customer))
    }

    /// The team does not name somebody who tried it. Twice is once.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func unname(_ customer: Customer.ID, in release: Release.ID, by actor: Actor) async throws {
        _ = try actor.requireAgent()
        try await unname(customer, release, by: actor)
    }

    private func unname(_ customer: Customer.ID, _ release: Release.ID, by actor: Actor) async throws {
        let now = clock()
        try await database.write { db in
            guard try !Self.trial(release, customer, in: db).trial.credit.isEmpty else { return }
            try db.execute(
                "UPDATE release_trials SET credit = '' WHERE release = \(release) AND customer = \(customer)")
            try Self.record(.trialUnnamed, release, by: actor, customer: customer, at: now, in: db)
        }
    }
}
