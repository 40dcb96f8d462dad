import Hummingbird
import Localization

/// `/me`: what agents set for themselves.
struct MeRoutes {
    let desk: Desk
    let byAgent = Throttle(limit: 10, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("me", use: show)
        router.post("me/preferences", use: setPreferences)
        router.post("me/password", use: changePassword)
        router.post("me/sessions/:session/removal", use: endSession)
        router.post("me/other-sessions/removal", use: endOthers)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        try await page(nil, problem: nil, request, context)
    }

    private func page(
        _ typed: MePage.Typed?, problem: MePage.Problem?, _ request: Request, _ context: DeskContext
    ) async throws -> Response {
        let agent = try context.agent()
        let page = MePage(
            agent: agent,
            typed: typed
                ?? MePage.Typed(
                    name: agent.name, language: agent.language, timeZone: agent.timeZone,
                    keysOff: agent.keysOff),
            sessions: try await desk.sessions.all(of: agent.id), present: context.session?.tokenHash ?? "",
            business: context.business, mail: try await desk.notifications.mail(for: context.actor()),
            muted: try await desk.notifications.muted(by: context.actor()), problem: problem,
            frame: try await desk.frame(context, place: "me", notice: Done.words(request, context.reader)))
        return .html(page, context.reader, status: problem == nil ? .ok : .unprocessableContent)
    }

    @Sendable func setPreferences(request: Request, context: DeskContext) async throws -> Response {
        let agent = try context.agent()
        let form = context.form
        let typed = MePage.Typed(
            name: form["name"] ?? "", language: form.text("language"), timeZone: form.text("time_zone"),
            keysOff: form["keys"] == nil)
        do {
            try await desk.agents.setPreferences(
                agent.id, name: typed.name, language: typed.language, timeZone: typed.timeZone,
                keysOff: typed.keysOff)
            return .redirect(to: "/me", saying: .saved)
        } catch let fault as Fault {
            let problem = MePage.Problem(place: .preferences, words: context.reader(fault.message))
            return try await page(typed, problem: problem, request, context)
        }
    }

    @Sendable func changePassword(request: Request, context: DeskContext) async throws -> Response {
        let agent = try context.agent()
        do {
            try byAgent.count("\(agent.id)", at: desk.clock())
            try await desk.agents.changePassword(
                agent.id, from: context.form["old"] ?? "", to: context.form["new"] ?? "",
                keeping: context.session?.tokenHash)
            return .redirect(to: "/me", saying: .changed)
        } catch let fault as Fault {
            let problem = MePage.Problem(place: .password, words: context.reader(fault.message))
            return try await page(nil, problem: problem, request, context)
        }
    }

    @Sendable func endSession(request: Request, context: DeskContext) async throws -> Response {
        let agent = try context.agent()
        try await desk.sessions.end(context.parameters.get("session") ?? "", of: agent.id)
        return .redirect(to: "/me", saying: .ended)
    }

    @Sendable func endOthers(request: Request, context: DeskContext) async throws -> Response {
        let agent = try context.agent()
        try await desk.sessions.endOthers(of: agent.id, except: context.session?.tokenHash)
        return .redirect(to: "/me", saying: .ended)
    }
}
