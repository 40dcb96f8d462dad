import DatabaseTesting
import Database
import HTTPTypes
import Testing

@testable import Ensemble

@Suite struct `Signing in` {
    @Test(arguments: Engine.available)
    func `the right password opens the desk, and nothing tells who has an account`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            try await desk.agents.add(
                name: "Ines", email: "ines@clinic.test", role: .administrator, password: "right as can be",
                by: .system)
            try await withSite(of: desk) { site in
                func answer(_ email: String, _ password: String) async throws -> Answer {
                    try await site.visitor().post("/sign-in", [("email", email), ("password", password)])
                }
                let right = try await answer("INES@clinic.test", "right as can be")
                #expect(
                    right.status == .seeOther && right.headers[.setCookie]?.hasPrefix("ensemble=") == true)
                let wrong = try await answer("ines@clinic.test", "wrong as can be")
                let unknown = try await answer("nobody@clinic.test", "wrong as can be")
                #expect(wrong.status == unknown.status && wrong.status.code == 422)
                #expect(wrong.text.replacing("ines@", with: "nobody@") == unknown.text)
            }
        }
    }

    @Test func `the session's cookie is new at every sign-in and well guarded`() async throws {
        try await withDesk(on: .sqlite) { desk in
            try await desk.agents.add(
                name: "Ines", email: "ines@clinic.test", role: .administrator, password: "right as can be",
                by: .system)
            try await withSite(of: desk) { site in
                let fields = [("email", "ines@clinic.test"), ("password", "right as can be")]
                let visitor = site.visitor()
                visitor.keep("visitor", "x")
                visitor.keep("ensemble", "a word of the attacker's choice")
                let cookies = [
                    try await visitor.post("/sign-in", fields, csrf: desk.seal.sign("csrf x")),
                    try await site.visitor().post("/sign-in", fields),
                ].compactMap { $0.headers[.setCookie] }
                #expect(Set(cookies).count == 2 && !cookies.contains { $0.contains("attacker") })
                for cookie in cookies {
                    #expect(
                        cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax")
                            && cookie.contains("; Path=/"))
                    #expect(!cookie.contains("Domain"))
                }
            }
        }
    }

    @Test func `guessing at one account is slowed down, and another one is not hurt by it`() async throws {
        let clock = TestClock()
        try await withDesk(on: .sqlite, clock: clock.clock) { desk in
            for name in ["ines", "tom"] {
                try await desk.agents.add(
                    name: name, email: "\(name)@clinic.test", role: .administrator,
                    password: "right as can be", by: .system)
            }
            try await withSite(of: desk) { site in
                func status(_ name: String, _ password: String) async throws -> Int {
                    let fields = [("email", "\(name)@clinic.test"), ("password", password)]
                    return try await site.visitor().post("/sign-in", fields).status.code
                }
                var seen: [Int] = []
                for _ in 0..<10 { seen.append(try await status("ines", "a guess of mine")) }
                seen.append(try await status("ines", "right as can be"))
                seen.append(try await status("tom", "right as can be"))
                clock.move(by: .minutes(11))
                seen.append(try await status("ines", "right as can be"))
                #expect(seen == Array(repeating: 422, count: 10) + [429, 303, 303])
            }
        }
    }

    @Test func `one is led back to where one wanted to go, but never to another site`() async throws {
        try await withDesk(on: .sqlite) { desk in
            try await desk.agents.add(
                name: "Ines", email: "ines@clinic.test", role: .administrator, password: "right as can be",
                by: .system)
            try await withSite(of: desk) { site in
                let answer = try await site.visitor().get("/customers?q=dana")
                #expect(answer.location == "/sign-in?to=/customers%3Fq%3Ddana")
                for (to, location) in [
                    ("/customers?q=dana", "/customers?q=dana"), ("https://evil.test/", "/"),
                    ("//evil.test/", "/"),
                    ("/\\evil.test", "/"), ("javascript:alert(1)", "/"), ("/a\r\nSet-Cookie: x=y", "/"),
                    ("/\t/evil.test", "/"),
                ] {
                    let fields = [("email", "ines@clinic.test"), ("password", "right as can be"), ("to", to)]
                    let answer = try await site.visitor().post("/sign-in", fields)
                    #expect(answer.location == location, "\(to)")
                }
            }
        }
    }
}
