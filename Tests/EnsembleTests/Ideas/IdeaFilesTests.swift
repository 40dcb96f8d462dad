import Database
import DatabaseTesting
import Foundation
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

    @Test(arguments: Engine.available)
    func `are seen by whoever added them while they wait, and are theirs to remove`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let idea = try await desk.idea(cast)
            func file(_ name: String) -> NewFile {
                NewFile(name: name, contentType: "text/plain", bytes: Array(name.utf8))
            }
            try await desk.ideas.add([file("ours.txt")], to: idea, by: cast.agent)
            try await desk.ideas.setBoard(Board(holds: .all), by: cast.administrator)
            try await desk.ideas.add(
                [file("hers.txt"), file("shown.txt")], to: idea, by: .customer(cast.dana))
            let files = try await desk.ideas.look(idea, by: .team).files
            let (ours, hers, shown) = (files[0].id, files[1].id, files[2].id)
            for _ in 0..<2 { try await desk.ideas.decide(file: shown, isShown: true, by: cast.agent) }
            #expect(try await desk.count("SELECT COUNT(*) FROM events WHERE kind = 'idea.file-shown'") == 1)
            #expect(
                try await desk.ideas.look(idea, by: .customer(cast.sam)).files.map(\.id) == [ours, shown])
            try await withSite(of: desk) { site in
                let (dana, sam) = (
                    try await site.visitor(as: cast.dana), try await site.visitor(as: cast.sam)
                )
                let page = try await dana.get("/ideas/\(idea)").text
                #expect(page.contains("It waits for a look.") && page.contains("Remove hers.txt"))
                #expect(page.contains("Remove shown.txt") && !page.contains("Remove ours.txt"))
                #expect(try await !sam.get("/ideas/\(idea)").text.contains("Remove"))
                let path = "/ideas/\(idea)/files"
                #expect(try await dana.get("\(path)/\(hers)").status == .ok)
                for visitor in [sam, dana] {
                    #expect(try await visitor.post("\(path)/\(ours)/removal").status == .notFound)
                }
                #expect(try await sam.post("\(path)/\(hers)/removal").status == .notFound)
                for id in [hers, shown] {
                    #expect(try await dana.post("\(path)/\(id)/removal").status == .seeOther)
                    #expect(try await dana.post("\(path)/\(id)/removal").status == .notFound)
                }
            }
            #expect(try await desk.ideas.look(idea, by: .team).files.map(\.id) == [ours])
            #expect(try await desk.count("SELECT COUNT(*) FROM events WHERE kind = 'idea.file-removed'") == 2)
        }
    }

    @Test func `are not sent without end to whoever is not signed in`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let idea = try await desk.idea(cast)
            let file = NewFile(name: "a.txt", contentType: "text/plain", bytes: [65])
            try await desk.ideas.add([file], to: idea, by: cast.agent)
            let id = try #require(try await desk.ideas.look(idea, by: .team).files.first?.id)
            try await withSite(of: desk) { site in
                let (stranger, dana) = (site.visitor(), try await site.visitor(as: cast.dana))
                for _ in 0..<120 {
                    #expect(try await stranger.get("/ideas/\(idea)/files/\(id)").status == .ok)
                }
                #expect(try await stranger.get("/ideas/\(idea)/files/\(id)").status == .tooManyRequests)
                #expect(try await dana.get("/ideas/\(idea)/files/\(id)").status == .ok)
            }
        }
    }

    @Test func `from a terminal have the type that their names tell, and wait with all that waits`()
        async throws
    {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let idea = try await desk.idea(cast)
            let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let paths = ["wall.png", "notes.txt"].map { folder.appending(path: $0) }
            for path in paths { try Data("x".utf8).write(to: path) }
            _ = try await IdeaCommands.Files.parse(["\(idea)"] + paths.flatMap { ["--add", $0.path] })
                .words(desk)
            let added = try await desk.ideas.look(idea, by: .team).files
            #expect(added.map(\.contentType) == ["image/png", "text/plain"])

            try await desk.ideas.setBoard(Board(holds: .all), by: cast.administrator)
            try await desk.ideas.comment(idea, text: "Me too", by: .customer(cast.sam))
            let own = NewFile(name: "b.txt", contentType: "text/plain", bytes: [66])
            try await desk.ideas.add([own], to: idea, by: .customer(cast.dana))
            let held = try await IdeaCommands.Held.parse([]).words(desk).split(separator: "\n")
            #expect(held.count == 2 && held[0] == "comment\t\(idea)\tMe too")
            #expect(held[1].hasPrefix("files\t\(idea)\t"))
            let json = try await IdeaCommands.Held.parse(["--json"]).words(desk)
            #expect(json.contains("\"text\":\"Me too\"") && json.contains("\"ideas\":[]"))
        }
    }
}
