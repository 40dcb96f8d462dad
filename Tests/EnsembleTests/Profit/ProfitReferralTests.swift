import Database
import DatabaseTesting
import Foundation
import Localization
import Testing

@testable import Ensemble

@Suite struct `Doing it, or sending them to somebody else` {
    private func matters(_ count: Int, served: Int, left: Int64 = 1_000) -> [ProfitMatter] {
        (0..<count).map { number in
            ProfitMatter(
                conversation: .init(rawValue: Int64(number)), customer: 1, offering: 7, doneAt: .monday,
                revenue: left + Int64(number % 5), material: 0, writtenOff: 0, isReturning: false,
                isServed: number < served)
        }
    }

    private func other(asked: Int, served: Int, switching: Int = 1_000, must: String = "") -> Alternative {
        Alternative(
            id: 1,
            said: .init(
                7, "Hill Laboratory", low: Money(0, "USD"), high: Money(0, "USD"), asked: asked,
                served: served, switching: switching, must: must))
    }

    private func referral(
        _ matters: [ProfitMatter], _ others: [Alternative], isAdapted: Bool = false
    ) -> ProfitReferral {
        ProfitReferral(7, name: "Scan", matters, others, isAdapted: isAdapted)
    }

    @Test func `somebody else is better by shares of customers, past what changing costs`() {
        // Beta(1 + 5, 1) here and there: alike, so that one lies above the other half the time.
        let even = ProfitReferral.better(served: 5, of: 5, than: 5, of: 5, by: 0)
        #expect(abs((even ?? 0) - 0.5) < 0.005)
        // A uniform share lies above another by a half in one case of eight.
        let flat = ProfitReferral.better(served: 0, of: 0, than: 0, of: 0, by: 0.5)
        #expect(flat == nil)
        #expect((ProfitReferral.better(served: 19, of: 20, than: 5, of: 20, by: 0.1) ?? 0) > 0.99)
        #expect((ProfitReferral.better(served: 19, of: 20, than: 19, of: 20, by: 0.1) ?? 1) < 0.2)
        #expect(ProfitReferral.better(served: 4, of: 4, than: 5, of: 20, by: 0.1) == nil)
    }

    @Test func `they are sent where it is better, must be, or costs too much after a try, and else not`() {
        let badly = matters(20, served: 5)
        #expect(referral(badly, [other(asked: 20, served: 19)]).advice?.why == .better)
        #expect(referral(badly, [other(asked: 20, served: 19, switching: 9_000)]).advice == nil)
        #expect(referral(matters(20, served: 19), [other(asked: 20, served: 19)]).advice == nil)
        let limit = referral(matters(20, served: 19), [other(asked: 0, served: 0, must: "No licence")])
        #expect(limit.advice?.why == .must)
        let losing = matters(20, served: 19, left: -1_000)
        #expect(referral(losing, [other(asked: 0, served: 0)]).advice == nil)
        #expect(referral(losing, [other(asked: 0, served: 0)], isAdapted: true).advice?.why == .costly)
        #expect(referral(losing, [], isAdapted: true).advice == nil && referral(losing, []).isNeeded)
        #expect(!referral(matters(20, served: 19), []).isNeeded)
    }

    @Test(arguments: Engine.available)
    func `others are named, said anew and ended, by page and by command, with a history`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let fields = [
                    ("other_offering", offering.description), ("name", "Hill Laboratory"), ("low", "90"),
                    ("high", "120"), ("asked", "20"), ("served", "19"), ("tie", "We share a building"),
                ]
                #expect(try await ines.post("/direction/profit/others", fields).status == .seeOther)
                let wrong = try await ines.post(
                    "/direction/profit/others", fields.filter { $0.0 != "served" } + [("served", "21")])
                #expect(wrong.status.code == 422 && wrong.text.contains("at most all were well served"))
                let euros = try await ines.post(
                    "/direction/profit/others", fields.filter { $0.0 != "low" } + [("low", "€90")])
                #expect(euros.text.contains("Amounts are in USD here"))
                let page = try await ines.get("/direction/profit")
                #expect(page.text.contains("Hill Laboratory") && page.text.contains("connected: We share"))
            }
            let again = try await ProfitCommands.Other.parse(
                [offering.description, "Hill Laboratory", "--asked", "4", "--served", "4", "--json"]
            ).words(desk)
            #expect(again.contains("\"name\":\"Hill Laboratory\""))
            let standing = try await desk.profits.alternatives(by: .system)
            #expect(standing.map(\.said.asked) == [4])
            let json = try await ProfitCommands.Show.parse(["--json"]).words(desk)
            #expect(json.contains("\"referrals\":[{") && json.contains("\"asked\":4"))
            for _ in 0..<2 {
                _ = try await ProfitCommands.EndOther.parse([standing[0].id.description]).words(desk)
            }
            #expect(try await desk.profits.alternatives(by: .system).isEmpty)
            let events = try await desk.database.read { db in
                try db.rows("SELECT \(Event.columns) FROM events WHERE kind LIKE 'alternative.%' ORDER BY id")
                    .map(Event.init(row:))
            }
            let r = Reader(now: Moment.monday.milliseconds)
            #expect(
                events.map { $0.sentence(for: r, by: "Ines") } == [
                    "Ines named Hill Laboratory, who does MRI scan too",
                    "Ines named Hill Laboratory, who does MRI scan too",
                    "Ines no longer names Hill Laboratory for MRI scan",
                ])
            await #expect(throws: Fault.self) { try await desk.profits.alternatives(by: cast.agent) }
        }
    }
}
