import Hummingbird
import Localization

/// `/messages/…`: one message's own document, its files, its raw form, and
/// taking it back.
struct MessageRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        let one = router.group("messages/:id")
        one.get("body", use: body)
        one.get("files/:place", use: file)
        one.get("raw", use: raw)
        one.post("undoing", use: undo)
        one.post("sending", use: sendAgain)
        one.post("arrival", use: confirm)
    }

    @Sendable func body(request: Request, context: DeskContext) async throws -> Response {
        let message = try await desk.conversations.message(context.id(), by: context.actor())
        return MessageBody.response(
            message, withRemoteImages: request.query("images") == "shown")
    }

    @Sendable func file(request: Request, context: DeskContext) async throws -> Response {
        guard let place = context.parameters.get("place").flatMap({ Int($0) }) else {
            throw Fault.notFound("There is no such file.")
        }
        return .file(try await desk.attachments.file(place, of: context.id(), by: context.actor()))
    }

    @Sendable func raw(request: Request, context: DeskContext) async throws -> Response {
        let raw = try await desk.conversations.raw(context.id(), by: context.actor())
        return .file(.rawMail(raw))
    }

    @Sendable func undo(request: Request, context: DeskContext) async throws -> Response {
        let conversation = try await desk.conversations.undo(context.id(), by: context.actor())
        return .redirect(to: "/conversations/\(conversation)#compose")
    }

    @Sendable func sendAgain(request: Request, context: DeskContext) async throws -> Response {
        .redirect(to: "/conversations/\(try await desk.outbox.sendAgain(context.id(), by: context.actor()))")
    }

    @Sendable func confirm(request: Request, context: DeskContext) async throws -> Response {
        .redirect(
            to: "/conversations/\(try await desk.outbox.confirmSent(context.id(), by: context.actor()))")
    }
}
