import Hummingbird
import Localization

/// `/direction/letter`: what the owner's letter of a month says.
struct LetterRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("direction/letter", use: show)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let month = request.query("until").flatMap { Month($0) } ?? Month(context.reader.thisDay) - 1
        return try await desk.pages.page(PageCache.key(request, context)) {
            let page = LetterPage(
                month: month, items: try await desk.letters.items(until: month, by: actor),
                frame: try await desk.frame(context, place: "letter"))
            return .page(Layout.render(page, context.reader))
        }
    }
}
