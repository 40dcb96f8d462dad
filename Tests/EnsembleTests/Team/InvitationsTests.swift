import Database
import DatabaseTesting
import HTTPTypes
import Localization
import Testing

@testable import Ensemble

@Suite struct `Invitations` {
    @Test(arguments: Engine.available)
    func `who is invited chooses a password at the link and is in`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let fields = [("name", "Ana Ruiz"), ("email", "ana@clinic.test"), ("role", "agent")]
                #expect(
                    try await ines.post("/settings/team/invitations", fields).location
                        == "/settings/team?done=invited")
                let notice = try #require(try await desk.notices().first)
                #expect(notice.to == "ana@clinic.test")
                let path = try #require(notice.path)

                let ana = site.visitor()
                for _ in 0..<3 { #expect(try await ana.get(path).text.contains("Ana Ruiz")) }
                let short = try await ana.post(path, [("password", "short")])
                #expect(short.status.code == 422 && short.text.contains("at least 10"))
                #expect(try await ana.post(path, [("password", "long enough it is")]).location == "/")
                #expect(try await ana.get("/me").status == .ok)
                #expect(
                    try await desk.agents.signIn(email: "ana@clinic.test", password: "long enough it is").name
                        == "Ana Ruiz")

                #expect(try await site.visitor().get(path).status == .notFound)
                #expect(
                    try await site.visitor().post(path, [("password", "another long one")]).status
                        == .notFound)
            }
        }
    }

    @Test func `an invitation can be sent again, and taking one up ends them all`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let reader = Reader(now: 0)
            let ana = try await desk.invitations.invite(
                name: "Ana", email: "ana@clinic.test", role: .agent, by: cast.administrator, in: reader)
            try await desk.invitations.inviteAgain(ana.id, by: cast.administrator, in: reader)
            let tokens = try await desk.notices().compactMap {
                $0.path?.split(separator: "/").last.map(String.init)
            }
            #expect(tokens.count == 2)
            _ = try await desk.invitations.accept(tokens[1], password: "long enough it is")
            await #expect(throws: Fault.self) {
                try await desk.invitations.accept(tokens[0], password: "somebody else's")
            }
            await #expect(throws: Fault.conflict("\("Ana") needs no invitation.")) {
                try await desk.invitations.inviteAgain(ana.id, by: cast.administrator, in: reader)
            }
        }
    }

    @Test func `an invitation works for a week, and not for who was shut out meanwhile`() async throws {
        let clock = TestClock()
        try await withDesk(on: .sqlite, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let ana = try await desk.invitations.invite(
                name: "Ana", email: "ana@clinic.test", role: .agent, by: cast.administrator, in: .init(now: 0)
            )
            let token = try #require(
                try await desk.notices().first?.path?.split(separator: "/").last.map(String.init))
            clock.move(by: .days(6))
            #expect(try await desk.invitations.invited(by: token)?.id == ana.id)
            try await desk.agents.disable(ana.id, by: cast.administrator)
            #expect(try await desk.invitations.invited(by: token) == nil)
            await #expect(throws: Fault.self) {
                try await desk.invitations.accept(token, password: "long enough it is")
            }
            try await desk.agents.enable(ana.id, by: cast.administrator)
            clock.move(by: .days(2))
            #expect(try await desk.invitations.invited(by: token) == nil)
        }
    }

    @Test func `only an administrator invites, and nobody twice`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let reader = Reader(now: 0)
            await #expect(throws: Fault.forbidden("Only an administrator can do that.")) {
                try await desk.invitations.invite(
                    name: "Eve", email: "eve@clinic.test", role: .administrator, by: cast.agent, in: reader)
            }
            await #expect(throws: Fault.conflict("Somebody on the team has this address already.")) {
                try await desk.invitations.invite(
                    name: "Tom", email: "TOM@clinic.test", role: .agent, by: cast.administrator, in: reader)
            }
            #expect(try await desk.notices().isEmpty)
        }
    }
}
