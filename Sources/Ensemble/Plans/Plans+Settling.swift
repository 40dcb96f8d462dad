import Database
import Localization

/// After each change: which steps can begin, who is told, whose move it is.
extension Plans {
    /// - Parameters:
    ///   - heard: what the customer wrote last is the step itself, and needs no other answer.
    ///   - byPartner: a partner did something.
    static func settle(
        _ id: Plan.ID, by actor: Actor, heard: Bool = false, byPartner: Bool = false, at now: Moment,
        outside: Outside, in db: any Connection
    ) throws {
        var plan = try find(id, in: db)
        try notice(plan, at: now, in: db)
        if !plan.isOver, !plan.steps.isEmpty, plan.steps.allSatisfy({ $0.state != .todo }) {
            try end(plan, .done, by: actor, at: now, in: db)
        }
        plan = try find(id, in: db)
        try tell(plan, by: actor, at: now, outside: outside, in: db)
        try move(plan.conversation, by: actor, heard: heard, byPartner: byPartner, at: now, in: db)
    }

    /// Writes down since when a step can begin, and with it when it is due.
    private static func notice(_ plan: Plan, at now: Moment, in db: any Connection) throws {
        for step in plan.steps {
            let isReady = plan.isReady(step)
            if isReady, step.readyAt == nil {
                let due = step.dueAt ?? step.minutes.map { now + .minutes(Int64($0)) }
                try db.execute(
                    "UPDATE plan_steps SET ready_at = \(now), due_at = \(due) WHERE id = \(step.id)")
            } else if !isReady, step.readyAt != nil, step.state == .todo {
                // What it waits for came back: it will be told anew.
                try db.execute("UPDATE plan_steps SET ready_at = NULL, told_at = NULL WHERE id = \(step.id)")
            }
        }
    }

    // MARK: Whose move it is

    /// It is our move while there is anything that we can do; else the
    /// customer's, then a partner's, as far as they have been told.
    static func move(
        _ id: Conversation.ID, by actor: Actor, heard: Bool = false, byPartner: Bool = false, at now: Moment,
        in db: any Connection
    ) throws {
        let conversation = try Conversations.living(id, in: db)
        guard conversation.id == id, conversation.suspension == nil else { return }
        let plans = try of(id, in: db).filter { !$0.isOver }
        let ready = plans.flatMap { plan in plan.ready.map { (plan: plan, step: $0) } }
        guard !ready.isEmpty else { return try ours(conversation, nil, by: actor, at: now, in: db) }
        let told = ready.filter { $0.step.toldAt != nil }
        let next = ready.first { $0.step.owner.isUs || $0.step.toldAt == nil }
        if let next {
            return try ours(conversation, next.step, by: actor, byPartner: byPartner, at: now, in: db)
        }
        // Who wrote to us and has no answer yet isn't sent away with a step.
        if conversation.isOpen, !heard, try Conversations.isUnanswered(id, in: db) { return }
        // A moment that we chose stays: when it comes we see whose move it is.
        if case .waiting(.until) = conversation.state { return }
        if let theirs = told.first(where: { $0.step.owner == .customer }) ?? told.first {
            let wait: Conversation.Wait = theirs.step.owner == .customer ? .customer : .partner
            if conversation.isResolved {
                try Conversations.reopen(
                    conversation, by: actor, as: .reopened, because: .step, about: theirs.step.title, at: now,
                    in: db)
            }
            try Conversations.wait(
                conversation, for: wait, by: actor, because: .step, about: theirs.step.title, at: now, in: db)
        }
    }

    private static func ours(
        _ conversation: Conversation, _ step: Step?, by actor: Actor, byPartner: Bool = false,
        at now: Moment, in db: any Connection
    ) throws {
        if conversation.isOpen {
            if let step {
                try Ownership.follow(conversation.id, because: .step, about: step.title, at: now, in: db)
            }
            return
        }
        // Only what was handed on by a plan is taken back by one: a moment we chose, or the end, stays.
        guard case .waiting(let wait) = conversation.state, wait == .customer || wait == .partner else {
            let isHeard = if case .customer = actor { true } else { byPartner && step != nil }
            if conversation.isResolved, isHeard {
                try Conversations.reopen(
                    conversation, by: actor, as: .reopened, because: .step, about: step?.title, at: now,
                    in: db)
            }
            return
        }
        try Conversations.reopen(
            conversation, by: actor, as: nil, because: .step, about: step?.title, at: now, in: db)
    }

    // MARK: Telling

    /// Tells those outside that it is their move, once, if they have the plan at all; and whoever of us it is.
    private static func tell(
        _ plan: Plan, by actor: Actor, at now: Moment, outside: Outside, in db: any Connection
    ) throws {
        try tellTeam(plan, by: actor, at: now, in: db)
        let waiting = plan.ready.filter { $0.toldAt == nil && !$0.owner.isUs }
        let theirs = waiting.filter { $0.owner == .customer }
        if plan.toldAt != nil, !theirs.isEmpty,
            try tellCustomer(plan, theirs, at: now, outside: outside, in: db)
        {
            try markTold(theirs, at: now, in: db)
        }
        for partner in plan.partners where partner.toldAt != nil && partner.endedAt == nil {
            let theirs = waiting.filter { $0.owner == .partner(partner.id) }
            guard !theirs.isEmpty else { continue }
            try tellPartner(partner, plan, theirs, at: now, outside: outside, in: db)
            try markTold(theirs, at: now, in: db)
        }
    }

    /// A step of ours with somebody's name on it: the news of whoever that is tell them.
    private static func tellTeam(_ plan: Plan, by actor: Actor, at now: Moment, in db: any Connection) throws
    {
        for step in plan.ready where step.toldAt == nil {
            guard case .us(let agent, let team) = step.owner else { continue }
            var data = ["name": step.title, "step": step.id.description]
            if let agent {
                data["agent"] = agent.description
                data["whom"] = try Agents.find(agent, in: db).name
            } else if let team {
                data["team"] = team.description
                data["whom"] = try Teams.find(team, in: db).name
            } else {
                continue
            }
            try markTold([step], at: now, in: db)
            try Events.record(
                .stepReady, by: actor, conversation: plan.conversation, data: data, at: now, in: db)
        }
    }

    static func markTold(_ steps: [Step], at now: Moment, in db: any Connection) throws {
        guard !steps.isEmpty else { return }
        try db.execute("UPDATE plan_steps SET told_at = \(now) WHERE id IN \(list: steps.map(\.id))")
    }

    /// - Returns: whether there is an address to which it could go.
    private static func tellCustomer(
        _ plan: Plan, _ steps: [Step], at now: Moment, outside: Outside, in db: any Connection
    ) throws -> Bool {
        let conversation = try Conversations.find(plan.conversation, in: db)
        let customer = try Customers.find(conversation.customer, in: db)
        guard let address = customer.addresses.first?.address else { return false }
        let business = try Settings.business(in: db)
        let r = Reader(
            language: outside.languages.language(customer.language ?? business.language) ?? .english,
            zone: Zone.named(business.timeZone) ?? .utc, now: now.milliseconds)
        let list = steps.map { "- \($0.title)\(due($0, plan, at: now, r))" }.joined(separator: "\n")
        let notice = Notice(
            to: address, subject: "\(r("Your move: \(steps[0].title)")) [#\(conversation.id)]",
            text: """
                \(r("It is your move in “\(plan.name)”:"))

                \(list)

                \(r("Here you see the whole plan and can do your part, without signing in:"))
                \(PlanLink.address(of: plan, outside))

                \(business.name)
                """)
        try Jobs.add(.sendNotice, payload: notice, runAt: now, at: now, in: db)
        return true
    }

    private static func due(_ step: Step, _ plan: Plan, at now: Moment, _ r: Reader) -> String {
        let due = step.dueAt ?? step.minutes.map { now + .minutes(Int64($0)) }
        return due.map { " (\(r("by \(r.date($0.milliseconds))")))" } ?? ""
    }

    static func tellPartner(
        _ partner: Plan.Partner, _ plan: Plan, _ steps: [Step], at now: Moment, outside: Outside,
        in db: any Connection
    ) throws {
        let business = try Settings.business(in: db)
        let r = Reader(
            language: outside.languages.language(business.language) ?? .english,
            zone: Zone.named(business.timeZone) ?? .utc, now: now.milliseconds)
        let list = steps.map { "- \($0.title)\(due($0, plan, at: now, r))" }.joined(separator: "\n")
        let notice = Notice(
            to: partner.address, subject: r("\(business.name) asks you: \(steps.first?.title ?? plan.name)"),
            text: """
                \(r("\(business.name) asks you to do a part of something for a customer:"))

                \(list)

                \(r("Here you see what is asked and can say that it is done, without signing in:"))
                \(PlanLink.address(of: partner, outside))

                \(r("The link is for you alone. It ends when this work does."))
                """)
        try Jobs.add(.sendNotice, payload: notice, runAt: now, at: now, in: db)
    }
}

/// Links that nobody can guess, signed with the installation's key: to a
/// customer's plan, and to a partner's part of one.
enum PlanLink {
    /// `42.k3jx…`: the number, and the signature of number and round.
    static func word(of plan: Plan, _ seal: Seal) -> String {
        "\(plan.id).\(seal.sign("plan \(plan.id) \(plan.round)"))"
    }

    static func word(of partner: Plan.Partner, _ seal: Seal) -> String {
        "\(partner.id).\(seal.sign("partner \(partner.id) \(partner.round)"))"
    }

    static func address(of plan: Plan, _ outside: Plans.Outside) -> String {
        "\(outside.baseURL)/plan/\(word(of: plan, outside.seal))"
    }

    static func address(of partner: Plan.Partner, _ outside: Plans.Outside) -> String {
        "\(outside.baseURL)/hand-over/\(word(of: partner, outside.seal))"
    }

    /// The number and the signature in a link.
    static func parts(of word: String) -> (id: Int64, signature: String)? {
        let parts = word.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let id = Identifier<Plan>(String(parts[0])) else { return nil }
        return (id.rawValue, String(parts[1]))
    }
}
