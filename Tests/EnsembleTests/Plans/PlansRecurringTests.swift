import Database
import DatabaseTesting
import Foundation
import Localization
import Testing

@testable import Ensemble

@Suite struct `A plan that recurs` {
    @Test func `the end of a month stays the end of a month, and the hour that of the clock`() throws {
        let berlin = try #require(Zone.named("Europe/Berlin"))
        func moment(_ text: String) throws -> Moment {
            let date = try #require(ISO8601DateFormatter().date(from: text))
            return Moment(milliseconds: Int64(date.timeIntervalSince1970) * 1_000)
        }
        let recurrence = Recurrence(
            id: 1, conversation: 1, name: "x", draft: PlanDraft(name: "x"), every: .month,
            firstAt: try moment("2026-01-31T08:00:00+01:00"), times: 0, endedAt: nil)
        #expect(recurrence.moment(1, in: berlin) == (try moment("2026-02-28T08:00:00+01:00")))
        #expect(recurrence.moment(2, in: berlin) == (try moment("2026-03-31T08:00:00+02:00")))
        #expect(recurrence.moment(12, in: berlin) == (try moment("2027-01-31T08:00:00+01:00")))
    }

    @Test(arguments: Engine.available)
    func `each time a new plan begins and the customer is told, until it is stopped`(engine: Engine)
        async throws
    {
        let draft = PlanDraft(name: "Tyres", steps: [StepDraft("Bring the car", owner: .customer)])
        try await `A shared plan`.with(draft, on: engine) { set in
            let (desk, cast, clock) = (set.desk, set.cast, set.clock)
            let recurrence = try await desk.plans.repeat(
                set.plan, each: .week, from: clock.now + .days(1), by: cast.agent)
            let worker = JobWorker(desk: desk, logger: .init(label: "test"))
            clock.move(by: .days(1))
            try await worker.step()
            #expect(try await desk.count("SELECT COUNT(*) FROM plans") == 2)
            // The program may end before the job is struck off: asked again, nothing begins a second time.
            try await desk.plans.beginNext(of: recurrence)
            #expect(try await desk.count("SELECT COUNT(*) FROM plans") == 2)
            #expect(
                try await desk.notices().map(\.subject) == [
                    "Your move: Bring the car [#\(cast.conversation)]"
                ])
            #expect(try await set.now().party == .us)
            // Three weeks of silence are not made up for.
            clock.move(by: .days(22))
            try await worker.step()
            #expect(try await desk.count("SELECT COUNT(*) FROM plans") == 3)
            _ = try await desk.plans.stopRepeating(recurrence, by: cast.agent)
            clock.move(by: .days(30))
            try await worker.step()
            #expect(try await desk.count("SELECT COUNT(*) FROM plans") == 3)
        }
    }
}
