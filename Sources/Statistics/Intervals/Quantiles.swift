/// Empirical quantiles: medians of waits, ranges for the price of a new job.
public enum Quantiles {
    /// The values that given shares of a sample stay below, with straight
    /// lines between neighbours. O(n log n).
    ///
    /// - Parameters:
    ///   - values: at least one, in any order.
    ///   - shares: each from 0 (the least) to 1 (the greatest).
    /// - Returns: as many, in the order of `shares`.
    /// - Throws: `StatisticsError` outside these limits.
    ///
    /// Source: R. J. Hyndman & Y. Fan (1996), type 7, the default of R and
    /// NumPy.
    public static func of(_ values: [Double], at shares: [Double]) throws(StatisticsError) -> [Double] {
        try Require.atLeast(1, values.count, "values")
        try Require.finite(values, "values")
        for index in shares.indices { try Require.probability(shares[index], "shares[\(index)]") }
        let sorted = values.sorted()
        return shares.map { sorted.quantile($0) }
    }

    /// The middle value. O(n log n).
    /// - Throws: `StatisticsError` where there is no value or one is not
    ///   finite.
    public static func median(_ values: [Double]) throws(StatisticsError) -> Double {
        try of(values, at: [0.5])[0]
    }
}

extension Array where Element == Double {
    /// Of a sorted, non-empty array.
    func quantile(_ share: Double) -> Double {
        let place = share * Double(count - 1)
        let below = Swift.min(count - 1, Int(place))
        let above = Swift.min(count - 1, below + 1)
        let part = place - Double(below)
        // Written so that equal neighbours give exactly themselves and the
        // difference of two extremes cannot overflow.
        return self[below] == self[above] ? self[below] : (1 - part) * self[below] + part * self[above]
    }
}
