extension DriverShares {
    /// The interval of each share, by drawing the observations again.
    /// O(replicates × the method).
    ///
    /// - Parameters: as for `shapley` and `Bootstrap.interval`; at least ten
    ///   observations for each driver.
    /// - Returns: one interval a driver, in their order.
    /// - Throws: `StatisticsError` outside these limits.
    public static func intervals(
        drivers: [[Double]], outcome: [Double], replicates: Int = 1000, level: Double = 0.95,
        using generator: inout SeededGenerator
    ) throws(StatisticsError) -> [Interval] {
        _ = try DriverTable(drivers, outcome)
        try Require.atLeast(observationsPerDriver * drivers.count, outcome.count, "outcome")
        return try Bootstrap.intervals(
            count: outcome.count, replicates: replicates, level: level, using: &generator
        ) { indices in
            let drawn = drivers.map { column in indices.map { column[$0] } }
            return try? shapley(drivers: drawn, outcome: indices.map { outcome[$0] }).shares
        }
    }
}
