import HTTPTypes
import Hummingbird
import Localization
import Markup

/// `/dev/pages`: the samples of all pages, for developers.
struct GalleryRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("dev/pages", use: list)
        router.get("dev/pages/:name/:sample", use: show)
        router.get("dev/style.css", use: style)
    }

    private func requireDevelopers() throws(Fault) {
        guard desk.configuration.developerPages else { throw .notFound("There is no such page.") }
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        try requireDevelopers()
        let entries = Pages.all.map { type in
            GalleryPage.Entry(
                name: Pages.name(of: type),
                titles: Pages.samples(of: type).map { $0.title(Self.reader(context)) })
        }
        return .html(
            GalleryPage(entries: entries, frame: try await desk.customerFrame(context)), context.reader)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        try requireDevelopers()
        let name = context.parameters.get("name")
        guard let type = Pages.all.first(where: { Pages.name(of: $0) == name }),
            let place = context.parameters.get("sample").flatMap({ Int($0) }),
            case let samples = Pages.samples(of: type), samples.indices.contains(place)
        else { throw Fault.notFound("There is no such page.") }
        let html = Pages.render(samples[place], Self.reader(context)).string
        let scheme = request.query("scheme") ?? ""
        var response = Response.html(
            // Made by Layout.
            HTML(trusted: html.replacing("/style.css?\(Assets.version)", with: "/dev/style.css?\(scheme)")))
        response.headers[.contentSecurityPolicy] =
            HeaderMiddleware.policy.replacing("frame-ancestors 'none'", with: "frame-ancestors 'self'")
        return response
    }

    /// The moment of the samples, in the language of who looks.
    private static func reader(_ context: DeskContext) -> Reader {
        Reader(language: context.reader.language, zone: context.reader.zone, now: Samples.now.milliseconds)
    }

    /// The style of the site, held to light or dark whatever the browser prefers.
    @Sendable func style(request: Request, context: DeskContext) async throws -> Response {
        try requireDevelopers()
        var style = String(decoding: EmbeddedFiles.styleSheet, as: UTF8.self)
        if let scheme = request.uri.query, ["light", "dark"].contains(scheme) {
            style = style.replacing(
                "(prefers-color-scheme: dark)", with: scheme == "dark" ? "all" : "not all"
            )
            .replacing("color-scheme: light dark", with: "color-scheme: \(scheme)")
        }
        var response = Response.text(style)
        response.headers[.contentType] = "text/css; charset=utf-8"
        return response
    }
}
