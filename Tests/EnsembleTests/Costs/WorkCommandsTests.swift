import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Work from a terminal` {
    @Test(arguments: Engine.available)
    func `keeps to the limit that was set, but for an override with its reason`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let number = cast.conversation.description
            let set = try await WorkCommands.Limit.parse([number, "100", "--stop", "--json"]).words(desk)
            #expect(set.contains("\"atLimit\":\"stop\"") && set.contains("\"limit\":\"100.00\""))
            let book = ["Reading", "--price", "150", "--as", "tom@clinic.test"]
            let past = await #expect(throws: Fault.self) {
                try await WorkCommands.Book.parse([number] + book).words(desk)
            }
            #expect(past?.kind == .conflict)
            let notHis = await #expect(throws: Fault.self) {
                try await WorkCommands.Book.parse([number] + book + ["--override", "She said yes"]).words(
                    desk)
            }
            #expect(notHis?.kind == .forbidden)
            let booked = try await WorkCommands.Book.parse(
                [number] + book.dropLast(2) + ["--override", "She said yes", "--json"]
            ).words(desk)
            #expect(booked.contains("\"pastLimitBecause\":\"She said yes\""))
            let shown = try await WorkCommands.Limit.parse([number, "--json"]).words(desk)
            #expect(shown.contains("\"percent\":150,") && shown.contains("\"used\":\"150.00\""))
            await #expect(throws: Fault.self) {
                try await WorkCommands.Limit.parse([number, "--lift"]).words(desk)
            }
            let lifted = try await WorkCommands.Limit.parse(
                [number, "--lift", "--because", "Flat price", "--json"]
            ).words(desk)
            #expect(!lifted.contains("\"limit\""))
        }
    }

    @Test(arguments: Engine.available)
    func `a timer is started, stopped with what it ran, or thrown away`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let tom = ["--as", "tom@clinic.test", "--json"]
            let on = [cast.conversation.description] + tom
            let started = try await WorkCommands.Start.parse(on).words(desk)
            #expect(started.contains("\"since\":\(Moment.monday.milliseconds)"))
            clock.move(by: .minutes(90))
            let stopped = try await WorkCommands.Stop.parse(["Reading", "--price", "60"] + tom).words(desk)
            #expect(stopped.contains("\"amount\":\"90.00\"") && stopped.contains("\"quantity\":\"1.5\""))
            await #expect(throws: Fault.notFound("Your timer does not run.")) {
                try await WorkCommands.Stop.parse(["Reading"] + tom).words(desk)
            }
            _ = try await WorkCommands.Start.parse(on).words(desk)
            #expect(try await !WorkCommands.Discard.parse(on).words(desk).contains("since"))
            #expect(try await desk.work.of(cast.conversation, for: .system).count == 1)
        }
    }
}
