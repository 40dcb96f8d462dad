import Database
import HTTPTypes
import Hummingbird
import Localization
import Logging
import Markup

/// Turns what was thrown into an answer. The only place that knows HTTP's
/// numbers for faults.
struct FaultMiddleware: RouterMiddleware {
    let desk: Desk

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let fault as Fault {
            return answer(fault, to: request, context)
        } catch let error as HTTPError where error.status == .notFound || error.status == .methodNotAllowed {
            return answer(.notFound("There is no such page."), to: request, context)
        } catch let error as HTTPError where error.status.code < 500 {
            return answer(.invalid("That request could not be read."), to: request, context)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            context.logger.error(
                "request failed", metadata: ["error": "\(error)", "path": "\(request.uri.path)"])
            return page(nil, status: .internalServerError, request, context)
        }
    }

    private func answer(_ fault: Fault, to request: Request, _ context: DeskContext) -> Response {
        if fault.kind == .signInNeeded, request.method == .get, !Self.wantsJSON(request) {
            let isOwn = ["/my", "/ideas", "/roadmap", "/changelog"].contains {
                request.uri.path.hasPrefix($0)
            }
            return Response.redirect(to: isOwn ? "/my/sign-in" : SignIn.path(returningTo: request.uri.string))
        }
        return page(fault, status: Self.status(of: fault.kind), request, context)
    }

    private func page(
        _ fault: Fault?, status: HTTPResponse.Status, _ request: Request, _ context: DeskContext
    ) -> Response {
        let r = context.reader
        let words = fault.map { r($0.message) } ?? r("Something went wrong on our side. It has been noted.")
        if Self.wantsJSON(request) {
            return .json(["error": fault?.kind.rawValue ?? "failure", "message": words], status: status)
        }
        let frame = Frame(kind: .plain, business: context.business.name, csrf: context.csrf)
        return .html(
            FaultPage(message: words, requestID: fault == nil ? context.id : nil, frame: frame), r,
            status: status)
    }

    private static func wantsJSON(_ request: Request) -> Bool {
        request.uri.path.hasPrefix("/api/") || request.headers[.accept]?.contains("application/json") == true
    }

    static func status(of kind: Fault.Kind) -> HTTPResponse.Status {
        switch kind {
        case .invalid: .unprocessableContent
        case .notFound: .notFound
        case .conflict: .conflict
        case .forbidden: .forbidden
        case .signInNeeded: .unauthorized
        case .tooMany: .tooManyRequests
        case .tooLarge: .contentTooLarge
        }
    }
}

/// What is said when something can't be done.
struct FaultPage: Page {
    let message: String
    /// By which the log can be searched, where it was our fault.
    let requestID: String?
    let frame: Frame

    static var samples: [Self] {
        [
            FaultPage(message: "There is no such conversation.", requestID: nil, frame: .samplePlain),
            FaultPage(
                message: "Something went wrong on our side. It has been noted.", requestID: "a1b2c3",
                frame: .samplePlain),
        ]
    }

    func title(_ r: Reader) -> String { r("That did not work") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="fault">
        <h1>\(r("That did not work"))</h1>
        <p>\(message)</p>
        \(requestID.map { id -> HTML in "<p class=\"quiet\">\(r("Request")) \(id)</p>" })
        <p><a class="button" href="/">\(r("Back to the start"))</a></p>
        </section>
        """
    }
}
