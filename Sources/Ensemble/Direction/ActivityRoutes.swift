import Hummingbird
import Localization

/// `/direction/activities`: the kinds of work that hours can carry.
struct ActivityRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("direction/activities", use: show)
        router.post("direction/activities", use: add)
        router.post("direction/activities/:id", use: edit)
        router.post("direction/activities/:id/ending", use: end)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        try await page(nil, fault: nil, Done.words(request, context.reader), context)
    }

    private func page(
        _ typed: ActivitiesPage.Typed?, fault: Fault?, _ notice: String?, _ context: DeskContext
    ) async throws -> Response {
        let actor = try context.actor()
        let page = ActivitiesPage(
            present: try await desk.activities.all(for: actor),
            versions: try await desk.activities.versions(for: actor), typed: typed,
            isEditable: (try? actor.requireAdministrator()) != nil,
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "lenses", notice: notice))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func add(request: Request, context: DeskContext) async throws -> Response {
        try await answering(nil, context, saying: .added) { text in
            try await desk.activities.add(text, by: context.administrator())
        }
    }

    @Sendable func edit(request: Request, context: DeskContext) async throws -> Response {
        let id: Activity.ID = try context.id()
        return try await answering(id, context, saying: .saved) { text in
            try await desk.activities.edit(id, to: text, by: context.administrator())
        }
    }

    @Sendable func end(request: Request, context: DeskContext) async throws -> Response {
        try await desk.activities.end(context.id(), by: context.administrator())
        return .redirect(to: "/direction/activities", saying: .saved)
    }

    private func answering(
        _ id: Activity.ID?, _ context: DeskContext, saying done: Done,
        _ act: (Activity.Text) async throws -> Void
    ) async throws -> Response {
        var values: [String: String] = [:]
        for name in ["name", "product", "service", "idea", "evidence"] { values[name] = context.form[name] }
        let typed = ActivitiesPage.Typed(id, values: values)
        do {
            let points = ["product", "service", "idea"].map { Int(typed[$0].trimmed) ?? 0 }
            try await act(
                Activity.Text(
                    typed["name"], OfferingText.Profile(points[0], points[1], points[2]),
                    evidence: typed["evidence"]))
            return .redirect(to: "/direction/activities", saying: done)
        } catch let fault as Fault where fault.kind == .invalid || fault.kind == .conflict {
            return try await page(typed, fault: fault, nil, context)
        }
    }
}
