import Synchronization

/// A task that waits for the result of work on a lane.
///
/// Cancelling the task while the work is waiting ends the wait at once;
/// while it is running, it is interrupted if it can be.
final class Ticket<Result: Sendable>: Sendable {
    private enum State {
        case new
        case waiting(CheckedContinuation<Result, any Error>)
        case running(CheckedContinuation<Result, any Error>, interrupt: (@Sendable () -> Void)?)
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
                    finish(.failure(DatabaseError(.closed, "The database has been closed.")))
                }
            }
        } onCancel: {
            cancel()
        }
    }

    /// Takes the work up.
    /// - Returns: false when nobody waits for it any more.
    func begin(interrupt: (@Sendable () -> Void)? = nil) -> Bool {
        state.withLock { state in
            switch state {
            case .waiting(let continuation):
                state = .running(continuation, interrupt: interrupt)
                return true
            case .running(let continuation, _):  // run anew
                state = .running(continuation, interrupt: interrupt)
                return true
            case .new, .cancelled, .done:
                return false
            }
        }
    }

    /// Hands the result over, once.
    func finish(_ result: Swift.Result<Result, any Error>) {
        let continuation: CheckedContinuation<Result, any Error>? = state.withLock { state in
            switch state {
            case .waiting(let continuation), .running(let continuation, _):
                state = .done
                return continuation
            case .new, .cancelled, .done:
                return nil
            }
        }
        continuation?.resume(with: result)
    }

    private func cancel() {
        let continuation: CheckedContinuation<Result, any Error>? = state.withLock { state in
            switch state {
            case .new:
                state = .cancelled
            case .waiting(let continuation):
                state = .cancelled
                return continuation
            case .running(_, let interrupt):
                // Under the lock, so that the work cannot end in between and
                // the interrupt hit the next one.
                interrupt?()
            case .cancelled, .done:
                break
            }
            return nil
        }
        continuation?.resume(throwing: CancellationError())
    }
}
