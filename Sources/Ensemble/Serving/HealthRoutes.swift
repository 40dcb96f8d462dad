import Database
import HTTPTypes
import Hummingbird
import Localization

/// `/health`: the process lives. `/ready`: it can do its work. `/metrics`: in figures.
struct HealthRoutes {
    let desk: Desk
    let metrics: ServerMetrics
    let workers: Workers

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("health") { _, _ in Response.text("ok\n") }
        router.get("ready", use: ready)
        router.get("metrics", use: show)
    }

    @Sendable func ready(request: Request, context: DeskContext) async throws -> Response {
        do {
            try await desk.database.ping()
        } catch {
            context.logger.error("not ready", metadata: ["error": "\(error)"])
            return .text("The database does not answer.\n", status: .serviceUnavailable)
        }
        // Migrations are done before the server listens; the workers come up beside it.
        let missing = workers.missing
        guard missing.isEmpty else {
            return .text("Not running: \(missing.joined(separator: ", ")).\n", status: .serviceUnavailable)
        }
        return .text("ready\n")
    }

    /// Open to whoever has the token; without one configured, to this machine only.
    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        if let refusal = Self.refusal(
            of: request.headers, from: context.peer, token: desk.configuration.metricsToken)
        {
            return refusal
        }
        let figures = try await figures()
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: .init(byteBuffer: .init(string: metrics.text + figures)))
    }

    /// Why somebody may not see the metrics.
    /// - Parameter peer: the other end of the connection, `nil` in tests without a socket.
    static func refusal(of headers: HTTPFields, from peer: String?, token: String?) -> Response? {
        if let token {
            let isRight = Seal.equal(headers[.authorization] ?? "", "Bearer \(token)")
            return isRight ? nil : .text("The metrics need their token.\n", status: .unauthorized)
        }
        guard let peer else { return nil }
        // What a proxy passes on comes from elsewhere.
        let isHere = ["127.0.0.1", "::1"].contains(peer) && headers[.forwardedFor] == nil
        return isHere ? nil : .text("The metrics need a token to be configured.\n", status: .forbidden)
    }

    /// What the database knows: the queue, its failures, mailboxes in trouble.
    private func figures() async throws -> String {
        let now = desk.clock()
        let (load, failing) = try await desk.database.read { db in
            (try Jobs.load(at: now, in: db), try Mailboxes.failing(in: db))
        }
        let rows = [
            (
                "ensemble_jobs_waiting",
                "Jobs that wait or run, without the daily tidying up and the monthly letter.", load.waiting
            ),
            ("ensemble_jobs_overdue", "Jobs due for more than a minute.", load.overdue),
            ("ensemble_jobs_dead", "Jobs that were given up.", load.dead),
            ("ensemble_mailboxes_failing", "Mailboxes that could not be read last time.", failing),
        ]
        return rows.map { name, help, value in
            "# HELP \(name) \(help)\n# TYPE \(name) gauge\n\(name) \(value)\n"
        }.joined()
    }
}
