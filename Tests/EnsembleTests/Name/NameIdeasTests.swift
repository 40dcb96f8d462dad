import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `The idea behind the name` {
    /// Customers who each answer, in what they themselves wrote.
    @discardableResult
    private func answers(
        _ ideas: [[(String, Int)]], _ desk: Desk, _ cast: Cast, quoting: Bool? = nil
    ) async throws -> [SurveyResponse.ID] {
        let survey = try await desk.survey(cast, .association, .init(restDays: 0))
        var responses: [SurveyResponse.ID] = []
        for (number, ideas) in ideas.enumerated() {
            let id = try await desk.conversations.openFromForm(
                Conversations.WebRequest(
                    address: "c\(number)@example.test", subject: "Matter \(number)", text: "Hello \(number)"),
                channel: .form)
            let ask = try await desk.surveys.ask(survey, in: id, by: cast.agent)
            let customer = try await desk.database.read { db in
                try db.value("SELECT customer FROM survey_asks WHERE id = \(ask)") as Customer.ID?
            }
            responses.append(
                try await desk.surveys.answer(
                    .own(ask, try #require(customer)),
                    with: SurveyReply(associations: ideas.map { .init($0.0, favour: $0.1, why: "Because.") }),
                    quoting: quoting))
        }
        return responses
    }

    private var scope: NameIdeas.Scope { .year(until: Month(Day(.monday, in: .utc))) }

    @Test(arguments: Engine.available)
    func `is intended by administrators, dated, five at most, and given up`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let first = try await desk.nameIdeas.intend("  fair\nprices ", by: cast.administrator)
            #expect(try await desk.nameIdeas.intended(by: cast.administrator).map(\.words) == ["fair prices"])
            await #expect(throws: Fault.conflict("That is intended already.")) {
                try await desk.nameIdeas.intend("Fair prices", by: cast.administrator)
            }
            await #expect(throws: Fault.self) { try await desk.nameIdeas.intend("x", by: cast.agent) }
            await #expect(throws: Fault.self) { try await desk.nameIdeas.intend("", by: cast.administrator) }
            for number in 2...5 { try await desk.nameIdeas.intend("idea \(number)", by: cast.administrator) }
            await #expect(throws: Fault.self) {
                try await desk.nameIdeas.intend("six", by: cast.administrator)
            }
            clock.move(by: .days(40))
            try await desk.nameIdeas.end(first, by: cast.administrator)
            await #expect(throws: Fault.self) { try await desk.nameIdeas.end(first, by: cast.administrator) }
            #expect(try await desk.nameIdeas.intended(by: cast.administrator).count == 4)
            // What was intended then still stands beside what was heard then.
            let then = try await desk.nameIdeas.report(scope, by: cast.administrator)
            #expect(then.intended.map(\.idea.words).first == "fair prices" && then.intended.count == 5)
        }
    }

    @Test(arguments: Engine.available)
    func `is read from customers' own words, in every language, by a person`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let idea = try await desk.nameIdeas.intend("Good medicine", by: cast.administrator)
            try await answers(
                (0..<12).map { number in
                    [(number % 3 == 0 ? "Gute Ärzte" : "good doctors", 2), ("good medicine", 1)]
                }, desk, cast)
            let unread = try await desk.nameIdeas.report(scope, by: cast.administrator)
            #expect(Set(unread.heard.map(\.key)) == ["gute ärzte", "good doctors", "good medicine"])
            // Those who write the very words say it.
            #expect(unread.intended[0].named == 12)
            for phrase in ["GUTE ÄRZTE", "good doctors"] {
                try await desk.nameIdeas.read(
                    phrase, as: "Good doctors", tie: IdeaTie(idea), by: cast.administrator)
            }
            let read = try await desk.nameIdeas.report(scope, by: cast.administrator)
            #expect(read.heard.map(\.key) == ["good doctors", "good medicine"])
            #expect(read.heard.map(\.count) == [12, 12] && read.intended[0].verdict == .carried)
            let phrases = try await desk.nameIdeas.phrases(by: cast.administrator)
            #expect(phrases.map(\.isRead) == [false, true, true] && phrases[0].key == "good medicine")
            await #expect(throws: Fault.notFound("No customer has written that.")) {
                try await desk.nameIdeas.read("never said", as: "x", tie: nil, by: cast.administrator)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `counts a customer once, with what they said last, and quotes who agreed alone`(engine: Engine)
        async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            try await answers([[("first thought", 1)]], desk, cast)
            clock.move(by: .days(40))
            try await answers([[("second thought", 1)]], desk, cast, quoting: true)
            let until = Month(Day(clock.now, in: .utc))
            let report = try await desk.nameIdeas.report(.year(until: until), by: cast.administrator)
            #expect(report.count == 1 && report.heard.map(\.words) == ["second thought"])
            #expect(report.quotes(of: "second thought").map(\.mayQuote) == [true])
            let first = try await desk.nameIdeas.report(
                .init(from: until - 1, until: until - 1), by: cast.administrator)
            #expect(first.heard.map(\.words) == ["first thought"])
            try await desk.surveys.setConsent(
                of: report.now[0].customer, .quotes, to: false, by: cast.administrator)
            let after = try await desk.nameIdeas.report(.year(until: until), by: cast.administrator)
            #expect(after.quotes(of: "second thought").isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `goes beside what customers went through`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let content = InvoiceContent(
                title: "Visit", currency: "USD", lines: [InvoiceLine(CostLine("Visit", price: Spread(9_000)))]
            )
            let bill = try await desk.invoices.compose(content, in: cast.conversation, by: cast.agent)
            try await desk.invoices.issue(bill, by: cast.agent)
            clock.move(by: .hours(1))
            let survey = try await desk.survey(cast, .association, .init(restDays: 0))
            let ask = try await desk.surveys.ask(survey, in: cast.conversation, by: cast.agent)
            try await desk.surveys.answer(
                .own(ask, cast.dana), with: SurveyReply(associations: [.init("surprise bills", favour: -2)]))
            try await desk.catchUp()
            let rows = try await desk.nameIdeas.rows(NameChoice(), scope, by: cast.administrator).rows
            #expect(rows.map(\.lived) == [[.surprised]] && rows.map(\.customerName) == ["Dana Whitfield"])
            let others = try await desk.nameIdeas.rows(
                NameChoice(lived: (.surprised, false)), scope, by: cast.administrator)
            #expect(others.rows.isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `is shown with every number leading to its rows`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await answers(
                (0..<24).map { [($0 % 2 == 0 ? "=good()" : "bills", $0 % 2 == 0 ? 1 : -1)] }, desk, cast)
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                _ = try await ines.post("/direction/name/ideas", [("words", "fair prices")])
                let again = try await ines.post("/direction/name/ideas", [("words", "fair prices")])
                #expect(again.status.code == 409 && again.text.contains("That is intended already."))
                let id = try await desk.nameIdeas.intended(by: cast.administrator)[0].id
                _ = try await ines.post(
                    "/direction/name/words",
                    [("phrase", "bills"), ("idea", "bills"), ("tie", "against \(id)")])
                let page = try await ines.get("/direction/name")
                #expect(page.text.contains("“fair prices” contradicted") && page.text.contains("wilson 1"))
                #expect(page.text.contains("unclaimed but heard"))
                let links = page.document.elements(named: "a").compactMap { $0["href"] }.filter {
                    $0.hasPrefix("/direction/name")
                }
                #expect(links.count > 8)
                for link in Set(links) { #expect(try await ines.get(link).status == .ok, "\(link)") }
                let rows = try await ines.get("/direction/name/rows?against=\(id)").text
                #expect(rows.components(separatedBy: "Conversation").count > 12)
                #expect(try await ines.get("/direction/name/rows.csv").text.contains("'=good()"))
                #expect(
                    try await ines.get("/direction/name.csv").text.contains(
                        "bills,named,2025-04,2026-03,0.5,24,"))
                for odd in ["?until=x&from=9999-12", "?until=0001-01", "?from=0001-01&until=2026-03"] {
                    #expect(try await ines.get("/direction/name\(odd)").status == .ok, "\(odd)")
                }
            }
            let json = try await NameCommands.Show.parse(["--json"]).words(desk)
            #expect(json.contains("\"verdict\":\"contradicted\"") && json.contains("\"method\":\"wilson 1\""))
            let words = try await NameCommands.Words.parse([]).words(desk)
            #expect(words.contains("12\tbills\tbills") && words.hasPrefix("12\t=good()\t-"))
            let ended = try await NameCommands.Intend.parse(["time for you", "--json"]).words(desk)
            #expect(ended.hasPrefix("{\"idea\":"))
        }
    }
}
