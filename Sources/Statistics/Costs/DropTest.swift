/// What dropping an offering would do to profit.
///
/// Allocated overhead stays whatever is dropped, so it is shown but not
/// counted.
public struct DropTest: Hashable, Sendable {
    /// `drop test 1`.
    public static let method = StatisticalMethod("drop test")

    /// What the books say of the line, overhead and all.
    public let reportedProfit: Double
    /// What would be lost by dropping it; negative where dropping would gain.
    public let avoidableContribution: Double

    /// Whether keeping it adds to profit.
    public var isWorthKeeping: Bool { avoidableContribution > 0 }

    /// Tests a line. O(1). All amounts in one unit of money.
    ///
    /// - Parameters:
    ///   - sales: revenue that would be lost.
    ///   - variable: costs that vanish with the sales.
    ///   - traceable: fixed costs that vanish with the line.
    ///   - allocated: overhead that stays.
    ///   - crossSelling: margin on other lines that would be lost with it.
    /// - Throws: `StatisticsError` where an amount is not finite.
    public init(
        sales: Double, variable: Double, traceable: Double, allocated: Double, crossSelling: Double = 0
    ) throws(StatisticsError) {
        try Require.finite(sales, "sales")
        try Require.finite(variable, "variable")
        try Require.finite(traceable, "traceable")
        try Require.finite(allocated, "allocated")
        try Require.finite(crossSelling, "crossSelling")
        let margin = try Require.finiteResult(sales - variable - traceable, "sales")
        avoidableContribution = try Require.finiteResult(margin + crossSelling, "crossSelling")
        reportedProfit = try Require.finiteResult(margin - allocated, "allocated")
    }
}
