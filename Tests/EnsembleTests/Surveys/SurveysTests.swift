import Database
import DatabaseTesting
import Foundation
import Statistics
import Testing

@testable import Ensemble

@Suite struct `A survey` {
    @Test(arguments: Engine.available)
    func `keeps the words that somebody was asked, and asks new ones in a new version`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.survey(cast)
            var content = try await desk.surveys.find(id, by: cast.agent).content
            content.questions[0].words["en"] = "Before anybody was asked?"
            try await desk.surveys.change(id, to: content, rules: .init(), by: cast.administrator)
            #expect(try await desk.surveys.find(id, by: cast.agent).version == 1)
            let link = try await desk.askedLink(id, cast)
            content.questions[0].words["en"] = "And now?"
            try await desk.surveys.change(id, to: content, rules: .init(), by: cast.administrator)
            let changed = try await desk.surveys.find(id, by: cast.agent)
            #expect(changed.version == 2 && changed.content.questions[0].words["en"] == "And now?")
            try await withSite(of: desk) { site in
                let page = try await site.visitor().get(link).text
                #expect(page.contains("Before anybody was asked?") && !page.contains("And now?"))
                _ = try await site.visitor().post("\(link)/answer", [("q-csat", "3")])
                let rows = try await site.visitor(as: cast.tom).get("/surveys/\(id)/answers").text
                #expect(rows.contains("Before anybody was asked?"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is drafted, asks, pauses and ends, in no other order, by administrators alone`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.surveys.add(.custom, by: cast.administrator)
            await #expect(throws: Fault.self) {
                try await desk.surveys.move(id, to: .asking, by: cast.administrator)
            }
            let content = SurveyContent(
                language: "en", title: ["en": "Way"],
                questions: [
                    SurveyQuestion(
                        "", .choice, ["en": "How?"], options: [["en": "On foot"], ["en": "By bus"]]),
                    SurveyQuestion("", .text, ["en": "What else?"]),
                ])
            try await desk.surveys.change(id, to: content, rules: .init(), by: cast.administrator)
            await #expect(throws: Fault.self) {
                try await desk.surveys.move(id, to: .paused, by: cast.administrator)
            }
            await #expect(throws: Fault.self) { try await desk.surveys.move(id, to: .asking, by: cast.agent) }
            await #expect(throws: Fault.self) { try await desk.surveys.add(.csat, by: cast.agent) }
            for state in [Survey.State.asking, .paused, .asking, .ended] {
                try await desk.surveys.move(id, to: state, by: cast.administrator)
            }
            await #expect(throws: Fault.self) {
                try await desk.surveys.move(id, to: .asking, by: cast.administrator)
            }
            await #expect(throws: SurveyAsk.WhyNot.paused.fault) {
                try await desk.surveys.ask(id, in: cast.conversation, by: cast.agent)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `counts core and money of the same customer together, by month and offering`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            try await desk.offerings.move(offering, to: .offered, by: cast.administrator)
            try await desk.conversations.setOffering(cast.conversation, to: offering, by: cast.agent)
            let id = try await desk.survey(cast, .endResult)
            let link = try await desk.askedLink(id, cast)
            try await withSite(of: desk) { site in
                _ = try await site.visitor().post("\(link)/answer", [("q-core", "5"), ("q-money", "1")])
                try await desk.catchUp()
                let page = try await site.visitor(as: cast.tom).get("/surveys/\(id)").text
                #expect(page.contains("well done, and trouble with the money"))
            }
            let tally = try await desk.tally(id)
            #expect(tally.values[SurveyTally.cell] == [1: 1] && tally.values["core"] == [5: 1])
            let month = Month(Day(.monday, in: .utc))
            let figures = try await desk.surveys.figures(
                id, .init(from: month, until: month, offering: offering), by: cast.agent)
            #expect(figures.all.answered == 1 && figures.offerings.map(\.offering) == [offering])
            let none = try await desk.surveys.figures(
                id, .init(from: month, until: month, offering: 0), by: cast.agent)
            #expect(none.all.answered == 0)
            let rows = try await desk.surveys.answers(
                to: id, .init(question: SurveyTally.cell, values: 1...1), by: cast.agent)
            #expect(rows.rows.count == 1)
            #expect(
                try await desk.surveys.answers(
                    to: id, .init(question: SurveyTally.cell, values: 0...0), by: cast.agent
                ).rows.isEmpty)
        }
    }

    @Test func `says what the kernel says: share, score, bounds`() throws {
        var tally = SurveyTally()
        (tally.asked, tally.answered) = (400, 100)
        tally.values["nps"] = [10: 40, 9: 20, 8: 20, 3: 20]
        let bounds = try #require(tally.netPromoterBounds("nps"))
        #expect(bounds.low == -65 && bounds.high == 85)
        #expect(tally.netPromoters("nps")?.value == 40)
        tally.values["csat"] = [5: 10, 4: 8, 2: 42]
        let good = try #require(tally.good(SurveyQuestion("csat", .satisfaction, [:])))
        #expect(abs(good.interval.low - 0.198982) < 1e-6 && abs(good.interval.high - 0.425087) < 1e-6)
        #expect(tally.median("csat")?.value == 2)
    }

    @Test(arguments: Engine.available)
    func `is written for a spreadsheet without formulas of strangers`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.survey(cast)
            let link = try await desk.askedLink(id, cast)
            try await withSite(of: desk) { site in
                _ = try await site.visitor().post(
                    "\(link)/answer", [("q-csat", "3"), ("comment", "=HYPERLINK(\"http://evil.test\")")])
                let csv = try await site.visitor(as: cast.tom).get("/surveys/\(id)/answers.csv").text
                #expect(csv.contains("'=HYPERLINK"))
                #expect(
                    try await site.visitor(as: cast.tom).get("/surveys/\(id)/asks.csv").text.contains("Dana"))
                #expect(
                    try await site.visitor(as: cast.tom).get("/surveys/\(id)/figures.csv").text.contains(
                        "csat good"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `shows few answers as dots and no percentage`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.survey(cast)
            let link = try await desk.askedLink(id, cast)
            try await desk.surveys.answer(
                .link(String(link.dropFirst(8))), with: SurveyReply(values: ["csat": 5]))
            try await desk.catchUp()
            try await withSite(of: desk) { site in
                let page = try await site.visitor(as: cast.tom).get("/surveys/\(id)")
                let main = try #require(page.document.elements(named: "main").first?.text)
                #expect(!main.contains("%") || !main.replacing("95%", with: "").contains("%"), "\(main)")
                #expect(page.text.contains("share-dots"))
            }
        }
    }
}
