import Synchronization

/// Counts tries in memory, to slow down those who guess.
///
/// A key may do `limit` things in `window`; then it waits until the window
/// is over. Memory is bounded: past 10,000 keys the oldest windows go.
final class Throttle: Sendable {
    private struct Window {
        var start: Moment
        var count: Int
    }

    private let windows = Mutex<[String: Window]>([:])
    private let limit: Int
    private let window: Span

    init(limit: Int, per window: Span) {
        self.limit = limit
        self.window = window
    }

    /// - Throws: `Fault.tooMany`.
    func count(_ key: String, at now: Moment) throws(Fault) {
        let isAllowed = windows.withLock { windows in
            var current = windows[key] ?? Window(start: now, count: 0)
            if now - current.start > window { current = Window(start: now, count: 0) }
            current.count += 1
            windows[key] = current
            if windows.count > 10_000 { windows = windows.filter { now - $0.value.start <= window } }
            if windows.count > 10_000 { windows.removeAll(keepingCapacity: true) }
            return current.count <= limit
        }
        if !isAllowed { throw .tooMany("That was tried too often. Please wait a few minutes.") }
    }

    /// Forgets a key: it did right.
    func forget(_ key: String) { windows.withLock { _ = $0.removeValue(forKey: key) } }
}
