import Database

/// All that the team sees of one idea.
extension Ideas {
    public struct Scene: Sendable {
        public var view: View
        public var customer: Customer?
        /// The latest votes.
        public var votes: [Vote] = []
        public var followers = 0
        /// What customers wrote of it, the latest first.
        public var evidence: [Evidence] = []
        /// What may be the same.
        public var similar: [Idea] = []
        public var names: [Agent.ID: String] = [:]
    }

    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func scene(_ id: Idea.ID, by actor: Actor) async throws -> Scene {
        try actor.requireStaff()
        let view = try await look(id, by: .team)
        let idea = view.idea
        let similar = try await similar(to: "\(idea.need) \(idea.solution)", limit: 6, by: .team)
        let votes = try await votes(for: idea.id, limit: 8, by: actor).votes
        return try await database.read { db in
            var scene = Scene(view: view)
            if case .customer(let author) = idea.author {
                scene.customer = try Customers.find(author, in: db)
            }
            scene.votes = votes
            scene.followers =
                try db.value("SELECT COUNT(*) FROM idea_follows WHERE idea = \(idea.id)") ?? 0
            scene.evidence = try Self.evidence(for: idea.id, limit: 20, in: db)
            scene.similar = similar.filter { $0.id != idea.id }
            scene.names = try Agents.names(in: db)
            return scene
        }
    }
}
