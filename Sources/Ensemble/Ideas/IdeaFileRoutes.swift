import Hummingbird
import Localization

/// Files of ideas: for whoever may find the idea, added by its author or the team.
struct IdeaFileRoutes {
    let desk: Desk
    let byCustomer = Throttle(limit: 30, per: .minutes(10))
    /// Who is not signed in, by address: a file has up to 25 MB.
    let byStranger = Throttle(limit: 120, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("ideas/:id/files/:file", use: file)
        router.post("ideas/:id/files", use: addOwn)
        router.post("ideas/:id/files/:file/removal", use: removeOwn)
        router.post("board/:id/files", use: add)
        router.post("board/files/:id/showing", use: show)
        router.post("board/files/:id/removal", use: remove)
    }

    @Sendable func file(request: Request, context: DeskContext) async throws -> Response {
        if context.onlooker == .nobody { try byStranger.count(context.address, at: desk.clock()) }
        return .file(
            try await desk.ideas.file(
                context.id("file", of: IdeaFile.self), of: context.id(), by: context.onlooker))
    }

    @Sendable func addOwn(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Idea.self)
        let customer = try context.customer()
        try byCustomer.count("\(customer)", at: desk.clock())
        do {
            let idea = try await desk.ideas.add(context.form.newFiles(), to: id, by: .customer(customer))
            let isHeld = try await desk.ideas.board().holds == .all
            return .redirect(to: "/ideas/\(idea)", saying: isHeld ? .ideaHeld : .saved)
        } catch let fault as Fault where fault.kind == .invalid || fault.kind == .tooLarge {
            return try await IdeaRoutes(desk: desk).page(id, fault: fault, typed: "", nil, context)
        }
    }

    @Sendable func removeOwn(request: Request, context: DeskContext) async throws -> Response {
        let idea = try await desk.ideas.remove(
            context.id("file", of: IdeaFile.self), of: context.id(), by: context.customer())
        return .redirect(to: "/ideas/\(idea)", saying: .removed)
    }

    @Sendable func add(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Idea.self)
        let actor = try context.actor()
        do {
            let idea = try await desk.ideas.add(context.form.newFiles(), to: id, by: actor)
            return .redirect(to: "/board/\(idea)", saying: .saved)
        } catch let fault as Fault where fault.kind == .invalid || fault.kind == .tooLarge {
            return try await BoardRoutes(desk: desk).page(id, fault: fault, nil, context)
        }
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let idea = try await desk.ideas.decide(file: context.id(), isShown: true, by: context.actor())
        return .redirect(to: "/board/\(idea)", saying: .saved)
    }

    @Sendable func remove(request: Request, context: DeskContext) async throws -> Response {
        let idea = try await desk.ideas.decide(file: context.id(), isShown: false, by: context.actor())
        return .redirect(to: "/board/\(idea)", saying: .removed)
    }
}
