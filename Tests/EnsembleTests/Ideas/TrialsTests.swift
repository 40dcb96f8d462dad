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

    @Test(arguments: Engine.available)
    func `is no longer offered by whoever takes that back, also when it is decided`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let idea = try await desk.idea(cast)
            for words in ["By phone", "By phone", "By mail"] {
                try await desk.ideas.offer(idea, managing: words, by: cast.sam)
            }
            #expect(try await desk.count("SELECT COUNT(*) FROM events WHERE kind = 'idea.offered'") == 2)
            try await desk.ideas.move(idea, to: .made, by: cast.agent)
            await #expect(throws: Fault.self) { try await desk.ideas.offer(idea, by: cast.dana) }
            let later = try await desk.release(cast, of: [idea])
            #expect(try await desk.releases.trials(of: later, by: cast.agent).offers.count == 1)
            try await withSite(of: desk) { site in
                let sam = try await site.visitor(as: cast.sam)
                #expect(try await sam.get("/ideas/\(idea)").text.contains("Take the offer back"))
                for _ in 0..<2 {
                    #expect(try await sam.post("/ideas/\(idea)/offer/removal").status == .seeOther)
                }
                #expect(try await !sam.get("/ideas/\(idea)").text.contains("Take the offer back"))
            }
            #expect(try await desk.count("SELECT COUNT(*) FROM events WHERE kind = 'idea.withdrawn'") == 1)
            #expect(try await desk.releases.trials(of: later, by: cast.agent).offers.isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `is asked of those who were chosen, want to hear and manage as they said last`(engine: Engine)
        async throws
    {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            let ideas = [
                try await desk.idea(cast, "One"), try await desk.idea(cast, "Two"),
                try await desk.idea(cast, "Three"),
            ]
            for (idea, words) in zip(ideas, ["z, first", "a, last", ""]) {
                try await desk.ideas.offer(idea, managing: words, by: cast.sam)
                time.move(by: .minutes(1))
            }
            let crowd = try await desk.crowd(3)
            for customer in crowd { try await desk.ideas.offer(ideas[0], by: customer) }
            for customer in [crowd[0], crowd[1]] {
                try await desk.surveys.setConsent(of: customer, .releases, to: false, by: cast.agent)
            }
            try await desk.surveys.setConsent(of: crowd[1], .releases, to: true, by: cast.agent)
            let id = try await desk.release(cast, of: ideas)
            let offers = try await desk.releases.trials(of: id, by: cast.agent).offers
            #expect(offers.map(\.customer) == [cast.sam] + crowd && offers[0].workaround == "a, last")
            await #expect(throws: Fault.invalid("Please choose whom to ask.")) {
                try await desk.releases.ask([], toTry: id, by: cast.agent)
            }
            try await withSite(of: desk) { site in
                let answer = try await site.visitor(as: cast.tom).post("/releases/\(id)/trials")
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains("Please choose whom to ask."))
            }
            #expect(try await desk.releases.ask(toTry: id, by: cast.agent) == 3)
            #expect(
                Set(try await desk.notices().map(\.to))
                    == [Cast.samAddress, "c1@crowd.test", "c2@crowd.test"])
        }
    }

    @Test(arguments: Engine.available)
    func `names nobody in public who wants it no more, or whom the team does not name`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let idea = try await desk.idea(cast)
            for customer in [cast.dana, cast.sam] { try await desk.ideas.offer(idea, by: customer) }
            let id = try await desk.release(cast, of: [idea])
            try await desk.releases.ask(toTry: id, by: cast.agent)
            let links = [cast.dana, cast.sam].map { Releases.trialPath(of: id, $0, desk.seal) }
            for (link, name) in zip(links, ["Dana W.", "buy at x.test"]) {
                let token = String(link.dropFirst("/trial/".count))
                for _ in 0..<2 {
                    try await desk.releases.judge(.helps, saying: "", credit: name, by: token)
                }
            }
            #expect(try await desk.count("SELECT COUNT(*) FROM events WHERE kind = 'trial.answered'") == 2)
            try await desk.releases.publish(id, by: cast.agent)
            try await withSite(of: desk) { site in
                let (stranger, tom) = (site.visitor(), try await site.visitor(as: cast.tom))
                #expect(
                    try await stranger.get("/changelog/\(id)").text.contains("Dana W. and buy at x.test"))
                #expect(try await tom.get("/releases/\(id)").text.contains("Do not name buy at x.test"))
                let unnamed = try await tom.post(
                    "/releases/\(id)/credit/removal", [("customer", "\(cast.sam)")])
                #expect(unnamed.location == "/releases/\(id)?done=saved")
                let own = try await stranger.get(links[0]).text
                #expect(own.contains("You are thanked in public by this name: Dana W."))
                #expect(try await stranger.post("\(links[0])x/credit/removal").status == .notFound)
                for _ in 0..<2 {
                    #expect(try await stranger.post("\(links[0])/credit/removal").status == .seeOther)
                }
                #expect(try await !stranger.get(links[0]).text.contains("thanked in public"))
                #expect(try await !stranger.get("/changelog/\(id)").text.contains("Tried beforehand"))
            }
            #expect(try await desk.count("SELECT COUNT(*) FROM events WHERE kind = 'trial.unnamed'") == 2)
            await #expect(throws: Fault.self) {
                try await ReleaseCommands.Trials.parse(["\(id)", "--unname", "1"]).words(desk)
            }
            #expect(try await desk.releases.trials(of: id, by: cast.agent)[.helps] == 2)
        }
    }
}
