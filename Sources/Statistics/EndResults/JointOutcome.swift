/// The end result as customers lived it: care and money together, counted by
/// customer. The cell "good care, bad money" is the one that means hide.
public struct JointOutcome: Hashable, Sendable {
    /// Core good, money good.
    public let bothGood: Figure
    /// Core good, money bad: great care and financial stress.
    public let onlyCoreGood: Figure
    /// Core bad, money good.
    public let onlyMoneyGood: Figure
    /// Both bad.
    public let neitherGood: Figure

    /// Crosses two outcomes of the same customers. O(n).
    ///
    /// - Parameters:
    ///   - customers: one element a customer, at least one.
    ///   - level: of the Wilson intervals, inside (0, 1).
    /// - Throws: `StatisticsError` outside these limits.
    public init(
        _ customers: [(coreGood: Bool, moneyGood: Bool)], level: Double = 0.95
    ) throws(StatisticsError) {
        try Require.atLeast(1, customers.count, "customers")
        var cells = [0, 0, 0, 0]
        for customer in customers { cells[(customer.coreGood ? 0 : 2) + (customer.moneyGood ? 0 : 1)] += 1 }
        let n = customers.count
        bothGood = try Proportion.wilson(cells[0], of: n, level: level)
        onlyCoreGood = try Proportion.wilson(cells[1], of: n, level: level)
        onlyMoneyGood = try Proportion.wilson(cells[2], of: n, level: level)
        neitherGood = try Proportion.wilson(cells[3], of: n, level: level)
    }
}

/// The share of customers who passed every stage well.
public enum RolledYield {
    /// Customers who passed all stages that they went through.
    /// O(customers × stages).
    ///
    /// - Parameter customers: a row a customer with one element a stage,
    ///   `nil` where they did not come that way; at least one row. A customer
    ///   who went through no stage counts as well passed.
    /// - Throws: `StatisticsError` where there is no row, rows differ in
    ///   length, or the level is not inside (0, 1).
    public static func figure(
        _ customers: [[Bool?]], level: Double = 0.95
    ) throws(StatisticsError) -> Figure {
        try Require.atLeast(1, customers.count, "customers")
        for index in customers.indices {
            try Require.sameCount(customers[index].count, customers[0].count, "customers[\(index)]")
        }
        let passed = customers.filter { $0.allSatisfy { $0 ?? true } }.count
        return try Proportion.wilson(passed, of: customers.count, level: level)
    }
}
