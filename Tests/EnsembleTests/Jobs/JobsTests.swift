import Database
import DatabaseTesting
import Testing

@testable import Ensemble

struct JobsTests {
    @Test(arguments: Engine.available)
    func `a leased job is nobody else's until its lease runs out`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            try await desk.database.write { db in
                try Jobs.add(.wake, key: "a", payload: 1, runAt: .monday, at: .monday, in: db)
                try Jobs.add(.wake, key: "a", payload: 2, runAt: .monday, at: .monday, in: db)
            }
            #expect(try await desk.jobs.claim(10, by: "one").map(\.payload) == ["1"])
            #expect(try await desk.jobs.claim(10, by: "two").isEmpty)
            clock.move(by: Jobs.lease)
            clock.move(by: .seconds(1))
            let taken = try await desk.jobs.claim(10, by: "two")
            #expect(taken.map(\.attempts) == [2])
        }
    }

    @Test(arguments: Engine.available)
    func `a job that takes its time stays with the worker that renews its lease`(engine: Engine) async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            try await desk.database.write { db in
                try Jobs.add(.wake, payload: 1, runAt: .monday, at: .monday, in: db)
            }
            let job = try #require(try await desk.jobs.claim(1, by: "one").first)
            clock.move(by: Jobs.lease)
            try await desk.jobs.renew(job, for: "one")
            clock.move(by: .seconds(1))
            #expect(try await desk.jobs.claim(1, by: "two").isEmpty)
            try await desk.jobs.renew(job, for: "two")
            clock.move(by: Jobs.lease)
            #expect(try await desk.jobs.claim(1, by: "two").count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a failing job is put off further each time, given up after three days, and can be tried again`(
        engine: Engine
    ) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let (_, ines, tom) = try await desk.open()
            try await desk.database.write { db in
                try Jobs.add(.wake, payload: 1, runAt: clock.now, at: clock.now, in: db)
            }
            var pauses: [Int64] = []
            while true {
                guard let job = try await desk.jobs.claim(1, by: "one").first else { break }
                if try await desk.jobs.fail(job, because: .later("busy")) { break }
                let due = try #require(try await desk.jobs.nextDue())
                pauses.append((due - clock.now).milliseconds)
                clock.move(by: due - clock.now)
            }
            #expect(pauses.count > 10)
            #expect(pauses[0] >= 30_000 && pauses[0] <= 36_000)
            #expect(pauses.max()! <= Span.hours(4).milliseconds * 6 / 5)
            let overview = try await desk.jobs.overview(by: ines)
            #expect(overview.dead.map(\.problem) == ["busy"])
            await #expect(throws: Fault.self) { try await desk.jobs.retry(overview.dead[0].id, by: tom) }
            try await desk.jobs.retry(overview.dead[0].id, by: ines)
            #expect(try await desk.jobs.claim(1, by: "one").count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `several workers share the jobs without doing one twice`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            try await desk.database.write { db in
                for place in 0..<40 {
                    try Jobs.add(.wake, payload: place, runAt: .monday, at: .monday, in: db)
                }
            }
            let taken = try await withThrowingTaskGroup(of: [Job].self) { group in
                for worker in 0..<8 { group.addTask { try await desk.jobs.claim(5, by: "\(worker)") } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(Set(taken.map(\.payload)).count == taken.count)
            #expect(taken.count == 40)
        }
    }
}
