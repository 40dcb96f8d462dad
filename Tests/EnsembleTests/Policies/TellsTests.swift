import Database
import DatabaseTesting
import Localization
import Testing

@testable import Ensemble

@Suite struct `What is to be told by when` {
    private func day(_ text: String) throws -> Day { try #require(Day(text)) }

    @Test func `the good-faith deadlines are the golden ones`() throws {
        let pack = PolicyPack.named("us-gfe")
        func due(_ reason: Tells.Reason) throws -> String? {
            try Tells.due(reason, under: pack, holidays: [])?.description
        }
        let monday = try day("2026-03-02")
        #expect(try due(.booked(monday, service: day("2026-03-05"))) == "2026-03-03")
        #expect(try due(.booked(monday, service: day("2026-03-16"))) == "2026-03-05")
        #expect(try due(.asked(day("2026-03-06"))) == "2026-03-11")
        let revision = try Tells.revisionDue(service: day("2026-03-16"), under: pack, holidays: [])
        #expect(revision.description == "2026-03-13")
        // Booked too late for any band, and with a holiday in between.
        #expect(try due(.booked(monday, service: day("2026-03-03"))) == nil)
        let holiday = try Tells.due(.asked(day("2026-03-06")), under: pack, holidays: [day("2026-03-09")])
        #expect(holiday?.description == "2026-03-12")
        #expect(throws: Fault.self) { try due(.booked(monday, service: monday - 1)) }
    }

    @Test func `each pack names its source and its day`() {
        #expect(PolicyPack.all.map(\.id) == ["house", "us-gfe", "ontario", "quebec", "eu-consumer"])
        #expect(
            PolicyPack.all.allSatisfy { !$0.source.isEmpty && !$0.contents.isEmpty && $0.disputeDays >= 120 })
        #expect(PolicyPack.named("nonsense").id == "house")
    }

    @Test(arguments: Engine.available)
    func `the right to withdraw stands on page and paper where the rules ask for it`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            var told: [String: Estimate.ID] = [:]
            for policy in ["eu-consumer", "house"] {
                try await withSite(of: desk) { site in
                    let saved = try await site.visitor(as: cast.ines).post(
                        "/settings/costs",
                        [
                            ("currency", "USD"), ("tax_rates", "0"), ("valid_days", "30"), ("pay_days", "14"),
                            ("policy", policy), ("withdrawal", "Within 14 days, by letter."),
                        ])
                    #expect(saved.status == .seeOther)
                }
                told[policy] = try await desk.tell(cast)
                // What was sent before stays as it was sent.
                for (policy, id) in told {
                    try await withSite(of: desk) { site in
                        let page = try await site.visitor().get(desk.estimates.path(of: id))
                        #expect(page.text.contains("by letter.") == (policy == "eu-consumer"))
                        #expect(page.text.contains("obligation to pay") == (policy == "eu-consumer"))
                    }
                    let told = try await desk.estimates.look(behind: desk.link(id), isCustomer: true)
                    var words = ""
                    let r = Reader(now: desk.clock().milliseconds)
                    dump(EstimatePaper(told, Letterhead(name: "Clinic")).sheet(r), to: &words)
                    #expect(words.contains("by letter.") == (policy == "eu-consumer"))
                }
            }
        }
    }

    @Test(
        arguments: [
            ("house", 24_000, false), ("house", 24_001, true), ("us-gfe", 57_999, false),
            ("us-gfe", 58_000, true),
            ("ontario", 19_800, false), ("ontario", 19_801, true), ("quebec", 18_000, false),
            ("quebec", 18_001, true),
        ] as [(String, Int64, Bool)])
    func `how far a bill may go is the pack's to say`(pack: String, billed: Int64, isBroken: Bool) {
        let told = Spread(15_000, 18_000, 24_000)
        #expect(PolicyPack.named(pack).overrun.isBroken(told: told, billed: billed) == isBroken)
        #expect(PolicyPack.named(pack).overrun.isBroken(told: nil, billed: billed))
    }

    @Test(arguments: Engine.available)
    func `what was asked is work until an estimate is delivered`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            var terms = Terms()
            terms.policy = "us-gfe"
            try await desk.settings.change(to: terms, by: cast.administrator)
            let due = try await desk.tells.note(
                .asked(day("2026-03-16")), on: cast.conversation, by: cast.agent)
            #expect(due?.description == "2026-03-19")
            #expect(try await desk.tells.open(for: cast.agent).tells.map(\.dueOn) == [due])
            _ = try await desk.tell(cast)
            #expect(try await desk.tells.open(for: cast.agent).tells.isEmpty)
        }
    }
}
