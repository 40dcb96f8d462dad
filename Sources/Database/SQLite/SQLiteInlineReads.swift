import Foundation
import Synchronization

/// Connections for reads that run at once on the thread that asks.
///
/// Waking another thread and coming back costs 30 to 90 µs of processor time,
/// a row by its key about 5, a page of 50 rows about 100. But a long read
/// must not hold up everything else: so the process has fewer places for it
/// than cooperative threads, and a read that finds none goes to a lane.
final class SQLiteInlineReads: Sendable {
    /// How many such reads may run at once in the process.
    static let places = ProcessInfo.processInfo.activeProcessorCount - 1
    private static let running = Mutex(0)

    private let state: Mutex<State>

    private struct State {
        var free: [SQLiteSlot]
        var lent = 0
        var isClosed = false
        var whenReturned: CheckedContinuation<Void, Never>?
    }

    init(_ slots: [SQLiteSlot]) {
        state = Mutex(State(free: slots))
    }

    /// Runs the work if there is a place for it.
    /// - Returns: `nil` when there is none.
    func run<T: Sendable>(_ work: @Sendable (SQLiteSession) throws -> T) async throws -> T? {
        guard Self.enter() else { return nil }
        defer { Self.leave() }
        guard let slot = take() else { return nil }
        defer { give(slot) }
        try Task.checkCancellation()
        let session = try slot.session()
        let running = RunningWork(interrupt: session.interrupter)
        do {
            return try await withTaskCancellationHandler {
                defer { running.end() }
                return try work(session)
            } onCancel: {
                running.stop()
            }
        } catch let error as DatabaseError where error.kind == .timedOut {
            try Task.checkCancellation()
            throw error
        }
    }

    private static func enter() -> Bool {
        running.withLock { running in
            guard running < places else { return false }
            running += 1
            return true
        }
    }

    private static func leave() {
        running.withLock { $0 -= 1 }
    }

    private func take() -> SQLiteSlot? {
        state.withLock { state in
            guard !state.isClosed, let slot = state.free.popLast() else { return nil }
            state.lent += 1
            return slot
        }
    }

    private func give(_ slot: SQLiteSlot) {
        let waiter: CheckedContinuation<Void, Never>? = state.withLock { state in
            state.free.append(slot)
            state.lent -= 1
            guard state.lent == 0 else { return nil }
            defer { state.whenReturned = nil }
            return state.whenReturned
        }
        waiter?.resume()
    }

    /// Waits for the reads that run and closes the connections.
    func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                state.isClosed = true
                if state.lent > 0 { state.whenReturned = continuation }
                return state.lent == 0
            }
            if isIdle { continuation.resume() }
        }
        let slots = state.withLock { state in
            defer { state.free = [] }
            return state.free
        }
        for slot in slots { slot.close() }
    }
}
