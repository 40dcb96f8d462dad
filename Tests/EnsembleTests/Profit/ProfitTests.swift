import Database
import DatabaseTesting
import Foundation
import Localization
import Statistics
import Testing

@testable import Ensemble

@Suite struct `Profit and interest` {
    private var month: Month { Month(Day(.monday, in: .utc)) }
    private var scope: Results.Scope { .year(until: month) }

    private func matter(_ contribution: Int64, served: Bool?) -> ProfitMatter {
        ProfitMatter(
            conversation: 1, customer: 1, offering: nil, doneAt: .monday, revenue: contribution, material: 0,
            writtenOff: 0, isReturning: false, isServed: served)
    }

    private func cell(_ contributions: [Int64], _ served: [Bool?]) -> ProfitCell {
        ProfitCell(
            offering: 7, name: "", isReturning: false,
            zip(contributions, served).map { matter($0, served: $1) })
    }

    @Test func `is taken for a side only where chance leaves little doubt, and hides no temptation`() {
        let (plus, minus): ([Int64], [Int64]) = (
            [90, 110, 100, 95, 105, 100], [-90, -110, -100, -95, -105, -100]
        )
        let (well, badly) = (
            Array(repeating: Bool?.some(true), count: 6), Array(repeating: Bool?.some(false), count: 6)
        )
        #expect(cell(plus, well).quadrant == .keep && cell(minus, well).quadrant == .redesign)
        #expect(cell(plus, badly).quadrant == .temptation && cell(minus, badly).quadrant == .stop)
        let mixed = cell([900, -900, 800, -800, 700, -700], well)
        #expect(mixed.quadrant == .notToldApart && mixed.profitable.map(ProfitCell.side) == .some(nil))
        let few = cell(Array(plus.prefix(4)), Array(well.prefix(4)))
        #expect(few.quadrant == .notToldApart && few.profitable == nil && few.favourable == nil)
        // Beta(7, 1): 1 − ½⁷.
        #expect(abs((cell(plus, well).favourable ?? 0) - 127.0 / 128) < 1e-12)
        // t = 100 / (√50 / √6) on 5 degrees is beyond doubt; all alike leaves none.
        #expect((cell(plus, well).profitable ?? 0) > 0.9999 && ProfitCell.above(0, [3, 3, 3, 3, 3]) == 1)
        #expect(cell(plus, Array(repeating: nil, count: 6)).judged == 0)
        // Matters without an offering may be anything: they stand nowhere.
        let mixture = plus.map { matter($0, served: true) }
        #expect(ProfitCell(offering: nil, name: "", isReturning: false, mixture).quadrant == nil)
    }

    @Test func `costs an agent’s time at the rate of their team, from its month on`() {
        let rest = CostRate(from: month - 3, cost: Money(60_000, "USD"), minutes: 6_000, answer: 6)
        let team = CostRate(team: 7, from: month, cost: Money(90_000, "USD"), minutes: 3_000, answer: 2)
        let rates = CostRates([rest, team], members: [(team: 9, agent: 1), (team: 7, agent: 1)])
        let ours = rates.spent(1, month.number, hours: 500, answers: 1)
        #expect(ours?.minutes == 32 && ours?.cost == 960)
        #expect(rates.spent(2, month.number, hours: 500, answers: 1)?.cost == 360)
        #expect(rates.spent(1, month.number - 1, hours: 500, answers: 1) == nil)
        #expect(rates.spent(2, month.number - 4, hours: 500, answers: 1) == nil)
    }

    // MARK: On a desk

    /// A matter that was answered, perhaps worked on and billed, and is done.
    private func done(_ number: Int, _ desk: Desk, _ cast: Cast, clock: TestClock) async throws
        -> Conversation.ID
    {
        let id = try await desk.conversations.openFromForm(
            Conversations.WebRequest(
                address: "c\(number % 4)@example.test", subject: "Matter \(number)", text: "Hello \(number)"),
            channel: .form)
        clock.move(by: .hours(1))
        try await desk.conversations.reply(id, with: Conversations.Reply(text: "Here."), by: cast.agent)
        if number < 2 {
            let lines = [InvoiceLine(CostLine("Visit", price: Spread(9_000)))]
            let bill = try await desk.invoices.compose(
                InvoiceContent(title: "Visit", currency: "USD", lines: lines), in: id, by: cast.agent)
            try await desk.invoices.issue(bill, by: cast.agent)
        }
        if number == 2 {
            let day = Day(clock.now, in: .utc)
            try await desk.work.book(.init(.time, "Talk", on: day, price: 0), on: id, by: cast.agent)
            try await desk.work.book(.init(.material, "Film", on: day, price: 500), on: id, by: cast.agent)
        }
        try await desk.conversations.resolve(id, by: cast.agent)
        return id
    }

    private func kept(_ desk: Desk) async throws -> [String] {
        try await desk.database.read { db in
            let matters = try db.rows("SELECT * FROM profit_matters ORDER BY conversation").map { row in
                let numbers: [Int64?] = [
                    try row("conversation"), try row("customer"), try row("offering"), try row("done_at"),
                    try row("revenue"), try row("material"), try row("written_off"),
                ]
                return "\(numbers) \(try row("currency") as String)"
            }
            let work = try db.rows("SELECT * FROM profit_work ORDER BY conversation, agent, month").map {
                row in
                let numbers: [Int64] = [
                    try row("conversation"), try row("agent"), try row("month"), try row("hours"),
                    try row("answers"),
                ]
                return "\(numbers)"
            }
            return matters + work
        }
    }

    @Test(arguments: Engine.available)
    func `follow what happens, and come out the same from scratch`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let owner = cast.administrator
            let offering = try await desk.offerings.add(.scan, by: owner)
            let rate = CostRate(from: month - 12, cost: Money(60_000, "USD"), minutes: 6_000, answer: 6)
            try await desk.profits.set(rate, by: owner)
            var matters: [Conversation.ID] = []
            for number in 0..<6 {
                matters.append(try await done(number, desk, cast, clock: clock))
                try await desk.catchUp()
            }
            try await desk.conversations.setOffering(matters[2], to: offering, by: cast.agent)
            try await desk.profits.set(
                OfferingCost(offering: offering, fixed: Money(100, "USD"), material: 6_000), by: owner)
            try await desk.conversations.reopen(matters[3], by: cast.agent)
            _ = try await desk.conversations.merge(
                matters[1], into: matters[0], acrossCustomers: true, by: cast.agent)
            try await desk.catchUp()
            let followed = try await kept(desk)
            // Two were billed and are one now, one is open again.
            #expect(followed.count == 4 + 5)
            let report = try await desk.profits.report(scope, by: owner)
            #expect(try await desk.profits.rebuild(by: owner) == 4)
            #expect(try await kept(desk) == followed)
            #expect(try await desk.profits.report(scope, by: owner).csv.bytes == report.csv.bytes)
            let rows = try await desk.profits.rows(.init(), scope, by: owner).rows
            let both = try #require(rows.first { $0.conversation == matters[0] })
            // Two bills, less two answers and the mails with the bills, of six minutes at ten a minute.
            #expect(both.revenue == 18_000)
            #expect(both.contribution == 17_760 && both.isServed == false)
            let worked = try #require(rows.first { $0.conversation == matters[2] })
            #expect(worked.material == 300 && worked.minutes == 66 && worked.contribution == -960)
            #expect(worked.isServed == nil && worked.offeringName == "MRI scan")
            // The customer of the last has nothing done before: what they had was merged away.
            #expect(rows.filter(\.isReturning).map(\.conversation) == [matters[4]])
            let capacity = try #require(report.capacity.first)
            // Twelve months of 600.00; an hour, six answers and two mails with bills were used.
            #expect(capacity.supplied == 720_000 && capacity.used == 108)
            #expect(capacity.unused == 718_920)
            await #expect(throws: Fault.self) { try await desk.profits.report(scope, by: cast.agent) }
        }
    }

    @Test(arguments: Engine.available)
    func `are shown with every number leading to its matters, and said in sentences`(engine: Engine)
        async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            for number in 0..<6 { _ = try await done(number, desk, cast, clock: clock) }
            try await desk.catchUp()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                #expect(
                    try await ines.get("/direction/profit").text.contains("What time costs is not said yet"))
                let rate = [
                    ("team", ""), ("from", (month - 1).description), ("cost", "600"), ("hours", "100"),
                    ("answer", "6"),
                ]
                #expect(try await ines.post("/direction/profit/rates", rate).status == .seeOther)
                let wrong = try await ines.post("/direction/profit/rates", [("from", "soon"), ("cost", "7")])
                #expect(wrong.status.code == 422 && wrong.text.contains("value=\"soon\""))
                let page = try await ines.get("/direction/profit")
                let links = page.document.elements(named: "a").compactMap { $0["href"] }.filter {
                    $0.hasPrefix("/direction/profit")
                }
                for link in Set(links.map { String($0.prefix { $0 != "#" }) }) {
                    #expect(try await ines.get(link).status == .ok, "\(link)")
                }
                #expect(page.text.contains("was not used") && page.text.contains("Month by month"))
                let rows = try await ines.get("/direction/profit/rows.csv?customers=returning").text
                #expect(rows.split(separator: "\r\n").count == 3)
                for odd in ["?until=x", "?offering=none", "?offering=999", "?from=2099-01&until=2026-01"] {
                    #expect(try await ines.get("/direction/profit\(odd)").status == .ok, "\(odd)")
                }
            }
            try await expectCommands(desk)
        }
    }

    private func expectCommands(_ desk: Desk) async throws {
        let json = try await ProfitCommands.Show.parse(["--json"]).words(desk)
        let read = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(read["matters"] as? Int == 6 && (read["cells"] as? [Any])?.count == 2)
        let first = try await ProfitCommands.Rows.parse(["--json", "--limit", "4"]).words(desk)
        let page = try #require(try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any])
        let next = try #require(page["next"] as? String)
        let rest = try await ProfitCommands.Rows.parse(["--json", "--after", next]).words(desk)
        #expect(rest.components(separatedBy: "\"conversation\"").count == 3)
        _ = try await ProfitCommands.Rate.parse([
            "--from", month.description, "--cost", "700", "--hours", "100",
        ]).words(desk)
        let rates = try await ProfitCommands.Rates.parse(["--json"]).words(desk)
        #expect(rates.contains("700.00") && rates.contains("600.00"))
        let events = try await desk.database.read { db in
            try db.rows("SELECT \(Event.columns) FROM events WHERE kind = 'cost-rate.set' ORDER BY id").map(
                Event.init(row:))
        }
        let r = Reader(now: Moment.monday.milliseconds)
        #expect(
            events.last?.sentence(for: r, by: "Ines")
                == "Ines said what the time of everybody else costs from March 2026 on: US$700.00 a month")
    }
}
