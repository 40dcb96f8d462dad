import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `What is declared` {
    private func scope(_ offering: Offering.ID? = nil) -> LensScope {
        .year(until: Month(Day(.monday, in: .utc)), of: offering)
    }

    private func declared(_ desk: Desk, _ offering: Offering.ID? = nil) async throws -> LensFigure? {
        try await desk.direction.lenses(scope(offering), for: .system).first { $0.lens == .declared }
    }

    @Test(arguments: Engine.available)
    func `the latest word of each counts, and several have a range`(engine: Engine) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            try await desk.declarations.declare(.init(50, 30, 20), by: cast.agent)
            try await desk.declarations.declare(.init(10, 80, 10), target: .init(20, 50, 30), by: cast.agent)
            let one = try #require(try await declared(desk))
            #expect(one.count == 1 && !one.isUncertain && one.showsPercent)
            #expect(abs((one.emphasis?.centre.service ?? 0) - 0.8) < 1e-9)
            try await desk.declarations.declare(.init(15, 75, 10), by: cast.administrator)
            let link = try await desk.declarations.makeLink(for: "Dr Lin", by: cast.administrator)
            let word = String(desk.declarations.path(of: link).dropFirst("/declare/".count))
            try await desk.declarations.declare(behind: word, .init(0, 70, 30))
            let three = try #require(try await declared(desk))
            #expect(three.count == 3 && three.isUncertain && three.region == nil)
            #expect(try await desk.declarations.target(of: scope(), for: .system) == .init(20, 50, 30))
            try await desk.declarations.endLink(link, by: cast.administrator)
            await #expect(throws: Fault.self) { try await desk.declarations.link(behind: word) }
            await #expect(throws: Fault.self) {
                try await desk.declarations.declare(behind: word, .init(0, 70, 30))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `an offering is declared by itself, points make 100, and colleagues' words are the owner's to read`(
        engine: Engine
    ) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            try await desk.declarations.declare(.init(30, 60, 10), of: offering, by: cast.agent)
            #expect(try await declared(desk)?.count == 0)
            #expect(try await declared(desk, offering)?.count == 1)
            for wrong in [Declaration.Points(50, 50, 1), .init(-10, 100, 10), .init(0, 0, 0)] {
                await #expect(throws: Fault.self) {
                    try await desk.declarations.declare(wrong, by: cast.agent)
                }
            }
            await #expect(throws: Fault.self) {
                try await desk.declarations.declare(.init(30, 60, 10), of: 999, by: cast.agent)
            }
            await #expect(throws: Fault.self) { try await declared(desk, 999) }
            try await desk.declarations.declare(.init(30, 60, 10), by: cast.administrator)
            #expect(try await desk.declarations.all(for: cast.agent).said.count == 1)
            #expect(try await desk.declarations.all(for: cast.administrator).said.count == 2)
            await #expect(throws: Fault.self) {
                try await desk.declarations.makeLink(for: "Eve", by: cast.agent)
            }
            for made in ["", "1", "1.abc", "x.y.z"] {
                await #expect(throws: Fault.self) { try await desk.declarations.link(behind: made) }
            }
        }
    }
}
