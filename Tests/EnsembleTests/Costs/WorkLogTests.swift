import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Time and material` {
    private func hours(_ thousandths: Int64, price: Int64 = 10_000) -> WorkEntry.Work {
        WorkEntry.Work(
            .time, "Work", on: Day("2026-03-16") ?? Day(number: 0), quantity: thousandths, price: price)
    }

    @Test(arguments: Engine.available)
    func `what is worked runs against what was accepted`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            try await desk.estimates.record(true, of: id, name: "Dana", by: cast.agent)
            try await desk.work.book(hours(1_500), on: cast.conversation, by: cast.agent)
            var free = hours(1_000)
            free.isBillable = false
            try await desk.work.book(free, on: cast.conversation, by: cast.agent)
            let balance = try await desk.work.balance(of: cast.conversation)
            #expect(balance.used == Money(15_000, "USD") && balance.told == Money(24_000, "USD"))
            #expect(balance.hours == 2_500 && balance.asOf == .monday && balance.percent == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `each level is told once, with how old the figure is, and to the customer if chosen`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let limit = SpendLimit(Money(100_000, "USD"), tellsCustomer: true)
            try await desk.work.setLimit(limit, on: cast.conversation, by: cast.agent)
            for _ in 0..<10 { try await desk.work.book(hours(1_000), on: cast.conversation, by: cast.agent) }
            let history = try await desk.database.read { db in
                try Events.history(of: cast.conversation, in: db).filter { $0.kind == .limitPassed }
            }
            #expect(history.map { $0.data["level"] } == ["50", "80", "100"])
            #expect(history.allSatisfy { $0.data["as_of"] == String(Moment.monday.milliseconds) })
            let notices = try await desk.notices()
            #expect(notices.count == 3 && notices[0].text.contains("US$500.00 of US$1,000.00"))
            #expect(notices[0].text.contains("as of 16 March 2026"))
        }
    }

    @Test(arguments: Engine.available)
    func `past the limit nothing is booked without a reason, or an accepted change`(engine: Engine)
        async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let base = try await desk.tell(cast)
            try await desk.estimates.record(true, of: base, name: "Dana", by: cast.agent)
            clock.move(by: .hours(1))
            try await desk.work.setLimit(
                SpendLimit(Money(24_000, "USD")), on: cast.conversation, by: cast.agent)
            try await desk.work.book(hours(2_400), on: cast.conversation, by: cast.agent)
            await #expect(throws: Fault.self) {
                try await desk.work.book(hours(1), on: cast.conversation, by: cast.agent)
            }
            try await desk.work.book(
                hours(100), on: cast.conversation, override: "The patient fainted", by: cast.agent)
            let entry = try #require(try await desk.work.of(cast.conversation, for: cast.agent).last)
            #expect(entry.override == "The patient fainted" && entry.agent == cast.tom.id)
            clock.move(by: .hours(1))
            let change = try await desk.estimates.compose(
                .scan {
                    $0.kind = .change; $0.deposit = 0
                }, in: cast.conversation, changing: base, by: cast.agent)
            _ = try await desk.estimates.send(change, atOnce: true, by: cast.agent)
            try await desk.estimates.record(true, of: change, name: "Dana", by: cast.agent)
            #expect(try await desk.work.balance(of: cast.conversation).ceiling == Money(48_000, "USD"))
            try await desk.work.book(hours(1_000), on: cast.conversation, by: cast.agent)
        }
    }

    @Test(arguments: Engine.available)
    func `where the limit stops, only an administrator goes past it`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let limit = SpendLimit(Money(5_000, "USD"), atLimit: .stop)
            try await desk.work.setLimit(limit, on: cast.conversation, by: cast.agent)
            await #expect(throws: Fault.self) {
                try await desk.work.book(hours(1_000), on: cast.conversation, override: "x", by: cast.agent)
            }
            try await desk.work.book(
                hours(1_000), on: cast.conversation, override: "x", by: cast.administrator)
        }
    }

    @Test(arguments: Engine.available)
    func `once the limit is reached nothing is booked without a reason, nor what nobody is billed for`(
        engine: Engine
    ) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let limit = SpendLimit(Money(10_000, "USD"), atLimit: .stop)
            try await desk.work.setLimit(limit, on: cast.conversation, by: cast.agent)
            var free = hours(1_000)
            free.isBillable = false
            try await desk.work.book(free, on: cast.conversation, by: cast.agent)
            try await desk.work.startTimer(on: cast.conversation, by: cast.agent)
            try await desk.work.book(hours(1_000), on: cast.conversation, by: cast.agent)
            var material = free
            material.kind = .material
            for work in [free, material] {
                await #expect(throws: Fault.self) {
                    try await desk.work.book(work, on: cast.conversation, by: cast.agent)
                }
                await #expect(throws: Fault.self) {
                    try await desk.work.book(work, on: cast.conversation, override: "x", by: cast.agent)
                }
            }
            // A timer that ran all the while is no way past it.
            clock.move(by: .minutes(30))
            await #expect(throws: Fault.self) {
                try await desk.work.stopTimer(
                    "x", price: 0, taxRate: 0, isBillable: false, by: cast.agent)
            }
            #expect(try await desk.work.of(cast.conversation, for: cast.agent).count == 2)
            try await desk.work.book(
                free, on: cast.conversation, override: "She fainted", by: cast.administrator)
            let entry = try #require(try await desk.work.of(cast.conversation, for: cast.agent).last)
            #expect(entry.override == "She fainted" && entry.agent == cast.ines.id)
        }
    }

    @Test(arguments: Engine.available)
    func `of many who book at once the limit lets only what fits pass`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await desk.work.setLimit(
                SpendLimit(Money(50_000, "USD")), on: cast.conversation, by: cast.agent)
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        _ = try? await desk.work.book(hours(1_000), on: cast.conversation, by: cast.agent)
                    }
                }
            }
            #expect(try await desk.work.balance(of: cast.conversation).used == Money(50_000, "USD"))
        }
    }

    @Test(arguments: Engine.available)
    func `a timer books what it ran`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            try await desk.work.startTimer(on: cast.conversation, by: cast.agent)
            clock.move(by: .minutes(45))
            _ = try await desk.work.stopTimer(
                "Scan", price: 12_000, taxRate: 0, isBillable: true, by: cast.agent)
            let entry = try #require(try await desk.work.of(cast.conversation, for: cast.agent).first)
            #expect(entry.work.quantity == 750 && entry.amount == Money(9_000, "USD"))
            await #expect(throws: Fault.self) {
                try await desk.work.stopTimer("x", price: 0, taxRate: 0, isBillable: false, by: cast.agent)
            }
            _ = try await desk.work.remove(entry.id, by: cast.agent)
            #expect(try await desk.work.of(cast.conversation, for: cast.agent).isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `a timer past the limit is booked with the reason, or thrown away`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            try await desk.work.setLimit(
                SpendLimit(Money(5_000, "USD")), on: cast.conversation, by: cast.agent)
            let path = "/conversations/\(cast.conversation)"
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                _ = try await tom.post("\(path)/timer")
                clock.move(by: .minutes(60))
                let fields = [("text", "The whole scan"), ("price", "90"), ("shown", "1")]
                let past = try await tom.post("\(path)/timer/stop", fields)
                #expect(past.status == .conflict && past.text.contains("past the limit that was told"))
                #expect(past.text.contains("id=\"f-timer-override\"") && past.text.contains("The whole scan"))
                let booked = try await tom.post(
                    "\(path)/timer/stop", fields + [("override", "She asked on the phone")])
                #expect(booked.status == .seeOther)
                let entry = try #require(try await desk.work.of(cast.conversation, for: cast.agent).first)
                #expect(entry.override == "She asked on the phone" && entry.work.isShown)
                _ = try await tom.post("\(path)/timer")
                #expect(try await tom.get("\(path)/work").text.contains("\(path)/timer/removal"))
                #expect(try await tom.post("\(path)/timer/removal").status == .seeOther)
                #expect(try await tom.post("\(path)/timer/removal").status == .notFound)
                #expect(try await desk.work.of(cast.conversation, for: cast.agent).count == 1)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a limit in a currency that was given up holds nothing, and says so`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await desk.work.setLimit(
                SpendLimit(Money(5_000, "USD")), on: cast.conversation, by: cast.agent)
            await #expect {
                try await desk.work.setLimit(
                    SpendLimit(Money(5_000, "EUR")), on: cast.conversation, by: cast.agent)
            } throws: {
                ($0 as? Fault)?.message.english == "Amounts in EUR and USD cannot be added."
            }
            var terms = Terms()
            terms.currency = "EUR"
            try await desk.settings.change(to: terms, by: cast.administrator)
            _ = try await desk.work.book(hours(2_000), on: cast.conversation, by: cast.agent)
            let balance = try await desk.work.balance(of: cast.conversation)
            #expect(balance.ceiling == nil && balance.percent == nil && balance.used.currency == "EUR")
            try await withSite(of: desk) { site in
                let page = try await site.visitor(as: cast.tom).get(
                    "/conversations/\(cast.conversation)/work")
                #expect(page.text.contains("the limit of US$50.00 is in another currency"))
            }
        }
    }

    @Test(arguments: ["-1", "0", "99999999999999999999", "1000001", "NaN"])
    func `an absurd quantity or limit is refused in a sentence`(quantity: String) async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let path = "/conversations/\(cast.conversation)"
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let work = try await tom.post(
                    "\(path)/work",
                    [("text", "Scan"), ("day", "2026-03-16"), ("quantity", quantity), ("price", "90")])
                #expect(work.status.code == 422 && work.text.contains("role=\"alert\""))
                #expect(work.text.contains("value=\"\(quantity)\""))
                #expect(try await desk.work.of(cast.conversation, for: cast.agent).isEmpty)
                guard quantity != "1000001" else { return }
                let limit = try await tom.post("\(path)/limit", [("amount", quantity)])
                #expect(limit.status.code == 422 && limit.text.contains("role=\"alert\""), "\(quantity)")
                #expect(try await desk.work.balance(of: cast.conversation).limit == nil)
            }
        }
    }

    @Test(arguments: ["2026-03-17", "2024-01-01"])
    func `work is not booked on a day that has not been, or long ago`(day: String) async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            var work = hours(1_000)
            work.day = try #require(Day(day))
            await #expect(throws: Fault.self) {
                try await desk.work.book(work, on: cast.conversation, by: cast.agent)
            }
        }
    }
}
