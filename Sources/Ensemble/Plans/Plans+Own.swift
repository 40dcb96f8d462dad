import Database
import Localization

/// The customer's and the partner's side of a plan. What is not theirs is not
/// read for them at all: a step behind the scenes, a note, the words of
/// another partner never leave the database.
extension Plans {
    /// A plan as its customer sees it.
    public struct OwnScene: Sendable {
        public let plan: Plan
        /// What can be done now, by whomever.
        public let ready: Set<Step.ID>
        public let business: String
        public let waits: WhoWaits
    }

    /// The plans that a customer has in a conversation, as they see them: those that go on first.
    static func own(of conversation: Conversation.ID, in db: any Connection) throws -> [Plan] {
        let rows = try db.rows(
            """
            SELECT \(Plan.columns) FROM plans WHERE conversation = \(conversation) AND \(isTold)
            ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, id DESC LIMIT 5
            """)
        return try filled(rows.map(Plan.init(row:)), in: db).map(forCustomer)
    }

    /// A plan for the customer who is signed in.
    /// - Throws: `Fault.notFound`, also for another's.
    public func own(_ id: Plan.ID, of customer: Customer.ID) async throws -> OwnScene {
        try await database.read { db in try Self.ownScene(Self.told(id, to: customer, in: db), in: db) }
    }

    private static func told(_ id: Plan.ID, to customer: Customer.ID, in db: any Connection) throws -> Plan {
        guard let row = try db.row("SELECT \(Plan.columns) FROM plans WHERE id = \(id) AND \(isTold)"),
            let plan = try filled([Plan(row: row)], in: db).first,
            try Conversations.own(plan.conversation, of: customer, in: db).customer == customer
        else { throw Fault.notFound("There is no such plan.") }
        return plan
    }

    /// A plan for whoever has its link.
    /// - Throws: `Fault.notFound` for a link that was made up or made anew since.
    public func own(byLink word: String) async throws -> OwnScene {
        try await database.read { db in try Self.ownScene(try plan(behind: word, in: db), in: db) }
    }

    private static func ownScene(_ plan: Plan, in db: any Connection) throws -> OwnScene {
        OwnScene(
            plan: forCustomer(plan), ready: Set(plan.ready.map(\.id)),
            business: try Settings.business(in: db).name,
            waits: WhoWaits(try Ownership.of(plan.conversation, in: db)))
    }

    /// Without what happens behind the scenes, without the words of the team
    /// among itself, and without what partners handed in.
    static func forCustomer(_ plan: Plan) -> Plan {
        var own = plan
        own.steps = plan.steps.filter(\.isShown).map { step in
            var seen = step.seen(
                instructions: step.owner == .customer, answers: step.owner == .customer,
                files: step.owner == .customer || step.owner.isUs)
            // Also where the step has become ours since.
            seen.files.removeAll(where: \.isByPartner)
            return seen
        }
        own.partners = plan.partners.map {
            Plan.Partner(id: $0.id, name: $0.name, address: "", round: 0, toldAt: nil, endedAt: $0.endedAt)
        }
        return own
    }

    private func plan(behind word: String, in db: any Connection) throws -> Plan {
        let gone = Fault.notFound("This link opens nothing. Perhaps a newer one was sent since.")
        guard let (id, _) = PlanLink.parts(of: word),
            let row = try db.row(
                """
                SELECT \(Plan.columns) FROM plans
                WHERE id = \(id) AND NOT \(Conversations.isUndoable("plans.told_with"))
                """),
            let plan = try Self.filled([Plan(row: row)], in: db).first,
            Seal.equal(PlanLink.word(of: plan, seal), word.lowercased())
        else { throw gone }
        return plan
    }

    // MARK: The customer does their part

    /// - Throws: `Fault.notFound`, also for a step that isn't the customer's; `Fault.conflict`, `Fault.invalid`.
    public func ownComplete(
        _ step: Step.ID, of id: Plan.ID, with handing: Handing, by customer: Customer.ID
    ) async throws {
        let now = clock()
        try await database.write { db in
            let plan = try Self.told(id, to: customer, in: db)
            try Self.ownComplete(step, of: plan, with: handing, at: now, outside: desk, in: db)
        }
    }

    /// - Throws: as above.
    public func ownComplete(_ step: Step.ID, byLink word: String, with handing: Handing) async throws {
        let now = clock()
        try await database.write { db in
            try Self.ownComplete(
                step, of: plan(behind: word, in: db), with: handing, at: now, outside: desk, in: db)
        }
    }

    private static func ownComplete(
        _ id: Step.ID, of plan: Plan, with handing: Handing, at now: Moment, outside: Outside,
        in db: any Connection
    ) throws {
        let step = try step(id, of: plan)
        guard step.owner == .customer else { throw Fault.notFound("There is no such step.") }
        let customer = try Conversations.find(plan.conversation, in: db).customer
        try complete(
            step, of: plan, with: handing, by: .customer(customer), at: now, outside: outside, in: db)
    }

    // MARK: The partner's part

    /// What a partner sees: the steps that are theirs, and the files they were given for them.
    public struct PartnerScene: Sendable {
        public let plan: Plan
        public let ready: Set<Step.ID>
        public let partner: Plan.Partner
        public let business: String
    }

    /// - Throws: `Fault.notFound` for a link that was made up, or whose referral has ended.
    public func partnerScene(byLink word: String) async throws -> PartnerScene {
        try await database.read { db in
            let (plan, partner) = try partner(behind: word, in: db)
            return PartnerScene(
                plan: Self.forPartner(partner, plan), ready: Set(plan.ready.map(\.id)), partner: partner,
                business: try Settings.business(in: db).name)
        }
    }

    private func partner(behind word: String, in db: any Connection) throws -> (Plan, Plan.Partner) {
        guard let (id, _) = PlanLink.parts(of: word),
            let row = try db.row(
                "SELECT \(Plan.Partner.columns) FROM plan_partners WHERE id = \(id)"),
            case let partner = try Plan.Partner(row: row),
            Seal.equal(PlanLink.word(of: partner, seal), word.lowercased())
        else { throw Fault.notFound("This link opens nothing.") }
        guard partner.endedAt == nil else {
            throw Fault.notFound(
                "This work has ended, and with it the link. Please ask whoever sent it to you.")
        }
        return (try Self.find(row("plan"), in: db), partner)
    }

    /// Their own steps; with those of which they are given the files, as nothing but the files.
    static func forPartner(_ partner: Plan.Partner, _ plan: Plan) -> Plan {
        var own = plan
        own.name = ""
        own.partners = [partner]
        own.steps = plan.steps.filter { $0.owner == .partner(partner.id) }.map { step in
            var shown = step.seen(instructions: true, answers: true, files: true)
            if step.givesFiles {
                shown.files = plan.steps.filter { step.needs.contains($0.id) }.flatMap(\.files) + step.files
            }
            return shown
        }
        return own
    }

    /// - Throws: `Fault.notFound`, `Fault.conflict`, `Fault.invalid`.
    public func partnerComplete(_ step: Step.ID, byLink word: String, with handing: Handing) async throws {
        let now = clock()
        try await database.write { db in
            let (plan, partner) = try partner(behind: word, in: db)
            let step = try Self.step(step, of: plan)
            guard step.owner == .partner(partner.id) else { throw Fault.notFound("There is no such step.") }
            try Self.complete(
                step, of: plan, with: handing, by: .partner(partner), at: now, outside: desk, in: db)
        }
    }

    // MARK: Files

    /// A file of a step, for the team.
    /// - Throws: `Fault.notFound`.
    public func file(_ id: StepFile.ID, of plan: Plan.ID, by actor: Actor) async throws -> Attachments.File {
        try actor.requireStaff()
        return try await database.read { db in try Self.file(id, in: Self.find(plan, in: db), db: db) }
    }

    /// - Throws: `Fault.notFound`.
    public func ownFile(_ id: StepFile.ID, of plan: Plan.ID, for customer: Customer.ID) async throws
        -> Attachments.File
    {
        let scene = try await own(plan, of: customer)
        return try await database.read { db in try Self.file(id, in: scene.plan, db: db) }
    }

    /// - Throws: `Fault.notFound`.
    public func ownFile(_ id: StepFile.ID, byLink word: String) async throws -> Attachments.File {
        let scene = try await own(byLink: word)
        return try await database.read { db in try Self.file(id, in: scene.plan, db: db) }
    }

    /// - Throws: `Fault.notFound`.
    public func partnerFile(_ id: StepFile.ID, byLink word: String) async throws -> Attachments.File {
        let scene = try await partnerScene(byLink: word)
        return try await database.read { db in try Self.file(id, in: scene.plan, db: db) }
    }

    private static func file(_ id: StepFile.ID, in plan: Plan, db: any Connection) throws -> Attachments.File
    {
        guard let file = plan.steps.flatMap(\.files).first(where: { $0.id == id }) else {
            throw Fault.notFound("There is no such file.")
        }
        let bytes: [UInt8]? = try db.value("SELECT bytes FROM blobs WHERE sha256 = \(file.sha256)")
        return Attachments.File(
            attachment: Attachment(
                id: Attachment.ID(rawValue: id.rawValue), message: nil, name: file.name,
                contentType: file.contentType, size: file.size, sha256: file.sha256, contentID: nil,
                isInline: false),
            bytes: bytes ?? [])
    }
}

extension Step {
    /// The step as somebody outside sees it: never with its note.
    func seen(instructions: Bool, answers: Bool, files: Bool) -> Step {
        var step = Step(
            id: id, plan: plan, place: place, title: title,
            instructions: instructions ? self.instructions : "",
            owner: owner, kind: kind, questions: answers ? questions : [],
            answers: answers ? self.answers : [],
            isShown: isShown, givesFiles: false, note: "", minutes: nil, dueAt: dueAt, state: state,
            returned: answers ? returned : nil, readyAt: readyAt, toldAt: toldAt, doneAt: doneAt,
            doneBy: doneBy,
            blueprintStep: nil)
        step.files = files ? self.files : []
        return step
    }
}
