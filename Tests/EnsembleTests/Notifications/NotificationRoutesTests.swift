import Database
import DatabaseTesting
import HTTPTypes
import Localization
import Markup
import Testing

@testable import Ensemble

extension Answer {
    /// The count beside News in the navigation, `nil` without one.
    fileprivate var newsCount: String? {
        let link = document.elements(named: "a").first { $0["href"] == "/notifications" }
        return link?.elements(named: "span").first { $0["class"] == "count lit" }?.text
    }
}

@Suite struct `The page of news` {
    @Test(arguments: Engine.available)
    func `the navigation counts what is new until the conversation is opened`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            try await desk.conversations.assign(cast.conversation, to: cast.tom.id, by: cast.administrator)
            try await desk.catchUp()
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let ines = try await site.visitor(as: cast.ines)
                #expect(try await tom.get("/inbox/mine").newsCount == "1")
                #expect(try await ines.get("/inbox/mine").newsCount == nil)
                let page = try await tom.get("/notifications")
                #expect(page.text.contains("Ines Duarte assigned it to you"))
                #expect(page.text.contains("href=\"/conversations/\(cast.conversation)\""))
                #expect(try await ines.get("/notifications").text.contains("Nothing has happened yet"))

                // Ines opening it changes nothing for Tom; nor does a page that fetches itself with nobody there.
                let path = "/conversations/\(cast.conversation)"
                _ = try await ines.get(path)
                #expect(try await tom.get(path, headers: [.live: "away"]).newsCount == "1")
                #expect(try await tom.get("/inbox/mine").newsCount == "1")
                #expect(try await tom.get(path).newsCount == nil)
                #expect(try await tom.get("/inbox/mine").newsCount == nil)
                #expect(try await tom.get("/notifications").text.contains("assigned it to you"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what is new stands first, page by page, and all can be marked as seen`(engine: Engine) async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let mailbox = cast.mailbox
            var seen: [Conversation.ID] = []
            for place in 0..<14 {
                clock.move(by: .minutes(1))
                let id = try #require(
                    try await desk.receive(
                        TestMail(subject: "Matter \(place)", id: "\(place)@x.test", body: "\(place)"),
                        at: mailbox
                    ).conversation)
                try await desk.conversations.assign(id, to: cast.tom.id, by: cast.administrator)
                if place % 3 == 0 { seen.append(id) }
            }
            try await desk.catchUp()
            for id in seen { try await desk.conversations.markSeen(id, by: cast.agent) }

            var lines: [Notifications.Line] = []
            var after: Notifications.Place?
            repeat {
                let page = try await desk.notifications.list(for: cast.agent, after: after, limit: 4)
                #expect(page.lines.count <= 4)
                lines += page.lines
                after = page.next.flatMap { Notifications.Place($0.description) }
            } while after != nil
            #expect(
                lines.map(\.isSeen) == Array(repeating: false, count: 9) + Array(repeating: true, count: 5))
            #expect(Set(lines.map(\.id)).count == 14)
            for half in [lines.prefix(9), lines.suffix(5)] {
                #expect(half.map(\.notification.at) == half.map(\.notification.at).sorted(by: >))
            }

            // What came after the page was read stays new.
            let read = clock.now
            clock.move(by: .minutes(1))
            try await desk.conversations.note(seen[0], text: "@Tom", by: cast.administrator)
            try await desk.catchUp()
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let answer = try await tom.post("/notifications/seeing", [("until", "\(read.milliseconds)")])
                #expect(answer.location == "/notifications")
                #expect(try await desk.news(of: cast.agent) == ["mentioned 1"])
                _ = try await tom.post("/notifications/seeing")
                #expect(try await desk.news(of: cast.agent) == [])
                #expect(try await tom.get("/notifications?after=nonsense").status == .ok)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `open pages of the one it is for hear of it, and no others`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let live = Live()
            let following = Task { await live.follow(desk.database) }
            defer { following.cancel() }
            let news = live.news()
            try await desk.conversations.assign(cast.conversation, to: cast.tom.id, by: cast.administrator)
            // On PostgreSQL the listener takes a moment to stand.
            let working = Task {
                while !Task.isCancelled {
                    try await desk.catchUp()
                    try await desk.database.write { db in try Notifications.announce(to: cast.tom.id, in: db)
                    }
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            defer { working.cancel() }
            let heard = await news.first { if case .notification = $0 { true } else { false } }
            #expect(heard == .notification(agent: cast.tom.id.rawValue))
            #expect(LiveRoutes.line(.notification(agent: 1), for: 1) == "event: change\ndata: 0\n\n")
            #expect(LiveRoutes.line(.notification(agent: 1), for: 2) == nil)
        }
    }

    @Test func `a page opened while the server stops hears the end at once`() async {
        let live = Live()
        let before = live.news()
        live.close()
        let after = live.news()
        for await news in before { Issue.record("\(news) after the end") }
        for await news in after { Issue.record("\(news) after the end") }
    }

    @Test(arguments: Engine.available)
    func `mail is chosen under one's name, and nonsense is refused`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                #expect(try await tom.get("/me").text.contains("<option value=\"never\" selected>"))
                #expect(
                    try await tom.post("/me/notifications", [("mail", "away")]).location == "/me?done=saved")
                #expect(try await tom.get("/me").text.contains("<option value=\"away\" selected>"))
                #expect(try await tom.post("/me/notifications", [("mail", "hourly")]).status.code == 422)
                #expect(try await desk.notifications.mail(for: cast.agent) == .away)
                #expect(try await desk.notifications.mail(for: cast.administrator) == .never)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `customers are told nothing`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let refused = Fault.forbidden("Only the team can do that.")
            await #expect(throws: refused) {
                _ = try await desk.notifications.list(for: .customer(cast.dana))
            }
            await #expect(throws: refused) {
                try await desk.notifications.setMail(.away, by: .customer(cast.dana))
            }
            await #expect(throws: refused) {
                try await desk.notifications.markAllSeen(until: .monday, by: .customer(cast.dana))
            }
        }
    }

    @Test func `the count and the list use their indexes`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let plans: [(SQL, String)] = [
                (
                    "SELECT 1 AS one FROM notifications WHERE agent = 1 AND seen_at IS NULL LIMIT 1001",
                    "notifications_new"
                ),
                (
                    "SELECT * FROM notifications WHERE agent = 1 AND seen_at IS NOT NULL AND (at, id) < (9, 9) ORDER BY at DESC, id DESC LIMIT 51",
                    "notifications_seen"
                ),
                (
                    "SELECT id FROM notifications WHERE conversation = 1 AND agent = 1 AND seen_at IS NULL",
                    "notifications_unseen"
                ),
                (
                    "SELECT id FROM notifications WHERE seen_at < 9 ORDER BY seen_at, id LIMIT 1000",
                    "notifications_old"
                ),
            ]
            for (sql, index) in plans {
                let plan = try await desk.database.read { db in
                    try db.rows("EXPLAIN QUERY PLAN \(sql)").map { try $0("detail") as String }
                }
                #expect(plan.contains { $0.contains(index) }, "\(index): \(plan)")
                #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(index): \(plan)")
            }
        }
    }
}
