import Database
import DatabaseTesting
import HTTPTypes
import Testing

@testable import Ensemble

@Suite struct `People and teams` {
    @Test(arguments: Engine.available)
    func `shutting somebody out ends their sessions and tokens`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let token = try await desk.apiTokens.make(name: "x", for: cast.tom.id, by: cast.administrator)
            try await withSite(of: desk) { site in
                let (ines, tom) = (
                    try await site.visitor(as: cast.ines), try await site.visitor(as: cast.tom)
                )
                let path = "/settings/team/people/\(cast.tom.id)"
                #expect(try await ines.post("\(path)/disabling").location == "/settings/team?done=shutOut")
                #expect(try await tom.get("/me").location?.hasPrefix("/sign-in") == true)
                #expect(try await desk.apiTokens.agent(of: token) == nil)
                #expect(try await ines.post("\(path)/enabling").location == "/settings/team?done=letIn")
                #expect(try await desk.agents.find(cast.tom.id).disabledAt == nil)
                #expect(try await desk.apiTokens.agent(of: token) == nil)
            }
        }
    }

    @Test func `the last administrator stays one, and is told why`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let path = "/settings/team/people/\(cast.ines.id)"
                for answer in [
                    try await ines.post("\(path)/role", [("role", "agent")]),
                    try await ines.post("\(path)/disabling"),
                ] {
                    #expect(answer.status == .conflict && answer.text.contains("at least one administrator"))
                }
                #expect(try await ines.get("/settings").status == .ok)
            }
        }
    }

    @Test func `a role given takes effect at the next page`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let (ines, tom) = (
                    try await site.visitor(as: cast.ines), try await site.visitor(as: cast.tom)
                )
                #expect(try await tom.get("/settings").status == .forbidden)
                _ = try await ines.post(
                    "/settings/team/people/\(cast.tom.id)/role", [("role", "administrator")])
                #expect(try await tom.get("/settings").status == .ok)
                _ = try await tom.post("/settings/team/people/\(cast.ines.id)/role", [("role", "agent")])
                #expect(try await ines.get("/settings").status == .forbidden)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `teams are added and filled`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                #expect(
                    try await ines.post("/settings/teams", [("team", "Nurses")]).location
                        == "/settings/team?done=added")
                #expect(try await ines.post("/settings/teams", [("team", "NURSES")]).status == .conflict)
                let team = try #require(try await desk.teams.all().first)
                let members = [("member", "\(cast.tom.id)"), ("member", "\(cast.ines.id)")]
                _ = try await ines.post("/settings/teams/\(team.id)/members", members)
                #expect(try await desk.teams.members()[team.id].map(Set.init) == [cast.tom.id, cast.ines.id])
                _ = try await ines.post("/settings/teams/\(team.id)/members", [])
                #expect(try await desk.teams.members()[team.id] == nil)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a team is renamed, and removed without its conversations`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let team = try await desk.teams.add(name: "Front desk", by: cast.administrator)
            try await desk.teams.add(name: "Lab", by: cast.administrator)
            try await desk.conversations.setTeam(cast.conversation, to: team.id, by: cast.agent)
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let path = "/settings/teams/\(team.id)"
                let taken = try await ines.post("\(path)/members", [("team", "lab")])
                #expect(taken.status == .conflict && taken.text.contains("of this name already"))
                _ = try await ines.post(
                    "\(path)/members", [("team", "Reception"), ("member", "\(cast.tom.id)")])
                #expect(try await desk.teams.all().map(\.name) == ["Lab", "Reception"])
                #expect(try await desk.teams.members()[team.id] == [cast.tom.id])
                #expect(try await ines.post("\(path)/removal").location == "/settings/team?done=removed")
                #expect(try await desk.teams.all().map(\.name) == ["Lab"])
                #expect(try await desk.conversations.find(cast.conversation).team == nil)
            }
        }
    }

    @Test func `what was typed for an invitation survives what was wrong`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let fields = [("name", "Ana <b>"), ("email", "tom@clinic.test"), ("role", "administrator")]
                let answer = try await ines.post("/settings/team/invitations", fields)
                #expect(answer.status == .conflict)
                #expect(answer.document.element(id: "f-name")?["value"] == "Ana <b>")
                #expect(answer.document.element(id: "f-email")?["value"] == "tom@clinic.test")
            }
        }
    }
}
