import HTTPTypes
import Hummingbird
import Localization
import NIOCore

/// Reads the form of every POST and believes it only with its token, from
/// our own pages. Programs come by `/api`, with a bearer token instead.
struct FormMiddleware: RouterMiddleware {
    /// Files and all.
    static let limit = 30 * 1024 * 1024
    /// Without a session, but for the web form and the links to plans: a few fields.
    static let strangersLimit = 128 * 1024

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        guard request.method != .get, request.method != .head, !request.uri.path.hasPrefix("/api/") else {
            return try await next(request, context)
        }
        try Self.refuseForeign(request)
        var context = context
        let isOpen = OwnPlanRoutes.openPaths.contains { request.uri.path.hasPrefix($0) }
        let isStranger = context.session == nil && request.uri.path != "/contact" && !isOpen
        context.form = try await Self.read(request, upTo: isStranger ? Self.strangersLimit : Self.limit)
        context.form.action = request.uri.path
        let token = context.form["csrf"] ?? request.headers[.csrf] ?? ""
        guard Seal.equal(token, context.csrf) else {
            throw Fault.forbidden(
                "This page has been open for too long. Please load it again, then send once more.")
        }
        return try await next(request, context)
    }

    private static func refuseForeign(_ request: Request) throws(Fault) {
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" {
            throw .forbidden("This was sent from another site.")
        }
    }

    private static func read(_ request: Request, upTo limit: Int) async throws -> Form {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw Fault.tooLarge("That is more than can be sent at once: 25 MB of files.")
        }
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw Fault.tooLarge("That is more than can be sent at once: 25 MB of files.")
        }
        let type = request.headers[.contentType] ?? ""
        if type.lowercased().hasPrefix("multipart/form-data") {
            guard let mark = type.range(of: "boundary=") else {
                throw Fault.invalid("The form could not be read.")
            }
            let boundary = type[mark.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
            return try Form(multipart: Array(buffer.readableBytesView), boundary: String(boundary))
        }
        return Form(urlEncoded: buffer.readableBytesView)
    }
}
