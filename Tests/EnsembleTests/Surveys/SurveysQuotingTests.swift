import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Who may be quoted` {
    @Test(arguments: Engine.available)
    func `is who ticked it with their answer, until they take it back`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let survey = try await desk.survey(cast, .csat, .init(restDays: 0))
            let link = try await desk.askedLink(survey, cast)
            try await withSite(of: desk) { site in
                let form = try await site.visitor().get(link)
                let tick = form.document.elements(named: "input").first { $0["name"] == "quote" }
                #expect(tick != nil && tick?["checked"] == nil)
                _ = try await site.visitor().post("\(link)/answer", [("q-csat", "5"), ("quote", "1")])
                #expect(try await desk.surveys.mayQuote(cast.dana))
                let dana = try await site.visitor(as: cast.dana)
                _ = try await dana.post("/my/surveys/consent", [("what", "quotes"), ("may", "0")])
                #expect(!(try await desk.surveys.mayQuote(cast.dana)))
                // Being asked is another matter.
                #expect(try await desk.surveys.mayAsk(cast.dana))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is noted by the team when a customer says so`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let survey = try await desk.survey(cast, .csat, .init(restDays: 0))
            let link = try await desk.askedLink(survey, cast)
            let token = String(link.dropFirst("/survey/".count))
            let response = try await desk.surveys.answer(
                .link(token), with: SurveyReply(values: ["csat": 4], comment: "Kind."))
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let path = "/surveys/\(survey)/answers"
                #expect(try await tom.get(path).text.contains("They told us they agree"))
                _ = try await tom.post("\(path)/\(response)/quoting", [("may", "1")])
                #expect(try await tom.get(path).text.contains("They may be quoted without their name"))
                let other = try await desk.survey(cast, .nps)
                #expect(
                    try await tom.post("/surveys/\(other)/answers/\(response)/quoting", [("may", "1")]).status
                        == .notFound)
            }
            let quotable = try await desk.database.read { db in
                try Surveys.quotable([cast.dana, cast.sam], in: db)
            }
            #expect(quotable == [cast.dana])
        }
    }

    @Test(arguments: Engine.available)
    func `an asking by hand that was refused is kept with its reason, once a day`(engine: Engine) async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let survey = try await desk.survey(cast)
            try await desk.surveys.setConsent(of: cast.dana, to: false, by: .customer(cast.dana))
            for _ in 0..<2 {
                await #expect(throws: SurveyAsk.WhyNot.refused.fault) {
                    try await desk.surveys.ask(survey, in: cast.conversation, by: cast.agent)
                }
            }
            #expect(try await desk.tally(survey).notAsked == [.refused: 1])
            clock.move(by: .days(1))
            await #expect(throws: SurveyAsk.WhyNot.refused.fault) {
                try await desk.surveys.ask(survey, in: cast.conversation, by: cast.agent)
            }
            #expect(try await desk.tally(survey).notAsked == [.refused: 2])
            try await withSite(of: desk) { site in
                let page = try await site.visitor(as: cast.tom).get("/conversations/\(cast.conversation)")
                    .text
                #expect(page.contains("wanted to ask") && page.contains("asked not to be asked"))
            }
        }
    }
}
