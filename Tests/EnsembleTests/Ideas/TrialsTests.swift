import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `What is tried before it is told` {
    @Test(arguments: Engine.available)
    func `goes to those who offered, once each, and their verdict is counted`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let idea = try await desk.idea(cast)
            let crowd = try await desk.crowd(3)
            for customer in [cast.sam] + crowd { try await desk.ideas.vote(idea, by: customer) }
            try await desk.ideas.offer(idea, managing: "I call each time", by: cast.sam)
            for customer in crowd { try await desk.ideas.offer(idea, by: customer) }
            try await desk.ideas.offer(idea, false, by: crowd[2])
            let id = try await desk.release(cast, of: [idea])
            let before = try await desk.releases.trials(of: id, by: cast.agent)
            #expect(before.offers.count == 3 && before.offers.first?.workaround == "I call each time")
            #expect(
                try await desk.releases.ask([cast.sam, cast.dana], toTry: id, by: cast.agent) == 1,
                "Dana did not offer")
            #expect(try await desk.releases.ask(toTry: id, by: cast.agent) == 2)
            await #expect(throws: Fault.self) { try await desk.releases.ask(toTry: id, by: cast.agent) }
            let mails = try await desk.notices()
            #expect(
                Set(mails.map(\.to)) == [Cast.samAddress, "c0@crowd.test", "c1@crowd.test"]
                    && mails.count == 3)

            let link = Releases.trialPath(of: id, cast.sam, desk.seal)
            #expect(mails[0].text.contains(link))
            try await withSite(of: desk) { site in
                let stranger = site.visitor()
                #expect(try await stranger.get(link).text.contains("You know the price"))
                #expect(try await stranger.get(link + "x").status == .notFound)
                let empty = try await stranger.post(link, [("credit", "Sam O.")])
                #expect(empty.text.contains("Please say whether it does what you needed."))
                for verdict in ["partly", "helps"] {
                    _ = try await stranger.post(
                        link, [("verdict", verdict), ("words", "PLANTED-WORDS"), ("credit", "Sam O.")])
                }
                let tom = try await site.visitor(as: cast.tom)
                let page = try await tom.get("/releases/\(id)").text
                #expect(page.contains("PLANTED-WORDS") && page.contains("1 of 3 have answered."))
                try await desk.releases.publish(id, by: cast.agent)
                let entry = try await stranger.get("/changelog/\(id)").text
                #expect(entry.contains("Tried beforehand by Sam O.") && !entry.contains("PLANTED"))
                let late = try await stranger.post(link, [("verdict", "not")])
                #expect(late.status == .conflict)
            }
            let trials = try await desk.releases.trials(of: id, by: cast.agent)
            #expect(trials[.helps] == 1 && trials[.not] == 0 && trials.answered == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `is wanted ahead of others by whoever came long before the tenth`(engine: Engine) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            let (idea, rare) = (try await desk.idea(cast), try await desk.idea(cast, "Parking"))
            try await desk.ideas.reword(idea, to: .init(need: "Prices"), tags: ["Prices"], by: cast.agent)
            try await desk.ideas.reword(rare, to: .init(need: "Parking"), tags: ["Parking"], by: cast.agent)
            let crowd = try await desk.crowd(9)
            try await desk.ideas.vote(idea, by: crowd[0])
            try await desk.ideas.offer(idea, managing: "By phone", by: crowd[0])
            time.move(by: .days(91))
            for customer in crowd.dropFirst() { try await desk.ideas.vote(idea, by: customer) }
            let leading = try await desk.ideas.leading(by: cast.agent)
            let prices = try #require(leading.topics.first)
            #expect(prices.tag == "Prices" && prices.people == 10 && prices.ahead == 2)
            #expect(prices.offered == 1 && prices.managing == 1 && prices.commonSince == time.now)
            #expect(leading.topics.last?.commonSince == nil)
            #expect(leading.judged == 2 && leading.came == 1)
        }
    }
}
