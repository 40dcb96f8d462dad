import Database
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ServiceLifecycle
import Testing

@testable import Ensemble

struct HealthRoutesTests {
    private struct Idle: Service { func run() async throws {} }

    @Test func `it is not ready while a worker that should run does not`() async throws {
        try await withDesk(on: .sqlite) { desk in
            try await withSite(of: desk) { site in
                #expect(try await site.visitor().get("/ready").status == .ok)
                _ = site.web.workers.watched("jobs", Idle())
                let answer = try await site.visitor().get("/ready")
                #expect(answer.status == .serviceUnavailable && answer.text == "Not running: jobs.\n")
                #expect(try await site.visitor().get("/health").status == .ok)
            }
        }
    }

    @Test func `it is not ready without its database, and alive all the same`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let web = DeskWeb(desk: desk)
            await desk.database.close()
            await #expect(throws: (any Error).self) { try await desk.database.ping() }
            try await Application(router: web.router()).test(.router) { client in
                for (path, status) in [("/ready", HTTPResponse.Status.serviceUnavailable), ("/health", .ok)] {
                    try await client.execute(uri: path, method: .get) { #expect($0.status == status) }
                }
            }
        }
    }

    @Test func `the metrics are for whoever has the token`() async throws {
        var configuration = Configuration()
        configuration.metricsToken = "a-token"
        try await withDesk(on: .sqlite, configuration: configuration) { desk in
            try await withSite(of: desk) { site in
                let visitor = site.visitor()
                for wrong in ["", "a-token", "Bearer ", "Bearer a-toke", "Bearer a-token2"] {
                    let answer = try await visitor.get("/metrics", headers: [.authorization: wrong])
                    #expect(answer.status == .unauthorized && !answer.text.contains("ensemble_"))
                }
                #expect(try await visitor.get("/metrics").status == .unauthorized)
                let shown = try await visitor.get("/metrics", headers: [.authorization: "Bearer a-token"])
                #expect(shown.status == .ok && shown.text.contains("ensemble_jobs_waiting"))
            }
        }
    }

    @Test func `without a token the metrics are for this machine, and nobody a proxy speaks for`() {
        func status(_ headers: HTTPFields, _ peer: String?) -> Int? {
            HealthRoutes.refusal(of: headers, from: peer, token: nil)?.status.code
        }
        #expect(status([:], "127.0.0.1") == nil && status([:], "::1") == nil)
        #expect(status([:], "192.0.2.7") == 403 && status([:], "127.0.0.2") == 403)
        #expect(status([.forwardedFor: "192.0.2.7"], "127.0.0.1") == 403)
        #expect(HealthRoutes.refusal(of: [:], from: "127.0.0.1", token: "x")?.status.code == 401)
    }

    @Test func `over a socket this machine reads the metrics, and a proxy's visitor does not`() async throws {
        try await withDesk(on: .sqlite) { desk in
            try await Application(router: DeskWeb(desk: desk).router()).test(.live) { client in
                try await client.execute(uri: "/metrics", method: .get) { #expect($0.status == .ok) }
                let through: HTTPFields = [.forwardedFor: "192.0.2.7"]
                try await client.execute(uri: "/metrics", method: .get, headers: through) {
                    #expect($0.status == .forbidden)
                }
            }
        }
    }
}
