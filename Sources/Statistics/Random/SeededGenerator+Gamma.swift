extension SeededGenerator {
    /// A gamma draw with the given shape and scale 1. A draw too small for a
    /// Double (shapes below about 0.01) is 0. O(1).
    ///
    /// - Throws: `StatisticsError` where `shape` is not positive.
    ///
    /// Source: G. Marsaglia & W. W. Tsang, A Simple Method for Generating
    /// Gamma Variables (2000).
    public mutating func gamma(shape: Double) throws(StatisticsError) -> Double {
        try Require.positive(shape, "shape")
        return exp(logGamma(shape: shape))
    }

    /// A beta draw. O(1).
    /// - Throws: `StatisticsError` where a shape is not positive.
    public mutating func beta(_ alpha: Double, _ beta: Double) throws(StatisticsError) -> Double {
        try Require.positive(alpha, "alpha")
        try Require.positive(beta, "beta")
        let difference = logGamma(shape: alpha) - logGamma(shape: beta)
        return fraction(ofLogit: difference)
    }

    /// A draw of shares that sum to 1. O(parts).
    ///
    /// - Parameter alpha: one positive weight a part.
    /// - Returns: as many shares, in the same order.
    /// - Throws: `StatisticsError` where `alpha` has fewer than two elements
    ///   or one that is not positive.
    public mutating func dirichlet(_ alpha: [Double]) throws(StatisticsError) -> [Double] {
        try Require.atLeast(2, alpha.count, "alpha")
        try Require.positive(alpha, "alpha")
        var logs = alpha
        for index in alpha.indices { logs[index] = logGamma(shape: alpha[index]) }
        return closure(ofLogs: logs)
    }

    /// The logarithm of a gamma draw: it never underflows, so shares made of
    /// it always close to 1.
    mutating func logGamma(shape: Double) -> Double {
        // A shape below 1 is raised by 1 and brought back by u^(1/shape).
        if shape < 1 {
            return max(-.greatestFiniteMagnitude / 4, logGamma(shape: shape + 1) + log(uniform()) / shape)
        }
        let d = shape - 1.0 / 3
        let c = 1 / sqrt(9 * d)
        while true {
            let x = normal()
            let root = 1 + c * x
            guard root > 0 else { continue }
            let cube = root * root * root
            // ln u < x²/2 + d − d v + d ln v, with the large terms joined.
            if log(uniform()) < 0.5 * x * x + d * (1 - cube + log(cube)) { return log(d) + log(cube) }
        }
    }
}
