import Hummingbird
import Localization

/// `/plans/…`: the team's side of the shared plans.
struct PlanRoutes {
    let desk: Desk
    let conversations: ConversationRoutes

    func add(to router: some RouterMethods<DeskContext>) {
        router.post("conversations/:id/plans", use: begin)
        router.get("plans/templates", use: templates)
        router.post("plans/templates/:id/removal", use: removeTemplate)
        router.post("plans/recurrences/:id/ending", use: stopRepeating)
        let one = router.group("plans/:id")
        one.get(use: show)
        one.get("files/:file", use: file)
        one.post("steps", use: add)
        one.post("steps/:step", use: change)
        one.post("steps/:step/completion", use: complete)
        one.post("steps/:step/return", use: giveBack)
        one.post("steps/:step/skip", use: skip)
        one.post("steps/:step/removal", use: remove)
        one.post("sending", use: send)
        one.post("link", use: renewLink)
        one.post("partners/:partner/sending", use: handOver)
        one.post("partners/:partner/ending", use: endReferral)
        one.post("recurrence", use: `repeat`)
        one.post("template", use: keepAsTemplate)
        one.post("ending", use: stop)
    }

    // MARK: Looking

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        try await page(context.id(), problem: nil, context, notice: Done.words(request, context.reader))
    }

    private func page(_ id: Plan.ID, problem: Fault?, _ context: DeskContext, notice: String? = nil)
        async throws
        -> Response
    {
        let actor = try context.actor()
        let plan = try await desk.plans.plan(id, by: actor)
        let frame = try await desk.frame(context, place: "", notice: notice)
        let page = try await desk.database.read { db in
            let conversation = try Conversations.find(plan.conversation, in: db)
            return PlanPage(
                plan: plan, subject: conversation.subject,
                customer: try Customers.find(conversation.customer, in: db),
                agents: try Agents.all(in: db), teams: try Teams.all(in: db),
                waits: WhoWaits(try Ownership.of(conversation.id, in: db)),
                recurrences: try Plans.recurrences(of: conversation.id, in: db),
                link: PlanLink.address(of: plan, desk.plans.desk),
                problem: problem.map { context.reader($0.message) },
                frame: frame)
        }
        return .html(page, after: problem, context)
    }

    @Sendable func file(request: Request, context: DeskContext) async throws -> Response {
        .file(
            try await desk.plans.file(
                context.id("file", of: StepFile.self), of: context.id(), by: context.actor()))
    }

    @Sendable func templates(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.actor()
        let notice = Done.words(request, context.reader)
        let page = PlanTemplatesPage(
            templates: try await desk.plans.templates(),
            frame: try await desk.frame(context, place: "", notice: notice))
        return .html(page, context.reader)
    }

    // MARK: Beginning and ending

    @Sendable func begin(request: Request, context: DeskContext) async throws -> Response {
        do {
            return .redirect(to: "/plans/\(try await begin(context))")
        } catch let fault as Fault where ![.notFound, .signInNeeded].contains(fault.kind) {
            return try await conversations.page(context.id(), after: fault, context)
        }
    }

    private func begin(_ context: DeskContext) async throws -> Plan.ID {
        let actor = try context.actor()
        let form = context.form
        if let word = form["template"], word.hasPrefix("b"),
            let blueprint = Blueprint.ID(String(word.dropFirst()))
        {
            return try await desk.plans.perform(
                blueprint, named: form["name"], in: context.id(of: Conversation.self), by: actor)
        }
        var draft = PlanDraft(name: form["name"] ?? "")
        if let template: PlanTemplate.ID = form.identifier("template") {
            draft.steps = try await desk.plans.template(template).draft.steps
        }
        return try await desk.plans.begin(draft, in: context.id(of: Conversation.self), by: actor)
    }

    @Sendable func stop(request: Request, context: DeskContext) async throws -> Response {
        let id: Plan.ID = try context.id()
        try await desk.plans.stop(id, by: context.actor())
        return .redirect(to: "/plans/\(id)")
    }

    @Sendable func keepAsTemplate(request: Request, context: DeskContext) async throws -> Response {
        try await changing(context) { id, actor in
            try await desk.plans.keepAsTemplate(id, named: context.form["name"] ?? "", by: actor)
        }
    }

    @Sendable func removeTemplate(request: Request, context: DeskContext) async throws -> Response {
        try await desk.plans.removeTemplate(context.id(), by: context.actor())
        return .redirect(to: "/plans/templates", saying: .removed)
    }

    @Sendable func `repeat`(request: Request, context: DeskContext) async throws -> Response {
        try await changing(context) { id, actor in
            guard let every = Recurrence.Every(rawValue: context.form["every"] ?? "") else {
                throw Fault.invalid("Please say how often it begins anew.")
            }
            // In the morning of that day, when people are at work.
            let end = try StepForm.endOfDay(context.form["from"] ?? "", zone: context.reader.zone)
            try await desk.plans.repeat(id, each: every, from: end - .hours(16) + .seconds(1), by: actor)
        }
    }

    @Sendable func stopRepeating(request: Request, context: DeskContext) async throws -> Response {
        let conversation = try await desk.plans.stopRepeating(context.id(), by: context.actor())
        return .redirect(to: "/conversations/\(conversation)")
    }

    // MARK: Steps

    @Sendable func add(request: Request, context: DeskContext) async throws -> Response {
        try await changing(context) { id, actor in
            let plan = try await desk.plans.plan(id, by: actor)
            let (draft, needs) = try StepForm.read(context.form, of: plan, zone: context.reader.zone)
            try await desk.plans.add(draft, to: id, after: needs, by: actor)
        }
    }

    @Sendable func change(request: Request, context: DeskContext) async throws -> Response {
        try await changing(context) { id, actor in
            let plan = try await desk.plans.plan(id, by: actor)
            let (draft, needs) = try StepForm.read(context.form, of: plan, zone: context.reader.zone)
            try await desk.plans.change(
                context.id("step", of: Step.self), of: id, to: draft, after: needs, by: actor)
        }
    }

    @Sendable func complete(request: Request, context: DeskContext) async throws -> Response {
        try await changing(context) { id, actor in
            try await desk.plans.complete(
                context.id("step", of: Step.self), of: id, with: StepForm.handing(context.form), by: actor)
        }
    }

    @Sendable func giveBack(request: Request, context: DeskContext) async throws -> Response {
        try await changing(context) { id, actor in
            try await desk.plans.giveBack(
                context.id("step", of: Step.self), of: id, because: context.form["words"] ?? "", by: actor)
        }
    }

    @Sendable func skip(request: Request, context: DeskContext) async throws -> Response {
        try await changing(context) { id, actor in
            try await desk.plans.skip(context.id("step", of: Step.self), of: id, by: actor)
        }
    }

    @Sendable func remove(request: Request, context: DeskContext) async throws -> Response {
        try await changing(context) { id, actor in
            try await desk.plans.remove(context.id("step", of: Step.self), of: id, by: actor)
        }
    }

    // MARK: Telling

    @Sendable func send(request: Request, context: DeskContext) async throws -> Response {
        try await changing(context) { id, actor in
            try await desk.plans.send(id, text: context.form["text"] ?? "", by: actor)
        }
    }

    @Sendable func renewLink(request: Request, context: DeskContext) async throws -> Response {
        try await changing(context) { id, actor in try await desk.plans.renewLink(of: id, by: actor) }
    }

    @Sendable func handOver(request: Request, context: DeskContext) async throws -> Response {
        try await changing(context) { id, actor in
            try await desk.plans.handOver(to: context.id("partner", of: Plan.Partner.self), of: id, by: actor)
        }
    }

    @Sendable func endReferral(request: Request, context: DeskContext) async throws -> Response {
        try await changing(context) { id, actor in
            try await desk.plans.endReferral(
                to: context.id("partner", of: Plan.Partner.self), of: id, by: actor)
        }
    }

    /// Does something and shows the plan again, with what was wrong about it if something was.
    private func changing(
        _ context: DeskContext, _ change: (Plan.ID, Actor) async throws -> Void
    ) async throws -> Response {
        let id: Plan.ID = try context.id()
        let actor = try context.actor()
        return try await context.changing("/plans/\(id)") {
            try await change(id, actor)
        } orShow: {
            try await page(id, problem: $0, context)
        }
    }
}
