/// The gamma distribution.
public struct GammaDistribution: Hashable, Sendable {
    /// Above zero, at most 1e13.
    public let shape: Double
    /// Above zero, in the unit of the variable.
    public let scale: Double

    /// Makes a gamma distribution with mean shape × scale. O(1).
    /// - Throws: `StatisticsError` where either is not positive or the shape
    ///   is above 1e13.
    public init(shape: Double, scale: Double = 1) throws(StatisticsError) {
        try Special.requireShape(shape, "shape")
        try Require.positive(scale, "scale")
        self.shape = shape
        self.scale = scale
    }

    /// The probability of at most `x`. O(√shape).
    /// - Throws: `StatisticsError` where `x` is negative or not finite.
    public func cumulative(_ x: Double) throws(StatisticsError) -> Double {
        try Require.notNegative(x, "x")
        return try Special.gammaP(shape, try Require.finiteResult(x / scale, "x"))
    }

    /// The value that a share `p` of draws stays below. O(√shape).
    /// - Throws: `StatisticsError` where `p` is not inside [0, 1).
    public func quantile(_ p: Double) throws(StatisticsError) -> Double {
        try Require.finiteResult(scale * Special.inverseGammaP(shape, p), "scale")
    }
}
