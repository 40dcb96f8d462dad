import Hummingbird

/// Answers requests that match no route: with a page of ours, for whoever
/// asks, instead of the framework's bare refusal.
struct NowhereMiddleware: RouterMiddleware {
    let sessions: SessionMiddleware
    let faults: FaultMiddleware

    init(desk: Desk) {
        sessions = SessionMiddleware(desk: desk)
        faults = FaultMiddleware(desk: desk)
    }

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError {
            return try await sessions.handle(request, context: context) { request, context in
                try await faults.handle(request, context: context) { _, _ in throw error }
            }
        }
    }
}
