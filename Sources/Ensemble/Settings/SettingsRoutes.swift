import Hummingbird
import Localization

/// `/settings` and `/settings/business`.
struct SettingsRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("settings", use: show)
        router.get("settings/business", use: showBusiness)
        router.post("settings/business", use: changeBusiness)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        return .html(SettingsPage(frame: try await desk.frame(context, place: "settings")), context.reader)
    }

    @Sendable func showBusiness(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        return try await page(context.business, fault: nil, request, context)
    }

    private func page(
        _ typed: Settings.Business, fault: Fault?, _ request: Request, _ context: DeskContext
    ) async throws -> Response {
        let page = BusinessPage(
            typed: typed, problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(
                context, place: "settings", notice: Done.words(request, context.reader)))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func changeBusiness(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let form = context.form
        let typed = Settings.Business(
            name: form["name"] ?? "", timeZone: form["time_zone"] ?? "", language: form["language"] ?? "")
        do {
            try await desk.settings.change(to: typed, by: actor)
            return .redirect(to: "/settings/business", saying: .saved)
        } catch let fault as Fault {
            return try await page(typed, fault: fault, request, context)
        }
    }
}
