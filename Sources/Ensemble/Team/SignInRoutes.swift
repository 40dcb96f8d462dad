import HTTPTypes
import Hummingbird
import Localization

/// `/sign-in`, `/sign-out`, `/first-run`: coming in and going out.
struct SignInRoutes {
    let desk: Desk
    let cookies: SessionCookies
    /// By address of the sender and by account, so that neither one guesser nor many get far.
    let byAddress = Throttle(limit: 30, per: .minutes(10))
    let byAccount = Throttle(limit: 10, per: .minutes(10))

    init(desk: Desk) {
        self.desk = desk
        cookies = SessionCookies(isSecure: desk.configuration.isSecure)
    }

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("sign-in", use: show)
        router.post("sign-in", use: signIn)
        router.post("sign-out", use: signOut)
        router.get("first-run", use: showFirstRun)
        router.post("first-run", use: firstRun)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        if case .agent = context.session?.who { return .redirect(to: "/") }
        if try await desk.agents.isEmpty() { return .redirect(to: "/first-run") }
        let to = request.query("to") ?? "/"
        return .html(SignInPage(email: "", to: to, problem: nil, frame: frame(context)), context.reader)
    }

    @Sendable func signIn(request: Request, context: DeskContext) async throws -> Response {
        let email = context.form.text("email") ?? ""
        let to = context.form["to"] ?? "/"
        do {
            let now = desk.clock()
            try byAddress.count(context.address, at: now)
            try byAccount.count(email.folded, at: now)
            let agent = try await desk.agents.signIn(email: email, password: context.form["password"] ?? "")
            byAccount.forget(email.folded)
            return try await welcome(agent, to: to, request, context)
        } catch let fault as Fault {
            let page = SignInPage(
                email: email, to: to, problem: context.reader(fault.message), frame: frame(context))
            return .html(page, context.reader, status: FaultMiddleware.status(of: fault.kind))
        }
    }

    private func welcome(_ agent: Agent, to path: String, _ request: Request, _ context: DeskContext)
        async throws -> Response
    {
        let token = try await desk.sessions.start(
            agent: agent.id, address: context.address, browser: request.headers[.userAgent] ?? "")
        var response = Response.redirect(to: path)
        let seconds = Int(Sessions.agentLife.milliseconds / 1_000)
        response.headers.append(cookies.header(cookies.session, token, seconds: seconds))
        return response
    }

    @Sendable func signOut(request: Request, context: DeskContext) async throws -> Response {
        if let session = context.session { try await desk.sessions.end(session.tokenHash) }
        var response = Response.redirect(to: "/sign-in")
        response.headers.append(cookies.header(cookies.session, "", seconds: 0))
        return response
    }

    @Sendable func showFirstRun(request: Request, context: DeskContext) async throws -> Response {
        guard try await desk.agents.isEmpty() else { return .redirect(to: "/sign-in") }
        return .html(FirstRunPage(form: .init(), problem: nil, frame: frame(context)), context.reader)
    }

    @Sendable func firstRun(request: Request, context: DeskContext) async throws -> Response {
        var typed = FirstRunPage.Typed()
        typed.business = context.form.text("business") ?? ""
        typed.name = context.form.text("name") ?? ""
        typed.email = context.form.text("email") ?? ""
        typed.mailbox = context.form.text("mailbox") ?? ""
        do {
            try byAddress.count(context.address, at: desk.clock())
            _ = try EmailAddress.check(typed.mailbox)
            guard !typed.business.isEmpty else {
                throw Fault.invalid("Please say what the business is called.")
            }
            let agent = try await desk.agents.addFirst(
                name: typed.name, email: typed.email, password: context.form["password"] ?? "")
            var business = context.business
            business.name = typed.business
            try await desk.settings.change(to: business, by: .system)
            try await desk.mailboxes.add(
                Mailboxes.Form(name: typed.business, address: typed.mailbox), by: .system)
            return try await welcome(agent, to: "/", request, context)
        } catch let fault as Fault {
            let page = FirstRunPage(
                form: typed, problem: context.reader(fault.message), frame: frame(context))
            return .html(page, context.reader, status: FaultMiddleware.status(of: fault.kind))
        }
    }

    private func frame(_ context: DeskContext) -> Frame {
        Frame(kind: .plain, business: context.business.name, csrf: context.csrf)
    }
}

enum SignIn {
    /// The sign-in page, from which one comes back to where one wanted to go.
    static func path(returningTo path: String) -> String {
        path == "/" ? "/sign-in" : "/sign-in?to=\(path.percentEncoded)"
    }
}
