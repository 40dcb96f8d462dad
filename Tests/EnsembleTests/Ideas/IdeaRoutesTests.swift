import Database
import DatabaseTesting
import Localization
import Testing

@testable import Ensemble

@Suite struct `The board of ideas` {
    private func stamp(_ desk: Desk) -> (String, String) {
        (
            "stamp",
            ContactStamp.make(at: desk.clock() - .minutes(1), seal: desk.seal, randomness: desk.randomness)
        )
    }

    @Test(arguments: Engine.available)
    func `shows what is similar before an idea is kept, without a script`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let known = try await desk.idea(cast)
            try await withSite(of: desk) { site in
                let sam = try await site.visitor(as: cast.sam)
                let fields = [
                    ("need", "What is the price?"), ("solution", "**Tell** <script>alert(1)</script>"),
                ]
                let first = try await sam.post("/ideas", fields)
                #expect(first.status == .ok && first.text.contains("/ideas/\(known)\""))
                #expect(try await desk.count("SELECT COUNT(*) FROM ideas") == 1)
                let second = try await sam.post("/ideas", fields + [("anyway", "1")])
                let path = try #require(second.location?.split(separator: "?").first.map(String.init))
                let page = try await site.visitor().get(path)
                #expect(page.text.contains("<strong>Tell</strong>") && !page.text.contains("<script>alert"))
                let similar = try await site.visitor().get("/ideas/similar?q=price")
                #expect(similar.text.contains("/ideas/\(known)\""))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `takes the vote of a stranger by a link in a mail, once`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.idea(cast)
            try await withSite(of: desk) { site in
                let visitor = site.visitor()
                let sent = try await visitor.post(
                    "/ideas/\(id)/link", [("address", "eve+1@x.test"), stamp(desk)])
                #expect(sent.location == "/ideas/sent")
                let path = try #require(try await desk.notices().last?.path)
                #expect(try await visitor.get(path).status == .ok)
                #expect(try await desk.look(id).votes == 1, "looking votes for nobody")
                let voted = try await visitor.post(path)
                #expect(voted.status == .ok && voted.text.contains("<strong>2</strong>"))
                #expect(try await visitor.post(path).status == .notFound)
                // The same post box by another suffix is the same person.
                _ = try await visitor.post("/ideas/\(id)/link", [("address", "EVE+2@x.test"), stamp(desk)])
                let again = try #require(try await desk.notices().last?.path)
                #expect(again != path)
                _ = try await visitor.post(again)
                #expect(try await desk.look(id).votes == 2)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `fills nobody's post box`(engine: Engine) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            let ids = [try await desk.idea(cast, "One"), try await desk.idea(cast, "Two")]
            let r = try await desk.reader()
            for round in 0..<12 {
                try await desk.ideas.sendLink(for: ids[round % 2], to: "eve+\(round)@x.test", in: r)
                time.move(by: .minutes(20))
            }
            #expect(try await desk.notices().count == Ideas.linksADay)
            time.move(by: .days(1))
            try await desk.ideas.sendLink(for: ids[0], to: "eve@x.test", in: r)
            #expect(try await desk.notices().count == Ideas.linksADay + 1)
            let path = try #require(try await desk.notices().last?.path)
            time.move(by: .days(3))
            try await withSite(of: desk) { site in
                #expect(try await site.visitor().get(path).status == .notFound)
                let many = site.visitor()
                for _ in 0..<10 {
                    _ = try await many.post(
                        "/ideas/\(ids[0])/link", [("address", "eve@x.test"), stamp(desk)])
                }
                let refused = try await many.post(
                    "/ideas/\(ids[0])/link", [("address", "another@x.test"), stamp(desk)])
                #expect(refused.status == .tooManyRequests)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `hides the counts until one has voted, where the switch says so`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.idea(cast)
            try await desk.ideas.setBoard(Board(hidesCounts: true), by: cast.administrator)
            try await withSite(of: desk) { site in
                let sam = try await site.visitor(as: cast.sam)
                for visitor in [site.visitor(), sam] {
                    for path in ["/ideas", "/ideas/\(id)", "/ideas?order=most"] {
                        let page = try await visitor.get(path)
                        #expect(page.status == .ok && !page.text.contains("<strong>1</strong>"), "\(path)")
                    }
                }
                #expect(try await sam.post("/ideas/\(id)/vote").status == .seeOther)
                #expect(try await sam.get("/ideas/\(id)").text.contains("<strong>2</strong>"))
                #expect(try await sam.get("/ideas").text.contains("<strong>2</strong>"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is answered, worded and merged by the team, and says what is wrong`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let (id, other) = (try await desk.idea(cast), try await desk.idea(cast, "The bill first"))
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let declined = try await tom.post("/board/\(id)/status", [("status", "declined")])
                #expect(
                    declined.status == .unprocessableContent
                        && declined.text.contains("say why it is declined"))
                _ = try await tom.post("/board/\(id)/status", [("status", "planned")])
                _ = try await tom.post("/board/\(id)/answer", [("answer", "From *May* on.")])
                let nobody = try await tom.post(
                    "/board/\(id)/votes", [("address", "who@x.test"), ("words", "by phone")])
                #expect(nobody.status == .unprocessableContent)
                _ = try await tom.post(
                    "/board/\(id)/votes", [("address", Cast.samAddress), ("words", "by phone")])
                let itself = try await tom.post("/board/\(id)/merging", [("into", "\(id)")])
                #expect(itself.text.contains("merged into itself"))
                #expect(
                    try await tom.post("/board/\(other)/merging", [("into", "\(id)")]).status == .seeOther)
                #expect(try await tom.get("/board/\(id)/votes").text.contains("told Tom Abara: by phone"))
                let page = try await site.visitor().get("/ideas/\(id)")
                #expect(page.text.contains("<em>May</em>") && !page.text.contains("by phone"))
                #expect(try await site.visitor().get("/ideas/\(other)").location == "/ideas/\(id)")
                #expect(try await desk.look(id).votes == 2)
            }
        }
    }

    @Test func `is worked from a terminal too`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let id = try await desk.idea(cast)
            let list = try await IdeaCommands.List.parse(["--json"]).words(desk)
            #expect(
                list.contains("\"need\":\"Tell me the price before I come\"") && list.contains("\"votes\":1"))
            let moved = try await IdeaCommands.Move.parse(["\(id)", "planned", "--json"]).words(desk)
            #expect(moved.contains("\"status\":\"planned\""))
            let voted = try await IdeaCommands.Vote.parse(["\(id)", Cast.samAddress, "--saying", "by phone"])
                .words(desk)
            #expect(voted == "\(id)\t2\tplanned\tTell me the price before I come")
            let board = try await IdeaCommands.BoardCommand.parse(["--access", "customers"]).words(desk)
            #expect(board.hasPrefix("access customers"))
            await #expect(throws: Fault.self) {
                try await IdeaCommands.Show.parse(["none"]).words(desk)
            }
        }
    }
}
