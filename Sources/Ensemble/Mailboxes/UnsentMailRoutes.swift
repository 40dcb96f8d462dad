import Hummingbird
import Localization
import Mail
import Markup

/// `/dev/mail`: what would have been sent. For developers, and for an
/// administrator whose desk has no mail server yet.
struct UnsentMailRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("dev/mail", use: list)
        router.get("dev/mail/:id", use: show)
        router.get("dev/mail/:id/body", use: body)
        router.get("dev/mail/:id/raw", use: raw)
    }

    private func requireReader(_ context: DeskContext) throws(Fault) {
        if desk.configuration.developerPages { return }
        guard desk.configuration.smtp == nil else { throw .notFound("There is no such page.") }
        _ = try context.administrator()
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        try requireReader(context)
        return .html(
            UnsentMailListPage(
                lines: try await desk.unsentMail.all(), frame: try await desk.customerFrame(context)),
            context.reader)
    }

    private func mail(_ context: DeskContext) async throws -> (id: Identifier<UnsentMail>, mail: ParsedMail) {
        try requireReader(context)
        let id = try context.id(of: UnsentMail.self)
        return (id, try MailReader.parse(await desk.unsentMail.raw(id)))
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let (id, mail) = try await mail(context)
        return .html(
            UnsentMailPage(id: id, mail: mail, frame: try await desk.customerFrame(context)), context.reader)
    }

    @Sendable func body(request: Request, context: DeskContext) async throws -> Response {
        let (_, mail) = try await mail(context)
        let clean = Sanitiser.clean(mail.html ?? "", options: Sanitiser.Options(contentIDs: { _ in nil }))
        return MessageBody.response(clean: clean.html, withRemoteImages: false)
    }

    @Sendable func raw(request: Request, context: DeskContext) async throws -> Response {
        try requireReader(context)
        return .file(.rawMail(try await desk.unsentMail.raw(context.id())))
    }
}
