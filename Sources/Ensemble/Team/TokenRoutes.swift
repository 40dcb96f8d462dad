import Hummingbird
import Localization

/// `/settings/tokens`: made, shown once, revoked.
struct TokenRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("settings/tokens", use: show)
        router.post("settings/tokens", use: make)
        router.post("settings/tokens/:id/removal", use: revoke)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        try await page(fresh: nil, name: "", fault: nil, request, context)
    }

    private func page(
        fresh: String?, name: String, fault: Fault?, _ request: Request, _ context: DeskContext
    ) async throws -> Response {
        let page = TokensPage(
            tokens: try await desk.apiTokens.all(by: context.administrator()),
            agents: try await desk.agents.all(including: true), fresh: fresh, name: name,
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(
                context, place: "settings", notice: Done.words(request, context.reader)))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func make(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let name = context.form["name"] ?? ""
        do {
            let agent: Agent.ID = try context.form.identifier("agent") ?? context.agent().id
            let token = try await desk.apiTokens.make(name: name, for: agent, by: actor)
            return try await page(fresh: token, name: "", fault: nil, request, context)
        } catch let fault as Fault {
            return try await page(fresh: nil, name: name, fault: fault, request, context)
        }
    }

    @Sendable func revoke(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        try await desk.apiTokens.revoke(context.id(), by: actor)
        return .redirect(to: "/settings/tokens", saying: .revoked)
    }
}
