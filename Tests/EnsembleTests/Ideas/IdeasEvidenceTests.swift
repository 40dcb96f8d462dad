import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `What customers wrote of an idea` {
    @Test(arguments: Engine.available)
    func `links message and customer as evidence and vote in one step`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.ideas.suggest(.init(need: "Is a scan covered?"), by: cast.agent).idea
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let offered = try await tom.get("/messages/\(cast.message)/idea")
                #expect(offered.text.contains("value=\"\(id)\""), "the idea is like the message")
                for _ in 0..<2 {
                    _ = try await tom.post("/messages/\(cast.message)/idea", [("idea", "\(id)")])
                }
                #expect(try await desk.look(id).votes == 1)
                let stage = try await tom.get("/conversations/\(cast.conversation)")
                #expect(stage.text.contains("href=\"/board/\(id)\""))
                #expect(stage.text.contains("noted that this is about the idea “Is a scan covered?”"))
                let board = try await tom.get("/board/\(id)")
                #expect(
                    board.text.contains("My knee is much better") && board.text.contains("noted by Tom Abara")
                )
                for visitor in [site.visitor(), try await site.visitor(as: cast.dana)] {
                    let page = try await visitor.get("/ideas/\(id)")
                    #expect(page.status == .ok && !page.text.contains("knee"))
                }
                _ = try await tom.post("/messages/\(cast.message)/idea/removal", [("idea", "\(id)")])
                #expect(try await desk.look(id).votes == 0)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `goes along when ideas are merged, and never takes an own vote away`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let made = try await desk.ideas.link(
                cast.message, toNew: .init(need: "Say what is covered"), by: cast.agent)
            let other = try await desk.idea(cast, "Cover it")
            #expect(try await desk.look(made).authorName == "Tom Abara")
            try await desk.ideas.link(cast.message, to: other, by: cast.agent)
            try await desk.ideas.merge(made, into: other, by: cast.agent)
            let evidence = try await desk.ideas.evidence(for: made, by: cast.agent)
            #expect(evidence.map(\.message) == [cast.message])
            #expect(try await desk.look(other).votes == 1)
            try await desk.ideas.unlink(cast.message, from: made, by: cast.agent)
            #expect(try await desk.look(other).votes == 1, "she voted herself when she brought it up")
            let note = try await desk.conversations.note(cast.conversation, text: "Hm", by: cast.agent)
            await #expect(throws: Fault.invalid("Only what a customer wrote can be about an idea.")) {
                try await desk.ideas.link(note, to: other, by: cast.agent)
            }
            let line = try await IdeaCommands.Link.parse(["\(cast.message)", "\(other)"]).words(desk)
            #expect(line.hasPrefix("\(other)\t1\topen"))
            #expect(
                try await IdeaCommands.Evidence.parse(["\(other)", "--json"]).words(desk).contains("knee"))
        }
    }
}
