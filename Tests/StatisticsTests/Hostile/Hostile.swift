import Testing

@testable import Statistics

/// What no public function may trap on, nor answer with a silent NaN.
enum Hostile {
    static let numbers: [Double] = [
        .nan, .signalingNaN, .infinity, -.infinity, -1, -0.0, 0, .leastNonzeroMagnitude, 1e-300, 1e-9, 0.5,
        1 - 1e-16, 1, 1.5, 2, 1e12, 1e300, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
    ]

    static let counts: [Int] = [.min, -1_000_000_000_000, -1, 0, 1, 2, 3, 40, 1_000_000_000_000, .max]

    /// Empty, one element, not numbers, negative, all zero, all the same,
    /// unsorted, tiny, huge.
    static let lists: [[Double]] = [
        [], [1], [0], [.nan], [1, .nan, 2], [1, .infinity, 2], [-.infinity, 1], [-1, 1, 1], [0, 0, 0],
        [0, 0, 0, 0, 0], [5, 5, 5], [5, 5, 5, 5, 5, 5], [3, 1, 2], [1, 2, 3, 4, 5, 6, 7],
        [7, -3, 2, 9, -8, 1],
        [1e12, 1e12, 1e12], [1e12, 1, 0, 3], [1e308, 1e308, 1e308], [1e308, -1e308, 1e308, -1e308, 1e308],
        [5e-324, 5e-324, 5e-324], [1e-300, 1, 1e300], [0, 0, 1e-320, 4],
    ]

    /// Calls with each value in turn: an error that names an argument and a
    /// reason, or an answer whose every number is finite.
    static func sweep<Value>(
        _ name: String, _ values: [Value], limits: Set<Double> = [], _ call: (Value) throws -> Any
    ) {
        for value in values {
            do {
                let answer = try call(value)
                #expect(
                    isFinite(answer, limits), "\(name) answers \(value) with \(answer)")
            } catch let error as StatisticsError {
                #expect(
                    !error.argument.isEmpty && !error.reason.isEmpty,
                    "\(name) refuses \(value) without a reason")
            } catch {
                Issue.record("\(name) refuses \(value) with \(error)")
            }
        }
    }

    private static func isFinite(_ value: Any, _ limits: Set<Double>) -> Bool {
        if let number = value as? Double { return number.isFinite || limits.contains(number) }
        return Mirror(reflecting: value).children.allSatisfy { isFinite($0.value, limits) }
    }
}
