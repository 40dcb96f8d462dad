import Database
import Localization

/// The shared plans: begin, look, change, do, tell, end.
public struct Plans: Sendable {
    let database: any Database
    let clock: Clock
    let seal: Seal
    let conversations: Conversations
    let desk: Outside

    /// What letters to people outside need.
    struct Outside: Sendable {
        let seal: Seal
        let languages: Languages
        /// The address people use.
        let baseURL: String
    }

    /// A plan with its steps, for the team.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func plan(_ id: Plan.ID, by actor: Actor) async throws -> Plan {
        try actor.requireStaff()
        return try await database.read { db in try Self.find(id, in: db) }
    }

    /// - Throws: `Fault.notFound`.
    static func find(_ id: Plan.ID, in db: any Connection) throws -> Plan {
        guard let row = try db.row("SELECT \(Plan.columns) FROM plans WHERE id = \(id)"),
            let plan = try filled([Plan(row: row)], in: db).first
        else { throw Fault.notFound("There is no such plan.") }
        return plan
    }

    /// The plans of a conversation, the latest first: those that go on, then those that are over.
    static func of(_ conversation: Conversation.ID, limit: Int = 20, in db: any Connection) throws -> [Plan] {
        let rows = try db.rows(
            """
            SELECT \(Plan.columns) FROM plans WHERE \(Conversations.within("conversation", conversation))
            ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, id DESC LIMIT \(limit)
            """)
        return try filled(rows.map(Plan.init(row:)), in: db)
    }

    static func step(_ id: Step.ID, of plan: Plan) throws(Fault) -> Step {
        guard let step = plan.steps.first(where: { $0.id == id }) else {
            throw .notFound("There is no such step.")
        }
        return step
    }

    /// - Throws: `Fault.conflict` for a plan that is over.
    static func requireGoing(_ plan: Plan) throws(Fault) {
        guard !plan.isOver else { throw .conflict("This plan is over: nothing in it can be changed.") }
    }

    // MARK: Beginning

    /// Begins a plan in a conversation.
    /// - Throws: `Fault.invalid` for a draft that can't be, `Fault.notFound`.
    @discardableResult
    public func begin(
        _ draft: PlanDraft, in conversation: Conversation.ID, performing blueprint: Int64? = nil,
        by actor: Actor
    ) async throws -> Plan.ID {
        try actor.requireStaff()
        let now = clock()
        return try await database.write { db in
            let living = try Conversations.living(conversation, in: db)
            return try Self.begin(
                draft, in: living.id, performing: blueprint, by: actor, at: now, outside: desk, db: db)
        }
    }

    /// Begins a plan inside a transaction, as the acceptance of an estimate does.
    /// - Parameter estimate: whose acceptance begins it. Whoever accepted has the plan with it: it stands
    ///   on the page where they did, and what is theirs to do is told to them.
    @discardableResult
    static func begin(
        _ draft: PlanDraft, in conversation: Conversation.ID, performing blueprint: Int64? = nil,
        because estimate: Estimate? = nil, by actor: Actor, at now: Moment, outside: Outside,
        db: any Connection
    ) throws -> Plan.ID {
        try draft.check()
        let id = try Plan.ID(rawValue: db.newID())
        let isTold = estimate != nil && draft.steps.contains(where: isShown)
        try db.execute(
            """
            INSERT INTO plans (id, conversation, name, blueprint, estimate, round, told_at, created_at)
            VALUES (\(id), \(conversation), \(draft.name.oneLine), \(blueprint), \(estimate?.id), 1,
                \(isTold ? now : nil), \(now))
            """)
        var made: [Step.ID] = []
        for step in draft.steps {
            made.append(
                try insert(
                    step, at: made.count + 1, needs: step.after.map { made[$0] }, into: id, at: now, db: db))
        }
        var data = ["name": draft.name.oneLine]
        if let estimate { data["estimate"] = estimate.reference }
        try Events.record(.planBegun, by: actor, conversation: conversation, data: data, at: now, in: db)
        try settle(id, by: actor, at: now, outside: outside, in: db)
        return id
    }

    /// - Parameter mends: a step that stands before what was returned, titled with the customer's own words.
    static func insert(
        _ step: StepDraft, at place: Int, mends: Bool = false, needs: [Step.ID], into plan: Plan.ID,
        at now: Moment, db: any Connection
    ) throws -> Step.ID {
        let id = try Step.ID(rawValue: db.newID())
        let owner = try columns(of: step.owner, in: plan, db: db)
        try db.execute(
            """
            INSERT INTO plan_steps (id, plan, place, title, instructions, owner, agent, team, partner, kind,
                questions, answers, shown, gives_files, note, minutes, due_at, state, blueprint_step, mends)
            VALUES (\(id), \(plan), \(place), \(step.title.oneLine), \(step.instructions.trimmed), \(owner.word),
                \(owner.agent), \(owner.team), \(owner.partner), \(step.kind), \(JSON.text(step.questions)), '[]',
                \(Self.isShown(step) ? 1 : 0), \(step.givesFiles ? 1 : 0), \(step.note.trimmed), \(step.minutes),
                \(step.dueAt), 'todo', \(step.blueprintStep), \(mends ? 1 : 0))
            """)
        for needed in Set(needs) {
            try db.execute("INSERT INTO plan_step_needs (step, needs) VALUES (\(id), \(needed))")
        }
        return id
    }

    /// What the customer is to do is always shown to them.
    static func isShown(_ step: StepDraft) -> Bool { step.isShown || step.owner == .customer }

    struct OwnerColumns {
        var word: String
        var agent: Agent.ID?
        var team: Team.ID?
        var partner: Plan.Partner.ID?
    }

    /// Who owns a step, as it is stored; a partner new to the plan is added to it.
    static func columns(of owner: StepDraft.Owner, in plan: Plan.ID, db: any Connection) throws
        -> OwnerColumns
    {
        switch owner {
        case .customer: return OwnerColumns(word: "customer")
        case .us(let agent, let team):
            return OwnerColumns(
                word: "us", agent: try agent.map { try Agents.find($0, in: db).id },
                team: try team.map { try Teams.find($0, in: db).id })
        case .partner(let name, let address):
            return OwnerColumns(
                word: "partner", partner: try meetPartner(name, address: address, of: plan, db: db))
        }
    }

    private static func meetPartner(
        _ name: String, address: String, of plan: Plan.ID, db: any Connection
    ) throws -> Plan.Partner.ID {
        let address = try EmailAddress.check(address)
        for row in try db.rows(
            "SELECT id, address FROM plan_partners WHERE plan = \(plan) AND ended_at IS NULL")
        {
            let known: String = try row("address")
            if known.folded == address.folded { return try row("id") }
        }
        let id = try Plan.Partner.ID(rawValue: db.newID())
        try db.execute(
            """
            INSERT INTO plan_partners (id, plan, name, address, round)
            VALUES (\(id), \(plan), \(name.oneLine.shortened(to: 200)), \(address), 1)
            """)
        return id
    }

    // MARK: Ending

    /// Stops a plan before it is done. Links of partners end with it.
    /// - Throws: `Fault.notFound`.
    public func stop(_ id: Plan.ID, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            let plan = try Self.find(id, in: db)
            guard !plan.isOver else { return }
            try Self.end(plan, .stopped, by: actor, at: now, in: db)
            try Self.settle(id, by: actor, at: now, outside: desk, in: db)
        }
    }

    static func end(
        _ plan: Plan, _ ending: Plan.Ending, by actor: Actor, at now: Moment, in db: any Connection
    )
        throws
    {
        try db.execute("UPDATE plans SET ended_at = \(now), ended_why = \(ending) WHERE id = \(plan.id)")
        try db.execute(
            "UPDATE plan_partners SET ended_at = \(now) WHERE plan = \(plan.id) AND ended_at IS NULL")
        try Events.record(
            ending == .done ? .planDone : .planStopped, by: actor, conversation: plan.conversation,
            data: ["name": plan.name], at: now, in: db)
    }
}
