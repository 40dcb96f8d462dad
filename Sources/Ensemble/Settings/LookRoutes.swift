import HTTPTypes
import Hummingbird
import Localization
import NIOCore

/// `/settings/look`, and what browsers fetch of it: `/logo/…`, `/look.css`.
struct LookRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("settings/look", use: show)
        router.post("settings/look", use: change)
        router.post("settings/look/logo/removal", use: removeLogo)
        router.get("logo/:name", use: logo)
        router.get("look.css", use: style)
    }

    // MARK: For administrators

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        let typed = context.business.look.accent?.chosen.hexadecimal ?? ""
        return try await page(typed, fault: nil, request, context)
    }

    private func page(_ typed: String, fault: Fault?, _ request: Request, _ context: DeskContext) async throws
        -> Response
    {
        let page = LookPage(
            look: try await desk.settings.business().look, typed: typed,
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(
                context, place: "settings", notice: Done.words(request, context.reader)))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func change(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let typed = context.form["accent"] ?? ""
        do {
            let file = context.form.files.first { $0.field == "logo" }?.file
            try await desk.settings.setLook(
                accent: typed, logo: file.flatMap { $0.bytes.isEmpty ? nil : $0.bytes }, by: actor)
            return .redirect(to: "/settings/look", saying: .saved)
        } catch let fault as Fault {
            return try await page(typed, fault: fault, request, context)
        }
    }

    @Sendable func removeLogo(request: Request, context: DeskContext) async throws -> Response {
        try await desk.settings.removeLogo(by: context.administrator())
        return .redirect(to: "/settings/look", saying: .removed)
    }

    // MARK: For browsers

    /// The address changes with the content: kept for good.
    private func kept(_ type: String, _ bytes: [UInt8]) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type, .cacheControl: "public, max-age=31536000, immutable"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    @Sendable func logo(request: Request, context: DeskContext) async throws -> Response {
        let picture = try await desk.settings.logo(named: context.parameters.get("name") ?? "")
        return kept(picture.format.rawValue, picture.bytes)
    }

    @Sendable func style(request: Request, context: DeskContext) async throws -> Response {
        // Any other colour than the present one would be kept under an address that is not its own.
        guard let accent = context.business.look.accent, request.uri.query == context.business.look.version
        else {
            throw Fault.notFound("There is no such page.")
        }
        return kept("text/css; charset=utf-8", Array(accent.style.utf8))
    }
}
