import Database
import DatabaseTesting
import HTTPTypes
import Mail
import Testing

@testable import Ensemble

@Suite struct `A question by mail` {
    @Test(arguments: Engine.available)
    func `goes out with a link for each answer, of which only the hash is kept`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let link = try await desk.askedLink(desk.survey(cast), cast)
            let mail = try #require(try await desk.questionMail())
            let text = try #require(mail.text)
            for value in 1...5 { #expect(text.contains("\(link)?a=\(value)")) }
            #expect(mail.header("Auto-Submitted") == "auto-generated" && mail.header("Precedence") == "bulk")
            #expect(mail.header("List-Unsubscribe")?.contains("/api\(link)/refusal>") == true)
            #expect(mail.header("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click")
            let token = String(link.dropFirst("/survey/".count))
            #expect(token.count >= 32)
            let kept = try await desk.count(
                "SELECT COUNT(*) FROM survey_links WHERE token_hash = \(Digest.sha256(token))")
            let plain = try await desk.count(
                "SELECT COUNT(*) FROM survey_links WHERE token_hash = \(token) OR message_id LIKE '%' || \(token) || '%'"
            )
            #expect(kept == 1 && plain == 0)
            #expect(try await desk.tally(desk.surveys.all(by: .system)[0].id).delivered == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `is not answered by a scanner that follows every link in it`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let survey = try await desk.survey(cast)
            let link = try await desk.askedLink(survey, cast)
            let html = try #require(try await desk.questionMail()?.html)
            let found = html.components(separatedBy: "href=\"").dropFirst().map {
                String($0.prefix { $0 != "\"" })
            }
            #expect(found.count == 6)
            try await withSite(of: desk) { site in
                for address in found + ["http://localhost:8080/api\(link)/refusal"] {
                    let path = String(
                        address.replacing("&amp;", with: "&").dropFirst("http://localhost:8080".count))
                    for method in [HTTPRequest.Method.get, .head] {
                        let answer = try await site.visitor().send(method, path, [:], nil)
                        #expect(
                            answer.status == .ok || answer.status == .seeOther || answer.status == .notFound)
                    }
                }
            }
            #expect(try await desk.surveys.answers(to: survey, by: cast.agent).rows.isEmpty)
            #expect(try await desk.surveys.mayAsk(cast.dana))
            let tally = try await desk.tally(survey)
            #expect(tally.answered == 0 && tally.seen == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `shows what was clicked as marked, and takes it by one button, with a comment`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let survey = try await desk.survey(cast)
            let link = try await desk.askedLink(survey, cast)
            try await withSite(of: desk) { site in
                let page = try await site.visitor().get("\(link)?a=4")
                #expect(
                    page.headers[.robots] == "noindex, nofollow" && page.headers[.cacheControl] == "no-store")
                let marked = page.document.elements(named: "input").filter { $0["checked"] != nil }
                #expect(marked.map { $0["value"] } == ["4"])
                let sent = try await site.visitor().post(
                    "\(link)/answer", [("q-csat", "4"), ("comment", "  Kind people. ")])
                #expect(sent.location == link)
                #expect(try await site.visitor().get(link).text.contains("Your answer has arrived"))
                let dana = try await site.visitor(as: cast.dana)
                #expect(
                    try await dana.get("/my/conversations/\(cast.conversation)").text.contains("Kind people.")
                )
                #expect(try await dana.get("/my/surveys").text.contains("Kind people."))
                let sam = try await site.visitor(as: cast.sam)
                #expect(!(try await sam.get("/my/surveys").text.contains("Kind people.")))
                let stage = try await site.visitor(as: cast.tom).get("/conversations/\(cast.conversation)")
                    .text
                #expect(stage.contains("Kind people.") && stage.contains("The customer answered"))
            }
            let response = try #require(try await desk.surveys.answers(to: survey, by: cast.agent).rows.first)
            #expect(response.reply == SurveyReply(values: ["csat": 4], comment: "Kind people."))
            #expect(response.conversation == cast.conversation && response.customer == cast.dana)
        }
    }

    @Test(arguments: Engine.available)
    func `answered again replaces the answer and keeps the earlier one, and counts once`(engine: Engine)
        async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let survey = try await desk.survey(cast)
            let link = try await desk.askedLink(survey, cast)
            try await withSite(of: desk) { site in
                for value in ["2", "2", "5"] {
                    clock.move(by: .hours(1))
                    _ = try await site.visitor().post("\(link)/answer", [("q-csat", value)])
                    _ = try await desk.tally(survey)
                }
            }
            let rows = try await desk.surveys.answers(to: survey, by: cast.agent).rows
            #expect(rows.count == 1 && rows[0].reply.values == ["csat": 5])
            #expect(rows[0].earlier.map(\.reply.values) == [["csat": 2]])
            let tally = try await desk.tally(survey)
            #expect(tally.answered == 1 && tally.values["csat"]?.filter { $0.value != 0 } == [5: 1])
            try await desk.surveys.rebuild(by: .system)
            #expect(try await desk.tally(survey).values["csat"] == [5: 1])
        }
    }

    @Test(arguments: Engine.available)
    func `takes nothing once its time is over, nor what was not asked`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let survey = try await desk.survey(cast)
            let link = try await desk.askedLink(survey, cast)
            try await withSite(of: desk) { site in
                for fields in [
                    [], [("q-csat", "6")], [("q-csat", "0")], [("q-nps", "9")], [("q-csat", "five")],
                ] {
                    let answer = try await site.visitor().post("\(link)/answer", fields)
                    #expect(answer.status == .unprocessableContent, "\(fields)")
                }
                clock.move(by: .days(30))
                let late = try await site.visitor().post("\(link)/answer", [("q-csat", "5")])
                #expect(late.status == .conflict && late.text.contains("closed"))
                #expect(try await site.visitor().get(link).text.contains("This question is closed"))
            }
            #expect(try await desk.tally(survey).answered == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `is behind no link that is guessed, and guessing is slowed down`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let link = try await desk.askedLink(desk.survey(cast), cast)
            try await withSite(of: desk) { site in
                let end = link.last == "a" ? "b" : "a"
                for guess in ["/survey/1", "/survey/", link.dropLast() + end, "\(link)x"] {
                    #expect(try await site.visitor().get(String(guess)).status == .notFound)
                }
                var statuses: [HTTPResponse.Status] = []
                for number in 0..<70 {
                    statuses.append(try await site.visitor().get("/survey/made-up-\(number)").status)
                }
                #expect(statuses.last == .tooManyRequests)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is not answered by the team, and their look is not a customer's`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let survey = try await desk.survey(cast)
            let link = try await desk.askedLink(survey, cast)
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                #expect(try await tom.get(link).status == .ok)
                #expect(try await tom.post("\(link)/answer", [("q-csat", "5")]).status == .forbidden)
            }
            let tally = try await desk.tally(survey)
            #expect(tally.seen == 0 && tally.answered == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `that comes back is counted as such, and the address is not used again`(engine: Engine) async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let survey = try await desk.survey(cast, .csat, .init(restDays: 0))
            _ = try await desk.askedLink(survey, cast)
            let name = try #require(try await desk.questionMail()?.messageID)
            let receipt = try await desk.incoming.receive(
                FilingBouncesTests.bounce(of: name), at: cast.mailbox.id)
            #expect(receipt == .added(cast.conversation))
            let tally = try await desk.tally(survey)
            #expect(tally.asked == 1 && tally.bounced == 1)
            clock.move(by: .days(40))
            await #expect(throws: SurveyAsk.WhyNot.unreachable.fault) {
                try await desk.surveys.ask(survey, in: cast.conversation, by: cast.agent)
            }
        }
    }
}
