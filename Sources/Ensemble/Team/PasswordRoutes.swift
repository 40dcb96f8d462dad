import HTTPTypes
import Hummingbird
import Localization

/// `/password`, `/invitation`: choosing a password by a mailed link.
struct PasswordRoutes {
    let desk: Desk
    let cookies: SessionCookies
    let byAddress = Throttle(limit: 30, per: .minutes(10))
    /// A mail each: nobody's post box is filled by a stranger.
    let byMailAddress = Throttle(limit: 3, per: .minutes(10))

    init(desk: Desk) {
        self.desk = desk
        cookies = SessionCookies(isSecure: desk.configuration.isSecure)
    }

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("password", use: show)
        router.post("password", use: sendLink)
        router.get("password-link-sent", use: showSent)
        router.get("password/:token", use: showReset)
        router.post("password/:token", use: reset)
        router.get("invitation/:token", use: showInvitation)
        router.post("invitation/:token", use: accept)
    }

    // MARK: Forgotten

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        .html(ForgottenPasswordPage(email: "", problem: nil, frame: .plain(context)), context.reader)
    }

    @Sendable func sendLink(request: Request, context: DeskContext) async throws -> Response {
        let email = context.form["email"] ?? ""
        do {
            let now = desk.clock()
            try byAddress.count(context.address, at: now)
            try byMailAddress.count(email.trimmed.folded, at: now)
            try await desk.passwordResets.sendLink(to: email, in: context.reader)
            return .redirect(to: "/password-link-sent")
        } catch let fault as Fault {
            let page = ForgottenPasswordPage(
                email: email, problem: context.reader(fault.message), frame: .plain(context))
            return .html(page, context.reader, status: FaultMiddleware.status(of: fault.kind))
        }
    }

    @Sendable func showSent(request: Request, context: DeskContext) async throws -> Response {
        .html(PasswordLinkSentPage(frame: .plain(context)), context.reader)
    }

    // MARK: Choosing

    @Sendable func showReset(request: Request, context: DeskContext) async throws -> Response {
        try byAddress.count(context.address, at: desk.clock())
        let token = context.parameters.get("token") ?? ""
        return page(.reset, token, try await desk.passwordResets.agent(behind: token), problem: nil, context)
    }

    @Sendable func showInvitation(request: Request, context: DeskContext) async throws -> Response {
        try byAddress.count(context.address, at: desk.clock())
        let token = context.parameters.get("token") ?? ""
        return page(.invitation, token, try await desk.invitations.invited(by: token), problem: nil, context)
    }

    @Sendable func reset(request: Request, context: DeskContext) async throws -> Response {
        let token = context.parameters.get("token") ?? ""
        return try await choose(.reset, token, request, context) { password in
            try await desk.passwordResets.reset(by: token, to: password)
        }
    }

    @Sendable func accept(request: Request, context: DeskContext) async throws -> Response {
        let token = context.parameters.get("token") ?? ""
        return try await choose(.invitation, token, request, context) { password in
            try await desk.invitations.accept(token, password: password)
        }
    }

    /// Sets the password and signs in, or says what was wrong with it.
    private func choose(
        _ purpose: NewPasswordPage.Purpose, _ token: String, _ request: Request, _ context: DeskContext,
        set: (String) async throws -> Agent
    ) async throws -> Response {
        do {
            try byAddress.count(context.address, at: desk.clock())
            let agent = try await set(context.form["password"] ?? "")
            if let session = context.session { try await desk.sessions.end(session.tokenHash) }
            let session = try await desk.sessions.start(
                agent: agent.id, address: context.address, browser: request.headers[.userAgent] ?? "")
            var response = Response.redirect(to: "/")
            let seconds = Int(Sessions.agentLife.milliseconds / 1_000)
            response.headers.append(cookies.header(cookies.session, session, seconds: seconds))
            return response
        } catch let fault as Fault {
            let agent =
                purpose == .invitation
                ? try await desk.invitations.invited(by: token)
                : try await desk.passwordResets.agent(behind: token)
            return page(purpose, token, agent, problem: context.reader(fault.message), context)
        }
    }

    private func page(
        _ purpose: NewPasswordPage.Purpose, _ token: String, _ agent: Agent?, problem: String?,
        _ context: DeskContext
    ) -> Response {
        guard let agent else {
            return .html(
                DeadLinkPage(purpose: purpose, frame: .plain(context)), context.reader, status: .notFound)
        }
        let page = NewPasswordPage(
            purpose: purpose, token: token, agent: agent, problem: problem, frame: .plain(context))
        return .html(page, context.reader, status: problem == nil ? .ok : .unprocessableContent)
    }
}
