import Hummingbird
import Localization

/// `/settings/costs`: currency, taxes, papers.
struct TermsRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("settings/costs", use: show)
        router.post("settings/costs", use: change)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        return try await page(
            TermsPage.Typed(try await desk.settings.terms()), fault: nil,
            Done.words(request, context.reader), context)
    }

    private func page(_ typed: TermsPage.Typed, fault: Fault?, _ notice: String?, _ context: DeskContext)
        async throws -> Response
    {
        let page = TermsPage(
            typed: typed, packs: try await desk.policies.all(),
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "settings", notice: notice))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func change(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let typed = TermsPage.Typed(context.form)
        do {
            try await desk.settings.change(to: typed.terms(), by: actor)
            return .redirect(to: "/settings/costs", saying: .saved)
        } catch let fault as Fault {
            return try await page(typed, fault: fault, nil, context)
        }
    }
}
