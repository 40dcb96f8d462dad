import Database
import DatabaseTesting
import HTTPTypes
import Testing

@testable import Ensemble

@Suite struct `Tokens for programs` {
    @Test(arguments: Engine.available)
    func `a token is shown once, works, and is revoked`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let made = try await ines.post(
                    "/settings/tokens", [("name", "Mail server"), ("agent", "\(cast.tom.id)")])
                let token = try #require(made.document.elements(named: "code").first?.text)
                #expect(token.hasPrefix("ens_"))
                #expect(!(try await ines.get("/settings/tokens").text.contains(token)))
                #expect(
                    try await desk.count("SELECT COUNT(*) FROM api_tokens WHERE token_hash LIKE '%ens%'") == 0
                )

                #expect(try await desk.apiTokens.all(by: cast.administrator).first?.usedAt == nil)
                #expect(try await desk.apiTokens.agent(of: token)?.id == cast.tom.id)
                let kept = try #require(try await desk.apiTokens.all(by: cast.administrator).first)
                #expect(kept.usedAt == clock.now)

                #expect(
                    try await ines.post("/settings/tokens/\(kept.id)/removal").location
                        == "/settings/tokens?done=revoked")
                #expect(try await desk.apiTokens.agent(of: token) == nil)
                #expect(try await desk.apiTokens.all(by: cast.administrator).isEmpty)
            }
        }
    }

    @Test func `a token needs a name`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                #expect(try await ines.post("/settings/tokens", [("name", " ")]).status.code == 422)
                #expect(
                    try await ines.post("/settings/tokens", [("name", "x"), ("agent", "999")]).status
                        == .notFound)
            }
        }
    }
}
