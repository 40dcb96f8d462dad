import Hummingbird
import Localization

/// `/direction/audit`: what the model hears, and the sentences that people check.
struct AuditRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("direction/audit", use: show)
        router.post("direction/audit/:id", use: check)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let page = AuditPage(
            queue: try await desk.proposals.queue(
                until: Month(context.reader.thisDay), for: context.actor()),
            frame: try await desk.frame(
                context, place: "audit", notice: Done.words(request, context.reader)))
        return .html(page, context.reader)
    }

    @Sendable func check(request: Request, context: DeskContext) async throws -> Response {
        let said = context.form["kind"]
        guard let kind = StartingModel.Kind.allCases.first(where: { $0.name == said }) else {
            throw Fault.invalid("Please say what the sentence is about.")
        }
        try await desk.proposals.check(context.id(), as: kind, by: context.actor())
        return .redirect(to: "/direction/audit", saying: .saved)
    }
}
