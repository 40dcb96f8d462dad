import Foundation

/// Processor seconds of the fastest of several runs: what the work costs,
/// whatever else the machine is doing. The peers are timed the same way.
func seconds<T>(runs: Int = 3, _ work: () throws -> T) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<runs {
        let start = processorTime()
        let result = try work()
        let taken = processorTime() - start
        keep(result)
        best = min(best, taken)
    }
    return best
}

private func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Keeps the optimiser from dropping work whose result nobody reads.
@inline(never)
private func keep<T>(_ value: T) {
    withExtendedLifetime(value) {}
}
