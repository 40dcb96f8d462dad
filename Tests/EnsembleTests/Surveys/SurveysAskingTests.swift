import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Whom a survey asks` {
    /// After resolving, at once asked when the delay is over.
    private func resolved(
        _ rules: Survey.Rules = .init(when: .resolved, delayHours: 24), engine: Engine,
        _ meanwhile: @escaping @Sendable (Desk, Cast) async throws -> Void = { _, _ in }
    ) async throws -> SurveyTally {
        let clock = TestClock()
        return try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let survey = try await desk.survey(cast, .csat, rules)
            try await desk.conversations.resolve(cast.conversation, by: cast.agent)
            clock.move(by: .hours(23))
            try await desk.work()
            #expect(try await desk.tally(survey) == SurveyTally())
            try await meanwhile(desk, cast)
            clock.move(by: .hours(2))
            try await desk.work()
            return try await desk.tally(survey)
        }
    }

    @Test(arguments: Engine.available)
    func `some time after resolving, once`(engine: Engine) async throws {
        let tally = try await resolved(engine: engine)
        #expect(tally.asked == 1 && tally.delivered == 1 && tally.notAsked.isEmpty)
    }

    @Test(arguments: Engine.available)
    func `nobody whose conversation went on, and says so`(engine: Engine) async throws {
        let tally = try await resolved(engine: engine) { desk, cast in
            try await desk.conversations.reopen(cast.conversation, by: cast.agent)
        }
        #expect(tally.asked == 0 && tally.notAsked == [.reopened: 1])
    }

    @Test(arguments: Engine.available)
    func `nobody whose conversation is spam, merged, or contested`(engine: Engine) async throws {
        let spam = try await resolved(engine: engine) { desk, cast in
            try await desk.conversations.suspend(cast.conversation, because: "Spam", by: cast.agent)
        }
        #expect(spam.asked == 0 && spam.notAsked == [.suspended: 1])
        let merged = try await resolved(engine: engine) { desk, cast in
            let other = try await desk.conversations.openFromForm(
                Conversations.WebRequest(address: Cast.danaAddress, subject: "Again", text: "Again"),
                channel: .form)
            try await desk.conversations.merge(cast.conversation, into: other, by: cast.agent)
        }
        #expect(merged.asked == 0 && merged.notAsked == [.merged: 1])
        let contested = try await resolved(engine: engine) { desk, cast in
            let now = desk.clock()
            let invoice = try await desk.invoices.compose(
                InvoiceContent(
                    title: "Visit", currency: "USD",
                    lines: [InvoiceLine(CostLine("Visit", price: Spread(100)))]),
                in: cast.conversation, by: cast.agent)
            try await desk.database.write { db in
                try db.execute(
                    """
                    INSERT INTO disputes (id, invoice, name, why, opened_at)
                    VALUES (\(try db.newID()), \(invoice), 'Dana', 'Too much', \(now))
                    """)
            }
        }
        #expect(contested.asked == 0 && contested.notAsked == [.disputed: 1])
    }

    @Test(arguments: Engine.available)
    func `nobody who is one of us, who refused, or whom no person wrote for`(engine: Engine) async throws {
        let own = try await resolved(engine: engine) { desk, cast in
            try await desk.customers.addAddress("tom@clinic.test", to: cast.dana, by: cast.agent)
        }
        #expect(own.notAsked == [.internal: 1])
        let refused = try await resolved(engine: engine) { desk, cast in
            try await desk.surveys.setConsent(of: cast.dana, to: false, by: .customer(cast.dana))
        }
        #expect(refused.notAsked == [.refused: 1])
        let automatic = try await resolved(engine: engine) { desk, cast in
            _ = try await desk.database.write { db in
                try db.execute("UPDATE messages SET classification = 'notification'")
            }
        }
        #expect(automatic.notAsked == [.automatic: 1])
    }

    @Test(arguments: Engine.available)
    func `only the share that chance draws, the same each time, with what it drew`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let survey = try await desk.survey(
                cast, .csat, .init(when: .resolved, delayHours: 0, share: 30, restDays: 0))
            for number in 0..<60 {
                let id = try await desk.conversations.openFromForm(
                    Conversations.WebRequest(
                        address: "c\(number)@example.test", subject: "Matter \(number)",
                        text: "Hello \(number)"),
                    channel: .form)
                try await desk.conversations.resolve(id, by: cast.agent)
            }
            try await desk.work()
            let tally = try await desk.tally(survey)
            #expect(tally.asked + (tally.notAsked[.notDrawn] ?? 0) == 60)
            #expect((8...30).contains(tally.asked), "\(tally.asked) of 60")
            let wrong = try await desk.count(
                "SELECT COUNT(*) FROM survey_asks WHERE draw IS NULL OR (draw < 3000) <> (why_not IS NULL)")
            #expect(wrong == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `nobody again before their rest is over, whatever survey it was`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let (csat, nps) = (try await desk.survey(cast), try await desk.survey(cast, .nps))
            _ = try await desk.askedLink(csat, cast)
            await #expect(throws: SurveyAsk.WhyNot.asked.fault) {
                try await desk.surveys.ask(csat, in: cast.conversation, by: cast.agent)
            }
            clock.move(by: .days(89))
            await #expect(throws: SurveyAsk.WhyNot.resting.fault) {
                try await desk.surveys.ask(nps, in: cast.conversation, by: cast.agent)
            }
            clock.move(by: .days(1))
            try await desk.surveys.ask(nps, in: cast.conversation, by: cast.agent)
        }
    }

    @Test(arguments: Engine.available)
    func `nobody after they unsubscribed, by the page or by their mail program`(engine: Engine) async throws {
        for isProgram in [false, true] {
            let clock = TestClock()
            try await withDesk(on: engine, clock: clock.clock) { desk in
                let cast = try await desk.cast()
                let survey = try await desk.survey(cast, .csat, .init(restDays: 0))
                let link = try await desk.askedLink(survey, cast)
                try await withSite(of: desk) { site in
                    #expect(
                        try await site.visitor().get("/api\(link)/refusal").location == "\(link)/unsubscribe")
                    #expect(try await site.visitor().get("\(link)/unsubscribe").text.contains("<button"))
                    #expect(try await desk.surveys.mayAsk(cast.dana))
                    if isProgram {
                        let body = Array("List-Unsubscribe=One-Click".utf8)
                        let answer = try await site.visitor().send(
                            .post, "/api\(link)/refusal", [.contentType: "application/x-www-form-urlencoded"],
                            body)
                        #expect(answer.status == .noContent)
                    } else {
                        #expect(try await site.visitor().post("\(link)/refusal").status == .seeOther)
                    }
                    #expect(
                        try await site.visitor().get("\(link)/unsubscribe").text.contains(
                            "We will not ask you again"))
                }
                clock.move(by: .days(40))
                await #expect(throws: SurveyAsk.WhyNot.refused.fault) {
                    try await desk.surveys.ask(survey, in: cast.conversation, by: cast.agent)
                }
                try await desk.surveys.setConsent(of: cast.dana, to: true, by: .customer(cast.dana))
                try await desk.surveys.ask(survey, in: cast.conversation, by: cast.agent)
                #expect(try await desk.count("SELECT COUNT(*) FROM customer_consents") == 2)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `in their own place, counted when it is shown, once a month`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let survey = try await desk.survey(cast, .association, .init(when: .portal, restDays: 10))
            try await withSite(of: desk) { site in
                let dana = try await site.visitor(as: cast.dana)
                for _ in 0..<2 { #expect(try await dana.get("/my").text.contains("A question to you")) }
                let ask = try #require(try await desk.surveys.open(for: cast.dana).first?.ask.id)
                #expect(try await site.visitor(as: cast.sam).get("/my/surveys/\(ask)").status == .notFound)
                let sent = try await dana.post(
                    "/my/surveys/\(ask)/answer",
                    [
                        ("word-1", "Good doctors"), ("favour-1", "2"), ("why-1", "My knee"),
                        ("word-2", "surprise  bills"), ("favour-2", "-2"), ("word-3", "GOOD doctors"),
                    ])
                #expect(sent.status == .seeOther)
                #expect(!(try await dana.get("/my").text.contains("A question to you")))
            }
            let month = Month(Day(clock.now, in: .utc))
            let ideas = try await desk.surveys.associations(from: month, until: month, by: cast.administrator)
            #expect(ideas.map(\.words) == ["Good doctors", "surprise bills"])
            #expect(ideas.map(\.favour) == [2, -2] && ideas.map(\.why) == ["My knee", ""])
            #expect(ideas.allSatisfy { $0.customer == cast.dana })
            let tally = try await desk.tally(survey)
            #expect(tally.asked == 1 && tally.answered == 1)
            #expect(tally.ideas["good doctors"]?.positions == [1: 1])
        }
    }
}
