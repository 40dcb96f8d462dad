import Database
import DatabaseTesting
import Foundation
import Localization
import Testing

@testable import Ensemble

@Suite struct `Bills beside what was told` {
    /// An accepted estimate of $180 ($150–$240), and a draft of its invoice.
    private func accepted(_ desk: Desk, _ cast: Cast) async throws -> (Estimate.ID, Invoice.ID) {
        let estimate = try await desk.tell(cast)
        try await desk.estimates.record(true, of: estimate, name: "Dana", by: cast.agent)
        return (estimate, try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent))
    }

    private func link(_ desk: Desk, _ id: Invoice.ID) -> String {
        String(desk.invoices.path(of: id).dropFirst("/bill/".count))
    }

    private var today: Day { Day(.monday, in: .utc) }

    @Test(arguments: Engine.available)
    func `an invoice begins with the accepted lines, each tied to where it was told`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let (estimate, id) = try await accepted(desk, cast)
            let invoice = try await desk.invoices.issue(id, by: cast.agent)
            #expect(invoice.number == "2026-1" && invoice.gross == 18_000 && invoice.state == .issued)
            #expect(invoice.content.lines.map(\.told) == [InvoiceLine.Told(estimate, line: 0)])
            let bill = try await desk.invoices.look(behind: link(desk, id), isCustomer: true)
            #expect(bill.comparison.surprise == 0 && bill.comparison.isAsTold && bill.owed == 18_000)
            let text = try await desk.scene(cast.conversation).messages.last?.text
            #expect(text?.contains("It is what we told you.") == true)
        }
    }

    @Test(arguments: Engine.available)
    func `an unannounced line shows even where a discount makes up for it`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let (_, id) = try await accepted(desk, cast)
            var content = try await desk.invoices.find(id).content
            content.lines.append(
                InvoiceLine(CostLine("Laboratory", price: Spread(5_000)), why: "The lab asked"))
            content.discount = 5_000
            try await desk.invoices.save(content, as: id, by: cast.agent)
            try await desk.invoices.issue(id, by: cast.agent)
            let comparison = try await desk.invoices.look(behind: link(desk, id), isCustomer: true).comparison
            #expect(comparison.surprise == 0 && !comparison.isAsTold)
            #expect(comparison.unannounced.map(\.text) == ["Laboratory"])
            let stored: Int? = try await desk.database.read { db in
                try db.value("SELECT unannounced FROM invoices WHERE id = \(id)")
            }
            #expect(stored == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `numbers have no gaps, whatever is thrown away, refused, or issued at once`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let content = InvoiceContent(
                title: "Visit", currency: "USD", lines: [InvoiceLine(CostLine("Visit", price: Spread(9_000)))]
            )
            var ids: [Invoice.ID] = []
            for _ in 0..<6 {
                ids.append(try await desk.invoices.compose(content, in: cast.conversation, by: cast.agent))
            }
            let empty = try await desk.invoices.compose(
                InvoiceContent(title: "x", currency: "USD"), in: cast.conversation, by: cast.agent)
            await #expect(throws: Fault.self) { try await desk.invoices.issue(empty, by: cast.agent) }
            _ = try await desk.invoices.discard(ids.removeLast(), by: cast.agent)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in ids { group.addTask { try await desk.invoices.issue(id, by: cast.agent) } }
                try await group.waitForAll()
            }
            let numbers: [Int64] = try await desk.database.read { db in
                try db.rows("SELECT number FROM invoices WHERE number IS NOT NULL ORDER BY number").map {
                    try $0("number")
                }
            }
            #expect(numbers == [1, 2, 3, 4, 5])
        }
    }

    @Test(arguments: Engine.available)
    func `part payments add up, too much is refused, and the last one settles it`(engine: Engine) async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let (_, id) = try await accepted(desk, cast)
            let some = Invoices.Receipt(5_000, .bank, on: today, reference: "2026-1")
            await #expect(throws: Fault.self) { try await desk.invoices.pay(id, some, by: cast.agent) }
            try await desk.invoices.issue(id, by: cast.agent)
            try await desk.invoices.pay(id, some, by: cast.agent)
            #expect(try await desk.invoices.find(id).state == .partPaid)
            for wrong in [
                Invoices.Receipt(13_001, .cash, on: today), .init(0, .cash, on: today),
                .init(-5, .cash, on: today), .init(5, .cash, on: today + 1), .init(5, .writeOff, on: today),
            ] {
                await #expect(throws: Fault.self) { try await desk.invoices.pay(id, wrong, by: cast.agent) }
            }
            try await desk.invoices.pay(id, Invoices.Receipt(13_000, .card, on: today), by: cast.agent)
            #expect(try await desk.invoices.find(id).state == .paid)
            await #expect(throws: Fault.self) {
                try await desk.invoices.pay(id, Invoices.Receipt(1, .card, on: today), by: cast.agent)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a credit note takes back at most what was billed, and what is owed with it`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let (_, id) = try await accepted(desk, cast)
            try await desk.invoices.issue(id, by: cast.agent)
            let credit = try await desk.invoices.beginCredit(to: id, by: cast.agent)
            var content = try await desk.invoices.find(credit).content
            content.lines[0].line.price = Spread(4_000)
            try await desk.invoices.save(content, as: credit, by: cast.agent)
            let issued = try await desk.invoices.issue(credit, by: cast.agent)
            #expect(issued.number == "C2026-1" && issued.kind == .credit)
            let bill = try await desk.invoices.look(behind: link(desk, id), isCustomer: true)
            #expect(bill.owed == 14_000 && bill.credits.map(\.id) == [credit])
            let again = try await desk.invoices.beginCredit(to: id, by: cast.agent)
            await #expect(throws: Fault.self) { try await desk.invoices.issue(again, by: cast.agent) }
            await #expect(throws: Fault.self) {
                try await desk.invoices.beginCredit(to: credit, by: cast.agent)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the customer chooses a plan that was offered, and its parts are the debt`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let (_, id) = try await accepted(desk, cast)
            try await desk.invoices.issue(id, by: cast.agent)
            let link = link(desk, id)
            await #expect(throws: Fault.self) {
                try await desk.invoices.choosePlan(behind: link, 1, name: "Dana")
            }
            await #expect(throws: Fault.self) {
                try await desk.invoices.choosePlan(behind: link, 0, name: " ")
            }
            try await desk.invoices.choosePlan(behind: link, 0, name: "Dana")
            await #expect(throws: Fault.self) {
                try await desk.invoices.choosePlan(behind: link, 0, name: "Dana")
            }
            let plan = try #require(try await desk.invoices.look(behind: link, isCustomer: true).plan)
            #expect(plan.instalments.map(\.amount) == [6_000, 6_000, 6_000] && plan.state == .active)
            try await desk.invoices.pay(id, Invoices.Receipt(6_000, .bank, on: today), by: cast.agent)
            try await desk.invoices.adjustPlan(id, to: PayTerms(count: 12, interest: 1_200), by: cast.agent)
            let adjusted = try await desk.invoices.look(behind: link, isCustomer: true)
            let parts = adjusted.plan?.instalments ?? []
            #expect(parts.reduce(0) { $0 + $1.amount - $1.interest } == 12_000 && parts.count == 12)
            #expect(adjusted.plan?.state == .adjusted && adjusted.owed == parts.reduce(0) { $0 + $1.amount })
            let flagged = try await desk.database.read { db in
                try Events.history(of: cast.conversation, in: db).last { $0.kind == .planAdjusted }
            }
            #expect(flagged?.data["look"] == "yes")
        }
    }

    @Test(arguments: Engine.available)
    func `interest that was earned when a plan is changed stays owed`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let (_, id) = try await accepted(desk, cast)
            try await desk.invoices.issue(id, by: cast.agent)
            try await desk.invoices.adjustPlan(id, to: PayTerms(count: 12, interest: 12_00), by: cast.agent)
            let before = try await desk.invoices.bill(id, for: cast.agent)
            #expect(before.plan?.instalments.first?.interest == 180)
            // One month is over and nothing came: 1 % of $180.00 is owed beside them.
            clock.move(by: .days(31))
            try await desk.invoices.adjustPlan(id, to: PayTerms(count: 3), by: cast.agent)
            let after = try await desk.invoices.bill(id, for: cast.agent)
            #expect(after.owed == 18_180)
            #expect(after.plan?.instalments.map(\.amount) == [6_060, 6_060, 6_060])
            try await desk.invoices.pay(
                id, Invoices.Receipt(18_180, .bank, on: Day(clock.now, in: .utc)), by: cast.agent)
            #expect(try await desk.invoices.find(id).state == .paid)
        }
    }

    @Test(arguments: Engine.available)
    func `a bill keeps the rules and the address of the day it was issued`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            var terms = try await desk.settings.terms()
            (terms.policy, terms.address, terms.footer) = ("quebec", "1 Elm Street", "Register 7")
            try await desk.settings.change(to: terms, by: cast.administrator)
            let (_, id) = try await accepted(desk, cast)
            var content = try await desk.invoices.find(id).content
            content.lines[0].line.price = Spread(19_000)
            try await desk.invoices.save(content, as: id, by: cast.agent)
            try await desk.invoices.issue(id, by: cast.agent)
            (terms.policy, terms.address, terms.footer) = ("house", "2 Oak Street", "Register 8")
            try await desk.settings.change(to: terms, by: cast.administrator)
            let bill = try await desk.invoices.look(behind: link(desk, id), isCustomer: true)
            // 190 of at most 240: past Quebec's rule, not past the house's.
            #expect(bill.policy.id == "quebec" && bill.policy.overrun.isBroken(by: bill.comparison))
            #expect(bill.terms.address == "1 Elm Street" && bill.terms.footer == "Register 7")
            var words = ""
            dump(
                InvoicePaper(bill, Letterhead(name: "Renamed")).sheet(Reader(now: clock.now.milliseconds)),
                to: &words)
            #expect(words.contains("1 Elm Street") && !words.contains("Oak") && !words.contains("Renamed"))
            try await withSite(of: desk) { site in
                let page = try await site.visitor().get(desk.invoices.path(of: id)).text
                #expect(page.contains("1 Elm Street") && !page.contains("Oak"))
                let desk = try await site.visitor(as: cast.tom).get("/invoices/\(id)").text
                #expect(desk.contains("more than \(PolicyPack.named("quebec").name) allows"))
            }
            let (quebec, house) = (PolicyPack.named("quebec"), PolicyPack.named("house"))
            try #require(quebec.disputeDays != house.disputeDays)
            clock.move(by: .days(Int64(min(quebec.disputeDays, house.disputeDays) + 1)))
            let isStillOpen = quebec.disputeDays > house.disputeDays
            do {
                try await desk.invoices.dispute(behind: link(desk, id), name: "Dana", why: "Too much")
                #expect(isStillOpen)
            } catch let fault as Fault {
                #expect(!isStillOpen && fault.kind == .conflict)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `nothing is chased while a dispute is open, and its answer is kept`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let (_, id) = try await accepted(desk, cast)
            try await desk.invoices.issue(id, by: cast.agent)
            let link = link(desk, id)
            try await desk.invoices.dispute(behind: link, name: "Dana", why: "I had one scan only.")
            await #expect(throws: Fault.self) {
                try await desk.invoices.dispute(behind: link, name: "Dana", why: "Again")
            }
            clock.move(by: .days(30))
            try await desk.invoices.remind(id)
            #expect(try await desk.notices().isEmpty)
            #expect(try await desk.invoices.find(id).state == .disputed)
            try await desk.invoices.settle(id, outcome: "You are right.", by: cast.agent)
            let bill = try await desk.invoices.look(behind: link, isCustomer: true)
            #expect(bill.disputes.map(\.outcome) == ["You are right."] && bill.invoice.state == .issued)
            await #expect(throws: Fault.self) {
                try await desk.invoices.settle(id, outcome: "Again", by: cast.agent)
            }
            clock.move(by: .days(120))
            await #expect(throws: Fault.self) {
                try await desk.invoices.dispute(behind: link, name: "Dana", why: "Late")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `time and material are billed once`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let work = WorkEntry.Work(.time, "Scan", on: today, price: 9_000)
            try await desk.work.book(work, on: cast.conversation, by: cast.agent)
            let first = try await desk.invoices.begin(.work, in: cast.conversation, by: cast.agent)
            let second = try await desk.invoices.begin(.work, in: cast.conversation, by: cast.agent)
            try await desk.invoices.issue(first, by: cast.agent)
            await #expect(throws: Fault.self) { try await desk.invoices.issue(second, by: cast.agent) }
            let entry = try #require(try await desk.work.of(cast.conversation, for: cast.agent).first)
            #expect(entry.isBilled)
            await #expect(throws: Fault.self) { try await desk.work.remove(entry.id, by: cast.agent) }
        }
    }

    @Test func `what is left is written off by an administrator, with the reason`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let (_, id) = try await accepted(desk, cast)
            try await desk.invoices.issue(id, by: cast.agent)
            await #expect(throws: Fault.self) {
                try await desk.invoices.writeOff(id, because: "x", by: cast.agent)
            }
            try await desk.invoices.writeOff(id, because: "Moved away", by: cast.administrator)
            #expect(try await desk.invoices.find(id).state == .writtenOff)
        }
    }

    @Test(arguments: Engine.available)
    func `what is written off is contested no longer, and our reason stays ours`(engine: Engine) async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let (_, id) = try await accepted(desk, cast)
            try await desk.invoices.issue(id, by: cast.agent)
            let link = link(desk, id)
            try await desk.invoices.dispute(behind: link, name: "Dana", why: "I had one scan only.")
            try await desk.invoices.writeOff(id, because: "planted-reason", by: cast.administrator)
            let bill = try await desk.invoices.look(behind: link, isCustomer: true)
            #expect(bill.invoice.state == .writtenOff && bill.owed == 0)
            #expect(
                bill.disputes.map(\.outcome) == [
                    "We don’t ask for the US$180.00 that was still owed any more."
                ])
            #expect(bill.disputes.allSatisfy { $0.closedAt == .monday })
            let closed = try await desk.database.read { db in
                try Events.history(of: cast.conversation, in: db).filter { $0.kind == .disputeClosed }
            }
            let sentence = closed.first?.sentence(for: Reader(now: Moment.monday.milliseconds), by: "Ines")
            #expect(
                closed.count == 1
                    && sentence == "The dispute of invoice 2026-1 is settled: what was owed is written off")
            await #expect(throws: Fault.self) {
                try await desk.invoices.settle(id, outcome: "Again", by: cast.agent)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `where nothing is owed any more a dispute is answered, not written off`(engine: Engine) async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let (_, id) = try await accepted(desk, cast)
            try await desk.invoices.issue(id, by: cast.agent)
            try await desk.invoices.pay(id, Invoices.Receipt(18_000, .bank, on: today), by: cast.agent)
            try await desk.invoices.dispute(behind: link(desk, id), name: "Dana", why: "One scan only.")
            await #expect(throws: Fault.conflict("Nothing is owed on this invoice any more.")) {
                try await desk.invoices.writeOff(id, because: "x", by: cast.administrator)
            }
            try await desk.invoices.settle(id, outcome: "Two, we looked.", by: cast.agent)
            #expect(try await desk.invoices.find(id).state == .settled)
        }
    }

    @Test func `lines told elsewhere, and links that are made up, are refused`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let (_, id) = try await accepted(desk, cast)
            var content = try await desk.invoices.find(id).content
            content.lines[0].told = InvoiceLine.Told(999, line: 0)
            await #expect(throws: Fault.self) {
                try await desk.invoices.save(content, as: id, by: cast.agent)
            }
            for link in ["", "1-x", "\(id)-aaaaaaaaaaaaaaaa", link(desk, id)] {
                await #expect(throws: Fault.self, "\(link)") {
                    try await desk.invoices.look(behind: link, isCustomer: true)
                }
            }
        }
    }

    @Test func `no order of moves reaches a state that cannot be, in 20,000 cases`() {
        var chance = SplitMix(state: 2026)
        for _ in 0..<20_000 {
            var state = InvoiceState.drafted
            var wasIssued = false
            for _ in 0..<Int.random(in: 1...12, using: &chance) {
                let move = InvoiceState.Move.allCases.randomElement(using: &chance) ?? .issue
                let next = (try? state.after(move)) ?? state
                wasIssued = wasIssued || move == .issue
                #expect(wasIssued || next == .drafted)
                #expect(next != .drafted || state == .drafted)
                if state == .writtenOff { #expect(next == .writtenOff) }
                state = next
            }
        }
    }

    @Test
    func `what is owed and how a bill stands agree in any order of money and disputes, in 20,000 walks`() {
        var chance = SplitMix(state: 77)
        for _ in 0..<20_000 {
            let whole = Int64.random(in: 1...100, using: &chance)
            var (state, paid) = (InvoiceState.issued, Int64(0))
            var story: [String] = []
            for _ in 0..<Int.random(in: 1...16, using: &chance) {
                let owed = whole - paid
                switch Int.random(in: 0..<6, using: &chance) {
                case 0..<3:
                    let amount = Int64.random(in: 1...max(1, owed), using: &chance)
                    guard owed > 0, let next = try? state.after(paying: amount, of: owed) else { break }
                    (state, paid) = (next, paid + amount)
                case 3: state = (try? state.after(.dispute)) ?? state
                case 4: state = (try? state.afterAnswer(owed: owed, isPart: paid > 0)) ?? state
                default:
                    guard let next = try? state.afterWriteOff(owed: owed) else { break }
                    (state, paid) = (next, whole)
                }
                story.append("\(state) \(paid) of \(whole)")
                let isRight =
                    switch state {
                    case .issued: paid == 0
                    case .partPaid: paid > 0 && paid < whole
                    case .paid, .settled, .writtenOff: paid == whole
                    case .disputed: paid <= whole
                    case .drafted: false
                    }
                #expect(isRight, "\(story)")
            }
        }
    }

    @Test func `the comparison loses nothing, in 10,000 cases`() {
        var chance = SplitMix(state: 2026)
        for _ in 0..<10_000 {
            let told = (0..<Int.random(in: 0...6, using: &chance)).map {
                line -> (InvoiceLine.Told, String, Spread) in
                let prices = (0..<3).map { _ in Int64.random(in: 0...10_000, using: &chance) }.sorted()
                return (InvoiceLine.Told(1, line: line), "t", Spread(prices[0], prices[1], prices[2]))
            }
            let billed = (0..<Int.random(in: 0...8, using: &chance)).map { _ -> (InvoiceLine, Int64) in
                let place = Int.random(in: -1...7, using: &chance)
                let line = InvoiceLine(
                    CostLine("b", price: Spread(1)), told: place < 0 ? nil : InvoiceLine.Told(1, line: place))
                return (line, Int64.random(in: 0...10_000, using: &chance))
            }
            let comparison = Comparison(
                told: told.map { .init(place: $0.0, text: $0.1, provider: "", gross: $0.2) },
                billed: billed.map { (line: $0.0, gross: $0.1) })
            #expect(comparison.rows.reduce(0) { $0 + $1.billed } == comparison.billed)
            #expect(comparison.rows.reduce(0) { $0 + $1.difference } == comparison.surprise)
            let known = Set(told.map(\.0))
            let surprising = billed.filter { line in line.0.told.map { !known.contains($0) } ?? true }
            #expect(comparison.unannounced.count == surprising.count)
            // What is told and not billed makes up for nothing.
            let mine = Set(billed.compactMap(\.0.told))
            let alone = Comparison(
                told: told.filter { mine.contains($0.0) }.map {
                    .init(place: $0.0, text: $0.1, provider: "", gross: $0.2)
                }, billed: billed.map { (line: $0.0, gross: $0.1) })
            #expect(alone.surprise == comparison.surprise && alone.isAsTold == comparison.isAsTold)
        }
    }
}
