import HTTPTypes
import Hummingbird
import Localization
import NIOCore

/// `/roadmap`, `/changelog` and its feeds, for customers; and the link by
/// which they want no more mails.
struct ChangelogRoutes {
    let desk: Desk
    let byAddress = Throttle(limit: 60, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("roadmap", use: roadmap)
        router.get("changelog", use: list)
        router.get("changelog.rss", use: rss)
        router.get("changelog.atom", use: atom)
        router.get("changelog/:id", use: show)
        let one = router.group("told-no-more/:link")
        one.get(use: ask)
        one.post("refusal", use: refuse)
        one.post("allowance", use: allow)
        // What mail programs do by themselves when somebody presses their button (RFC 8058).
        router.get("api/told-no-more/:link", use: lead)
        router.post("api/told-no-more/:link", use: refuseAtOnce)
    }

    @Sendable func roadmap(request: Request, context: DeskContext) async throws -> Response {
        let page = RoadmapPage(
            columns: try await desk.releases.roadmap(by: context.onlooker),
            showsCounts: !(try await desk.ideas.board().hidesCounts) || context.onlooker == .team,
            frame: try await desk.customerFrame(context))
        return .html(page, context.reader)
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        let category = request.query("category").flatMap(Release.Category.init)
        let after = request.query("after").flatMap { Keyset($0) }
        let (releases, next) = try await desk.releases.published(
            category, after: after, by: context.onlooker)
        let page = ChangelogPage(
            releases: releases, category: category, next: next, isFirst: after == nil,
            frame: try await desk.customerFrame(context))
        return .html(page, context.reader)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let release = try await desk.releases.look(context.id(), by: context.onlooker)
        return .html(
            ChangelogEntryPage(
                release: release, credits: try await desk.releases.credits(of: release.id),
                frame: try await desk.customerFrame(context)), context.reader
        )
    }

    // MARK: Feeds

    @Sendable func rss(request: Request, context: DeskContext) async throws -> Response {
        .feed(try await feed(context).rss, "application/rss+xml; charset=utf-8")
    }

    @Sendable func atom(request: Request, context: DeskContext) async throws -> Response {
        .feed(try await feed(context).atom, "application/atom+xml; charset=utf-8")
    }

    /// Feed readers do not sign in: there is a feed where everybody may look.
    private func feed(_ context: DeskContext) async throws -> ChangelogFeed {
        guard try await desk.ideas.board().access == .everybody else {
            throw Fault.notFound("There is no such page.")
        }
        return ChangelogFeed(
            releases: try await desk.releases.published(limit: 30, by: .nobody).releases,
            business: context.business.name, baseURL: desk.configuration.baseURL, r: context.reader)
    }

    // MARK: Being told no more

    private func link(_ context: DeskContext) -> String { context.parameters.get("link") ?? "" }

    /// A link that is made up counts against whoever tries it.
    private func known<T>(_ context: DeskContext, _ look: () async throws -> T) async throws -> T {
        do {
            return try await look()
        } catch let fault as Fault where fault.kind == .notFound {
            try byAddress.count(context.address, at: desk.clock())
            throw fault
        }
    }

    @Sendable func ask(request: Request, context: DeskContext) async throws -> Response {
        let isTold = try await known(context) { try await desk.releases.isTold(behind: link(context)) }
        let page = ToldNoMorePage(
            isTold: isTold, path: "/told-no-more/\(link(context))",
            frame: try await desk.customerFrame(context))
        return .unlisted(.html(page, context.reader))
    }

    @Sendable func refuse(request: Request, context: DeskContext) async throws -> Response {
        try await known(context) { try await desk.releases.refuse(link(context), through: .link) }
        return .redirect(to: "/told-no-more/\(link(context))")
    }

    @Sendable func allow(request: Request, context: DeskContext) async throws -> Response {
        try await known(context) { try await desk.releases.allow(link(context)) }
        return .redirect(to: "/told-no-more/\(link(context))")
    }

    /// Somebody opened the address of the mail's header: a page asks before anything happens.
    @Sendable func lead(request: Request, context: DeskContext) async throws -> Response {
        .redirect(to: "/told-no-more/\(link(context))")
    }

    @Sendable func refuseAtOnce(request: Request, context: DeskContext) async throws -> Response {
        try await known(context) { try await desk.releases.refuse(link(context), through: .mailProgram) }
        return .noContent
    }
}

extension Response {
    static func feed(_ text: String, _ type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
