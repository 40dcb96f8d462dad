import Hummingbird
import Localization

/// `/trial/…` for whoever has the link in their mail; `/ideas/…/offer` for customers who would try.
struct TrialRoutes {
    let desk: Desk
    let byAddress = Throttle(limit: 60, per: .minutes(10))
    let judging = Throttle(limit: 60, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("trial/:link", use: show)
        router.post("trial/:link", use: judge)
        router.post("trial/:link/credit/removal", use: unname)
        router.post("releases/:id/trials", use: ask)
        router.post("releases/:id/credit/removal", use: leaveUnnamed)
    }

    /// Those who offered, asked by one of the team.
    @Sendable func ask(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Release.self)
        let chosen = context.form.all("customer").compactMap { Customer.ID($0) }
        do {
            try await desk.releases.ask(chosen, toTry: id, by: context.actor())
            return .redirect(to: "/releases/\(id)", saying: .sent)
        } catch let fault as Fault where fault.kind == .conflict || fault.kind == .invalid {
            return try await ReleaseRoutes(desk: desk).page(id, nil, fault: fault, nil, context)
        }
    }

    /// One of the team does not name somebody in public.
    @Sendable func leaveUnnamed(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Release.self)
        guard let customer: Customer.ID = context.form.identifier("customer") else {
            throw Fault.notFound("There is no such customer.")
        }
        try await desk.releases.unname(customer, in: id, by: context.actor())
        return .redirect(to: "/releases/\(id)", saying: .saved)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        try await page(nil, context, Done.words(request, context.reader))
    }

    private func page(_ fault: Fault?, _ context: DeskContext, _ notice: String? = nil) async throws
        -> Response
    {
        let link = context.parameters.get("link") ?? ""
        let (release, trial) = try await known(context) { try await desk.releases.trial(behind: link) }
        let page = TrialPage(
            release: release, trial: trial, path: "/trial/\(link)",
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.customerFrame(context, notice: notice))
        return .unlisted(
            .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok))
    }

    @Sendable func judge(request: Request, context: DeskContext) async throws -> Response {
        let link = context.parameters.get("link") ?? ""
        try judging.count(context.address, at: desk.clock())
        do {
            guard let verdict = context.form["verdict"].flatMap(Trial.Verdict.init) else {
                throw Fault.invalid("Please say whether it does what you needed.")
            }
            try await known(context) {
                try await desk.releases.judge(
                    verdict, saying: context.form["words"] ?? "", credit: context.form["credit"] ?? "",
                    by: link)
            }
            return .redirect(to: "/trial/\(link)", saying: .saved)
        } catch let fault as Fault where fault.kind == .invalid || fault.kind == .conflict {
            return try await page(fault, context)
        }
    }

    @Sendable func unname(request: Request, context: DeskContext) async throws -> Response {
        let link = context.parameters.get("link") ?? ""
        try await known(context) { try await desk.releases.unname(behind: link) }
        return .redirect(to: "/trial/\(link)", saying: .saved)
    }

    /// A link that is made up counts against whoever tries it.
    private func known<T>(_ context: DeskContext, _ look: () async throws -> T) async throws -> T {
        do {
            return try await look()
        } catch let fault as Fault where fault.kind == .notFound {
            try byAddress.count(context.address, at: desk.clock())
            throw fault
        }
    }
}
