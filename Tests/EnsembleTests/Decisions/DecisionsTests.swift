import Database
import DatabaseTesting
import Foundation
import Localization
import Testing

@testable import Ensemble

@Suite struct `A decision` {
    private let today = Day(.monday, in: .utc)

    private func text(_ options: [DecisionOption]? = nil) -> Decision.Text {
        let usual = [
            DecisionOption("", profit: .init(.same), customer: .init(.worse, "more surprises")),
            DecisionOption("Send an estimate", profit: .init(.unclear), customer: .init(.better)),
            DecisionOption("Bill before", profit: .init(.better), customer: .init(.worse)),
        ]
        return Decision.Text(
            "Do we tell the price first?", kind: .adapt,
            trigger: DecisionTrigger(.share(.declared, .service), .atMost, 6_000, by: today + 90),
            options: options ?? usual)
    }

    @Test func `is set off beyond what chance could do, or not told apart from its threshold`() {
        let trigger = DecisionTrigger(.hidden, .atLeast, 2_500, by: today)
        let month = Month(today)
        func standing(_ value: Double?, _ low: Double, _ high: Double) -> DecisionTrigger.Standing {
            trigger.standing(
                DecisionEvidence(
                    .hidden, month, value: value, count: 60, interval: (low, high), level: 0.95, method: "x"))
        }
        #expect(standing(0.3, 0.26, 0.4) == .reached && standing(0.3, 0.2, 0.43) == .notToldApart)
        #expect(standing(0.2, 0.1, 0.24) == .notReached && standing(nil, 0.2, 0.4) == .unknown)
        #expect(trigger.standing(nil) == .unknown)
        let below = DecisionTrigger(.hidden, .atMost, 2_500, by: today)
        let known = DecisionEvidence(.hidden, month, value: 0.25, count: 60, method: "x")
        #expect(below.standing(known) == .reached && trigger.standing(known) == .reached)
        #expect(Set(DecisionFigure.all.map(\.description)).count == DecisionFigure.all.count)
    }

    @Test(arguments: Engine.available)
    func `keeps the figures of each moment, whatever happens later`(engine: Engine) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            let owner = cast.administrator
            try await desk.declarations.declare(.init(10, 80, 10), by: owner)
            let id = try await desk.decisions.propose(text(), by: owner)
            time.move(by: .days(40))
            try await desk.declarations.declare(.init(10, 50, 40), by: owner)
            let review = Day(time.now, in: .utc) + 30
            for (option, why, remedy, day) in [
                (9, "So", "", review), (1, " ", "", review), (2, "So", " ", review),
                (1, "So", "", Day(time.now, in: .utc)),
            ] {
                await #expect(throws: Fault.self) {
                    try await desk.decisions.decide(
                        id, option: option, why: why, remedy: remedy, reviewOn: day, by: owner)
                }
            }
            await #expect(throws: Fault.self) {
                try await desk.decisions.review(id, .didNot, words: "Early", by: owner)
            }
            try await desk.decisions.decide(
                id, option: 2, why: "Debts", remedy: "A plan to pay", reviewOn: review, by: owner)
            await #expect(throws: Fault.self) {
                try await desk.decisions.decide(id, option: 1, why: "Again", reviewOn: review, by: owner)
            }
            #expect(try await desk.decisions.list(.due, by: owner).decisions.isEmpty)
            time.move(by: .days(31))
            let due = try await desk.decisions.list(.due, by: owner).decisions
            #expect(due.map(\.id) == [id] && due.first?.chosen?.words == "Bill before")
            try await desk.decisions.review(id, .cameTrue, words: "Fewer debts", by: owner)
            await #expect(throws: Fault.self) {
                try await desk.decisions.review(id, .didNot, words: "Again", by: owner)
            }
            let kept = try await desk.decisions.evidence(of: id, by: owner)
            let service = DecisionEvidence.Phase.allCases.map { phase in
                kept[phase]?.first { $0.figure == .share(.declared, .service) }
            }
            #expect(service.map { $0?.value.map { Int((100 * $0).rounded()) } } == [80, 50, 50])
            #expect(service.allSatisfy { $0?.count == 1 && $0?.method == "mean of log-ratios 1" })
            let trigger = try await desk.decisions.find(id, by: owner).text.trigger
            #expect(trigger.standing(service[0]) == .notReached && trigger.standing(service[1]) == .reached)
            try await expectHistory(desk)
        }
    }

    private func expectHistory(_ desk: Desk) async throws {
        let events = try await desk.database.read { db in
            try db.rows(
                "SELECT \(Event.columns) FROM events WHERE kind IN ('decision.proposed', 'decision.taken', 'decision.reviewed') ORDER BY id"
            ).map(
                Event.init(row:))
        }
        let r = Reader(now: Moment.monday.milliseconds)
        #expect(
            events.map { $0.sentence(for: r, by: "Ines") } == [
                "Ines wrote down what is to be decided: “Do we tell the price first?”",
                "Ines decided “Do we tell the price first?”: Bill before",
                "Ines looked at “Do we tell the price first?” again: it came true",
            ])
    }

    @Test(arguments: Engine.available)
    func `is refused without a question, a day ahead, or something else than nothing to do`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            var wrong = (0..<4).map { _ in text() }
            wrong[0].question = " "
            wrong[1].trigger.by = today - 1
            wrong[2].options = [wrong[2].options[0]]
            wrong[3].offering = 999
            for text in wrong {
                await #expect(throws: Fault.self) {
                    try await desk.decisions.propose(text, by: cast.administrator)
                }
            }
            await #expect(throws: Fault.self) { try await desk.decisions.propose(text(), by: cast.agent) }
            await #expect(throws: Fault.self) { try await desk.decisions.list(.all, by: cast.agent) }
            for number in 1...3 {
                var one = text()
                one.question = "Question \(number)?"
                try await desk.decisions.propose(one, by: cast.administrator)
            }
            let first = try await desk.decisions.list(.open, limit: 2, by: cast.administrator)
            #expect(first.decisions.map(\.text.question) == ["Question 3?", "Question 2?"])
            let rest = try await desk.decisions.list(
                .open, after: first.next, limit: 2, by: cast.administrator)
            #expect(rest.decisions.map(\.text.question) == ["Question 1?"] && rest.next == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `is written down, made and reviewed on its pages and from a terminal`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let fields = [
                    ("question", "Do we go on?"), ("kind", "move-on"), ("figure", "results.hidden"),
                    ("side", "at-least"), ("threshold", "25 %"), ("by", (today + 60).description),
                    ("option-1", "Stop it"), ("profit-1", "better"), ("customer-1", "worse"),
                    ("customer-words-1", "they must go elsewhere"),
                ]
                let refused = try await ines.post("/direction/decisions", fields.filter { $0.0 != "kind" })
                #expect(refused.status.code == 422 && refused.text.contains("Stop it"))
                let done = try await ines.post("/direction/decisions", fields)
                let path = try #require(done.location?.split(separator: "?").first.map(String.init))
                let page = try await ines.get(path).text
                #expect(page.contains("Too few to say whether it is reached") && page.contains("25% or more"))
                let choice = [("option", "1"), ("why", "Debts"), ("review", (today + 90).description)]
                let needed = try await ines.post(path + "/choice", choice)
                #expect(needed.status.code == 422 && needed.text.contains("what will be done for them"))
                #expect(
                    try await ines.post(path + "/choice", choice + [("remedy", "We refer them")]).status
                        == .seeOther)
                #expect(try await ines.get("/direction/decisions?show=running").text.contains("Do we go on?"))
                let words = [("verdict", "cannot-tell"), ("words", "Too few")]
                #expect(try await ines.post(path + "/review", [("words", "x")]).status.code == 422)
                #expect(try await ines.post(path + "/review", words).status == .seeOther)
            }
            try await expectCommands(desk)
        }
    }

    private func expectCommands(_ desk: Desk) async throws {
        let added = try await DecisionCommands.Add.parse([
            "Do we advise?", "--kind", "pivot", "--figure", "heard.idea", "--at-least", "40", "--by",
            (today + 30).description, "--nothing", "same | worse: they ask elsewhere", "--option",
            "Sell advice | better: 300 a month | better: they asked", "--as", "ines@clinic.test",
        ]).words(desk)
        let decide = try DecisionCommands.Decide.parse(
            [added, "1", "--why", "They ask", "--review", (today + 90).description])
        #expect(try await decide.words(desk) == added)
        let json = try await DecisionCommands.Show.parse([added, "--json"]).words(desk)
        let read = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let decision = try #require(read["decision"] as? [String: Any])
        #expect(decision["threshold"] as? Double == 0.4 && decision["chosen"] as? Int == 1)
        #expect((read["figures"] as? [String: Any])?.keys.sorted() == ["decided", "now", "proposed"])
        let list = try await DecisionCommands.List.parse(["--show", "running", "--json"]).words(desk)
        #expect(list.contains("Do we advise?") && !list.contains("Do we go on?"))
        let review = try DecisionCommands.Review.parse([added, "did-not", "--words", "Nobody bought"])
        #expect(try await review.answer(desk) == added)
        await #expect(throws: Fault.self) {
            _ = try await DecisionCommands.List.parse(["--show", "some"]).words(desk)
        }
    }
}
