import Synchronization

/// Passes announcements on to everyone who listens in this process.
final class Announcer: Sendable {
    private let state = Mutex(State())

    private struct State {
        var listeners: [Int: AsyncStream<Announcement>.Continuation] = [:]
        var serial = 0
        var isClosed = false
    }

    var hasListeners: Bool { state.withLock { !$0.listeners.isEmpty } }

    func stream() -> AsyncStream<Announcement> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1000)) { continuation in
            let serial: Int? = state.withLock { state in
                if state.isClosed { return nil }
                state.serial += 1
                state.listeners[state.serial] = continuation
                return state.serial
            }
            guard let serial else { return continuation.finish() }
            continuation.onTermination = { [weak self] _ in
                // The value is let go outside of the lock.
                _ = self?.state.withLock { $0.listeners.removeValue(forKey: serial) }
            }
        }
    }

    func deliver(_ announcements: [Announcement]) {
        guard !announcements.isEmpty else { return }
        let listeners = state.withLock { Array($0.listeners.values) }
        for listener in listeners {
            for announcement in announcements {
                if case .dropped(let lost) = listener.yield(announcement), lost != .anything {
                    listener.yield(.anything)
                }
            }
        }
    }

    func close() {
        let listeners = state.withLock { state in
            state.isClosed = true
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }
}
