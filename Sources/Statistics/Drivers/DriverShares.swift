/// How much of what an outcome varies goes with each of its drivers.
///
/// A share of R², not a cause: say "goes with", never "makes".
public struct DriverShares: Hashable, Sendable {
    /// `lmg 1`.
    public static let shapley = StatisticalMethod("lmg")
    /// `johnson relative weights 1`.
    public static let relative = StatisticalMethod("johnson relative weights")

    /// The share of variation that all drivers together go with, 0 to 1.
    public let rSquared: Double
    /// One share a driver, in their order; they sum to `rSquared`.
    public let shares: [Double]
    /// How many observations it rests on.
    public let count: Int
    /// How the shares were computed.
    public let method: StatisticalMethod

    /// Observations needed for each driver.
    public static let observationsPerDriver = 10
    /// Drivers that can be told apart at once: 2¹² subsets.
    public static let mostDrivers = 12

    /// Whether there are the ten observations a driver that showing it needs.
    public var isWellFounded: Bool { count >= Self.observationsPerDriver * shares.count }
}

/// Outcome and drivers, centred and checked.
struct DriverTable {
    let columns: [[Double]]
    let outcome: [Double]
    let total: Double

    /// - Throws: `StatisticsError` naming the driver that does not vary.
    init(_ drivers: [[Double]], _ outcome: [Double]) throws(StatisticsError) {
        try Require.atLeast(1, drivers.count, "drivers")
        try Require.within(drivers.count, 1...DriverShares.mostDrivers, "drivers.count")
        for index in drivers.indices {
            try Require.sameCount(drivers[index].count, outcome.count, "drivers[\(index)]")
            try Require.finite(drivers[index], "drivers[\(index)]")
        }
        try Require.finite(outcome, "outcome")
        try Require.atLeast(drivers.count + 2, outcome.count, "outcome")
        var columns: [[Double]] = []
        for index in drivers.indices {
            columns.append(try Self.standardised(drivers[index], "drivers[\(index)]"))
        }
        self.columns = columns
        self.outcome = try Self.standardised(outcome, "outcome")
        total = self.outcome.reduce(0) { $0 + $1 * $1 }
    }

    /// Centred, with length 1.
    private static func standardised(
        _ values: [Double], _ argument: String
    ) throws(StatisticsError) -> [Double] {
        let size = values.reduce(0) { max($0, abs($1)) }
        guard size > 0 else { throw StatisticsError(.noVariation, argument, "does not vary") }
        let scaled = values.map { $0 / size }
        let (mean, squares) = Mean.moments(scaled)
        guard squares > 1e-24 * Double(values.count) else {
            throw StatisticsError(.noVariation, argument, "does not vary")
        }
        let length = sqrt(squares)
        return scaled.map { ($0 - mean) / length }
    }
}
