import Hummingbird
import Localization

/// `/messages/…/idea`: a customer's message as a reason for an idea.
struct MessageIdeaRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("messages/:id/idea", use: show)
        router.post("messages/:id/idea", use: link)
        router.post("messages/:id/idea/removal", use: unlink)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let query = request.query("q")?.oneLine.shortened(to: 200) ?? ""
        return try await page(
            context.id(), query, .init(need: ""), fault: nil, Done.words(request, context.reader), context)
    }

    private func page(
        _ id: Message.ID, _ query: String, _ typed: Ideas.Words, fault: Fault?, _ notice: String?,
        _ context: DeskContext
    ) async throws -> Response {
        let page = MessageIdeaPage(
            about: try await desk.ideas.about(id, lookingFor: query, by: context.actor()), query: query,
            typed: typed, problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "", notice: notice))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func link(request: Request, context: DeskContext) async throws -> Response {
        let (id, actor) = (try context.id(of: Message.self), try context.actor())
        let typed = NewIdeaPage.Typed(context.form).words
        do {
            if let idea: Idea.ID = context.form.identifier("idea") {
                try await desk.ideas.link(id, to: idea, by: actor)
            } else {
                try await desk.ideas.link(id, toNew: typed, by: actor)
            }
            return .redirect(to: "/messages/\(id)/idea", saying: .saved)
        } catch let fault as Fault where fault.kind == .invalid && context.form["need"] != nil {
            // A message that is no customer's has no such page.
            return try await page(id, "", typed, fault: fault, nil, context)
        }
    }

    @Sendable func unlink(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Message.self)
        guard let idea: Idea.ID = context.form.identifier("idea") else {
            throw Fault.notFound("There is no such idea.")
        }
        try await desk.ideas.unlink(id, from: idea, by: context.actor())
        return .redirect(to: "/messages/\(id)/idea", saying: .removed)
    }
}
