import Hummingbird
import Localization

/// `/releases`: what was made, written, published and told by the team.
struct ReleaseRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("releases", use: list)
        router.post("releases", use: add)
        let one = router.group("releases/:id")
        one.get(use: show)
        one.get("told", use: told)
        one.post("words", use: change)
        one.post("ideas", use: tie)
        one.post("ideas/removal", use: untie)
        one.post("publication", use: publish)
        one.post("discarding", use: discard)
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        try await listPage(fault: nil, request, context)
    }

    private func listPage(fault: Fault?, _ request: Request, _ context: DeskContext) async throws -> Response
    {
        let actor = try context.actor()
        let after = request.query("after").flatMap { Keyset($0) }
        let (published, next) = try await desk.releases.published(after: after, by: .team)
        let page = ReleasesPage(
            drafts: after == nil ? try await desk.releases.drafts(by: actor) : [], published: published,
            next: next,
            isFirst: after == nil, problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(
                context, place: "ideas", notice: Done.words(request, context.reader)))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func add(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.actor()
        do {
            let idea: Idea.ID? = context.form.identifier("idea")
            let id = try await desk.releases.add(
                draft(context.form), of: idea.map { [$0] } ?? [], by: actor)
            return .redirect(to: "/releases/\(id)", saying: .added)
        } catch let fault as Fault where fault.kind == .invalid {
            return try await listPage(fault: fault, request, context)
        }
    }

    /// The fields of every language: `title-de`, `text-de`.
    private func draft(_ form: Form) -> Releases.Draft {
        var words: [String: Release.Words] = [:]
        for language in Release.languages {
            words[language.tag] = .init(
                form["title-\(language.tag)"] ?? "", form["text-\(language.tag)"] ?? "")
        }
        return .init(category: form["category"].flatMap(Release.Category.init) ?? .new, words: words)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        try await page(context.id(), nil, fault: nil, Done.words(request, context.reader), context)
    }

    func page(
        _ id: Release.ID, _ typed: Releases.Draft?, fault: Fault?, _ notice: String?, _ context: DeskContext
    ) async throws -> Response {
        let actor = try context.actor()
        let release = try await desk.releases.find(id, by: actor)
        let isDraft = release.publishedAt == nil
        let page = ReleasePage(
            release: release, typed: typed ?? .init(category: release.category, words: release.words),
            audience: isDraft ? try await desk.releases.audience(of: id, by: actor) : 0,
            told: isDraft ? [:] : try await desk.releases.told(of: id, by: actor),
            trials: try await desk.releases.trials(of: id, by: actor),
            candidates: isDraft
                ? try await desk.ideas.similar(
                    to: release.words.values.map { "\($0.title) \($0.text)" }.joined(separator: " "),
                    by: .team) : [],
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "ideas", notice: notice))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func told(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Release.self)
        let actor = try context.actor()
        let state = request.query("state").flatMap(ReleaseTelling.State.init)
        let after = request.query("after").flatMap { Customer.ID($0) }
        let (tellings, next) = try await desk.releases.tellings(of: id, state, after: after, by: actor)
        let page = TellingsPage(
            release: try await desk.releases.find(id, by: actor), state: state, tellings: tellings,
            next: next,
            isFirst: after == nil, frame: try await desk.frame(context, place: "ideas"))
        return .html(page, context.reader)
    }

    private func change(
        _ context: DeskContext, _ typed: Releases.Draft? = nil,
        _ work: (Release.ID, Actor) async throws -> Void
    ) async throws -> Response {
        let id = try context.id(of: Release.self)
        let actor = try context.actor()
        do {
            try await work(id, actor)
            return .redirect(to: "/releases/\(id)", saying: .saved)
        } catch let fault as Fault where fault.kind == .invalid || fault.kind == .conflict {
            return try await page(id, typed, fault: fault, nil, context)
        }
    }

    @Sendable func change(request: Request, context: DeskContext) async throws -> Response {
        let draft = draft(context.form)
        return try await change(context, draft) { try await desk.releases.change($0, to: draft, by: $1) }
    }

    @Sendable func tie(request: Request, context: DeskContext) async throws -> Response {
        try await change(context) { id, actor in
            guard let idea = Idea.ID((context.form["idea"] ?? "").trimmed) else {
                throw Fault.invalid("Please give the number of the other idea.")
            }
            try await desk.releases.tie(id, to: idea, by: actor)
        }
    }

    @Sendable func untie(request: Request, context: DeskContext) async throws -> Response {
        try await change(context) { id, actor in
            guard let idea: Idea.ID = context.form.identifier("idea") else { return }
            try await desk.releases.tie(id, to: idea, false, by: actor)
        }
    }

    @Sendable func publish(request: Request, context: DeskContext) async throws -> Response {
        try await change(context) { try await desk.releases.publish($0, by: $1) }
    }

    @Sendable func discard(request: Request, context: DeskContext) async throws -> Response {
        try await desk.releases.discard(context.id(), by: context.actor())
        return .redirect(to: "/releases", saying: .discarded)
    }
}
