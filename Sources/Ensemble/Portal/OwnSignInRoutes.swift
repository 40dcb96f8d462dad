import HTTPTypes
import Hummingbird
import Localization

/// `/my/sign-in`, `/my/sign-out`: customers come in by a mailed link.
struct OwnSignInRoutes {
    let desk: Desk
    let cookies: SessionCookies
    let byAddress = Throttle(limit: 30, per: .minutes(10))
    /// A mail each: nobody's post box is filled by a stranger.
    let byMailAddress = Throttle(limit: 3, per: .minutes(10))
    let byLink = Throttle(limit: 60, per: .minutes(10))

    init(desk: Desk) {
        self.desk = desk
        cookies = SessionCookies(isSecure: desk.configuration.isSecure)
    }

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("my/sign-in", use: show)
        router.post("my/sign-in", use: sendLink)
        router.get("my/link-sent", use: showSent)
        router.get("my/sign-in/:token", use: showEntrance)
        router.post("my/sign-in/:token", use: enter)
        router.post("my/sign-out", use: signOut)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        if case .customer = context.session?.who { return .redirect(to: "/my") }
        let page = OwnSignInPage(address: "", problem: nil, frame: try await desk.customerFrame(context))
        return .html(page, context.reader)
    }

    @Sendable func sendLink(request: Request, context: DeskContext) async throws -> Response {
        let address = context.form["address"] ?? ""
        do {
            let now = desk.clock()
            try byAddress.count(context.address, at: now)
            try byMailAddress.count(address.trimmed.folded, at: now)
            try await desk.portal.sendLink(to: address, in: context.reader)
            return .redirect(to: "/my/link-sent")
        } catch let fault as Fault {
            let page = OwnSignInPage(
                address: address, problem: context.reader(fault.message),
                frame: try await desk.customerFrame(context))
            return .html(page, context.reader, status: FaultMiddleware.status(of: fault.kind))
        }
    }

    @Sendable func showSent(request: Request, context: DeskContext) async throws -> Response {
        .html(OwnLinkSentPage(frame: try await desk.customerFrame(context)), context.reader)
    }

    @Sendable func showEntrance(request: Request, context: DeskContext) async throws -> Response {
        try byLink.count(context.address, at: desk.clock())
        let token = context.parameters.get("token") ?? ""
        let isGood = try await desk.oneTimeLinks.isGood(token, for: .customer)
        let page = OwnEnterPage(token: isGood ? token : nil, frame: try await desk.customerFrame(context))
        return .html(page, context.reader, status: isGood ? .ok : .notFound)
    }

    @Sendable func enter(request: Request, context: DeskContext) async throws -> Response {
        try byLink.count(context.address, at: desk.clock())
        do {
            let customer = try await desk.portal.enter(by: context.parameters.get("token") ?? "")
            // Who comes in anew leaves what was open before.
            if let session = context.session { try await desk.sessions.end(session.tokenHash) }
            let token = try await desk.sessions.start(
                customer: customer, address: context.address, browser: request.headers[.userAgent] ?? "")
            var response = Response.redirect(to: "/my")
            let seconds = Int(Sessions.customerLife.milliseconds / 1_000)
            response.headers.append(cookies.header(cookies.session, token, seconds: seconds))
            return response
        } catch let fault as Fault where fault.kind == .invalid || fault.kind == .notFound {
            let page = OwnEnterPage(token: nil, frame: try await desk.customerFrame(context))
            return .html(page, context.reader, status: .notFound)
        }
    }

    @Sendable func signOut(request: Request, context: DeskContext) async throws -> Response {
        if let session = context.session { try await desk.sessions.end(session.tokenHash) }
        var response = Response.redirect(to: "/my/sign-in")
        response.headers.append(cookies.header(cookies.session, "", seconds: 0))
        return response
    }
}
