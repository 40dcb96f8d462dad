internal import Dispatch

/// Computes each element, on every core when `parallel`, in order of index.
///
/// The result is the same either way: no element sees another.
func concurrently<Element: Sendable>(
    _ count: Int, parallel: Bool, _ element: @Sendable (Int) -> Element
) -> [Element] {
    guard parallel, count > 1 else { return (0..<count).map(element) }
    return Array(unsafeUninitializedCapacity: count) { buffer, initialised in
        // Each index is written once, by one thread.
        nonisolated(unsafe) let base = buffer.baseAddress
        DispatchQueue.concurrentPerform(iterations: count) { index in
            base?.advanced(by: index).initialize(to: element(index))
        }
        initialised = count
    }
}
