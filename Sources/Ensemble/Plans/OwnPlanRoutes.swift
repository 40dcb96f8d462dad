import HTTPTypes
import Hummingbird
import Localization

/// `/my/plans/…` for the customer who is signed in, `/plan/…` for whoever has
/// the link to one, `/hand-over/…` for a partner. What isn't theirs is not found.
struct OwnPlanRoutes {
    let desk: Desk
    /// Links that open nothing are counted: nobody tries many of them.
    let guesses = Throttle(limit: 30, per: .minutes(10))
    let byPlan = Throttle(limit: 60, per: .minutes(10))

    /// Where strangers may send files: the links are checked before anything is kept.
    static let openPaths = ["/plan/", "/hand-over/"]

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("my/plans/:id", use: own)
        router.post("my/plans/:id/steps/:step/completion", use: ownComplete)
        router.get("my/plans/:id/files/:file", use: ownFile)
        router.get("plan/:link", use: linked)
        router.post("plan/:link/steps/:step/completion", use: linkedComplete)
        router.get("plan/:link/files/:file", use: linkedFile)
        router.get("hand-over/:link", use: partner)
        router.post("hand-over/:link/steps/:step/completion", use: partnerComplete)
        router.get("hand-over/:link/files/:file", use: partnerFile)
    }

    // MARK: The customer who is signed in

    @Sendable func own(request: Request, context: DeskContext) async throws -> Response {
        try await own(context, problem: nil, notice: Done.words(request, context.reader))
    }

    private func own(
        _ context: DeskContext, problem: (step: Step.ID, fault: Fault)?, notice: String? = nil
    ) async throws -> Response {
        let scene = try await desk.plans.own(context.id(), of: context.customer())
        let page = try await page(scene, at: "/my/plans/\(scene.plan.id)", problem, context, notice)
        return Response.html(page, after: problem?.fault, context).byLinkAlone
    }

    @Sendable func ownComplete(request: Request, context: DeskContext) async throws -> Response {
        let customer = try context.customer()
        let id: Plan.ID = try context.id()
        let step = try context.id("step", of: Step.self)
        do {
            try byPlan.count("\(id)", at: desk.clock())
            try await desk.plans.ownComplete(step, of: id, with: StepForm.handing(context.form), by: customer)
        } catch let fault as Fault where fault.kind != .notFound {
            return try await own(context, problem: (step, fault))
        }
        return .redirect(to: "/my/plans/\(id)", saying: .stepDone)
    }

    @Sendable func ownFile(request: Request, context: DeskContext) async throws -> Response {
        .file(
            try await desk.plans.ownFile(
                context.id("file", of: StepFile.self), of: context.id(), for: context.customer()))
    }

    // MARK: Whoever has the link

    /// Kept until something changes: they come back to it, step by step.
    @Sendable func linked(request: Request, context: DeskContext) async throws -> Response {
        let response = try await desk.pages.page(PageCache.key(request, context)) {
            .page(
                Layout.render(
                    try await linkedPage(
                        context, problem: nil, notice: Done.words(request, context.reader)), context.reader))
        }
        return response.byLinkAlone
    }

    private func linked(_ context: DeskContext, problem: (step: Step.ID, fault: Fault)) async throws
        -> Response
    {
        let page = try await linkedPage(context, problem: problem)
        return Response.html(page, after: problem.fault, context).byLinkAlone
    }

    private func linkedPage(
        _ context: DeskContext, problem: (step: Step.ID, fault: Fault)?, notice: String? = nil
    ) async throws -> OwnPlanPage {
        let word = try word(context)
        let scene = try await counted(context) { try await desk.plans.own(byLink: word) }
        return try await page(scene, at: "/plan/\(word)", problem, context, notice)
    }

    @Sendable func linkedComplete(request: Request, context: DeskContext) async throws -> Response {
        let word = try word(context)
        let step = try context.id("step", of: Step.self)
        do {
            try byPlan.count(word, at: desk.clock())
            try await counted(context) {
                try await desk.plans.ownComplete(step, byLink: word, with: StepForm.handing(context.form))
            }
        } catch let fault as Fault where fault.kind != .notFound {
            return try await linked(context, problem: (step, fault))
        }
        return .redirect(to: "/plan/\(word)", saying: .stepDone)
    }

    @Sendable func linkedFile(request: Request, context: DeskContext) async throws -> Response {
        let word = try word(context)
        return .file(
            try await counted(context) {
                try await desk.plans.ownFile(context.id("file", of: StepFile.self), byLink: word)
            })
    }

    private func page(
        _ scene: Plans.OwnScene, at path: String, _ problem: (step: Step.ID, fault: Fault)?,
        _ context: DeskContext,
        _ notice: String?
    ) async throws -> OwnPlanPage {
        OwnPlanPage(
            scene: scene, path: path, problem: problem.map { Self.told($0.step, $0.fault, context) },
            frame: try await desk.customerFrame(context, notice: notice))
    }

    // MARK: A partner

    @Sendable func partner(request: Request, context: DeskContext) async throws -> Response {
        try await partner(context, problem: nil, notice: Done.words(request, context.reader))
    }

    private func partner(
        _ context: DeskContext, problem: (step: Step.ID, fault: Fault)?, notice: String? = nil
    ) async throws -> Response {
        let word = try word(context)
        let scene = try await counted(context) { try await desk.plans.partnerScene(byLink: word) }
        let page = HandOverPage(
            scene: scene, path: "/hand-over/\(word)",
            problem: problem.map { Self.told($0.step, $0.fault, context) },
            frame: Frame(
                kind: .partner, business: context.business.name, csrf: context.csrf, notice: notice,
                look: context.business.look))
        return Response.html(page, after: problem?.fault, context).byLinkAlone
    }

    @Sendable func partnerComplete(request: Request, context: DeskContext) async throws -> Response {
        let word = try word(context)
        let step = try context.id("step", of: Step.self)
        do {
            try byPlan.count(word, at: desk.clock())
            try await counted(context) {
                try await desk.plans.partnerComplete(step, byLink: word, with: StepForm.handing(context.form))
            }
        } catch let fault as Fault where fault.kind != .notFound {
            return try await partner(context, problem: (step, fault))
        }
        return .redirect(to: "/hand-over/\(word)", saying: .stepDone)
    }

    @Sendable func partnerFile(request: Request, context: DeskContext) async throws -> Response {
        let word = try word(context)
        return .file(
            try await counted(context) {
                try await desk.plans.partnerFile(context.id("file", of: StepFile.self), byLink: word)
            })
    }

    private static func told(_ step: Step.ID, _ fault: Fault, _ context: DeskContext) -> StepsView.Problem {
        StepsView.Problem(
            step: step, words: context.reader(fault.message), answers: StepForm.answers(context.form))
    }

    // MARK: Links

    private func word(_ context: DeskContext) throws(Fault) -> String {
        guard let word = context.parameters.get("link"), word.utf8.count <= 60 else {
            throw .notFound("This link opens nothing.")
        }
        return word.lowercased()
    }

    /// Counts what opens nothing, by the address it comes from.
    private func counted<T>(_ context: DeskContext, _ open: () async throws -> T) async throws -> T {
        do {
            return try await open()
        } catch let fault as Fault where fault.kind == .notFound {
            try guesses.count(context.address, at: desk.clock())
            throw fault
        }
    }
}
