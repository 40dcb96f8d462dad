import Database
import Localization

/// A step is done, approved or returned: by us, by the customer, by a
/// partner, whichever way they came.
extension Plans {
    /// Who does something in a plan.
    enum Doer: Sendable {
        case staff(Actor)
        case customer(Customer.ID)
        case partner(Plan.Partner)

        var actor: Actor {
            switch self {
            case .staff(let actor): actor
            case .customer(let id): .customer(id)
            case .partner: .system
            }
        }

        var party: String {
            switch self {
            case .staff: "us"
            case .customer: "customer"
            case .partner: "partner"
            }
        }
    }

    /// What is handed in with a step.
    public struct Handing: Sendable {
        public enum Decision: String, Sendable { case approve, `return` }
        /// In the order of the questions.
        public var answers: [String]
        public var files: [NewFile]
        public var decision: Decision?
        /// Why something is returned.
        public var words: String

        public init(
            answers: [String] = [], files: [NewFile] = [], decision: Decision? = nil, words: String = ""
        ) {
            self.answers = answers
            self.files = files
            self.decision = decision
            self.words = words
        }
    }

    static let stepFilesLimit = 100

    /// Does a step for the team, also in the name of somebody outside who said so by phone.
    /// - Throws: `Fault.notFound`, `Fault.conflict` when it is done already or can't begin yet, `Fault.invalid`.
    public func complete(
        _ step: Step.ID, of plan: Plan.ID, with handing: Handing = Handing(), by actor: Actor
    )
        async throws
    {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            let plan = try Self.find(plan, in: db)
            try Self.complete(
                try Self.step(step, of: plan), of: plan, with: handing, by: .staff(actor), at: now,
                outside: desk,
                in: db)
        }
    }

    static func complete(
        _ step: Step, of plan: Plan, with handing: Handing, by doer: Doer, byMail: Bool = false,
        at now: Moment,
        outside: Outside, in db: any Connection
    ) throws {
        try requireGoing(plan)
        guard step.state == .todo else { throw Fault.conflict("This step is done already.") }
        guard plan.isReady(step) else {
            throw Fault.conflict("This step can’t begin yet: something before it is not done.")
        }
        try check(handing, for: step, by: doer)
        for file in handing.files { try keep(file, with: step, by: doer, at: now, in: db) }
        if handing.decision == .return {
            try giveBack(step, of: plan, because: handing.words, by: doer, at: now, in: db)
        } else {
            let name = try name(of: doer, in: db)
            try db.execute(
                """
                UPDATE plan_steps SET state = 'done', done_at = \(now), done_by = \(name), returned = NULL,
                    answers = \(JSON.text(answers(handing, for: step))) WHERE id = \(step.id)
                """)
            var data = ["name": step.title, "by": name, "kind": step.kind.rawValue]
            if byMail { data["mail"] = "yes" }
            if step.kind == .form { data["answers"] = told(handing, for: step) }
            try Events.record(
                .stepDone, by: doer.actor, conversation: plan.conversation, data: data, at: now, in: db)
        }
        try settle(
            plan.id, by: doer.actor, heard: byMail, byPartner: doer.party == "partner", at: now,
            outside: outside, in: db)
    }

    private static func check(_ handing: Handing, for step: Step, by doer: Doer) throws(Fault) {
        if handing.files.reduce(0, { $0 + $1.bytes.count }) > Conversations.filesLimit {
            throw .tooLarge("The files of one step have at most 25 MB at a time.")
        }
        guard step.files.count + handing.files.count <= stepFilesLimit else {
            throw .invalid("A step has at most 100 files.")
        }
        guard handing.decision != .return || step.kind == .approval else {
            throw .invalid("Only what is to be approved can be returned.")
        }
        switch step.kind {
        case .task: break
        case .upload:
            // The team may have got it another way.
            if case .staff = doer { return }
            if handing.files.isEmpty, step.files.isEmpty || step.returned != nil {
                throw .invalid("Please choose the file first.")
            }
        case .form:
            for (place, question) in step.questions.enumerated() {
                let answer = place < handing.answers.count ? handing.answers[place].trimmed : ""
                if answer.isEmpty, !question.isOptional { throw .invalid("Please answer: \(question.words)") }
                if !answer.isEmpty, !question.choices.isEmpty, !question.choices.contains(answer) {
                    throw .invalid("Please choose one of the answers to: \(question.words)")
                }
                guard answer.count <= StepDraft.textLimit else {
                    throw .invalid("An answer has at most 10,000 characters.")
                }
            }
        case .approval:
            guard let decision = handing.decision else { throw .invalid("Please approve it, or return it.") }
            if decision == .return, handing.words.nonEmpty == nil {
                throw .invalid("Please say what should be different.")
            }
        }
    }

    /// The questions with their answers, for the history; the whole of them stands with the step.
    private static func told(_ handing: Handing, for step: Step) -> String {
        zip(step.questions, answers(handing, for: step)).filter { !$1.isEmpty }
            .map { "\($0.words.oneLine) \($1.oneLine)" }.joined(separator: " · ").shortened(to: 1_000)
    }

    private static func answers(_ handing: Handing, for step: Step) -> [String] {
        step.questions.indices.map { $0 < handing.answers.count ? handing.answers[$0].trimmed : "" }
    }

    static func keep(
        _ file: NewFile, with step: Step, by doer: Doer, at now: Moment, in db: any Connection
    ) throws {
        try Attachments.store(file, in: db)
        try db.execute(
            """
            INSERT INTO plan_step_files (id, step, name, content_type, size, sha256, by_party, created_at)
            VALUES (\(db.newID()), \(step.id), \(file.name.oneLine.shortened(to: 200)), \(file.contentType),
                \(file.bytes.count), \(file.sha256), \(doer.party), \(now))
            """)
    }

    static func name(of doer: Doer, in db: any Connection) throws -> String {
        switch doer {
        case .staff(.agent(let id, _)): try Agents.find(id, in: db).name
        case .staff: "Ensemble"
        case .customer(let id): try Customers.find(id, in: db).displayName
        case .partner(let partner): partner.name
        }
    }

    // MARK: Returning

    /// What was to be approved is not: the steps before it are to be done again. Where there are
    /// none, a step of ours is put before it.
    private static func giveBack(
        _ step: Step, of plan: Plan, because words: String, by doer: Doer, at now: Moment,
        in db: any Connection
    ) throws {
        let words = words.trimmed.shortened(to: 2_000)
        if step.needs.isEmpty {
            var mending = StepDraft(words.oneLine.shortened(to: StepDraft.titleLimit))
            mending.isShown = true
            let made = try insert(
                mending, at: step.place, mends: true, needs: [], into: plan.id, at: now, db: db)
            try db.execute("INSERT INTO plan_step_needs (step, needs) VALUES (\(step.id), \(made))")
        } else {
            try reopen(step.needs, because: words, in: db)
        }
        try db.execute(
            "UPDATE plan_steps SET ready_at = NULL, told_at = NULL, returned = NULL WHERE id = \(step.id)")
        try Events.record(
            .stepReturned, by: doer.actor, conversation: plan.conversation,
            data: [
                "name": step.title, "by": try name(of: doer, in: db), "why": words.oneLine.shortened(to: 300),
            ],
            at: now, in: db)
    }

    private static func reopen(_ steps: [Step.ID], because words: String, in db: any Connection) throws {
        try db.execute(
            """
            UPDATE plan_steps SET state = 'todo', done_at = NULL, done_by = NULL, ready_at = NULL, told_at = NULL,
                due_at = CASE WHEN minutes IS NULL THEN due_at END, returned = \(words)
            WHERE id IN \(list: steps)
            """)
        // The link of a partner whose work has ended opens nothing: what was theirs is ours.
        try db.execute(
            """
            UPDATE plan_steps SET owner = 'us', partner = NULL WHERE id IN \(list: steps)
                AND partner IN (SELECT id FROM plan_partners WHERE ended_at IS NOT NULL)
            """)
    }

    /// Gives a done step back to its owner, with the reason: “the picture is blurred”.
    /// - Throws: `Fault.notFound`, `Fault.conflict` for one that isn't done, `Fault.invalid` without a reason.
    public func giveBack(_ step: Step.ID, of plan: Plan.ID, because words: String, by actor: Actor)
        async throws
    {
        try actor.requireStaff()
        guard let words = words.nonEmpty?.trimmed else {
            throw Fault.invalid("Please say what should be different.")
        }
        let now = clock()
        try await database.write { db in
            let plan = try Self.find(plan, in: db)
            let step = try Self.step(step, of: plan)
            try Self.requireGoing(plan)
            guard step.state != .todo else { throw Fault.conflict("This step isn’t done yet.") }
            try Self.reopen([step.id], because: words.shortened(to: 2_000), in: db)
            try Events.record(
                .stepReturned, by: actor, conversation: plan.conversation,
                data: ["name": step.title, "why": words.oneLine.shortened(to: 300)], at: now, in: db)
            try Self.settle(plan.id, by: actor, at: now, outside: desk, in: db)
        }
    }

    /// Passes a step by: it is not needed.
    /// - Throws: `Fault.notFound`, `Fault.conflict`.
    public func skip(_ step: Step.ID, of plan: Plan.ID, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            let plan = try Self.find(plan, in: db)
            let step = try Self.step(step, of: plan)
            try Self.requireGoing(plan)
            guard step.state == .todo else { throw Fault.conflict("This step is done already.") }
            let name = try Self.name(of: .staff(actor), in: db)
            try db.execute(
                "UPDATE plan_steps SET state = 'skipped', done_at = \(now), done_by = \(name) WHERE id = \(step.id)"
            )
            try Events.record(
                .stepSkipped, by: actor, conversation: plan.conversation, data: ["name": step.title], at: now,
                in: db)
            try Self.settle(plan.id, by: actor, at: now, outside: desk, in: db)
        }
    }
}
