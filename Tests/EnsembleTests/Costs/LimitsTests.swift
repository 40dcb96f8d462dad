import Database
import DatabaseTesting
import Localization
import Testing

@testable import Ensemble

@Suite struct `A limit that was set` {
    private func limit(_ amount: Int64, _ atLimit: SpendLimit.AtLimit = .ask) -> SpendLimit {
        SpendLimit(Money(amount, "USD"), atLimit: atLimit)
    }

    @Test(arguments: Engine.available)
    func `is raised or lifted with a reason, which is kept; lowered without`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (cast, work) = (try await desk.cast(), desk.work)
            let id = cast.conversation
            try await work.setLimit(limit(10_000), on: id, by: cast.agent)
            for weaker in [limit(20_000), nil] {
                for why in [nil, "", "  "] {
                    let refused = await #expect(throws: Fault.self) {
                        try await work.setLimit(weaker, on: id, because: why, by: cast.agent)
                    }
                    #expect(refused?.kind == .invalid)
                }
            }
            #expect(try await work.balance(of: id).limit == limit(10_000))
            try await work.setLimit(limit(9_000, .stop), on: id, by: cast.agent)
            try await work.setLimit(limit(8_000, .stop), on: id, by: cast.agent)
            try await work.setLimit(
                limit(8_000, .ask), on: id, because: "It was a slip", by: cast.administrator)
            try await work.setLimit(limit(20_000), on: id, because: "She asked by phone", by: cast.agent)
            try await work.setLimit(nil, on: id, because: "Flat price", by: cast.agent)
            #expect(try await work.balance(of: id).limit == nil)
            let sentences = try await desk.database.read { db in
                try Events.history(of: id, in: db).filter { $0.kind == .limitSet }
                    .compactMap { $0.workSentence(for: Reader(now: 0), by: "X") }
            }
            #expect(
                sentences == [
                    "X set the limit to US$100.00", "X set the limit to US$90.00",
                    "X set the limit to US$80.00",
                    "X set the limit to US$80.00: It was a slip",
                    "X set the limit to US$200.00: She asked by phone", "X lifted the limit: Flat price",
                ])
        }
    }

    @Test(arguments: Engine.available)
    func `and stops is weakened by an administrator only, who says why`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (cast, work) = (try await desk.cast(), desk.work)
            let id = cast.conversation
            try await work.setLimit(limit(10_000, .stop), on: id, by: cast.agent)
            for weaker in [limit(10_000), limit(10_001, .stop), nil] {
                let notHis = await #expect(throws: Fault.self) {
                    try await work.setLimit(weaker, on: id, because: "x", by: cast.agent)
                }
                #expect(notHis?.kind == .forbidden)
                let why = await #expect(throws: Fault.self) {
                    try await work.setLimit(weaker, on: id, by: cast.administrator)
                }
                #expect(why?.kind == .invalid)
            }
            try await work.setLimit(nil, on: id, because: "Flat price", by: cast.administrator)
            #expect(try await work.balance(of: id).limit == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `is not raised by being set to what accepted change orders made of it`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let (cast, work) = (try await desk.cast(), desk.work)
            let base = try await desk.tell(cast)
            try await desk.estimates.record(true, of: base, name: "Dana", by: cast.agent)
            try await work.setLimit(limit(24_000), on: cast.conversation, by: cast.agent)
            clock.move(by: .hours(1))
            let change = try await desk.estimates.compose(
                .scan {
                    $0.kind = .change
                    $0.deposit = 0
                }, in: cast.conversation, changing: base, by: cast.agent)
            try await desk.estimates.send(change, atOnce: true, by: cast.agent)
            try await desk.estimates.record(true, of: change, name: "Dana", by: cast.agent)
            await #expect(throws: Fault.self) {
                try await work.setLimit(limit(48_001), on: cast.conversation, by: cast.agent)
            }
            try await work.setLimit(limit(48_000), on: cast.conversation, by: cast.agent)
            #expect(try await work.balance(of: cast.conversation).ceiling == Money(48_000, "USD"))
        }
    }

    @Test(arguments: Engine.available)
    func `is lifted on the page with the reason in its field, and what was typed is kept`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let path = "/conversations/\(cast.conversation)"
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                #expect(try await !tom.get("\(path)/work").text.contains("f-limit-why"))
                #expect(try await tom.post("\(path)/limit", [("amount", "100")]).status == .seeOther)
                #expect(try await tom.get("\(path)/work").text.contains("id=\"f-limit-why\""))
                let refused = try await tom.post("\(path)/limit", [("amount", "321"), ("why", "")])
                #expect(refused.status.code == 422 && refused.text.contains("role=\"alert\""))
                #expect(refused.text.contains("value=\"321\""))
                let lifted = try await tom.post("\(path)/limit", [("amount", ""), ("why", "Flat price")])
                #expect(lifted.status == .seeOther)
                #expect(try await desk.work.balance(of: cast.conversation).limit == nil)
                #expect(try await tom.get(path).text.contains("lifted the limit: Flat price"))
            }
        }
    }
}
