import Database
import Localization

/// Who performs the steps of a blueprint: the customer theirs; of the others,
/// the team or agent that is named, or the partner whose address stands there.
extension Blueprint.Version {
    /// The plan that performs it. What is only shown, the evidence, is nothing that anybody does.
    func plan(named name: String, in db: any Connection) throws -> PlanDraft {
        let teams = Dictionary(
            try Teams.all(in: db).map { ($0.name.folded, $0.id) }, uniquingKeysWith: { one, _ in one })
        let agents = Dictionary(
            try Agents.all(in: db).map { ($0.name.folded, $0.id) }, uniquingKeysWith: { one, _ in one })
        return plan(named: name) { step in
            if let partner = Self.partner(step.actor) { return partner }
            let key = step.actor.oneLine.folded
            if let team = teams[key] { return .us(agent: nil, team: team) }
            return .us(agent: agents[key], team: nil)
        }
    }

    /// `Hill Laboratory <lab@example.test>` is a partner.
    private static func partner(_ actor: String) -> StepDraft.Owner? {
        guard actor.contains("<"), let one = try? Conversations.parseAddresses(actor).first,
            let name = one.name?.nonEmpty
        else { return nil }
        return .partner(name: name, address: one.address)
    }

    private func plan(named name: String, _ owner: (BlueprintStep) -> StepDraft.Owner) -> PlanDraft {
        let acts = steps.filter { $0.lane != .evidence }
        return PlanDraft(
            name: name,
            steps: acts.enumerated().map { place, step in
                var draft = StepDraft(step.title, owner: step.lane == .customer ? .customer : owner(step))
                // A form that was written before forms had questions asks nothing.
                draft.questions = step.kind == .form ? step.questions ?? [] : []
                draft.kind = step.kind == .form && draft.questions.isEmpty ? .task : step.kind
                draft.instructions =
                    step.isWait && step.lane.isVisible && step.expectation.nonEmpty != nil
                    ? [step.instructions, step.expectation].filter { !$0.isEmpty }.joined(separator: "\n\n")
                    : step.instructions
                draft.isShown = step.lane.isVisible
                draft.minutes = step.minutes
                draft.note =
                    step.lane == .customer
                    ? step.recovery
                    : [step.actor, step.fail, step.recovery].filter { !$0.isEmpty }.joined(separator: "\n")
                draft.after = place == 0 ? [] : [place - 1]
                draft.blueprintStep = Int64(step.id)
                return draft
            })
    }
}

extension Plans {
    /// Performs the published version of a blueprint in a conversation.
    /// - Throws: `Fault.notFound`, `Fault.conflict` for one that was never published.
    @discardableResult
    public func perform(
        _ id: Blueprint.ID, named name: String? = nil, in conversation: Conversation.ID, by actor: Actor
    ) async throws -> Plan.ID {
        try actor.requireStaff()
        let (draft, version) = try await database.read { db in
            let blueprint = try Blueprints.find(id, in: db)
            guard let version = blueprint.current else {
                throw Fault.conflict("This blueprint was not published yet.")
            }
            return (try version.plan(named: name?.nonEmpty ?? blueprint.name, in: db), version.id)
        }
        return try await begin(draft, in: conversation, performing: version.rawValue, by: actor)
    }
}
