import Synchronization

/// A task that waits for the result of work on a lane.
///
/// Cancelling the task while the work is waiting ends the wait at once;
/// while it is running, it is interrupted if it can be.
final class Ticket<Result: Sendable>: Sendable {
    private enum State {
        case new
        case waiting(CheckedContinuation<Result, any Error>)
        case running(CheckedContinuation<Result, any Error>, work: RunningWork?, isCancelled: Bool)
        case cancelled
        case done
    }

    private let state = Mutex(State.new)

    /// Waits for the result of the work that `submit` hands to a lane.
    func result(submit: () -> Bool) async throws -> Result {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let cancelled = state.withLock { state in
                    if case .cancelled = state { return true }
                    state = .waiting(continuation)
                    return false
                }
                if cancelled {
                    continuation.resume(throwing: CancellationError())
                } else if !submit() {
                    finish(.failure(DatabaseError.closed))
                }
            }
        } onCancel: {
            cancel()
        }
    }

    /// Takes the work up, or takes it up anew.
    /// - Parameter interrupt: stops the work from another thread.
    /// - Returns: false when nobody waits for it any more.
    func begin(interrupt: (@Sendable () -> Void)? = nil) -> Bool {
        let work = interrupt.map(RunningWork.init)
        return state.withLock { state in
            switch state {
            case .waiting(let continuation):
                state = .running(continuation, work: work, isCancelled: false)
                return true
            case .running(let continuation, let before, let isCancelled):
                before?.end()
                if isCancelled { work?.stop() }
                state = .running(continuation, work: work, isCancelled: isCancelled)
                return true
            case .new, .cancelled, .done:
                return false
            }
        }
    }

    /// Whether the task that waits was cancelled while the work was running.
    var isCancelled: Bool {
        state.withLock { state in
            if case .running(_, _, true) = state { true } else { false }
        }
    }

    /// Hands the result over, once. What failed after it was cancelled, is
    /// taken to have failed of that.
    func finish(_ result: Swift.Result<Result, any Error>) {
        typealias Waiter = (
            continuation: CheckedContinuation<Result, any Error>, isCancelled: Bool, work: RunningWork?
        )
        let waiter: Waiter? = state.withLock { state in
            defer { state = .done }
            return switch state {
            case .waiting(let continuation): (continuation, false, nil)
            case .running(let continuation, let work, let isCancelled): (continuation, isCancelled, work)
            case .new, .cancelled, .done: nil
            }
        }
        guard let waiter else { return }
        waiter.work?.end()
        if case .failure = result, waiter.isCancelled {
            waiter.continuation.resume(throwing: CancellationError())
        } else {
            waiter.continuation.resume(with: result)
        }
    }

    private func cancel() {
        let continuation: CheckedContinuation<Result, any Error>? = state.withLock { state in
            switch state {
            case .new:
                state = .cancelled
            case .waiting(let continuation):
                state = .cancelled
                return continuation
            case .running(let continuation, let work?, _):
                state = .running(continuation, work: work, isCancelled: true)
                work.stop()
            case .running, .cancelled, .done:
                break
            }
            return nil
        }
        continuation?.resume(throwing: CancellationError())
    }
}
