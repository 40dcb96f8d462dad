import Synchronization

/// How to stop what runs on each connection, for the closing of a database.
final class Interrupts: Sendable {
    private let state = Mutex(State())

    private struct State {
        var all: [ObjectIdentifier: @Sendable () -> Void] = [:]
        var isClosing = false
    }

    /// Whether the patience with what still runs is over.
    var isClosing: Bool { state.withLock(\.isClosing) }

    func add(_ connection: ObjectIdentifier, _ interrupt: @escaping @Sendable () -> Void) {
        state.withLock { $0.all[connection] = interrupt }
    }

    /// After this the interrupt is not called any more.
    func remove(_ connection: ObjectIdentifier) {
        state.withLock { $0.all[connection] = nil }
    }

    /// Waits for the end of the work, and after a second interrupts what
    /// still runs until it ends.
    func hurrying(_ end: () async -> Void) async {
        let impatient = Task {
            try await Task.sleep(for: .seconds(1))
            while true {
                interruptAll()
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        await end()
        impatient.cancel()
    }

    private func interruptAll() {
        state.withLock { state in
            state.isClosing = true
            for interrupt in state.all.values { interrupt() }
        }
    }
}
