import Database
import DatabaseTesting
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
}
