import Hummingbird
import Localization

/// `/board/ranking` for the team, `/ideas/compare` for customers.
struct RankingRoutes {
    let desk: Desk
    let byCustomer = Throttle(limit: 120, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("board/ranking", use: ranking)
        router.get("board/leads", use: leads)
        router.get("ideas/compare", use: pair)
        router.post("ideas/compare", use: compare)
    }

    @Sendable func ranking(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.actor()
        // All the votes are read for it: kept until something changes.
        return try await desk.pages.page(PageCache.key(request, context)) {
            .page(Layout.render(try await rankingPage(request, context), context.reader))
        }
    }

    private func rankingPage(_ request: Request, _ context: DeskContext) async throws -> RankingPage {
        let actor = try context.actor()
        let chosen = request.query("of") ?? ""
        let rest = String(chosen.dropFirst())
        let segment: Ideas.Segment? =
            switch chosen.first {
            case "o": Organisation.ID(rest).map { .organisation($0) }
            case "t": .tag(rest)
            default: nil
            }
        return RankingPage(
            ranking: try await desk.ideas.ranking(segment, by: actor),
            compared: try await desk.ideas.compared(by: actor), chosen: chosen,
            frame: try await desk.frame(context, place: "ideas"))
    }

    @Sendable func leads(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.actor()
        return try await desk.pages.page(PageCache.key(request, context)) {
            let page = LeadsPage(
                leading: try await desk.ideas.leading(by: actor),
                frame: try await desk.frame(context, place: "ideas"))
            return .page(Layout.render(page, context.reader))
        }
    }

    @Sendable func pair(request: Request, context: DeskContext) async throws -> Response {
        let page = ComparePage(
            pair: try await desk.ideas.pair(for: context.customer()),
            frame: try await desk.customerFrame(context))
        return .html(page, context.reader)
    }

    @Sendable func compare(request: Request, context: DeskContext) async throws -> Response {
        let customer = try context.customer()
        try byCustomer.count("\(customer)", at: desk.clock())
        guard let one: Idea.ID = context.form.identifier("one"),
            let other: Idea.ID = context.form.identifier("other")
        else { throw Fault.invalid("Please compare two different ideas.") }
        try await desk.ideas.compare(one, other, chosen: context.form.identifier("chosen"), by: customer)
        return .redirect(to: "/ideas/compare")
    }
}
