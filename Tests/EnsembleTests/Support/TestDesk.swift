import Database
import DatabaseTesting
import Synchronization

@testable import Ensemble

extension Moment {
    /// Monday, 16 March 2026, 09:00 UTC: when tests begin unless they say otherwise.
    static let monday = Moment(milliseconds: 1_773_651_600_000)
}

/// A clock that stands still until a test moves it.
final class TestClock: Sendable {
    private let present: Mutex<Moment>

    init(at moment: Moment = .monday) { present = Mutex(moment) }

    var now: Moment { present.withLock { $0 } }
    var clock: Clock { Clock { self.now } }

    func move(by span: Span) { present.withLock { $0 = $0 + span } }
}

extension Randomness {
    /// Bytes that look like chance and are the same in every run.
    static func counted(from seed: UInt64 = 1) -> Randomness {
        let state = Mutex<UInt64>(seed)
        return Randomness { count in
            state.withLock { state in
                (0..<count).map { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return UInt8(truncatingIfNeeded: state >> 56)
                }
            }
        }
    }
}

/// Opens an empty desk on a new database, with a stopped clock, and removes it afterwards.
func withDesk<T>(
    on engine: Engine, at moment: Moment = .monday, configuration: Configuration = Configuration(),
    _ body: (Desk) async throws -> T
) async throws -> T {
    try await withDesk(on: engine, clock: .stopped(at: moment), configuration: configuration, body)
}

/// Opens an empty desk whose clock the test moves.
func withDesk<T>(
    on engine: Engine, clock: Clock, configuration: Configuration = Configuration(),
    _ body: (Desk) async throws -> T
) async throws -> T {
    try await withDatabase(on: engine, template: "desk", migrations: Schema.migrations) { database in
        let desk = try await Desk.open(
            database, configuration: configuration, clock: clock, randomness: .counted())
        return try await body(desk)
    }
}
