import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `End results` {
    private var scope: Results.Scope { .year(until: Month(Day(.monday, in: .utc))) }

    /// A customer who wrote, was answered and whose matter was resolved, and who said what it came to.
    private func live(
        _ number: Int, _ survey: Survey.ID, _ values: [String: Int], _ desk: Desk, _ cast: Cast,
        clock: TestClock,
        isBilled: Bool = false
    ) async throws -> Conversation.ID {
        let id = try await desk.conversations.openFromForm(
            Conversations.WebRequest(
                address: "c\(number)@example.test", subject: "Matter \(number)", text: "Hello \(number)"),
            channel: .form)
        clock.move(by: .hours(2))
        try await desk.conversations.reply(id, with: Conversations.Reply(text: "Here."), by: cast.agent)
        if isBilled {
            let content = InvoiceContent(
                title: "Visit", currency: "USD", lines: [InvoiceLine(CostLine("Visit", price: Spread(9_000)))]
            )
            let bill = try await desk.invoices.compose(content, in: id, by: cast.agent)
            try await desk.invoices.issue(bill, by: cast.agent)
        }
        try await desk.conversations.resolve(id, by: cast.agent)
        let ask = try await desk.surveys.ask(survey, in: id, by: cast.agent)
        let customer = try await desk.database.read { db in
            try db.value("SELECT customer FROM survey_asks WHERE id = \(ask)") as Customer.ID?
        }
        try await desk.surveys.answer(.own(ask, try #require(customer)), with: SurveyReply(values: values))
        return id
    }

    /// What is kept, whole.
    private func kept(_ desk: Desk) async throws -> [String] {
        try await desk.database.read { db in
            var kept: [String] = []
            for row in try db.rows("SELECT * FROM result_answers ORDER BY month, customer") {
                let parts: [Int64?] = [
                    try row("month"), try row("customer"), try row("response"), try row("conversation"),
                    try row("offering"), try row("core"), try row("service"), try row("money"),
                    try row("promise"),
                    try row("overall"), try row("answered_at"),
                ]
                kept.append("\(parts)")
            }
            for row in try db.rows("SELECT * FROM result_matters ORDER BY conversation") {
                let parts: [Int64?] = [
                    try row("conversation"), try row("customer"), try row("offering"), try row("resolved_at"),
                    try row("answer_ms"), try row("done_ms"), try row("reopened"), try row("promises"),
                    try row("kept"),
                ]
                kept.append("\(parts)")
            }
            return kept
        }
    }

    @Test(arguments: Engine.available)
    func `follow what happens, and come out the same from scratch to the last digit`(engine: Engine)
        async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let survey = try await desk.survey(cast, .endResult, .init(restDays: 0))
            var matters: [Conversation.ID] = []
            for number in 0..<6 {
                matters.append(
                    try await live(
                        number, survey, ["core": 5, "money": number % 2 == 0 ? 2 : 5], desk, cast,
                        clock: clock,
                        isBilled: number < 2))
                try await desk.catchUp()
            }
            // One comes back and is done again; one is still open; a promise is kept late; an answer changes.
            try await desk.conversations.reopen(matters[0], by: cast.agent)
            clock.move(by: .hours(30))
            try await desk.conversations.resolve(matters[0], by: cast.agent)
            try await desk.conversations.reopen(matters[1], by: cast.agent)
            _ = try await desk.conversations.merge(
                matters[2], into: matters[3], acrossCustomers: true, by: cast.agent)
            let fifth = matters[4]
            let ask = try await desk.database.read { db in
                try db.row("SELECT id, customer FROM survey_asks WHERE conversation = \(fifth)").map {
                    (try $0("id") as SurveyAsk.ID, try $0("customer") as Customer.ID)
                }
            }
            let (id, customer) = try #require(ask)
            try await desk.surveys.answer(
                .own(id, customer), with: SurveyReply(values: ["core": 1, "overall": 2]))
            try await desk.catchUp()
            let followed = try await kept(desk)
            #expect(followed.count > 8)
            let report = try await desk.results.report(scope, by: cast.administrator)
            let count = try await desk.results.rebuild(by: cast.administrator)
            #expect(count == followed.count)
            #expect(try await kept(desk) == followed)
            let again = try await desk.results.report(scope, by: cast.administrator)
            #expect(again.csv.bytes == report.csv.bytes)
            // Changed his mind: core 1, nothing of the money.
            #expect(report.customers.first { $0.customer == customer }?.ratings == [.core: 1])
            let first = try #require(report.customers.first { $0.stages[.once] == false })
            #expect(first.stages[.asTold] == false && first.stages[.told] == false)
            #expect(first.stages[.answered] == true && first.stages[.promises] == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `count a customer once, with what they said last, by offering too`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let survey = try await desk.survey(cast, .endResult, .init(restDays: 0))
            _ = try await live(0, survey, ["core": 5, "money": 1], desk, cast, clock: clock)
            clock.move(by: .days(40))
            _ = try await live(0, survey, ["core": 5, "money": 5], desk, cast, clock: clock)
            try await desk.catchUp()
            let until = Month(Day(clock.now, in: .utc))
            let year = try await desk.results.report(.year(until: until), by: cast.administrator)
            #expect(year.asked == 1 && year.hidden?.hits == 0 && year.hidden?.figure.count == 1)
            let first = try await desk.results.report(
                .init(from: until - 2, until: until - 1), by: cast.administrator)
            #expect(first.hidden?.hits == 1)
            let none = try await desk.results.report(
                .year(until: until, of: Offering.ID(rawValue: 999)), by: cast.administrator)
            #expect(none.customers.isEmpty)
            await #expect(throws: Fault.self) { try await desk.results.report(scope, by: cast.agent) }
        }
    }

    @Test(arguments: Engine.available)
    func `are shown with every number leading to its customers`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let survey = try await desk.survey(cast, .endResult, .init(restDays: 0))
            for number in 0..<11 {
                _ = try await live(
                    number, survey,
                    ["core": 5, "service": 4, "money": number < 4 ? 2 : 5, "promise": 4, "overall": 4], desk,
                    cast,
                    clock: clock, isBilled: number == 0)
            }
            try await desk.catchUp()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let page = try await ines.get("/direction/results")
                #expect(page.text.contains("4 of 11 customers") && page.text.contains("wilson 1"))
                #expect(page.text.contains("manski 1"))
                let links = page.document.elements(named: "a").compactMap { $0["href"] }.filter {
                    $0.hasPrefix("/direction/results")
                }
                #expect(links.count > 10)
                for link in Set(links) { #expect(try await ines.get(link).status == .ok, "\(link)") }
                let rows = try await ines.get("/direction/results/rows?core=good&money=bad")
                #expect(rows.document.elements(named: "tr").count == 5)
                #expect(
                    try await ines.get("/direction/results.csv").text.contains(
                        "\"core good, money bad\",2025-04,2026-03,0.36"))
                #expect(
                    try await ines.get("/direction/results/rows.csv?failed=told").text.split(
                        separator: "\r\n"
                    ).count
                        == 2)
                for odd in ["?until=x&offering=y", "?until=0001-01", "?from=9999-12&until=2026-03"] {
                    #expect(try await ines.get("/direction/results\(odd)").status == .ok, "\(odd)")
                }
            }
            let json = try await ResultCommands.Show.parse(["--json"]).words(desk)
            #expect(json.contains("\"core good, money bad\":{") && json.contains("\"asked\":11"))
            #expect(
                try await ResultCommands.Show.parse(["--until", "2020-01"]).words(desk).hasPrefix(
                    "Nobody has answered"))
            let rows = try await ResultCommands.Rows.parse(["--core", "good", "--money", "bad", "--json"])
                .words(desk)
            #expect(rows.split(separator: "\"customer\":").count == 5 && rows.contains("\"told\":false"))
            let table = try await ResultCommands.Rows.parse(["--failed", "told", "--csv"]).words(desk)
            #expect(table.split(separator: "\r\n").count == 2)
            let first = try await ResultCommands.Rows.parse(["--limit", "1"]).words(desk)
            #expect(first.contains("core 5, service 4, money 2, promise 4\ttold, as-told"))
            for odd in [
                ["--core", "fine"], ["--failed", "luck"], ["--passed", "told", "--failed", "told"],
            ] {
                let command = try ResultCommands.Rows.parse(odd)
                await #expect(throws: Fault.self, "\(odd)") { try await command.words(desk) }
            }
        }
    }
}
