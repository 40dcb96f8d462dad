/// Whether counts and times of a stage fit together: L = λW.
public enum LittlesLaw {
    /// `little's law 1`.
    public static let method = StatisticalMethod("little's law")

    /// The mean number inside. O(1).
    /// - Parameters: arrivals a unit of time, and the mean time inside in
    ///   that unit; zero or more.
    /// - Throws: `StatisticsError` outside these limits or on overflow.
    public static func meanInside(
        arrivals: Double, meanTime: Double
    ) throws(StatisticsError) -> Double {
        try Require.notNegative(arrivals, "arrivals")
        try Require.notNegative(meanTime, "meanTime")
        return try Require.finiteResult(arrivals * meanTime, "meanTime")
    }

    /// How far three measured numbers are from fitting, as a share of the
    /// larger side: 0 fits, near 1 means something is miscounted. O(1).
    /// - Throws: `StatisticsError` where one is negative or not finite.
    public static func gap(
        meanInside: Double, arrivals: Double, meanTime: Double
    ) throws(StatisticsError) -> Double {
        try Require.notNegative(meanInside, "meanInside")
        let expected = try Self.meanInside(arrivals: arrivals, meanTime: meanTime)
        let larger = max(expected, meanInside)
        return larger == 0 ? 0 : abs(expected - meanInside) / larger
    }
}
