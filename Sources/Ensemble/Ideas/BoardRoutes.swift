import Hummingbird
import Localization

/// `/board`: the team's side of the ideas; `/settings/ideas`: who sees them.
struct BoardRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("board", use: list)
        router.post("board", use: suggest)
        router.get("board/held", use: held)
        router.post("board/comments/:id/showing", use: showComment)
        router.post("board/comments/:id/removal", use: removeComment)
        router.get("settings/ideas", use: settings)
        router.post("settings/ideas", use: setBoard)
        let one = router.group("board/:id")
        one.get(use: show)
        one.get("votes", use: votes)
        one.post("status", use: move)
        one.post("answer", use: answer)
        one.post("words", use: reword)
        one.post("merging", use: merge)
        one.post("comments", use: comment)
        one.post("votes", use: vote)
        one.post("showing", use: showIdea)
        one.post("dismissal", use: dismiss)
    }

    // MARK: Looking

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.actor()
        return try await desk.pages.page(PageCache.key(request, context)) {
            .page(Layout.render(try await listPage(request, context), context.reader))
        }
    }

    private func listPage(_ request: Request, _ context: DeskContext) async throws -> BoardPage {
        let actor = try context.actor()
        let query = request.query("q")?.oneLine.shortened(to: 200) ?? ""
        let choice = Ideas.Choice(
            order: request.query("order").flatMap(Ideas.Order.init) ?? .most,
            status: request.query("status").flatMap(Idea.Status.init),
            tag: request.query("tag")?.oneLine.nonEmpty, isOverdue: request.query("overdue") == "yes")
        let after = request.query("after").flatMap { Keyset($0) }
        let held = try await desk.ideas.held(by: actor)
        return BoardPage(
            query: query, choice: choice,
            listing: query.isEmpty
                ? try await desk.ideas.list(choice, after: after, by: .team)
                : try await desk.ideas.search(query, by: .team),
            held: held.ideas.count + held.comments.count + held.withFiles.count,
            answered: try await desk.ideas.answered(by: actor),
            isFirst: after == nil, problem: nil,
            frame: try await desk.frame(
                context, place: "ideas", notice: Done.words(request, context.reader)))
    }

    @Sendable func held(request: Request, context: DeskContext) async throws -> Response {
        let held = try await desk.ideas.held(by: context.actor())
        let page = HeldIdeasPage(
            ideas: held.ideas, comments: held.comments, withFiles: held.withFiles,
            frame: try await desk.frame(
                context, place: "ideas", notice: Done.words(request, context.reader)))
        return .html(page, context.reader)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        try await page(context.id(), fault: nil, Done.words(request, context.reader), context)
    }

    func page(_ id: Idea.ID, fault: Fault?, _ notice: String?, _ context: DeskContext) async throws
        -> Response
    {
        let actor = try context.actor()
        let scene = try await desk.ideas.scene(id, by: actor)
        guard scene.view.idea.id == id else { return .redirect(to: "/board/\(scene.view.idea.id)") }
        let page = BoardIdeaPage(
            scene: scene, problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "ideas", notice: notice))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func votes(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Idea.self)
        let actor = try context.actor()
        let after = request.query("after").flatMap { Keyset($0) }
        let (votes, next) = try await desk.ideas.votes(for: id, after: after, by: actor)
        let page = IdeaVotesPage(
            idea: try await desk.ideas.look(id, by: .team).idea, votes: votes, next: next,
            isFirst: after == nil,
            names: try await desk.agents.names(), frame: try await desk.frame(context, place: "ideas"))
        return .html(page, context.reader)
    }

    // MARK: Doing

    @Sendable func suggest(request: Request, context: DeskContext) async throws -> Response {
        let made = try await desk.ideas.suggest(
            NewIdeaPage.Typed(context.form).words, by: context.actor())
        return .redirect(to: "/board/\(made.idea)", saying: .added)
    }

    /// What goes wrong is said on the page of the idea.
    private func change(
        _ context: DeskContext, saying done: Done = .saved, _ work: (Idea.ID, Actor) async throws -> Idea.ID
    ) async throws -> Response {
        let id = try context.id(of: Idea.self)
        let actor = try context.actor()
        do {
            return .redirect(to: "/board/\(try await work(id, actor))", saying: done)
        } catch let fault as Fault where fault.kind == .invalid || fault.kind == .conflict {
            return try await page(id, fault: fault, nil, context)
        }
    }

    @Sendable func move(request: Request, context: DeskContext) async throws -> Response {
        try await change(context) { id, actor in
            guard let status = context.form["status"].flatMap(Idea.Status.init) else {
                throw Fault.invalid("Please choose how far it has come.")
            }
            try await desk.ideas.move(id, to: status, because: context.form["reason"] ?? "", by: actor)
            return id
        }
    }

    @Sendable func answer(request: Request, context: DeskContext) async throws -> Response {
        try await change(context) { id, actor in
            try await desk.ideas.answer(id, with: context.form["answer"] ?? "", by: actor)
            return id
        }
    }

    @Sendable func reword(request: Request, context: DeskContext) async throws -> Response {
        try await change(context) { id, actor in
            try await desk.ideas.reword(
                id, to: NewIdeaPage.Typed(context.form).words,
                tags: (context.form["tags"] ?? "").split(separator: ",").map(String.init), by: actor)
            return id
        }
    }

    @Sendable func merge(request: Request, context: DeskContext) async throws -> Response {
        try await change(context) { id, actor in
            let typed = (context.form["into"] ?? "").split(separator: "/").last.map(String.init) ?? ""
            guard let target = Idea.ID(typed.trimmed) else {
                throw Fault.invalid("Please give the number of the other idea.")
            }
            return try await desk.ideas.merge(id, into: target, by: actor)
        }
    }

    @Sendable func comment(request: Request, context: DeskContext) async throws -> Response {
        try await change(context) { id, actor in
            try await desk.ideas.comment(id, text: context.form["text"] ?? "", by: actor)
        }
    }

    /// On behalf of a customer, who is found by an address.
    @Sendable func vote(request: Request, context: DeskContext) async throws -> Response {
        try await change(context) { id, actor in
            let address = try EmailAddress.check(context.form["address"] ?? "")
            guard let customer = try await desk.customers.find(address: address) else {
                throw Fault.invalid("Nobody has this address. Votes are given for customers you know.")
            }
            return try await desk.ideas.vote(
                id, for: customer, saying: context.form["words"] ?? "", by: actor)
        }
    }

    @Sendable func showIdea(request: Request, context: DeskContext) async throws -> Response {
        try await change(context) { id, actor in
            try await desk.ideas.decide(id, isShown: true, by: actor)
            return id
        }
    }

    @Sendable func dismiss(request: Request, context: DeskContext) async throws -> Response {
        try await change(context) { id, actor in
            try await desk.ideas.decide(id, isShown: false, by: actor)
            return id
        }
    }

    @Sendable func showComment(request: Request, context: DeskContext) async throws -> Response {
        let idea = try await desk.ideas.decide(comment: context.id(), isShown: true, by: context.actor())
        return .redirect(to: "/board/\(idea)", saying: .saved)
    }

    @Sendable func removeComment(request: Request, context: DeskContext) async throws -> Response {
        let idea = try await desk.ideas.decide(comment: context.id(), isShown: false, by: context.actor())
        return .redirect(to: "/board/\(idea)", saying: .removed)
    }

    // MARK: Settings

    @Sendable func settings(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        let page = IdeaSettingsPage(
            board: try await desk.ideas.board(),
            frame: try await desk.frame(
                context, place: "settings", notice: Done.words(request, context.reader)))
        return .html(page, context.reader)
    }

    @Sendable func setBoard(request: Request, context: DeskContext) async throws -> Response {
        let form = context.form
        guard let access = form["access"].flatMap(Board.Access.init),
            let holds = form["holds"].flatMap(Board.Holding.init)
        else { throw Fault.invalid("Please choose who sees the ideas.") }
        try await desk.ideas.setBoard(
            Board(access: access, holds: holds, hidesCounts: form["hides"] == "1"),
            by: context.administrator())
        return .redirect(to: "/settings/ideas", saying: .saved)
    }
}
