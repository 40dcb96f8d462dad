import HTTPTypes
import Hummingbird
import Localization
import NIOCore

/// Finds out who sends a request, and in which language they read.
struct SessionMiddleware: RouterMiddleware {
    let desk: Desk
    let cookies: SessionCookies

    init(desk: Desk) {
        self.desk = desk
        cookies = SessionCookies(isSecure: desk.configuration.isSecure)
    }

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.address = ClientAddress.of(
            request, peer: context.peer, trusting: desk.configuration.trustedProxies)
        let token = request.cookies[cookies.session]?.value
        let now = desk.clock()
        let hash = token.map(Digest.sha256)
        let isRead = request.method == .get
        let (session, business, snapshot) = try await desk.database.read { db in
            (
                try hash.flatMap { try Sessions.find($0, at: now, in: db) }, try Settings.business(in: db),
                isRead ? try PageCache.snapshot(in: db) : nil
            )
        }
        if let session, request.isLookedAt, now - session.seenAt > Sessions.visitNoted {
            try await desk.sessions.noteVisit(session, at: now)
        }
        context.session = session
        context.sessionToken = session == nil ? nil : token
        context.business = business
        context.snapshot = snapshot
        context.reader = reader(for: session, request, business)
        let anonymous = request.cookies[cookies.anonymous]?.value
        let fresh = anonymous ?? desk.randomness.token()
        context.csrf = desk.seal.sign("csrf \(context.sessionToken ?? fresh)")
        var response = try await next(request, context)
        if context.sessionToken == nil, anonymous == nil, request.method == .get {
            response.headers.append(cookies.header(cookies.anonymous, fresh, seconds: nil))
        }
        return response
    }

    private func reader(for session: Session?, _ request: Request, _ business: Settings.Business) -> Reader {
        var preferred: String?
        var zone = business.timeZone
        if case .agent(let agent) = session?.who {
            preferred = agent.language
            zone = agent.timeZone ?? zone
        }
        if case .customer = session?.who {
            preferred = session?.ownLanguage
            zone = session?.ownZone ?? zone
        }
        let language = desk.languages.best(for: request.headers[.acceptLanguage], preferred: preferred)
        return Reader(language: language, zone: Zone.named(zone) ?? .utc, now: desk.clock().milliseconds)
    }
}

/// The cookies of the desk: unreadable for scripts, not sent along from other
/// sites, and over TLS bound to this very host.
struct SessionCookies: Sendable {
    let isSecure: Bool

    var session: String { isSecure ? "__Host-ensemble" : "ensemble" }
    /// For visitors without a session, so that their forms can be told from forged ones.
    var anonymous: String { isSecure ? "__Host-visitor" : "visitor" }

    /// - Parameter seconds: how long it lives; `nil`: as long as the browser; 0: it goes.
    func header(_ name: String, _ value: String, seconds: Int?) -> HTTPField {
        var text = "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax"
        if isSecure { text += "; Secure" }
        if let seconds { text += "; Max-Age=\(seconds)" }
        return HTTPField(name: .setCookie, value: text)
    }
}

/// From where a request comes, for throttles and the list of sessions.
enum ClientAddress {
    static func of(_ request: Request, peer: String?, trusting proxies: [String]) -> String {
        guard let peer else { return "?" }
        guard proxies.contains(peer), let forwarded = request.headers[.forwardedFor] else { return peer }
        // From the right: each trusted proxy has appended the address that it saw.
        let hops = forwarded.split(separator: ",").map { String($0).trimmed }
        return hops.last { !proxies.contains($0) && !$0.isEmpty } ?? peer
    }

    /// A socket for both families tells an IPv4 address as `::ffff:192.0.2.1`.
    static func unmapped(_ address: String) -> String {
        address.hasPrefix("::ffff:") && address.contains(".") ? String(address.dropFirst(7)) : address
    }

    /// An address as a connection tells it; `nil` for what is none.
    static func plain(_ text: String) -> String? {
        (try? SocketAddress(ipAddress: text, port: 0))?.ipAddress.map(unmapped)
    }
}

extension Request {
    /// Whether somebody asked for it. An open page fetches itself anew, keeps
    /// its line and says who is there, also when nobody looks at it.
    var isLookedAt: Bool {
        headers[.live] != "away" && uri.path != "/live" && !uri.path.hasSuffix("/presence")
    }
}

extension HTTPField.Name {
    /// Sent by a page that fetches itself anew; `away` when nobody looks at it.
    static let live = HTTPField.Name("X-Live")!
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
    static let forwardedProto = HTTPField.Name("X-Forwarded-Proto")!
    static let csrf = HTTPField.Name("X-CSRF-Token")!
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
