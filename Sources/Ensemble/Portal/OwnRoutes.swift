import Hummingbird
import Localization

/// `/my`: the customer's own place. What is not theirs is not found.
struct OwnRoutes {
    let desk: Desk
    let byCustomer = Throttle(limit: 60, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("my", use: list)
        let one = router.group("my/conversations/:id")
        one.get(use: show)
        one.post("replies", use: reply)
        one.post("closure", use: resolve)
        router.get("my/messages/:id/body", use: body)
        router.get("my/messages/:id/files/:place", use: file)
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        let customer = try context.customer()
        let after = request.query("after").flatMap { Keyset($0) }
        let listing = try await desk.conversations.ownListing(of: customer, after: after)
        let page = OwnListPage(
            listing: listing, isFirst: after == nil, questions: try await desk.surveys.open(for: customer),
            frame: try await desk.customerFrame(context))
        return .html(page, context.reader)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let customer = try context.customer()
        let id = try context.id(of: Conversation.self)
        let scene = try await desk.conversations.ownScene(id, of: customer)
        guard scene.conversation.id == id else {
            return .redirect(to: "/my/conversations/\(scene.conversation.id)")
        }
        try await desk.conversations.markOwnSeen(id, by: customer)
        let frame = try await desk.customerFrame(context, notice: Done.words(request, context.reader))
        return .html(OwnConversationPage(scene: scene, typed: "", problem: nil, frame: frame), context.reader)
    }

    @Sendable func reply(request: Request, context: DeskContext) async throws -> Response {
        let customer = try context.customer()
        let id = try context.id(of: Conversation.self)
        let text = context.form["text"] ?? ""
        do {
            try byCustomer.count("\(customer)", at: desk.clock())
            let message = try await desk.conversations.ownReply(
                id, text: text, files: context.form.newFiles(), by: customer)
            return .redirect(to: "/my/conversations/\(id)#m\(message)")
        } catch let fault as Fault where fault.kind != .notFound {
            let scene = try await desk.conversations.ownScene(id, of: customer)
            let page = OwnConversationPage(
                scene: scene, typed: text, problem: context.reader(fault.message),
                frame: try await desk.customerFrame(context))
            return .html(page, context.reader, status: FaultMiddleware.status(of: fault.kind))
        }
    }

    @Sendable func resolve(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        try await desk.conversations.ownResolve(id, by: context.customer())
        return .redirect(to: "/my/conversations/\(id)", saying: .settled)
    }

    @Sendable func body(request: Request, context: DeskContext) async throws -> Response {
        let message = try await desk.conversations.ownMessage(context.id(), of: context.customer())
        return MessageBody.response(message, withRemoteImages: false)
    }

    @Sendable func file(request: Request, context: DeskContext) async throws -> Response {
        guard let place = context.parameters.get("place").flatMap({ Int($0) }) else {
            throw Fault.notFound("There is no such file.")
        }
        return .file(try await desk.conversations.ownFile(place, of: context.id(), for: context.customer()))
    }
}
