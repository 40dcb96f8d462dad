import Hummingbird
import Localization

/// `/direction/decisions`: what is decided on figures, and what came of it.
struct DecisionRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("direction/decisions", use: list)
        router.post("direction/decisions", use: propose)
        router.get("direction/decisions/new", use: new)
        router.get("direction/decisions/:id", use: show)
        router.post("direction/decisions/:id/choice", use: decide)
        router.post("direction/decisions/:id/review", use: review)
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let show = request.query("show").flatMap(Decisions.Show.init) ?? .all
        let found = try await desk.decisions.list(
            show, after: request.query("after").flatMap { Keyset($0) }, by: actor)
        let page = DecisionsPage(
            decisions: found.decisions, next: found.next, show: show, today: context.reader.thisDay,
            frame: try await desk.frame(
                context, place: "decisions", notice: Done.words(request, context.reader)))
        return .html(page, context.reader)
    }

    // MARK: One

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        try await page(context.id(), .init(), nil, Done.words(request, context.reader), context)
    }

    private func page(
        _ id: Decision.ID, _ typed: NewDecisionPage.Typed, _ fault: Fault?, _ notice: String?,
        _ context: DeskContext
    ) async throws -> Response {
        let actor = try context.administrator()
        let decision = try await desk.decisions.find(id, by: actor)
        let page = DecisionPage(
            decision: decision, evidence: try await desk.decisions.evidence(of: id, by: actor),
            now: try await desk.decisions.figures(of: decision.text.offering, by: actor), typed: typed,
            today: context.reader.thisDay, problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "decisions", notice: notice))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func decide(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        return try await answering(["option", "why", "remedy", "review"], context) { id, typed in
            try await desk.decisions.decide(
                id, option: Int(typed["option"]) ?? -1, why: typed["why"], remedy: typed["remedy"],
                reviewOn: Day.read(typed["review"]), by: actor)
        }
    }

    @Sendable func review(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        return try await answering(["verdict", "words"], context) { id, typed in
            guard let verdict = Decision.Verdict(rawValue: typed["verdict"]) else {
                throw Fault.invalid("Please say whether it came true.")
            }
            try await desk.decisions.review(id, verdict, words: typed["words"], by: actor)
        }
    }

    private func answering(
        _ names: [String], _ context: DeskContext,
        _ act: (Decision.ID, NewDecisionPage.Typed) async throws -> Void
    ) async throws -> Response {
        let id: Decision.ID = try context.id()
        var typed = NewDecisionPage.Typed()
        for name in names { typed.values[name] = context.form[name] }
        do {
            try await act(id, typed)
            return .redirect(to: "/direction/decisions/\(id)", saying: .saved)
        } catch let fault as Fault where fault.kind == .invalid || fault.kind == .conflict {
            return try await page(id, typed, fault, nil, context)
        }
    }

    // MARK: Writing down

    @Sendable func new(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        var typed = NewDecisionPage.Typed()
        for name in NewDecisionPage.Typed.names { typed.values[name] = request.query(name) }
        return try await form(typed, nil, context)
    }

    private func form(_ typed: NewDecisionPage.Typed, _ fault: Fault?, _ context: DeskContext) async throws
        -> Response
    {
        let page = NewDecisionPage(
            typed: typed, offerings: try await desk.direction.offeringNames(),
            today: context.reader.thisDay, problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "decisions"))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func propose(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        var typed = NewDecisionPage.Typed()
        for name in NewDecisionPage.Typed.names { typed.values[name] = context.form[name] }
        do {
            let id = try await desk.decisions.propose(typed.text(), by: actor)
            return .redirect(to: "/direction/decisions/\(id)", saying: .saved)
        } catch let fault as Fault where fault.kind == .invalid {
            return try await form(typed, fault, context)
        }
    }
}
