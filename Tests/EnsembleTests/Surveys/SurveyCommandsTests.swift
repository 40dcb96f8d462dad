import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `ensemble surveys` {
    @Test(arguments: Engine.available)
    func `drafts, starts, pauses and ends, and says what came of it`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            _ = try await desk.cast()
            let add = try SurveyCommands.Add.parse([
                "csat", "--when", "resolved", "--delay", "12", "--share", "50",
            ])
            let line = try await add.words(desk)
            let id = try #require(line.split(separator: "\t").first.map(String.init))
            #expect(line.hasPrefix("\(id)\tcsat\tdrafted\tresolved\t"))
            for (state, name) in [(Survey.State.asking, "asking"), (.paused, "paused"), (.ended, "ended")] {
                let moving = try SurveyCommands.Moving.parse([id])
                #expect(try await moving.words(desk, movingTo: state).contains("\tcsat\t\(name)\t"))
            }
            let list = try SurveyCommands.List.parse(["--json"])
            let json = try await list.words(desk)
            #expect(json.contains("\"state\":\"ended\"") && json.contains("\"delayHours\":12"))
            #expect(try await SurveyCommands.List.parse([]).words(desk).hasPrefix("\(id)\tcsat\tended"))
            await #expect(throws: Fault.invalid("There is no such kind of survey, or no such occasion.")) {
                try await SurveyCommands.Add.parse(["smiles"]).words(desk)
            }
            await #expect(throws: Fault.notFound("There is no such survey.")) {
                try await SurveyCommands.Show.parse(["x"]).words(desk)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `asks, lists answers, and shows figures with n, interval and method`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let survey = try await desk.survey(cast, .csat, .init(restDays: 0))
            let asked = try await SurveyCommands.Ask.parse(
                ["\(survey)", "\(cast.conversation)", "--as", "tom@clinic.test", "--json"]
            ).words(desk)
            #expect(asked.hasPrefix("{\"ask\":"))
            try await desk.work()
            let link = try await desk.latestLink()
            try await desk.surveys.answer(
                .link(String(link.dropFirst("/survey/".count))),
                with: SurveyReply(values: ["csat": 4], comment: "Kind."))
            #expect(
                try await SurveyCommands.Answers.parse(["\(survey)"]).words(desk).hasSuffix("csat 4, Kind."))
            let shown = try await SurveyCommands.Show.parse(["\(survey)", "--json"]).words(desk)
            #expect(shown.contains("\"asked\":1") && shown.contains("\"method\":\"wilson 1\""))
            #expect(shown.contains("\"csat good\":{") && shown.contains("\"n\":1"))
            let csv = try await SurveyCommands.Show.parse(["\(survey)", "--csv"]).words(desk)
            #expect(csv.contains("csat good,all,1.0,1,"))
            let before = try await SurveyCommands.Show.parse(["\(survey)", "--until", "2020-01"]).words(desk)
            #expect(before.contains("asked 0\t"))
            await #expect(throws: Fault.invalid("A month is written like 2026-03.")) {
                try await SurveyCommands.Show.parse(["\(survey)", "--until", "March"]).words(desk)
            }
            let again = try await SurveyCommands.Rebuild.parse(["--json"]).words(desk)
            #expect(again == "{\"counted\":1}")
            #expect(try await SurveyCommands.Show.parse(["\(survey)", "--json"]).words(desk) == shown)
        }
    }

    @Test(arguments: Engine.available)
    func `notes what a customer said of being asked and quoted`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            func said(_ words: [String]) async throws -> String {
                try await SurveyCommands.Consent.parse([Cast.danaAddress] + words).words(desk)
            }
            #expect(
                try await said(["quoting", "yes", "--as", "tom@clinic.test"]) == "asking yes\tquoting yes")
            #expect(
                try await said(["asking", "no", "--json"]).hasSuffix(
                    "\"asking\":false,\"customer\":\(cast.dana),\"quoting\":true}"))
            await #expect(throws: Fault.self) { try await said(["quoting", "perhaps"]) }
            let by = try await desk.count(
                "SELECT COUNT(*) FROM customer_consents WHERE through = 'staff' AND said_by = \(cast.tom.id)")
            #expect(by == 1)
        }
    }
}
