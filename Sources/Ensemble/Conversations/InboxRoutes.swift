import Hummingbird
import Localization

/// `/inbox/…` and `/search`: the lists of the desk.
struct InboxRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("", use: start)
        router.get("inbox/:view", use: list)
        router.get("search", use: search)
    }

    @Sendable func start(request: Request, context: DeskContext) async throws -> Response {
        if case .customer = context.session?.who { return .redirect(to: "/my") }
        if context.session == nil, try await desk.agents.isEmpty() { return .redirect(to: "/first-run") }
        _ = try context.agent()
        return .redirect(to: "/inbox/mine")
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        let agent = try context.agent()
        return try await desk.pages.page(PageCache.key(request, context)) {
            try await list(request, context, for: agent)
        }
    }

    private func list(
        _ request: Request, _ context: DeskContext, for agent: Agent
    ) async throws -> PageCache.Made {
        guard let view = context.parameters.get("view").flatMap(InboxView.init(rawValue:)) else {
            throw Fault.notFound("There is no such page.")
        }
        let after = request.query("after").flatMap { InboxPlace($0) }
        let (listing, counts) = try await desk.database.read { db in
            (
                try Conversations.list(
                    view, for: agent.id, on: context.reader.thisDay, after: after, limit: 50, in: db),
                try Conversations.counts(for: agent.id, on: context.reader.thisDay, in: db)
            )
        }
        let frame = Frame.desk(context, agent, counts: counts, place: view.rawValue)
        let page = InboxPage(view: view, listing: listing, isFirst: after == nil, frame: frame)
        return .page(Layout.render(page, context.reader))
    }

    @Sendable func search(request: Request, context: DeskContext) async throws -> Response {
        let agent = try context.agent()
        let actor = try context.actor()
        let text = request.query("q") ?? ""
        let page = min(max(request.query("page").flatMap { Int($0) } ?? 1, 1), 40)
        let lines = try await desk.conversations.search(
            text, for: actor, in: context.reader.zone, offset: (page - 1) * Conversations.pageOfSearch,
            limit: Conversations.pageOfSearch + 1)
        let counts = try await desk.counts(for: actor, on: context.reader.thisDay)
        let shown = Array(lines.prefix(Conversations.pageOfSearch))
        return .html(
            SearchPage(
                query: text, lines: shown, page: page, hasMore: lines.count > Conversations.pageOfSearch,
                frame: Frame.desk(context, agent, counts: counts, place: "search")),
            context.reader)
    }
}

extension Frame {
    /// The desk around a page, for an agent.
    static func desk(
        _ context: DeskContext, _ agent: Agent, counts: Conversations.Counts?, place: String,
        notice: String? = nil
    ) -> Frame {
        Frame(
            kind: .desk, business: context.business.name, csrf: context.csrf,
            viewer: Viewer(
                name: agent.name, isAdministrator: agent.role == .administrator, keysOff: agent.keysOff,
                isCustomer: false),
            counts: counts, place: place, notice: notice)
    }
}
