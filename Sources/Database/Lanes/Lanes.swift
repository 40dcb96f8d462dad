import Dispatch
import Foundation
import Synchronization

/// A few threads that each own one connection and take work in the order in
/// which it came.
///
/// A connection waits for disks and networks, which Swift's cooperative
/// threads must not; and it is used by its own thread only, so it needs no
/// lock.
final class Lanes<Resource>: Sendable {
    typealias Work = @Sendable (Resource) -> Void

    private let limit: Int
    private let name: String
    private let make: @Sendable () -> Resource
    private let dispose: @Sendable (Resource) -> Void
    private let state = Mutex(State())

    private struct State {
        var waiting = FIFO<Work>()
        var idle: [Lane] = []
        var threads = 0
        var closed = false
        var whenEmpty: [CheckedContinuation<Void, Never>] = []
    }

    /// One thread; sleeps on its semaphore while it has nothing to do.
    private final class Lane: @unchecked Sendable {  // `work` is handed over by the semaphore
        let wake = DispatchSemaphore(value: 0)
        var work: Work?
    }

    /// - Parameters:
    ///   - limit: how many threads at most; each is started when needed.
    ///   - make: called on the new thread for the resource it owns.
    init(
        _ name: String, limit: Int, make: @escaping @Sendable () -> Resource,
        dispose: @escaping @Sendable (Resource) -> Void
    ) {
        self.name = name
        self.limit = max(1, limit)
        self.make = make
        self.dispose = dispose
    }

    /// Has the work done by the next free thread.
    /// - Returns: false when the lanes are closed; the work is not done then.
    func submit(_ work: @escaping Work) -> Bool {
        state.withLock { state in
            if state.closed { return false }
            if let lane = state.idle.popLast() {
                lane.work = work
                lane.wake.signal()
            } else if state.threads < limit {
                state.threads += 1
                start(Lane(), with: work)
            } else {
                state.waiting.append(work)
            }
            return true
        }
    }

    /// Does what has been submitted, then ends the threads.
    func close() async {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                state.closed = true
                for lane in state.idle { lane.wake.signal() }
                state.idle = []
                if state.threads == 0 { continuation.resume() } else { state.whenEmpty.append(continuation) }
            }
        }
    }

    private func start(_ lane: Lane, with work: @escaping Work) {
        lane.work = work
        let thread = Thread { [self] in run(lane) }
        thread.name = name
        thread.stackSize = 1 << 20
        thread.start()
    }

    private func run(_ lane: Lane) {
        let resource = make()
        while let work = lane.work {
            lane.work = nil
            work(resource)
            if !takeNext(lane) { lane.wake.wait() }
        }
        dispose(resource)
        state.withLock { state in
            state.threads -= 1
            guard state.threads == 0 else { return }
            for continuation in state.whenEmpty { continuation.resume() }
            state.whenEmpty = []
        }
    }

    /// - Returns: false when the lane has to wait to be woken.
    private func takeNext(_ lane: Lane) -> Bool {
        state.withLock { state in
            if let work = state.waiting.popFirst() {
                lane.work = work
                return true
            }
            if state.closed { return true }
            state.idle.append(lane)
            return false
        }
    }
}
