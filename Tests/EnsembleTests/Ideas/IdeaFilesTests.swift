import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `The files of an idea` {
    @Test(arguments: Engine.available)
    func `are its author's and the team's to add, and are found with it`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let (idea, other) = (try await desk.idea(cast), try await desk.idea(cast, "Other"))
            let bytes = Array("<script>alert(1)</script>".utf8)
            let file = NewFile(name: "wall.html", contentType: "text/html", bytes: bytes)
            await #expect(throws: Fault.forbidden("Only whoever brought it up adds files to it.")) {
                try await desk.ideas.add([file], to: idea, by: .customer(cast.sam))
            }
            await #expect(throws: Fault.invalid("Please choose the file first.")) {
                try await desk.ideas.add([], to: idea, by: .customer(cast.dana))
            }
            await #expect(throws: Fault.invalid("An idea has at most 20 files.")) {
                try await desk.ideas.add(
                    Array(repeating: file, count: 21), to: idea, by: .customer(cast.dana))
            }
            try await desk.ideas.setBoard(Board(holds: .all), by: cast.administrator)
            try await withSite(of: desk) { site in
                let (dana, sam) = (
                    try await site.visitor(as: cast.dana), try await site.visitor(as: cast.sam)
                )
                let part = (field: "files", name: "wall.html", type: "text/html", bytes: bytes)
                let sent = try await dana.post("/ideas/\(idea)/files", [], files: [part])
                #expect(sent.location == "/ideas/\(idea)?done=ideaHeld")
                let held = try #require(try await desk.ideas.look(idea, by: .team).files.first)
                let path = "/ideas/\(idea)/files/\(held.id)"
                #expect(try await sam.get(path).status == .notFound)
                #expect(try await desk.ideas.held(by: cast.agent).withFiles.map(\.id) == [idea])
                try await desk.ideas.decide(file: held.id, isShown: true, by: cast.agent)
                let got = try await sam.get(path)
                #expect(
                    got.bytes == bytes && got.headers[.contentDisposition]?.hasPrefix("attachment") == true)
                #expect(try await sam.get("/ideas/\(other)/files/\(held.id)").status == .notFound)
                // Merged, they go along.
                try await desk.ideas.merge(idea, into: other, by: cast.agent)
                #expect(
                    try await desk.ideas.look(other, by: .customer(cast.sam)).files.map(\.id) == [held.id])
                try await desk.ideas.decide(file: held.id, isShown: false, by: cast.agent)
                #expect(try await sam.get("/ideas/\(other)/files/\(held.id)").status == .notFound)
            }
        }
    }
}
