import Database
import DatabaseTesting
import Foundation
import Testing

@testable import Ensemble

@Suite struct `Direction from a terminal` {
    typealias Commands = DirectionCommands

    @Test(arguments: Engine.available)
    func `marks, takes back, declares and asks in the name of one of the team`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let acting = ["--as", cast.tom.email, "--json"]
            let marked = try await Commands.Mark.parse(
                ["\(cast.message)", "much better", "500-500-0"] + acting
            ).marked(desk)
            #expect(marked.contains("\"degrees\":[500,500,0]"))
            let mention = try #require(
                try await desk.mentions.coding(.message(cast.message), for: cast.agent).mentions.first)
            #expect(mention.coder == .person(cast.tom.id) && mention.words == "much better")
            _ = try await Commands.Unmark.parse(["\(mention.id)"] + acting).words(desk)
            #expect(
                try await desk.mentions.coding(.message(cast.message), for: cast.agent).mentions.isEmpty)
            _ = try await Commands.Declare.parse(["10-80-10", "--target", "20-50-30"] + acting).words(desk)
            let said = try await desk.declarations.all(for: cast.agent).said
            #expect(said.first?.points.all == [10, 80, 10] && said.first?.target?.all == [20, 50, 30])
            _ = try await Commands.Ask.parse(["\(cast.message)"] + acting).words(desk)
            #expect(try await desk.notices().last?.path?.hasPrefix("/meant/") == true)
            for wrong in [["\(cast.message)", "much better", "5-5-0"], ["999", "much better", "1000-0-0"]] {
                await #expect(throws: Fault.self) {
                    try await Commands.Mark.parse(wrong + acting).marked(desk)
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `writes the code book's next version from a file`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let file = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID()).json").path
            defer { try? FileManager.default.removeItem(atPath: file) }
            try #"{"product":"A","service":"B","idea":"C","ties":"D"}"#.write(
                toFile: file, atomically: true, encoding: .utf8)
            let acting = ["--as", cast.ines.email]
            let words = try await Commands.Book.parse(["--file", file] + acting).words(desk)
            #expect(words.contains("version\t1") && words.contains("product\tA"))
            await #expect(throws: Fault.self) {
                try await Commands.Book.parse(["--file", "/nowhere"] + acting).words(desk)
            }
        }
    }
}
