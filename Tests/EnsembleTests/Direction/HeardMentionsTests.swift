import Database
import DatabaseTesting
import Localization
import Testing

@testable import Ensemble

@Suite struct `Marked words` {
    static let better = TextSpan(begin: 0, length: 23)
    static let covered = TextSpan(begin: 24, length: 25)

    @Test(arguments: Engine.available)
    func `marked words know their customer, month and rules, and the history tells of them`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.mentions.mark(
                Self.better, of: .message(cast.message), as: Degrees.presets[0], by: cast.agent)
            let coding = try await desk.mentions.coding(.message(cast.message), for: cast.agent)
            let mention = try #require(coding.mentions.first)
            #expect(mention.id == id && mention.words == "My knee is much better." && mention.book == 0)
            #expect(mention.customer == cast.dana && mention.month.description == "2026-03")
            #expect(mention.coder == .person(cast.tom.id) && mention.isCounted)
            try await desk.mentions.mark(
                Self.better, of: .message(cast.message), as: Degrees.presets[3], by: cast.agent)
            _ = try await desk.mentions.change(id, to: Degrees.presets[3], by: cast.agent)
            _ = try await desk.mentions.remove(id, by: cast.agent)
            #expect(
                try await desk.history(cast).suffix(3) == [.mentionMarked, .mentionChanged, .mentionRemoved])
            let events = try await desk.database.read { db in
                try Events.history(of: cast.conversation, in: db)
            }
            let r = Reader(now: 0)
            #expect(
                events.suffix(3).compactMap { $0.sentence(for: r, by: "Tom") } == [
                    "Tom marked “My knee is much better.” as product",
                    "Tom marked “My knee is much better.” as half product, half service instead",
                    "Tom took the mark of “My knee is much better.” back",
                ])
        }
    }

    @Test(arguments: Engine.available)
    func `a span lies inside the words of a customer, and one's own marks apart`(engine: Engine) async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let reply = try await desk.conversations.reply(
                cast.conversation, with: .init(text: "Yes, it is."), by: cast.agent)
            let outside: [(TextSpan, Message.ID)] = [
                (TextSpan(begin: 40, length: 20), cast.message),
                (TextSpan(begin: -1, length: 5), cast.message),
                (Self.better, reply), (Self.better, 999),
            ]
            for (span, message) in outside {
                await #expect(throws: Fault.self, "\(span)") {
                    try await desk.mentions.mark(
                        span, of: .message(message), as: Degrees.presets[0], by: cast.agent)
                }
            }
            try await desk.mentions.mark(
                Self.better, of: .message(cast.message), as: Degrees.presets[0], by: cast.agent)
            await #expect(throws: Fault.self) {
                try await desk.mentions.mark(
                    TextSpan(begin: 3, length: 4), of: .message(cast.message), as: Degrees.presets[0],
                    by: cast.agent)
            }
            for stranger in [Actor.customer(cast.dana), .system] {
                await #expect(throws: Fault.self) {
                    try await desk.mentions.mark(
                        Self.covered, of: .message(cast.message), as: Degrees.presets[0], by: stranger)
                }
            }
            await #expect(throws: Fault.self) {
                try await desk.mentions.mark(
                    words: "never said", near: 0, of: .message(cast.message), as: Degrees.presets[0],
                    by: cast.agent)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a second coding does not count until the first is taken back; only its coder changes it`(
        engine: Engine
    ) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let first = try await desk.mentions.mark(
                Self.covered, of: .message(cast.message), as: Degrees.presets[1], by: cast.agent)
            let second = try await desk.mentions.mark(
                Self.covered, of: .message(cast.message), as: Degrees.presets[2], by: cast.administrator)
            func counted() async throws -> [Mention.ID] {
                try await desk.mentions.coding(.message(cast.message), for: cast.agent).mentions.filter(
                    \.isCounted
                )
                .map(
                    \.id)
            }
            #expect(try await counted() == [first])
            await #expect(throws: Fault.self) {
                try await desk.mentions.change(first, to: Degrees.presets[0], by: cast.administrator)
            }
            await #expect(throws: Fault.self) {
                try await desk.mentions.remove(second, by: cast.agent)
            }
            _ = try await desk.mentions.remove(first, by: cast.administrator)
            #expect(try await counted() == [second])
        }
    }

    @Test(arguments: Engine.available)
    func `what a model proposes gives way to what a person says`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let proposed = try await desk.database.write { [now = desk.clock()] db in
                try HeardMentions.mark(
                    Self.better, of: .message(cast.message), as: Degrees.presets[1],
                    .model("starting model 1"),
                    by: .system, at: now, in: db)
            }
            let said = try await desk.mentions.mark(
                words: "knee is", near: 0, of: .message(cast.message), as: Degrees.presets[0], by: cast.agent)
            let all = try await desk.mentions.coding(.message(cast.message), for: cast.agent).mentions
            #expect(all.filter(\.isCounted).map(\.id) == [said] && all.count == 2)
            _ = try await desk.mentions.remove(said, by: cast.agent)
            #expect(
                try await desk.mentions.coding(.message(cast.message), for: cast.agent).mentions.filter(
                    \.isCounted
                )
                .map(
                    \.id) == [proposed])
        }
    }

    @Test(arguments: Engine.available)
    func `the rules are written in versions, by language, and marks keep theirs`(engine: Engine) async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let r = Reader(now: 0)
            #expect(try await desk.mentions.book().rules(for: r) == .shipped(r))
            let rules = CodeBook.Rules(product: "A", service: "B", idea: "C", ties: "D")
            try await desk.mentions.write(rules, in: .americanEnglish, by: cast.administrator)
            try await desk.mentions.write(rules, in: .english, by: cast.administrator)
            let book = try await desk.mentions.book()
            #expect(book.version == 1 && book.rules(for: r) == rules)
            try await desk.mentions.mark(
                Self.better, of: .message(cast.message), as: Degrees.presets[0], by: cast.agent)
            #expect(
                try await desk.mentions.coding(.message(cast.message), for: cast.agent).mentions.first?.book
                    == 1)
            await #expect(throws: Fault.self) {
                try await desk.mentions.write(rules, in: .english, by: cast.agent)
            }
            let empty = CodeBook.Rules(product: " ", service: "B", idea: "C", ties: "D")
            await #expect(throws: Fault.self) {
                try await desk.mentions.write(empty, in: .english, by: cast.administrator)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `two clicks mark a sentence, and a colleague's coding is hidden until one has coded`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let (tom, ines) = (
                    try await site.visitor(as: cast.tom), try await site.visitor(as: cast.ines)
                )
                let path = "/messages/\(cast.message)/mentions"
                let page = try await tom.get(path)
                #expect(page.text.contains("value=\"0-23\"") && page.text.contains("value=\"24-25\""))
                let done = try await tom.post(path, [("span", "24-25"), ("degrees", "0-0-1000")])
                #expect(done.status == .seeOther)
                #expect(
                    try await tom.get("/conversations/\(cast.conversation)").text.contains(">1 mark</a>"))
                let blind = try await ines.get(path).text
                #expect(blind.contains("Mark these words too") && !blind.contains("tag degree-4"))
                _ = try await ines.post(
                    path,
                    [
                        ("words", "a second scan"), ("near", "30"), ("degrees", "x"), ("product", "60"),
                        ("service", "40"),
                    ])
                let seen = try await ines.get(path).text
                #expect(seen.contains("tag degree-4") && seen.contains("60% product, 40% service, 0% idea"))
                for wrong in [
                    [("degrees", "0-0-1000")], [("span", "0-999"), ("degrees", "0-0-1000")],
                    [("span", "0-23"), ("product", "60")],
                ] {
                    #expect(try await tom.post(path, wrong).status.code == 422)
                }
                #expect(try await tom.get("/messages/999/mentions").status.code == 404)
                let chosen = try await tom.get(path + "?words=much+better&near=11").text
                #expect(chosen.contains("<q dir=\"auto\">much better</q>"))
            }
        }
    }
}
