import Hummingbird
import Localization

/// `/settings/jobs`: what waits, what failed, and what becomes of it.
struct JobRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("settings/jobs", use: show)
        router.post("settings/jobs/:id/retry", use: retry)
        router.post("settings/jobs/:id/removal", use: discard)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let page = JobsPage(
            overview: try await desk.jobs.overview(by: context.administrator()),
            frame: try await desk.frame(
                context, place: "settings", notice: Done.words(request, context.reader)))
        return .html(page, context.reader)
    }

    @Sendable func retry(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        try await desk.jobs.retry(context.id(), by: actor)
        return .redirect(to: "/settings/jobs", saying: .retried)
    }

    @Sendable func discard(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        try await desk.jobs.discard(context.id(), by: actor)
        return .redirect(to: "/settings/jobs", saying: .discarded)
    }
}
