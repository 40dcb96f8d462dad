extension SeededGenerator {
    /// A draw from the open interval (0, 1), in steps of 2⁻⁵³: never 0 or 1,
    /// so its logarithm exists.
    public mutating func uniform() -> Double {
        (Double(next() >> 11) + 0.5) * 0x1p-53
    }

    /// A draw from 0 ..< `bound`, without bias. O(1).
    ///
    /// - Throws: `StatisticsError` where `bound` is below 1.
    ///
    /// Source: D. Lemire, Fast Random Integer Generation in an Interval
    /// (2019).
    public mutating func index(below bound: Int) throws(StatisticsError) -> Int {
        try Require.positive(bound, "bound")
        return index(belowPositive: bound)
    }

    mutating func index(belowPositive bound: Int) -> Int {
        let bound = UInt64(bound)
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let least = (0 &- bound) % bound
            while product.low < least { product = next().multipliedFullWidth(by: bound) }
        }
        return Int(product.high)
    }
}
