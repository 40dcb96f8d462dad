import Database
import DatabaseTesting
import HTTPTypes
import Localization
import Testing

@testable import Ensemble

@Suite struct `A forgotten password` {
    @Test(arguments: Engine.available)
    func `the link sets a new one, once, and ends every session`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let elsewhere = try await site.visitor(as: cast.tom)
                let tom = site.visitor()
                #expect(
                    try await tom.post("/password", [("email", "tom@clinic.test")]).location
                        == "/password-link-sent")
                let path = try #require(try await desk.notices().first?.path)
                #expect(try await tom.get(path).status == .ok)
                #expect(try await elsewhere.get("/me").status == .ok)
                #expect(try await tom.post(path, [("password", "a fresh password")]).location == "/")
                #expect(try await tom.get("/me").status == .ok)
                #expect(try await elsewhere.get("/me").location == "/sign-in?to=/me")
                #expect(
                    try await desk.agents.signIn(email: "tom@clinic.test", password: "a fresh password").id
                        == cast.tom.id)
                #expect(
                    try await site.visitor().post(path, [("password", "once more of it")]).status == .notFound
                )
            }
        }
    }

    @Test(arguments: Engine.available)
    func `an address that nobody has is answered alike`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                let known = try await site.visitor().post("/password", [("email", "tom@clinic.test")])
                let unknown = try await site.visitor().post("/password", [("email", "nobody@clinic.test")])
                #expect(
                    known.status == unknown.status && known.location == unknown.location
                        && known.text == unknown.text)
                #expect(try await desk.notices().map(\.to) == ["tom@clinic.test"])
                #expect(try await desk.count("SELECT COUNT(*) FROM one_time_links") == 2)
            }
        }
    }

    @Test func `who was shut out gets no link`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await desk.agents.disable(cast.tom.id, by: cast.administrator)
            try await desk.passwordResets.sendLink(to: "tom@clinic.test", in: .init(now: 0))
            #expect(try await desk.notices().isEmpty)
        }
    }

    @Test func `the mail goes to the address as it is kept`() async throws {
        try await withDesk(on: .sqlite) { desk in
            _ = try await desk.cast()
            try await desk.passwordResets.sendLink(to: "tom@cl\u{FF49}nic.test", in: .init(now: 0))
            #expect(try await desk.notices().map(\.to) == ["tom@clinic.test"])
        }
    }

    @Test func `the link works for an hour`() async throws {
        let clock = TestClock()
        try await withDesk(on: .sqlite, clock: clock.clock) { desk in
            _ = try await desk.cast()
            try await desk.passwordResets.sendLink(to: "tom@clinic.test", in: .init(now: 0))
            let token = try #require(
                try await desk.notices().first?.path?.split(separator: "/").last.map(String.init))
            clock.move(by: .minutes(59))
            #expect(try await desk.passwordResets.agent(behind: token)?.name == "Tom Abara")
            clock.move(by: .minutes(2))
            #expect(try await desk.passwordResets.agent(behind: token) == nil)
        }
    }

    @Test func `an invitation's link resets nothing, nor the other way round`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let token = try await desk.database.write { [links = desk.oneTimeLinks] db in
                try links.make(.invitation, for: cast.tom.id.rawValue, in: db)
            }
            #expect(try await desk.passwordResets.agent(behind: token) == nil)
            await #expect(throws: Fault.self) {
                try await desk.passwordResets.reset(by: token, to: "long enough it is")
            }
            #expect(try await desk.invitations.invited(by: token)?.id == cast.tom.id)
        }
    }
}
