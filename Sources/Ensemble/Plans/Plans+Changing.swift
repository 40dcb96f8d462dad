import Database
import Localization

/// A plan is made while it goes: steps are added, changed, moved and taken out.
extension Plans {
    /// Adds a step at the end.
    /// - Parameter needs: the steps that must be done before.
    /// - Throws: `Fault.notFound`, `Fault.conflict` for a plan that is over, `Fault.invalid`.
    @discardableResult
    public func add(_ step: StepDraft, to plan: Plan.ID, after needs: [Step.ID] = [], by actor: Actor)
        async throws
        -> Step.ID
    {
        try actor.requireStaff()
        try step.check()
        let now = clock()
        return try await database.write { db in
            let plan = try Self.find(plan, in: db)
            try Self.requireGoing(plan)
            guard plan.steps.count < PlanDraft.stepLimit else {
                throw Fault.invalid("A plan has at most 200 steps.")
            }
            for needed in needs { _ = try Self.step(needed, of: plan) }
            let place = (plan.steps.map(\.place).max() ?? 0) + 1
            let id = try Self.insert(step, at: place, needs: needs, into: plan.id, at: now, db: db)
            try Events.record(
                .stepAdded, by: actor, conversation: plan.conversation, data: ["name": step.title.oneLine],
                at: now, in: db)
            try Self.settle(plan.id, by: actor, at: now, outside: desk, in: db)
            return id
        }
    }

    /// Changes what a step says, whose it is, and what must be done before.
    /// - Throws: `Fault.notFound`, `Fault.conflict` for a step that is done, `Fault.invalid` also for a circle of steps.
    public func change(
        _ step: Step.ID, of plan: Plan.ID, to draft: StepDraft, after needs: [Step.ID], by actor: Actor
    ) async throws {
        try actor.requireStaff()
        try draft.check()
        let now = clock()
        try await database.write { db in
            let plan = try Self.find(plan, in: db)
            try Self.requireGoing(plan)
            let step = try Self.step(step, of: plan)
            guard step.state == .todo else { throw Fault.conflict("This step is done already.") }
            try Self.requireNoCircle(from: step.id, needing: needs, in: plan)
            let owner = try Self.columns(of: draft.owner, in: plan.id, db: db)
            let due =
                draft.dueAt
                ?? (draft.minutes == step.minutes ? (step.minutes == nil ? nil : step.dueAt) : nil)
            // A new owner, or a new date, is told anew.
            let isSame = Self.draftOwner(of: step, in: plan) == draft.owner && due == step.dueAt
            try db.execute(
                """
                UPDATE plan_steps SET title = \(draft.title.oneLine), instructions = \(draft.instructions.trimmed),
                    owner = \(owner.word), agent = \(owner.agent), team = \(owner.team), partner = \(owner.partner),
                    kind = \(draft.kind), questions = \(JSON.text(draft.questions)),
                    shown = \(Self.isShown(draft) ? 1 : 0), gives_files = \(draft.givesFiles ? 1 : 0),
                    note = \(draft.note.trimmed), minutes = \(draft.minutes), due_at = \(due),
                    ready_at = NULL, told_at = \(isSame ? step.toldAt : nil)
                WHERE id = \(step.id)
                """)
            try db.execute("DELETE FROM plan_step_needs WHERE step = \(step.id)")
            for needed in Set(needs) {
                try db.execute("INSERT INTO plan_step_needs (step, needs) VALUES (\(step.id), \(needed))")
            }
            try Events.record(
                .stepChanged, by: actor, conversation: plan.conversation, data: ["name": draft.title.oneLine],
                at: now, in: db)
            try Self.settle(plan.id, by: actor, at: now, outside: desk, in: db)
        }
    }

    private static func requireNoCircle(from step: Step.ID, needing needs: [Step.ID], in plan: Plan) throws {
        var seen: Set<Step.ID> = []
        var open = needs
        while let next = open.popLast() {
            guard next != step else {
                throw Fault.invalid("These steps would wait for each other in a circle.")
            }
            guard seen.insert(next).inserted else { continue }
            open += try self.step(next, of: plan).needs
        }
    }

    /// Takes a step out. What it was given stays in the history's words alone.
    /// - Throws: `Fault.notFound`, `Fault.conflict` for one that is done.
    public func remove(_ step: Step.ID, of plan: Plan.ID, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            let plan = try Self.find(plan, in: db)
            try Self.requireGoing(plan)
            let step = try Self.step(step, of: plan)
            guard step.state == .todo, step.files.isEmpty else {
                throw Fault.conflict(
                    "Something was handed in with this step already. It can be passed by instead.")
            }
            try db.execute("DELETE FROM plan_step_needs WHERE step = \(step.id) OR needs = \(step.id)")
            try db.execute("DELETE FROM plan_steps WHERE id = \(step.id)")
            try Events.record(
                .stepRemoved, by: actor, conversation: plan.conversation, data: ["name": step.title], at: now,
                in: db)
            try Self.settle(plan.id, by: actor, at: now, outside: desk, in: db)
        }
    }

    // MARK: As a draft

    static func draftOwner(of step: Step, in plan: Plan) -> StepDraft.Owner {
        switch step.owner {
        case .customer: .customer
        case .us(let agent, let team): .us(agent: agent, team: team)
        case .partner(let id):
            plan.partner(id).map { .partner(name: $0.name, address: $0.address) }
                ?? .us(agent: nil, team: nil)
        }
    }

    /// A plan's steps as they were before anything was done. What was put in for somebody's own words
    /// belongs into no other plan.
    static func draft(of plan: Plan, named name: String? = nil) -> PlanDraft {
        let steps = plan.steps.filter { !$0.isMending }
        let places = Dictionary(uniqueKeysWithValues: steps.enumerated().map { ($0.element.id, $0.offset) })
        return PlanDraft(
            name: name ?? plan.name,
            steps: steps.enumerated().map { place, step in
                var draft = StepDraft(step.title, owner: draftOwner(of: step, in: plan), kind: step.kind)
                draft.instructions = step.instructions
                draft.questions = step.questions
                draft.isShown = step.isShown
                draft.givesFiles = step.givesFiles
                draft.note = step.note
                draft.minutes = step.minutes
                draft.after = step.needs.compactMap { places[$0] }.filter { $0 < place }.sorted()
                return draft
            })
    }
}
