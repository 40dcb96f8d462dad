import Database
import Localization
import Statistics

extension Proposals {
    /// What somebody who checks is shown.
    public struct Queue: Sendable {
        public let sample: AuditSample
        /// To be checked next, the most useful first.
        public let next: [Proposal]
        public let agreement: Agreement
    }

    /// How many customers' months are looked at: their sentences, up to so many.
    static let sampleLimit = 4_000

    /// What the model hears in a year, as people corrected it, and what is best checked next.
    /// - Throws: `Fault.forbidden`.
    public func queue(until month: Month, limit: Int = 8, for actor: Actor) async throws -> Queue {
        let agent = try actor.requireAgent()
        return try await database.read { db in
            let sample = try Self.sample(until: month, in: db)
            let own = Set(
                try db.rows("SELECT proposal FROM proposal_audits WHERE agent = \(agent)").map {
                    try $0("proposal") as Int64
                })
            let second = try Self.second(limit / 4, besides: agent, in: db)
            let first = sample.next(limit: limit - second.count).filter { !own.contains($0.id.rawValue) }
            return Queue(sample: sample, next: first + second, agreement: try Agreement(in: db))
        }
    }

    /// What the model hears in a year, as people corrected it.
    /// - Throws: `Fault.forbidden`.
    public func sample(until month: Month, for actor: Actor) async throws -> AuditSample {
        try actor.requireStaff()
        return try await database.read { try Self.sample(until: month, in: $0) }
    }

    static func sample(until month: Month, in db: any Connection) throws -> AuditSample {
        let proposals = try db.rows(
            """
            SELECT \(Proposal.columns) FROM proposals
            WHERE month BETWEEN \(month.number - 11) AND \(month.number) ORDER BY lot, id LIMIT \(sampleLimit)
            """
        ).map(Proposal.init(row:))
        var found: [Int64: Int] = [:]
        for row in try db.rows(
            """
            SELECT proposal, kind FROM proposal_audits
            WHERE id IN (SELECT MIN(id) FROM proposal_audits GROUP BY proposal)
            """)
        { found[try row("proposal")] = Self.place(try row("kind")) }
        let model: String? = try db.value("SELECT model FROM proposals ORDER BY id DESC LIMIT 1")
        return AuditSample(proposals: proposals, found: found, model: model)
    }

    private static func place(_ kind: String) -> Int {
        (StartingModel.Kind.allCases.first { $0.name == kind } ?? .none).rawValue
    }

    /// What one colleague alone has checked: a second opinion tells how far people agree.
    private static func second(_ limit: Int, besides agent: Agent.ID, in db: any Connection) throws
        -> [Proposal]
    {
        try db.rows(
            """
            SELECT \(Proposal.columns) FROM proposals
            WHERE id IN (SELECT proposal FROM proposal_audits GROUP BY proposal
                HAVING COUNT(*) = 1 AND MAX(agent) <> \(agent) ORDER BY MAX(id) DESC LIMIT \(limit))
            ORDER BY id
            """
        ).map(Proposal.init(row:))
    }

    /// Says what a sentence is about. Saying it again changes one's own word.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`.
    public func check(_ id: Proposal.ID, as kind: StartingModel.Kind, by actor: Actor) async throws {
        let agent = try actor.requireAgent()
        let now = clock()
        try await database.write { db in
            guard
                let row = try db.row(
                    "SELECT source_kind, source, conversation, customer, words FROM proposals WHERE id = \(id)"
                )
            else { throw Fault.notFound("There is no such sentence.") }
            let conversation: Int64 = try row("conversation")
            try db.execute(
                """
                INSERT INTO proposal_audits (id, proposal, agent, kind, made_at)
                VALUES (\(try db.newID()), \(id), \(agent), \(kind.name), \(now))
                ON CONFLICT (proposal, agent) DO UPDATE SET kind = excluded.kind, made_at = excluded.made_at
                """)
            try Events.record(
                .proposalChecked, by: actor,
                conversation: conversation == 0 ? nil : Conversation.ID(rawValue: conversation),
                message: SaidText.Source(row: row).message, customer: row("customer"),
                data: ["words": (try row("words") as String).oneLine.shortened(to: 80), "kind": kind.name],
                at: now, in: db)
        }
    }
}
