import Hummingbird
import Localization

/// `/settings/team`, `/settings/teams`: people, their roles, invitations, and who is in which team.
struct TeamRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        let team = router.group("settings/team")
        team.get(use: show)
        team.post("invitations", use: invite)
        team.post("people/:id/invitation", use: inviteAgain)
        team.post("people/:id/role", use: setRole)
        team.post("people/:id/disabling", use: disable)
        team.post("people/:id/enabling", use: enable)
        router.post("settings/teams", use: addTeam)
        router.post("settings/teams/:id/members", use: setMembers)
        router.post("settings/teams/:id/removal", use: removeTeam)
    }

    private static let path = "/settings/team"

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        return try await page(TeamPage.Typed(), fault: nil, request, context)
    }

    private func page(
        _ typed: TeamPage.Typed, fault: Fault?, _ request: Request, _ context: DeskContext
    ) async throws -> Response {
        let page = TeamPage(
            agents: try await desk.agents.all(including: true), teams: try await desk.teams.all(),
            members: try await desk.teams.members(), viewer: try context.agent().id, typed: typed,
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(
                context, place: "settings", notice: Done.words(request, context.reader)))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func invite(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let form = context.form
        let typed = TeamPage.Typed(
            name: form["name"] ?? "", email: form["email"] ?? "",
            role: form["role"].flatMap(Agent.Role.init(rawValue:)) ?? .agent)
        do {
            try await desk.invitations.invite(
                name: typed.name, email: typed.email, role: typed.role, by: actor, in: context.reader)
            return .redirect(to: Self.path, saying: .invited)
        } catch let fault as Fault {
            return try await page(typed, fault: fault, request, context)
        }
    }

    @Sendable func inviteAgain(request: Request, context: DeskContext) async throws -> Response {
        try await act(.invited, request, context) { id, actor in
            try await desk.invitations.inviteAgain(id, by: actor, in: context.reader)
        }
    }

    @Sendable func setRole(request: Request, context: DeskContext) async throws -> Response {
        try await act(.saved, request, context) { id, actor in
            guard let role = context.form["role"].flatMap(Agent.Role.init(rawValue:)) else {
                throw Fault.invalid("There is no such role.")
            }
            try await desk.agents.setRole(id, to: role, by: actor)
        }
    }

    @Sendable func disable(request: Request, context: DeskContext) async throws -> Response {
        try await act(.shutOut, request, context) { id, actor in try await desk.agents.disable(id, by: actor)
        }
    }

    @Sendable func enable(request: Request, context: DeskContext) async throws -> Response {
        try await act(.letIn, request, context) { id, actor in try await desk.agents.enable(id, by: actor) }
    }

    /// Does something to one person; what can't be done is said above the list.
    private func act(
        _ done: Done, _ request: Request, _ context: DeskContext,
        _ work: (Agent.ID, Actor) async throws -> Void
    ) async throws -> Response {
        let actor = try context.administrator()
        let id = try context.id(of: Agent.self)
        do {
            try await work(id, actor)
            return .redirect(to: Self.path, saying: done)
        } catch let fault as Fault where fault.kind == .conflict || fault.kind == .invalid {
            return try await page(TeamPage.Typed(), fault: fault, request, context)
        }
    }

    @Sendable func addTeam(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let name = context.form["team"] ?? ""
        do {
            try await desk.teams.add(name: name, by: actor)
            return .redirect(to: Self.path, saying: .added)
        } catch let fault as Fault {
            return try await page(TeamPage.Typed(team: name), fault: fault, request, context)
        }
    }

    @Sendable func setMembers(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let id = try context.id(of: Team.self)
        let members = context.form.all("member").compactMap { Agent.ID($0) }
        do {
            if let name = context.form["team"] { try await desk.teams.rename(id, to: name, by: actor) }
            try await desk.teams.setMembers(id, to: members, by: actor)
            return .redirect(to: Self.path, saying: .saved)
        } catch let fault as Fault where fault.kind == .conflict || fault.kind == .invalid {
            return try await page(TeamPage.Typed(), fault: fault, request, context)
        }
    }

    @Sendable func removeTeam(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        try await desk.teams.remove(context.id(), by: actor)
        return .redirect(to: Self.path, saying: .removed)
    }
}
