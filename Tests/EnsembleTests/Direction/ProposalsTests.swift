import Database
import DatabaseTesting
import Statistics
import Testing

@testable import Ensemble

@Suite struct `What the model proposes` {
    /// The desk's proposals by a model that learnt eight sentences.
    private func proposals(_ desk: Desk) -> Proposals {
        Proposals(
            database: desk.database, clock: desk.clock,
            coder: StartingCoder(patience: .seconds(600)) {
                try StartingModel(`The keeper of the starting model`.sentences, fingerprint: "abc")
            })
    }

    private func write(_ desk: Desk, _ text: String, from address: String = "c1@example.test") async throws
        -> Conversation.ID
    {
        try await desk.conversations.openFromForm(
            .init(address: address, subject: "A door", text: text), channel: .form)
    }

    private func words(_ desk: Desk) async throws -> [String] {
        try await desk.database.read { db in
            try db.rows("SELECT words FROM proposals ORDER BY source, begins").map { try $0("words") }
        }
    }

    @Test(arguments: Engine.available)
    func `follows each message of a customer, once, and goes with it`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (cast, proposals) = (try await desk.cast(), proposals(desk))
            try await desk.catchUp()
            while try await proposals.work() > 0 {}
            let before = try await words(desk).count
            let matter = try await write(desk, "The new door shuts well. They came late and were rude!")
            try await desk.conversations.reply(matter, with: .init(text: "We are sorry."), by: cast.agent)
            #expect(try await proposals.work() == 0)
            try await desk.catchUp()
            #expect(try await proposals.work() == 1)
            #expect(try await proposals.work() == 0)
            let after = try await words(desk)
            #expect(
                after.suffix(after.count - before)
                    == ["The new door shuts well.", "They came late and were rude!"])
            try await desk.conversations.suspend(matter, because: "spam", by: cast.agent)
            try await desk.catchUp()
            #expect(try await words(desk).count == before)
            try await desk.conversations.recover(matter, by: cast.agent)
            try await desk.catchUp()
            while try await proposals.work() > 0 {}
            #expect(try await words(desk) == after)
            // Until a person says so, nothing of it is heard.
            let figures = try await desk.direction.lenses(
                .year(until: Month(Day(.monday, in: .utc))), for: cast.administrator)
            #expect(figures.first { $0.lens == .heard }?.count == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `is corrected by what people find, a customer counting once a month`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (cast, proposals) = (try await desk.cast(), proposals(desk))
            let month = Month(Day(.monday, in: .utc))
            // One talks eight times as much as each of the others.
            let loud = Array(repeating: "The new door shuts well.", count: 8).joined(separator: " ")
            _ = try await write(desk, loud)
            for number in 2...5 {
                _ = try await write(desk, "They came late and were rude!", from: "c\(number)@example.test")
            }
            try await desk.catchUp()
            while try await proposals.work() > 0 {}
            let sample = try await proposals.sample(until: month, for: cast.agent)
            let said = try #require(sample.asSaid)
            // Of their sentences eight in twelve are about the door, of their months one in five.
            #expect(said[0] < 0.45 && said[1] > 0.45, "\(said)")
            #expect(!sample.isOwn && sample.audited == 0)
            // People find that the rudeness was about what the name stands for.
            for _ in 0..<40 {
                let queue = try await proposals.queue(until: month, for: cast.agent)
                guard let next = queue.next.first else { break }
                try await proposals.check(
                    next.id, as: next.words.hasPrefix("They") ? .idea : .product, by: cast.agent)
            }
            let checked = try await proposals.sample(until: month, for: cast.agent)
            let corrected = try #require(checked.corrected)
            #expect(checked.audited == checked.proposals.count)
            #expect(corrected.shares[2] > 0.35 && corrected.shares[1] < 0.6 * said[1], "\(corrected)")
            #expect(zip(corrected.deviations, [1.0, 1, 1]).allSatisfy { $0 > 0 && $0 < $1 })
            // A second person's word says how far they agree, and counts for nothing else.
            let second = try await proposals.queue(until: month, for: cast.administrator)
            #expect(second.next.count == 2)
            try await proposals.check(second.next[0].id, as: .none, by: cast.administrator)
            let agreed = try await desk.direction.agreement(for: cast.administrator)
            #expect(agreed.units == 1)
            let same = try await proposals.sample(until: month, for: cast.agent)
            #expect(same.corrected == corrected)
            await #expect(throws: Fault.notFound("There is no such sentence.")) {
                try await proposals.check(.init(rawValue: 999), as: .idea, by: cast.agent)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is checked on its page, one click a sentence`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            _ = try await write(desk, "The new door shuts well. They came late and were rude!")
            try await desk.catchUp()
            while try await proposals(desk).work() > 0 {}
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let page = try await tom.get("/direction/audit")
                #expect(page.text.contains("The starting model, not yet yours"))
                #expect(page.text.contains("They came late and were rude!"))
                let action = try #require(
                    page.document.elements(named: "form").compactMap { $0["action"] }.first {
                        $0.hasPrefix("/direction/audit/")
                    })
                #expect(try await tom.post(action, [("kind", "x")]).status.code == 422)
                #expect(try await tom.post(action, [("kind", "service")]).status == .seeOther)
                let next = try await tom.get("/direction/audit").text
                #expect(!next.contains("action=\"\(action)\""))
            }
        }
    }
}
