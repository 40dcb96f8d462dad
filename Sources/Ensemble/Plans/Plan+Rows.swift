import Database
import Localization

extension Plan {
    static let columns: SQL =
        "id, conversation, name, blueprint, round, told_at, created_at, ended_at, ended_why"

    init(row: Row) throws {
        id = try row("id")
        conversation = try row("conversation")
        name = try row("name")
        blueprint = try row("blueprint")
        round = try row("round")
        toldAt = try row("told_at")
        createdAt = try row("created_at")
        endedAt = try row("ended_at")
        ending = try row("ended_why")
    }
}

extension Plan.Partner {
    static let columns: SQL = "plan, id, name, address, round, told_at, ended_at"

    init(row: Row) throws {
        id = try row("id")
        name = try row("name")
        address = try row("address")
        round = try row("round")
        toldAt = try row("told_at")
        endedAt = try row("ended_at")
    }
}

extension Step {
    static let columns: SQL = """
        id, plan, place, title, instructions, owner, agent, team, partner, kind, questions, answers, shown,
        gives_files, note, minutes, due_at, state, returned, ready_at, told_at, done_at, done_by, blueprint_step,
        mends
        """

    init(row: Row) throws {
        id = try row("id")
        plan = try row("plan")
        place = try row("place")
        title = try row("title")
        instructions = try row("instructions")
        let partner: Plan.Partner.ID? = try row("partner")
        let word: String = try row("owner")
        owner =
            switch (word, partner) {
            case ("customer", _): .customer
            case ("partner", let partner?): .partner(partner)
            default: .us(agent: try row("agent"), team: try row("team"))
            }
        kind = try row("kind")
        questions = try JSON.value([Question].self, from: row("questions"))
        answers = try JSON.value([String].self, from: row("answers"))
        isShown = try row("shown") == 1
        givesFiles = try row("gives_files") == 1
        note = try row("note")
        minutes = try row("minutes")
        dueAt = try row("due_at")
        state = try row("state")
        returned = try row("returned")
        readyAt = try row("ready_at")
        toldAt = try row("told_at")
        doneAt = try row("done_at")
        doneBy = try row("done_by")
        blueprintStep = try row("blueprint_step")
        isMending = try row("mends") == 1
    }
}

extension StepFile {
    init(row: Row) throws {
        id = try row("id")
        name = try row("name")
        contentType = try row("content_type")
        size = try row("size")
        sha256 = try row("sha256")
        isByPartner = try row("by_party") as String == "partner"
    }
}

extension Plans {
    /// Plans by their rows, with steps, partners, needs and files: four more readings, however many plans.
    static func filled(_ plans: [Plan], in db: any Connection) throws -> [Plan] {
        guard !plans.isEmpty else { return [] }
        let ids = plans.map(\.id)
        var steps: [Plan.ID: [Step]] = [:]
        for row in try db.rows(
            """
            SELECT \(Step.columns) FROM plan_steps WHERE plan IN \(list: ids)
            ORDER BY plan, place, mends DESC, id
            """)
        {
            let step = try Step(row: row)
            steps[step.plan, default: []].append(step)
        }
        var partners: [Plan.ID: [Plan.Partner]] = [:]
        for row in try db.rows(
            "SELECT \(Plan.Partner.columns) FROM plan_partners WHERE plan IN \(list: ids) ORDER BY plan, id")
        {
            partners[try row("plan"), default: []].append(try Plan.Partner(row: row))
        }
        let needs = try needs(of: ids, in: db)
        let files = try files(of: ids, in: db)
        return plans.map { plan in
            var plan = plan
            plan.partners = partners[plan.id] ?? []
            plan.steps = (steps[plan.id] ?? []).map { step in
                var step = step
                step.needs = needs[step.id] ?? []
                step.files = files[step.id] ?? []
                return step
            }
            return plan
        }
    }

    private static func needs(of plans: [Plan.ID], in db: any Connection) throws -> [Step.ID: [Step.ID]] {
        var needs: [Step.ID: [Step.ID]] = [:]
        for row in try db.rows(
            """
            SELECT plan_step_needs.step, plan_step_needs.needs FROM plan_step_needs
            JOIN plan_steps ON plan_steps.id = plan_step_needs.step
            WHERE plan_steps.plan IN \(list: plans) ORDER BY plan_step_needs.step, plan_step_needs.needs
            """)
        {
            needs[try row("step"), default: []].append(try row("needs"))
        }
        return needs
    }

    private static func files(of plans: [Plan.ID], in db: any Connection) throws -> [Step.ID: [StepFile]] {
        var files: [Step.ID: [StepFile]] = [:]
        for row in try db.rows(
            """
            SELECT plan_step_files.id, plan_step_files.step, plan_step_files.name, plan_step_files.content_type,
                plan_step_files.size, plan_step_files.sha256, plan_step_files.by_party
            FROM plan_step_files JOIN plan_steps ON plan_steps.id = plan_step_files.step
            WHERE plan_steps.plan IN \(list: plans) ORDER BY plan_step_files.step, plan_step_files.id
            """)
        {
            files[try row("step"), default: []].append(try StepFile(row: row))
        }
        return files
    }
}
