/// What a customer is worth over time, in one unit of money.
///
/// Margin after the cost to serve, not revenue.
public enum CustomerValue {
    /// `contract value 1`.
    public static let method = StatisticalMethod("contract value")

    /// A customer under contract: margin·(1+d)/(1+d−r), the first margin
    /// paid now. O(1).
    ///
    /// - Parameters:
    ///   - margin: a period, after the cost to serve.
    ///   - retention: r, the share who renew, 0 to 1.
    ///   - discount: d a period, above −1; 1 + d must exceed r.
    /// - Throws: `StatisticsError` outside these limits.
    ///
    /// Source: S. Gupta & D. R. Lehmann, Customers as Assets (2003).
    public static func contract(
        margin: Double, retention: Double, discount: Double
    ) throws(StatisticsError) -> Double {
        try Require.finite(margin, "margin")
        try Require.probability(retention, "retention")
        try Require.finite(discount, "discount")
        guard discount > -1, 1 + discount > retention else {
            throw StatisticsError(.outOfRange, "discount", "must leave 1 + discount above the retention")
        }
        return try Require.finiteResult(margin * (1 + discount) / (1 + discount - retention), "margin")
    }

    /// The present value of amounts at the ends of periods 1, 2, …. O(n).
    ///
    /// - Parameters:
    ///   - amounts: in order of time; may be negative or empty.
    ///   - rate: a period, above −1.
    /// - Throws: `StatisticsError` outside these limits or on overflow.
    public static func present(_ amounts: [Double], rate: Double) throws(StatisticsError) -> Double {
        try Require.finite(amounts, "amounts")
        try requireRate(rate)
        var sum = 0.0
        // Horner from the far end: no powers, one division a period.
        for amount in amounts.reversed() { sum = (sum + amount) / (1 + rate) }
        return try Require.finiteResult(sum, "amounts")
    }

    static func requireRate(_ rate: Double) throws(StatisticsError) {
        try Require.finite(rate, "rate")
        guard rate > -1 else { throw StatisticsError(.outOfRange, "rate", "must be above -1") }
    }
}
