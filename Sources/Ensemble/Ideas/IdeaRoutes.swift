import Hummingbird
import Localization
import Markup

/// `/ideas`: the board for customers, and the links by which strangers vote.
struct IdeaRoutes {
    let desk: Desk
    let byAddress = Throttle(limit: 60, per: .minutes(10))
    /// Suggestions come while somebody types.
    let typing = Throttle(limit: 600, per: .minutes(10))
    /// A mail each: by sender and by post box.
    let mails = Throttle(limit: 10, per: .minutes(10))
    let byMailAddress = Throttle(limit: 3, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("ideas", use: list)
        router.get("ideas/new", use: new)
        router.get("ideas/similar", use: similar)
        router.get("ideas/sent", use: sent)
        router.post("ideas", use: suggest)
        router.get("ideas/:id", use: show)
        router.post("ideas/:id/vote", use: vote)
        router.post("ideas/:id/vote/removal", use: unvote)
        router.post("ideas/:id/link", use: sendLink)
        router.post("ideas/:id/following", use: follow)
        router.post("ideas/:id/following/removal", use: unfollow)
        router.post("ideas/:id/offer", use: offer)
        router.post("ideas/:id/offer/removal", use: withdraw)
        router.post("ideas/:id/comments", use: comment)
        router.get("idea-vote/:token", use: showLink)
        router.post("idea-vote/:token", use: useLink)
    }

    // MARK: Looking

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        let query = request.query("q")?.oneLine.shortened(to: 200) ?? ""
        let choice = Ideas.Choice(
            order: request.query("order").flatMap(Ideas.Order.init) ?? .most,
            status: request.query("status").flatMap(Idea.Status.init),
            tag: request.query("tag")?.oneLine.nonEmpty)
        let after = request.query("after").flatMap { Keyset($0) }
        return try await desk.pages.page(PageCache.key(request, context)) {
            let page = try await listPage(query, choice, after, Done.words(request, context.reader), context)
            return .page(Layout.render(page, context.reader))
        }
    }

    private func listPage(
        _ query: String, _ choice: Ideas.Choice, _ after: Keyset?, _ notice: String?, _ context: DeskContext
    ) async throws -> IdeasPage {
        let onlooker = context.onlooker
        return IdeasPage(
            query: query, choice: choice,
            listing: query.isEmpty
                ? try await desk.ideas.list(choice, after: after, by: onlooker)
                : try await desk.ideas.search(query, by: onlooker),
            isFirst: after == nil, onlooker: onlooker,
            frame: try await desk.customerFrame(context, notice: notice))
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Idea.self)
        return try await page(id, fault: nil, typed: "", Done.words(request, context.reader), context)
    }

    func page(
        _ id: Idea.ID, fault: Fault?, typed: String, _ notice: String?, _ context: DeskContext
    ) async throws -> Response {
        let view = try await desk.ideas.look(id, by: context.onlooker)
        guard view.idea.id == id else { return .redirect(to: "/ideas/\(view.idea.id)") }
        let page = IdeaPage(
            view: view, onlooker: context.onlooker, typed: typed, stamp: stamp(),
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.customerFrame(context, notice: notice))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    private func stamp() -> String {
        ContactStamp.make(at: desk.clock(), seal: desk.seal, randomness: desk.randomness)
    }

    /// A piece of the page for a new idea: what may be the same.
    @Sendable func similar(request: Request, context: DeskContext) async throws -> Response {
        try typing.count(context.address, at: desk.clock())
        let found = try await desk.ideas.similar(to: request.query("q") ?? "", by: context.onlooker)
        return .html(NewIdeaPage.similar(found, context.reader))
    }

    // MARK: Bringing one up

    @Sendable func new(request: Request, context: DeskContext) async throws -> Response {
        _ = try await desk.ideas.list(limit: 1, by: context.onlooker)
        return try await newPage(NewIdeaPage.Typed(), [], fault: nil, context)
    }

    private func newPage(
        _ typed: NewIdeaPage.Typed, _ similar: [Idea], fault: Fault?, _ context: DeskContext
    ) async throws -> Response {
        let kept = context.form["stamp"].flatMap { stamp in
            ContactStamp.moment(in: stamp, seal: desk.seal) == nil ? nil : stamp
        }
        let page = NewIdeaPage(
            typed: typed, similar: similar, stamp: kept ?? stamp(), onlooker: context.onlooker,
            problem: fault.map { context.reader($0.message) }, frame: try await desk.customerFrame(context))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func suggest(request: Request, context: DeskContext) async throws -> Response {
        let typed = NewIdeaPage.Typed(context.form)
        do {
            try requireCustomer(context)
            try byAddress.count(context.address, at: desk.clock())
            _ = try typed.words.checked()
            // Without a script nobody has seen yet what there is.
            if context.form["anyway"] == nil {
                let found = try await desk.ideas.similar(
                    to: "\(typed.words.need) \(typed.words.solution)", by: context.onlooker)
                if !found.isEmpty { return try await newPage(typed, found, fault: nil, context) }
            }
            guard let customer = context.onlooker.customer else {
                return try await suggestUnknown(typed, context)
            }
            let made = try await desk.ideas.suggest(typed.words, by: .customer(customer))
            return made.isHeld
                ? .redirect(to: "/ideas", saying: .ideaHeld)
                : .redirect(to: "/ideas/\(made.idea)", saying: .ideaShown)
        } catch let fault as Fault where fault.kind != .notFound && fault.kind != .signInNeeded {
            return try await newPage(typed, [], fault: fault, context)
        }
    }

    private func suggestUnknown(_ typed: NewIdeaPage.Typed, _ context: DeskContext) async throws -> Response {
        try checkStranger(typed.address, context)
        // Who fills what nobody sees is a machine; it is told what everybody is.
        guard context.form.text("website") == nil else { return .redirect(to: "/ideas/sent?held=yes") }
        let made = try await desk.ideas.suggest(
            typed.words, name: typed.name, address: typed.address, in: context.reader)
        return .redirect(to: made.isHeld ? "/ideas/sent?held=yes" : "/ideas/sent")
    }

    private func checkStranger(_ address: String, _ context: DeskContext) throws {
        let now = desk.clock()
        try mails.count(context.address, at: now)
        try byMailAddress.count(Ideas.ballot(address.trimmed), at: now)
        try ContactStamp.check(context.form["stamp"] ?? "", at: now, seal: desk.seal)
    }

    private func requireCustomer(_ context: DeskContext) throws(Fault) {
        guard context.onlooker != .team else {
            throw .forbidden("You are signed in as one of the team: only customers vote and write here.")
        }
    }

    @Sendable func sent(request: Request, context: DeskContext) async throws -> Response {
        let page = IdeaSentPage(
            isHeld: request.query("held") != nil, frame: try await desk.customerFrame(context))
        return .html(page, context.reader)
    }

    // MARK: Voting

    @Sendable func vote(request: Request, context: DeskContext) async throws -> Response {
        try await change(context, saying: .voted) { try await desk.ideas.vote($0, by: $1) }
    }

    @Sendable func unvote(request: Request, context: DeskContext) async throws -> Response {
        try await change(context, saying: .unvoted) { try await desk.ideas.vote($0, false, by: $1) }
    }

    @Sendable func follow(request: Request, context: DeskContext) async throws -> Response {
        try await change(context, saying: .saved) { try await desk.ideas.follow($0, by: $1) }
    }

    @Sendable func unfollow(request: Request, context: DeskContext) async throws -> Response {
        try await change(context, saying: .saved) { try await desk.ideas.follow($0, false, by: $1) }
    }

    @Sendable func offer(request: Request, context: DeskContext) async throws -> Response {
        try await change(context, saying: .saved) {
            try await desk.ideas.offer($0, managing: context.form["workaround"] ?? "", by: $1)
        }
    }

    @Sendable func withdraw(request: Request, context: DeskContext) async throws -> Response {
        try await change(context, saying: .saved) { try await desk.ideas.offer($0, false, by: $1) }
    }

    private func change(
        _ context: DeskContext, saying done: Done, _ work: (Idea.ID, Customer.ID) async throws -> Idea.ID
    ) async throws -> Response {
        let id = try context.id(of: Idea.self)
        let customer = try context.customer()
        try byAddress.count(context.address, at: desk.clock())
        do {
            return .redirect(to: "/ideas/\(try await work(id, customer))", saying: done)
        } catch let fault as Fault where fault.kind == .conflict || fault.kind == .invalid {
            return try await page(id, fault: fault, typed: "", nil, context)
        }
    }

    @Sendable func comment(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Idea.self)
        let customer = try context.customer()
        let text = context.form["text"] ?? ""
        do {
            try byAddress.count(context.address, at: desk.clock())
            let idea = try await desk.ideas.comment(id, text: text, by: .customer(customer))
            let isHeld = try await desk.ideas.board().holds == .all
            return .redirect(to: "/ideas/\(idea)", saying: isHeld ? .ideaHeld : .saved)
        } catch let fault as Fault where fault.kind == .invalid || fault.kind == .tooMany {
            return try await page(id, fault: fault, typed: text, nil, context)
        }
    }

    @Sendable func sendLink(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Idea.self)
        let address = context.form["address"] ?? ""
        do {
            try requireCustomer(context)
            try checkStranger(address, context)
            if context.form.text("website") == nil {
                try await desk.ideas.sendLink(for: id, to: address, in: context.reader)
            }
            return .redirect(to: "/ideas/sent")
        } catch let fault as Fault where fault.kind != .notFound && fault.kind != .signInNeeded {
            return try await page(id, fault: fault, typed: "", nil, context)
        }
    }

    // MARK: By link

    private func token(_ context: DeskContext) -> String { context.parameters.get("token") ?? "" }

    @Sendable func showLink(request: Request, context: DeskContext) async throws -> Response {
        try byAddress.count(context.address, at: desk.clock())
        let idea = try await desk.ideas.look(behind: token(context))
        return try await linkPage(idea, hasVoted: false, context)
    }

    private func linkPage(_ idea: Idea?, hasVoted: Bool, _ context: DeskContext) async throws -> Response {
        let page = IdeaVotePage(
            idea: idea, hasVoted: hasVoted, path: Ideas.linkPath(token(context)),
            frame: try await desk.customerFrame(context))
        return .unlisted(.html(page, context.reader, status: idea == nil ? .notFound : .ok))
    }

    @Sendable func useLink(request: Request, context: DeskContext) async throws -> Response {
        try byAddress.count(context.address, at: desk.clock())
        do {
            return try await linkPage(try await desk.ideas.vote(by: token(context)), hasVoted: true, context)
        } catch let fault as Fault where fault.kind == .notFound {
            return try await linkPage(nil, hasVoted: false, context)
        }
    }
}

extension DeskContext {
    /// As whom the board is looked at.
    var onlooker: Onlooker {
        switch session?.who {
        case .customer(let id): .customer(id)
        case .agent: .team
        case nil: .nobody
        }
    }
}
