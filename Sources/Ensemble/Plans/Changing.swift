import Hummingbird

extension DeskContext {
    /// Makes a change and goes back to the page of what was changed. Where something was wrong with it that can be
    /// put right there, shows the page with that instead.
    func changing(
        _ path: String, _ change: () async throws -> Void, orShow page: (Fault) async throws -> Response
    ) async throws -> Response {
        do {
            try await change()
        } catch let fault as Fault where fault.kind != .notFound && fault.kind != .forbidden {
            return try await page(fault)
        }
        return .redirect(to: path, saying: .saved)
    }
}
