import Hummingbird
import Localization

/// `/promises/…`: what was promised, and what became of it.
struct PromiseRoutes {
    let desk: Desk
    let conversations: ConversationRoutes

    func add(to router: some RouterMethods<DeskContext>) {
        router.post("conversations/:id/promises", use: make)
        router.post("promises/:id/keeping", use: keep)
        router.post("promises/:id/release", use: release)
    }

    @Sendable func make(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        let actor = try context.actor()
        do {
            guard let draft = try PromiseFields.read(context.form, zone: context.reader.zone) else {
                throw Fault.invalid("Please say what you promise.")
            }
            try await desk.promises.make(draft, in: id, by: actor)
            return .redirect(to: "/conversations/\(id)#promises")
        } catch let fault as Fault where ![.notFound, .signInNeeded].contains(fault.kind) {
            return try await conversations.page(id, after: fault, context)
        }
    }

    @Sendable func keep(request: Request, context: DeskContext) async throws -> Response {
        let conversation = try await desk.promises.keep(context.id(), by: context.actor())
        return .redirect(to: "/conversations/\(conversation)#promises")
    }

    @Sendable func release(request: Request, context: DeskContext) async throws -> Response {
        let conversation = try await desk.promises.release(
            context.id(), because: context.form["why"] ?? "", by: context.actor())
        return .redirect(to: "/conversations/\(conversation)#promises")
    }
}
