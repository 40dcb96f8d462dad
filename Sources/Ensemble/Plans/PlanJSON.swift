/// A plan as the command line and the API tell it.
struct PlanJSON: Encodable {
    struct StepJSON: Encodable {
        let id: Int64
        let title: String
        let owner: String
        let partner: String?
        let kind: String
        let state: String
        let ready: Bool
        let shown: Bool
        /// Milliseconds since 1970 UTC.
        let due: Int64?
        let done: Int64?
        let done_by: String?
        let after: [Int64]
        let questions: [String]
        let answers: [String]
        let files: [String]
    }

    struct PartnerJSON: Encodable {
        let id: Int64
        let name: String
        let address: String
        /// Milliseconds since 1970 UTC.
        let told: Int64?
        let ended: Int64?
    }

    let id: Int64
    let conversation: Int64
    let name: String
    let state: String
    let told: Int64?
    let begun: Int64
    let ended: Int64?
    let steps: [StepJSON]
    let partners: [PartnerJSON]

    init(_ plan: Plan) {
        id = plan.id.rawValue
        conversation = plan.conversation.rawValue
        name = plan.name
        state = plan.ending?.rawValue ?? "going"
        told = plan.toldAt?.milliseconds
        begun = plan.createdAt.milliseconds
        ended = plan.endedAt?.milliseconds
        partners = plan.partners.map {
            PartnerJSON(
                id: $0.id.rawValue, name: $0.name, address: $0.address, told: $0.toldAt?.milliseconds,
                ended: $0.endedAt?.milliseconds)
        }
        steps = plan.steps.map { step in
            let partner: String? =
                if case .partner(let id) = step.owner { plan.partner(id)?.name } else { nil }
            return StepJSON(
                id: step.id.rawValue, title: step.title, owner: step.owner.word, partner: partner,
                kind: step.kind.rawValue, state: step.state.rawValue, ready: plan.isReady(step),
                shown: step.isShown,
                due: step.dueAt?.milliseconds, done: step.doneAt?.milliseconds, done_by: step.doneBy,
                after: step.needs.map(\.rawValue), questions: step.questions.map(\.line),
                answers: step.answers,
                files: step.files.map(\.name))
        }
    }
}
