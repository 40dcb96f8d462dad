import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `A way to pay chosen beforehand` {
    private static let two = [PayTerms(count: 3, firstAfter: 14), PayTerms(amount: 5_000)]

    /// An accepted estimate of $180 with $90 deposit and two ways to pay; the second was chosen.
    private func accepted(_ desk: Desk, _ cast: Cast) async throws -> Estimate.ID {
        let id = try await desk.tell(cast, .scan { $0.plans = Self.two })
        _ = try await desk.estimates.accept(behind: desk.link(id), .init(name: "Dana W.", plan: 1))
        return id
    }

    private func bill(_ desk: Desk, _ cast: Cast) async throws -> Invoices.Bill {
        let id = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
        try await desk.invoices.issue(id, by: cast.agent)
        return try await desk.invoices.bill(id, for: cast.agent)
    }

    @Test(arguments: Engine.available)
    func `several are offered in the form, and the customer chooses among them`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let draft = try await desk.estimates.compose(.scan(), in: cast.conversation, by: cast.agent)
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let saved = try await tom.post(
                    "/estimates/\(draft)",
                    [
                        ("title", "Scan"), ("text", "Scan"), ("likely", "180"), ("deposit", "90"),
                        ("plan_count", "3"), ("plan_amount", ""), ("plan_first", "14"),
                        ("plan_every", "month"),
                        ("plan_interest", ""), ("plan_count", ""), ("plan_amount", "45.00"),
                        ("plan_first", ""),
                        ("plan_every", "week"), ("plan_interest", ""), ("plan_count", ""),
                        ("plan_amount", ""),
                        ("then", "send"),
                    ])
                #expect(saved.status == .seeOther, "\(saved.text.suffix(2_000))")
                let plans = try await desk.estimates.find(draft).content.plans
                #expect(plans == [PayTerms(count: 3, firstAfter: 14), PayTerms(amount: 4_500, every: .week)])
                let message = try #require(try await desk.estimates.find(draft).message)
                try await desk.database.write { db in
                    try db.execute("UPDATE messages SET delivery = 'sent' WHERE id = \(message)")
                    try Estimates.noteSent(message, at: .monday, in: db)
                }
                let path = desk.estimates.path(of: draft)
                let page = try await site.visitor().get(path)
                let ways = page.document.elements(named: "input").filter { $0["name"] == "plan" }
                #expect(ways.compactMap { $0["value"] } == ["", "0", "1"])
                let made = try await site.visitor().post(
                    path + "/acceptance", [("name", "Dana"), ("plan", "7")])
                #expect(made.status.code == 422)
                _ = try await site.visitor().post(path + "/acceptance", [("name", "Dana"), ("plan", "1")])
                #expect(try await desk.estimates.find(draft).plan == PayTerms(amount: 4_500, every: .week))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `holds for the bill, after what was paid on accepting`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await accepted(desk, cast)
            let today = Day(.monday, in: .utc)
            try await desk.invoices.payDeposit(on: id, .init(4_000, .cash, on: today), by: cast.agent)
            try await desk.invoices.payDeposit(on: id, .init(5_000, .bank, on: today), by: cast.agent)
            let bill = try await bill(desk, cast)
            #expect(bill.payments.map(\.amount) == [4_000, 5_000] && bill.owed == 9_000)
            #expect(bill.invoice.state == .partPaid)
            #expect(bill.plan?.instalments.map(\.amount) == [5_000, 4_000])
            #expect(bill.plan?.chosenBy == "Dana W.")
            #expect(try await desk.history(cast).contains(.planChosen))
        }
    }

    @Test(arguments: Engine.available)
    func `a deposit that is more than the bill waits for the next one`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await accepted(desk, cast)
            try await desk.invoices.payDeposit(
                on: id, .init(9_000, .cash, on: Day(.monday, in: .utc)), by: cast.agent)
            let first = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
            var content = try await desk.invoices.find(first).content
            content.lines[0].line.price = Spread(6_000)
            try await desk.invoices.save(content, as: first, by: cast.agent)
            try await desk.invoices.issue(first, by: cast.agent)
            #expect(try await desk.invoices.find(first).state == .paid)
            let second = try await bill(desk, cast)
            #expect(second.payments.map(\.amount) == [3_000])
        }
    }

    @Test(arguments: Engine.available)
    func `a deposit is noted once it is owed, and up to what is owed`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            let today = Day(.monday, in: .utc)
            func pay(_ amount: Int64, _ day: Day) async throws {
                try await desk.invoices.payDeposit(on: id, .init(amount, .cash, on: day), by: cast.agent)
            }
            await #expect(throws: Fault.conflict("A deposit is owed once it has been accepted.")) {
                try await pay(1, today)
            }
            _ = try await desk.estimates.accept(behind: desk.link(id), .init(name: "Dana"))
            await #expect {
                try await pay(9_001, today)
            } throws: {
                ($0 as? Fault)?.kind == .conflict
            }
            await #expect(throws: Fault.invalid("A payment is more than nothing.")) {
                try await pay(-1, today)
            }
            await #expect(throws: Fault.invalid("A payment is noted on a day that has been.")) {
                try await pay(1, today + 1)
            }
            try await withSite(of: desk) { site in
                let path = desk.estimates.path(of: id)
                #expect(try await site.visitor().get(path).text.contains("To be paid on accepting"))
                let tom = try await site.visitor(as: cast.tom)
                let noted = try await tom.post(
                    "/estimates/\(id)/deposit",
                    [("amount", "90.00"), ("method", "bank"), ("day", "2026-03-16")])
                #expect(noted.status == .seeOther)
                #expect(try await site.visitor().get(path).text.contains("To be paid on accepting") == false)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the team agrees on another plan, and the history keeps what it was`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            _ = try await accepted(desk, cast)
            let bill = try await bill(desk, cast)
            let path = "/invoices/\(bill.invoice.id)"
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                #expect(try await tom.get(path).text.contains("Change the plan"))
                let absurd = try await tom.post("\(path)/plan", [("plan_count", "-3")])
                #expect(absurd.status.code == 422 && absurd.text.contains("A plan has 1 to 120 parts."))
                let nothing = try await tom.post("\(path)/plan", [("plan_count", "")])
                #expect(nothing.status.code == 422)
                _ = try await tom.post("\(path)/plan", [("plan_count", "6"), ("plan_every", "month")])
                let present = try await desk.invoices.bill(bill.invoice.id, for: cast.agent)
                #expect(present.plan?.instalments.count == 6 && present.plan?.state == .adjusted)
                #expect(present.plan?.instalments.reduce(0) { $0 + $1.amount } == bill.owed)
                let page = try await tom.get("/conversations/\(cast.conversation)")
                #expect(page.text.contains("from 4 to 6 parts"))
            }
        }
    }
}

@Suite struct `The link of a version that was replaced` {
    @Test(arguments: Engine.available)
    func `says so, and leads to the newest one`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let first = try await desk.tell(cast)
            let second = try await desk.estimates.revise(first, by: cast.agent)
            try await withSite(of: desk) { site in
                let path = desk.estimates.path(of: first)
                let before = try await site.visitor().get(path)
                #expect(!before.text.contains(desk.estimates.path(of: second)))
                let message = try await desk.estimates.send(second, atOnce: true, by: cast.agent)
                try await desk.database.write { db in try Estimates.noteSent(message, at: .monday, in: db) }
                let old = try await site.visitor().get(path)
                #expect(old.text.contains("A newer version has taken its place."))
                let links = old.document.elements(named: "a").compactMap { $0["href"] }
                #expect(links.contains(desk.estimates.path(of: second)))
                let late = try await site.visitor().post(path + "/acceptance", [("name", "Dana")])
                #expect(late.text.contains("A newer version has taken its place. Please look at that one."))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `leads nowhere once the conversation is somebody else's`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let first = try await desk.tell(cast)
            let second = try await desk.estimates.revise(first, by: cast.agent)
            let message = try await desk.estimates.send(second, atOnce: true, by: cast.agent)
            let other = try await desk.conversations.openFromForm(
                .init(name: "Sam", address: Cast.samAddress, subject: "Other", text: "Other", files: []),
                channel: .form)
            try await desk.database.write { db in
                try Estimates.noteSent(message, at: .monday, in: db)
                try db.execute("UPDATE estimates SET conversation = \(other) WHERE id = \(second)")
            }
            try await withSite(of: desk) { site in
                let old = try await site.visitor().get(desk.estimates.path(of: first))
                #expect(!old.text.contains(desk.estimates.path(of: second)))
            }
        }
    }
}
