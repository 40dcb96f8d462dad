import Database
import DatabaseTesting
import Testing

@testable import Ensemble

struct ConversationsSearchTests {
    private func withMail(on engine: Engine, _ body: (Desk, Actor) async throws -> Void) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let (mailbox, ines, tom) = try await desk.open()
            try await desk.receive(TestMail(body: "The second scan of my knee, please."), at: mailbox)
            clock.move(by: .days(1))
            try await desk.receive(
                TestMail(
                    from: "José Núñez <jose@example.test>", subject: "Rechnung", id: "b@example.test",
                    body: "Élan vital; scan the second page"),
                at: mailbox)
            try await desk.conversations.tag(2, with: "billing", by: ines)
            try await desk.conversations.assign(2, to: tom.rawID.map(Agent.ID.init(rawValue:)), by: ines)
            try await desk.catchUp()
            try await body(desk, ines)
        }
    }

    @Test(arguments: Engine.available)
    func `words, beginnings of words and phrases are found`(engine: Engine) async throws {
        try await withMail(on: engine) { desk, ines in
            let expected: [(String, [Int64])] = [
                ("scan", [1, 2]),
                ("kne", [1]),
                ("\"second scan\"", [1]),
                ("scan -knee", [2]),
                ("élan", [2]),
                ("rechnung", [2]),
                ("dana", [1]),
                ("zebra", []),
            ]
            for (text, numbers) in expected {
                let found = try await desk.found(by: ines, text)
                #expect(found == numbers, "\(text)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `filters narrow what words found, or stand alone`(engine: Engine) async throws {
        try await withMail(on: engine) { desk, ines in
            let expected: [(String, [Int64])] = [
                ("scan tag:billing", [2]),
                ("from:jose", [2]),
                ("assignee:tom", [2]),
                ("is:unassigned", [1]),
                ("before:2026-03-17", [1]),
                ("after:2026-03-17 scan", [2]),
                ("is:resolved", []),
                ("-tag:billing", [1]),
                ("scan -tag:billing", [1]),
                ("-from:jose", [1]),
                ("-is:unassigned", [2]),
                ("-assignee:tom", [1]),
                ("-assignee:nobody", [2]),
                ("from:núñ", [2]),
                ("-from:NÚÑ", [1]),
                ("before:soon scan", [1, 2]),
                ("2", [2]),
            ]
            for (text, numbers) in expected {
                let found = try await desk.found(by: ines, text)
                #expect(found == numbers, "\(text)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what filters leave is found however many better hits there are`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, ines, _) = try await desk.open()
            let faint = TestMail(
                subject: "Else", id: "faint@example.test",
                body: "A scan, among " + String(repeating: "other words ", count: 60))
            let id = try #require(try await desk.receive(faint, at: mailbox).conversation)
            try await desk.conversations.tag(id, with: "faint", by: ines)
            for place in 0..<12 {
                try await desk.receive(
                    TestMail(subject: "Scan scan", id: "\(place)@example.test", body: "scan"), at: mailbox)
            }
            try await desk.catchUp()
            let all = try await desk.conversations.search("scan", for: ines, limit: 200)
            #expect(all.count == 13)
            #expect(all.last?.id == id)
            #expect(
                try await desk.conversations.search("scan tag:faint", for: ines, limit: 1).map(\.id) == [id])
            let second = try await desk.conversations.search("scan", for: ines, offset: 5, limit: 5)
            #expect(second.map(\.id) == all[5..<10].map(\.id))
        }
    }

    @Test func `what a browser makes of spaces is read as spaces`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await desk.conversations.tag(cast.conversation, with: "knees", by: cast.agent)
            try await desk.catchUp()
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let link = "/conversations/\(cast.conversation)"
                #expect(try await tom.get("/search?q=scan+tag%3Aknees").text.contains(link))
                #expect(try await tom.get("/search?q=scan+tag%3Aother").text.contains(link) == false)
                #expect(try await tom.get("/search?q=C%2B%2B").text.contains("C++"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `nothing typed is an operator or an error`(engine: Engine) async throws {
        try await withMail(on: engine) { desk, ines in
            for text in [
                "\"", "AND OR NOT", "NEAR(", "*", "' OR 1=1 --", "a:b:c", "scan:*", "%", "\\", "(", ":*",
                "!x", "-", "is:", "\u{0}", "🦄",
            ] {
                _ = try await desk.conversations.search(text, for: ines)
            }
        }
    }

    @Test func `what is typed is read as people mean it`() {
        let search = Search("knee \"second scan\" -lab is:open from:Dana tag:\"high cost\" before:2026-03-01")
        #expect(search.terms.map(\.words) == [["knee"], ["second", "scan"], ["lab"]])
        #expect(search.terms.map(\.isPhrase) == [false, true, false])
        #expect(search.terms.map(\.isExcluded) == [false, false, true])
        #expect(search.filters.map(\.value) == ["open", "dana", "high cost", "2026-03-01"])
        #expect(search.filters.map(\.name) == [.is, .from, .tag, .before])
        #expect(search.filters[3].day == Day("2026-03-01"))
        #expect(Search("-tag:lab").filters.map(\.isExcluded) == [true])
        #expect(Search("#42").number == 42)
    }

    @Test(arguments: [Engine.sqlite])
    func `the views of the inbox use their indexes`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            // SQLite takes "nobody" for an assignee like any other; PostgreSQL needs the index of its own.
            let indexes: [InboxView: String] = [
                .mine: "conversations_mine", .unassigned: "conversations_mine", .open: "conversations_open",
                .waiting: "conversations_waiting", .resolved: "conversations_resolved",
                .suspended: "conversations_suspended",
            ]
            for (view, index) in indexes {
                let plan = try await desk.database.read { db in
                    try db.rows(
                        """
                        EXPLAIN QUERY PLAN SELECT id FROM conversations
                        WHERE \(view.condition(for: 1)) ORDER BY \(view.order), id LIMIT 51
                        """
                    ).map { try $0("detail") as String }
                }
                #expect(plan.contains { $0.contains(index) }, "\(view) should use \(index): \(plan)")
                #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(view): \(plan)")
            }
        }
    }
}

extension Desk {
    /// The numbers that a search finds.
    fileprivate func found(by actor: Actor, _ text: String) async throws -> [Int64] {
        try await conversations.search(text, for: actor).map(\.id.rawValue).sorted()
    }
}
