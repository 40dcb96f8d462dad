import Dispatch
import Synchronization

/// Work on a connection that another thread may interrupt.
final class RunningWork: Sendable {
    private let interrupt: Mutex<(@Sendable () -> Void)?>

    init(interrupt: @escaping @Sendable () -> Void) {
        self.interrupt = Mutex(interrupt)
    }

    /// After this the interrupt is not called any more, so that the next work
    /// on the connection is never hit.
    func end() {
        interrupt.withLock { $0 = nil }
    }

    /// Interrupts it until it ends: between two statements an interrupt has
    /// nothing to stop and is lost.
    func stop() {
        // It may have to talk to a server: not on the thread that cancels.
        DispatchQueue.global().async { self.strike() }
    }

    private func strike() {
        let isRunning = interrupt.withLock { interrupt in
            interrupt?()
            return interrupt != nil
        }
        guard isRunning else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(50)) { self.strike() }
    }
}
