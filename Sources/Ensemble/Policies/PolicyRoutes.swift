import Hummingbird
import Localization

/// `/settings/policies`: the packs of rules, in versions.
struct PolicyRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("settings/policies", use: list)
        router.post("settings/policies", use: add)
        router.get("settings/policies/new", use: new)
        router.get("settings/policies/:pack", use: show)
        router.post("settings/policies/:pack", use: edit)
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        let page = PoliciesPage(
            packs: try await desk.policies.all(), terms: try await desk.settings.terms(),
            frame: try await desk.frame(
                context, place: "settings", notice: Done.words(request, context.reader)))
        return .html(page, context.reader)
    }

    private func page(
        _ pack: PolicyPack?, _ form: PolicyForm, fault: Fault?, _ notice: String?, _ context: DeskContext
    ) async throws -> Response {
        var versions: [Policies.Version] = []
        if let pack { versions = try await desk.policies.versions(of: pack.id) }
        let page = PolicyPage(
            pack: pack, versions: versions, form: form, terms: try await desk.settings.terms(),
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "settings", notice: notice))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    /// Another one, from one that there is.
    @Sendable func new(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        let from = request.query("from")
        var form = PolicyForm(try await desk.policies.find(from ?? PolicyPack.houseID))
        form.name = from == nil ? "" : context.reader("\(form.name), our own")
        if from == nil { form.date = context.reader.thisDay.description }
        return try await page(nil, form, fault: nil, nil, context)
    }

    @Sendable func add(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let form = PolicyForm(context.form)
        do {
            let house = try await desk.policies.find(PolicyPack.houseID)
            let pack = try form.pack(over: house, try await desk.settings.terms())
            let id = try await desk.policies.add(pack, by: actor)
            return .redirect(to: "/settings/policies/\(id)", saying: .added)
        } catch let fault as Fault where fault.kind != .notFound {
            return try await page(nil, form, fault: fault, nil, context)
        }
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        let pack = try await desk.policies.find(context.parameters.get("pack") ?? "")
        return try await page(
            pack, PolicyForm(pack), fault: nil, Done.words(request, context.reader), context)
    }

    @Sendable func edit(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let pack = try await desk.policies.find(context.parameters.get("pack") ?? "")
        let form = PolicyForm(context.form)
        do {
            let next = try form.pack(over: pack, try await desk.settings.terms())
            try await desk.policies.edit(pack.id, to: next, by: actor)
            return .redirect(to: "/settings/policies/\(pack.id)", saying: .saved)
        } catch let fault as Fault where fault.kind != .notFound {
            return try await page(pack, form, fault: fault, nil, context)
        }
    }
}
