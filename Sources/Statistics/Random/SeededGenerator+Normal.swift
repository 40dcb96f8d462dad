extension SeededGenerator {
    /// A standard normal draw.
    ///
    /// Source: G. Marsaglia & T. A. Bray, the polar method (1964). Its
    /// second deviate is dropped, so that the state is only the generator.
    public mutating func normal() -> Double {
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let square = x * x + y * y
            if square < 1, square > 0 { return x * sqrt(-2 * log(square) / square) }
        }
    }

    /// A normal draw. O(1).
    /// - Throws: `StatisticsError` where the mean is not finite or the
    ///   deviation negative.
    public mutating func normal(mean: Double, deviation: Double) throws(StatisticsError) -> Double {
        try Require.finite(mean, "mean")
        try Require.notNegative(deviation, "deviation")
        return try Require.finiteResult(mean + deviation * normal(), "deviation")
    }
}
