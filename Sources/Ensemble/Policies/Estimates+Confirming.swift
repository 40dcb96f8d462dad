import Database
import Localization

extension Estimates {
    /// What a person says of an estimate that no program can see.
    public struct Confirmation: Equatable, Sendable {
        public let what: PolicyPack.Content
        public let agent: Agent.ID
        public let agentName: String
        public let at: Moment
        /// Of the words and numbers for which it was said.
        let fingerprint: String
    }

    static func confirmations(of id: Estimate.ID, in db: any Connection) throws -> [Confirmation] {
        try db.rows(
            """
            SELECT estimate_confirmations.item, estimate_confirmations.agent, agents.name,
                estimate_confirmations.fingerprint, estimate_confirmations.confirmed_at
            FROM estimate_confirmations JOIN agents ON agents.id = estimate_confirmations.agent
            WHERE estimate_confirmations.estimate = \(id) ORDER BY estimate_confirmations.item
            """
        ).compactMap { row in
            guard let what = PolicyPack.Content(rawValue: try row("item")) else { return nil }
            return Confirmation(
                what: what, agent: try row("agent"), agentName: try row("name"),
                at: try row("confirmed_at"), fingerprint: try row("fingerprint"))
        }
    }

    /// What the policy asks of an estimate, and how that stands.
    /// - Throws: `Fault.notFound`.
    func checklist(of id: Estimate.ID) async throws -> Checklist {
        try await database.read { db in
            let estimate = try Self.find(id, in: db)
            return try Checklist(
                PolicyPack.of(estimate, in: db), estimate.content, Settings.terms(in: db),
                Self.confirmations(of: id, in: db))
        }
    }

    /// Says of a draft what only a person can judge: exactly these items hold, for the words as they stand.
    /// What was confirmed for the same words before keeps who said it, and when.
    /// - Throws: `Fault.notFound`, `Fault.conflict` once it has been sent, `Fault.invalid` for an item that
    ///   the policy does not ask of a person.
    /// - Parameter onlyAsked: pass by what the policy does not ask of a person.
    public func confirm(
        _ items: Set<PolicyPack.Content>, of id: Estimate.ID, onlyAsked: Bool = false, by actor: Actor
    ) async throws {
        let agent = try actor.requireAgent()
        let now = clock()
        try await database.write { db in
            let draft = try Self.editable(id, in: db)
            let present = try Self.confirmations(of: id, in: db)
            let list = try Checklist(
                PolicyPack.of(draft, in: db), draft.content, Settings.terms(in: db), present)
            let open = Set(list.asked)
            let said = Set(list.items.filter { $0.standing == .confirmed }.map(\.what))
            let items = onlyAsked ? items.intersection(open.union(said)) : items
            guard items.isSubset(of: open.union(said)) else {
                throw Fault.invalid("The policy does not ask a person for that, or it is seen to lack.")
            }
            let (fresh, gone) = (items.subtracting(said), said.subtracting(items))
            try db.execute(
                """
                DELETE FROM estimate_confirmations WHERE estimate = \(id)
                    AND fingerprint <> \(draft.content.wording)
                """)
            for item in gone {
                try db.execute(
                    "DELETE FROM estimate_confirmations WHERE estimate = \(id) AND item = \(item.rawValue)")
            }
            for item in fresh {
                try db.execute(
                    """
                    INSERT INTO estimate_confirmations (estimate, item, agent, fingerprint, confirmed_at)
                    VALUES (\(id), \(item.rawValue), \(agent), \(draft.content.wording), \(now))
                    """)
            }
            for (kind, items) in [(Event.Kind.estimateConfirmed, fresh), (.estimateUnconfirmed, gone)]
            where !items.isEmpty {
                try Events.record(
                    kind, by: actor, conversation: draft.conversation,
                    data: [
                        "kind": draft.kind.rawValue, "number": draft.reference,
                        "items": items.map(\.rawValue).sorted().joined(separator: ","),
                    ], at: now, in: db)
            }
        }
    }
}
