import CPostgres
import Synchronization

/// The connections that this process has to one database: whose
/// announcements are its own, and what is to be cancelled at closing.
final class PostgresFamily: Sendable {
    private let state = Mutex(State())

    private struct State {
        var cancels: [Int32: PostgresCancel] = [:]
        var isClosing = false
    }

    var isClosing: Bool { state.withLock(\.isClosing) }

    func add(_ session: PostgresSession) {
        state.withLock { $0.cancels[session.process] = PostgresCancel(session) }
    }

    func remove(_ session: PostgresSession) {
        state.withLock { $0.cancels[session.process] = nil }
    }

    func contains(process: Int32) -> Bool {
        state.withLock { $0.cancels[process] != nil }
    }

    func beginClosing() {
        state.withLock { $0.isClosing = true }
    }

    /// Cancels whatever statement runs.
    func cancelAll() {
        for cancel in state.withLock({ Array($0.cancels.values) }) { cancel() }
    }
}

/// Asks the server to give up the statement that a connection runs, from any
/// thread.
final class PostgresCancel: @unchecked Sendable {  // PQcancel is made for other threads
    private let pointer: OpaquePointer?

    init(_ session: PostgresSession) {
        pointer = PQgetCancel(session.handle)
    }

    func callAsFunction() {
        var message = [CChar](repeating: 0, count: 256)
        _ = PQcancel(pointer, &message, Int32(message.count))
    }

    deinit { PQfreeCancel(pointer) }
}
