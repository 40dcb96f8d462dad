import Database
import DatabaseTesting
import HTTPTypes
import Localization
import Testing

@testable import Ensemble

@Suite struct `What agents set for themselves` {
    @Test(arguments: Engine.available)
    func `name, language, clock and keys take effect at once`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let fields = [("name", "Thomas Abara"), ("language", "de"), ("time_zone", "Europe/Berlin")]
                #expect(try await tom.post("/me/preferences", fields).location == "/me?done=saved")
                let agent = try await desk.agents.find(cast.tom.id)
                #expect(
                    agent.name == "Thomas Abara" && agent.language == "de"
                        && agent.timeZone == "Europe/Berlin")
                #expect(agent.keysOff)
                let page = try await tom.get("/me")
                #expect(page.text.contains("<html lang=\"de\"") && page.text.contains("data-keys=\"off\""))
            }
        }
    }

    @Test(arguments: [("language", "xx-unknown"), ("time_zone", "Mars/Olympus"), ("name", " ")])
    func `what can't be is said and changes nothing`(field: String, value: String) async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let fields = ["name": "Tom", "language": "", "time_zone": ""].merging([field: value]) { $1 }
                let answer = try await tom.post("/me/preferences", fields.map { ($0.key, $0.value) })
                #expect(answer.status.code == 422 && answer.text.contains("role=\"alert\""))
                #expect(try await desk.agents.find(cast.tom.id).name == "Tom Abara")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a new password needs the old one and signs out every other browser`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await desk.agents.setPassword(cast.tom.id, to: "the old password")
            try await withSite(of: desk) { site in
                let (here, elsewhere) = (
                    try await site.visitor(as: cast.tom), try await site.visitor(as: cast.tom)
                )
                let wrong = try await here.post(
                    "/me/password", [("old", "a wrong one"), ("new", "the new password")])
                #expect(wrong.status.code == 422)
                let right = try await here.post(
                    "/me/password", [("old", "the old password"), ("new", "the new password")])
                #expect(right.location == "/me?done=changed")
                #expect(try await here.get("/me").status == .ok)
                #expect(try await elsewhere.get("/me").location?.hasPrefix("/sign-in") == true)
                _ = try await desk.agents.signIn(email: "tom@clinic.test", password: "the new password")
                await #expect(throws: Fault.self) {
                    try await desk.agents.signIn(email: "tom@clinic.test", password: "the old password")
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `one's own sessions can be ended, another's cannot`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let (here, elsewhere) = (
                    try await site.visitor(as: cast.tom), try await site.visitor(as: cast.tom)
                )
                let ines = try await site.visitor(as: cast.ines)
                let inesSession = try #require(try await desk.sessions.all(of: cast.ines.id).first).tokenHash
                _ = try await here.post("/me/sessions/\(inesSession)/removal")
                #expect(try await ines.get("/me").status == .ok)

                let other = Digest.sha256(try #require(elsewhere.cookie("ensemble")))
                let page = try await here.get("/me")
                #expect(page.text.contains("/me/sessions/\(other)/removal") && page.text.contains("Firefox"))
                _ = try await here.post("/me/sessions/\(other)/removal")
                #expect(try await elsewhere.get("/me").status == .seeOther)

                let third = try await site.visitor(as: cast.tom)
                _ = try await here.post("/me/other-sessions/removal")
                #expect(try await third.get("/me").status == .seeOther)
                #expect(try await here.get("/me").status == .ok)
            }
        }
    }

    @Test(arguments: [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows"
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari on iOS"
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
            "Chrome on Android"
        ),
        ("curl/8.5.0", "curl/8.5.0"), ("", "Unknown browser"),
    ])
    func `a browser is named as people know it`(userAgent: String, name: String) {
        #expect(BrowserName.of(userAgent, Reader(now: 0)) == name)
    }
}
