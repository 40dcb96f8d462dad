import HTTPTypes
import Hummingbird
import Localization

/// `/health`: the process lives. `/ready`: it can do its work. `/metrics`: in figures.
struct HealthRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("health") { _, _ in Response.text("ok\n") }
        router.get("ready", use: ready)
    }

    @Sendable func ready(request: Request, context: DeskContext) async throws -> Response {
        do {
            try await desk.database.ping()
            return .text("ready\n")
        } catch {
            context.logger.error("not ready", metadata: ["error": "\(error)"])
            return .text("The database does not answer.\n", status: .serviceUnavailable)
        }
    }
}
