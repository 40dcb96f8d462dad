import Database
import DatabaseTesting
import Localization
import Testing

@testable import Ensemble

@Suite struct `The order of ideas` {
    @Test(arguments: Engine.available)
    func `is by votes, by those of some, by what they paid, and says where it differs`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let crowd = try await desk.crowd(8)
            var ids: [Idea.ID] = []
            for place in 0..<6 {
                let id = try await desk.ideas.suggest(.init(need: "Need \(place)"), by: cast.agent).idea
                for customer in crowd.prefix(7 - place) { try await desk.ideas.vote(id, by: customer) }
                ids.append(id)
            }
            // Dana alone pays, and wants what the fewest want.
            try await desk.ideas.vote(ids[5], by: cast.dana)
            let estimate = try await desk.tell(cast)
            try await desk.estimates.record(true, of: estimate, name: "Dana", by: cast.agent)
            let invoice = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
            try await desk.invoices.issue(invoice, by: cast.agent)
            let ranking = try await desk.ideas.ranking(by: cast.agent)
            #expect(ranking.ideas.map(\.votes) == [7, 6, 5, 4, 3, 3])
            #expect(ranking.ideas.map(\.place) == [1, 2, 3, 4, 5, 5])
            #expect(ranking.ideas.allSatisfy { $0.paid == 0 && $0.paidPlace == 1 })
            let now = desk.clock()
            try await desk.database.write { db in
                try db.execute(
                    """
                    INSERT INTO payments (id, invoice, method, amount, day, reference, created_at)
                    VALUES (\(try db.newID()), \(invoice), 'bank', 9000, \(Day(now, in: .utc).number), '', \(now))
                    """)
            }
            try await desk.customers.change(
                crowd[2], to: .init(name: "C", organisation: "Acme", language: nil, phone: nil, remarks: ""),
                by: cast.agent)
            let acme = try #require(try await desk.customers.find(crowd[2]).organisation?.id)
            let some = try await desk.ideas.ranking(.organisation(acme), by: cast.agent)
            let last = try #require(some.ideas.first { $0.idea.id == ids[5] })
            #expect(last.paid == 9_000 && last.paidPlace == 1 && last.disagrees(last.paidPlace))
            #expect(some.ideas.filter { $0.segmentVotes == 1 }.count == 5 && last.segmentVotes == 0)
            try await desk.conversations.tag(cast.conversation, with: "Knee", by: cast.agent)
            let tagged = try await desk.ideas.ranking(.tag("knee"), by: cast.agent)
            #expect(tagged.ideas.filter { $0.segmentVotes > 0 }.map(\.idea.id) == [ids[5]])
            try await withSite(of: desk) { site in
                let page = try await site.visitor(as: cast.tom).get("/board/ranking?of=o\(acme)").text
                #expect(page.contains("“Need 5” is number 5 by votes, number 1 by what its voters paid."))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is of who was preferred to whom, once enough was compared`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let crowd = try await desk.crowd(20)
            var ids: [Idea.ID] = []
            for place in 0..<5 {
                ids.append(try await desk.ideas.suggest(.init(need: "Need \(place)"), by: cast.agent).idea)
            }
            let (first, second) = try #require(try await desk.ideas.pair(for: cast.dana))
            #expect(first.id != second.id)
            for _ in 0..<10 {
                guard let (one, other) = try await desk.ideas.pair(for: cast.dana) else { break }
                try await desk.ideas.compare(one.id, other.id, chosen: nil, by: cast.dana)
            }
            #expect(try await desk.ideas.pair(for: cast.dana) == nil, "ten pairs of five, each once")
            #expect(try await desk.ideas.compared(by: cast.agent).ideas.isEmpty, "too few to order")
            for (place, customer) in crowd.enumerated() {
                try await desk.ideas.compare(
                    ids[0], ids[1], chosen: place < 15 ? ids[0] : ids[1], by: customer)
                try await desk.ideas.compare(ids[1], ids[2], chosen: place < 12 ? ids[1] : nil, by: customer)
            }
            let compared = try await desk.ideas.compared(by: cast.agent)
            #expect(compared.comparisons == 50 && compared.people == 21 && compared.apart == 0)
            #expect(compared.ideas.count == 5 && compared.ideas.first?.idea.id == ids[0])
            #expect(compared.ideas.last?.idea.id == ids[2])
            #expect(compared.ideas.allSatisfy { $0.low <= $0.strength && $0.strength <= $0.high })
            // Merged, what was compared goes along.
            try await desk.ideas.merge(ids[1], into: ids[3], by: cast.agent)
            let after = try await desk.ideas.compared(by: cast.agent)
            #expect(after.ideas.count == 4 && after.ideas.first?.idea.id == ids[0])
            await #expect(throws: Fault.invalid("Please compare two different ideas.")) {
                try await desk.ideas.compare(ids[0], ids[0], chosen: nil, by: cast.dana)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `counts who compared two that are both still to be decided, and the same said again once`(
        engine: Engine
    ) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let (open, decided) = (try await desk.idea(cast, "One"), try await desk.idea(cast, "Two"))
            for chosen in [open, open, nil, nil] {
                try await desk.ideas.compare(open, decided, chosen: chosen, by: cast.dana)
            }
            #expect(try await desk.count("SELECT COUNT(*) FROM events WHERE kind = 'ideas.compared'") == 2)
            #expect(try await desk.ideas.compared(by: cast.agent).people == 1)
            try await desk.ideas.move(decided, to: .made, by: cast.agent)
            let compared = try await desk.ideas.compared(by: cast.agent)
            #expect(compared.comparisons == 0 && compared.people == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `keeps who chose what, when ideas are merged`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let crowd = try await desk.crowd(3)
            var ids: [Idea.ID] = []
            for place in 0..<4 {
                ids.append(try await desk.ideas.suggest(.init(need: "Need \(place)"), by: cast.agent).idea)
            }
            let (before, target, source, after) = (ids[0], ids[1], ids[2], ids[3])
            try await desk.ideas.compare(before, source, chosen: source, by: crowd[0])
            try await desk.ideas.compare(source, after, chosen: after, by: crowd[0])
            try await desk.ideas.compare(source, target, chosen: source, by: crowd[0])
            try await desk.ideas.compare(before, source, chosen: nil, by: crowd[1])
            // What was said of the one that stays is not overwritten.
            try await desk.ideas.compare(before, target, chosen: before, by: crowd[2])
            try await desk.ideas.compare(before, source, chosen: source, by: crowd[2])
            try await desk.ideas.merge(source, into: target, by: cast.agent)
            let pairs = try await desk.database.read { db in
                try db.rows(
                    "SELECT customer, low, high, chosen FROM idea_pairs ORDER BY customer, low, high"
                ).map { row -> [Int64?] in
                    [
                        try row("customer") as Int64, try row("low") as Int64, try row("high") as Int64,
                        try row("chosen") as Int64?,
                    ]
                }
            }
            func pair(_ customer: Int, _ low: Idea.ID, _ high: Idea.ID, _ chosen: Idea.ID?) -> [Int64?] {
                [crowd[customer].rawValue, low.rawValue, high.rawValue, chosen?.rawValue]
            }
            #expect(
                pairs == [
                    pair(0, before, target, target), pair(0, target, after, after),
                    pair(1, before, target, nil), pair(2, before, target, before),
                ])
        }
    }

    @Test func `says whether there is too little, or nothing comes of it`() {
        let english = Reader(now: 0)
        let words = RankingPage.samples.map { Layout.render($0, english).description }
        #expect(words[1].contains("Under 30 comparisons") && !words[1].contains("puts nothing in order"))
        #expect(words[2].contains("puts nothing in order") && !words[2].contains("Under 30"))
    }

    @Test(arguments: Engine.available)
    func `of a tag that there is none of is not found`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            await #expect(throws: Fault.notFound("There is no such tag.")) {
                try await IdeaCommands.RankingCommand.parse(["--tag", "none"]).words(desk)
            }
        }
    }
}
