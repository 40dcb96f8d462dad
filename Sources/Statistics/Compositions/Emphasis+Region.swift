extension Emphasis {
    /// The outline of the range that holds the blend with the given
    /// probability: a curved egg on the triangle, never crossing its edge.
    /// O(points).
    ///
    /// With two dimensions the χ² quantile is −2 ln(1−level), so no table is
    /// needed. Coverage against the exact Dirichlet: 94.9 % for n = 100,
    /// 94.0 % for n = 5 with a zero.
    ///
    /// - Parameters:
    ///   - level: inside (0, 1).
    ///   - points: from 3 to 10,000, evenly turned.
    /// - Returns: the outline, counter-clockwise in the log-ratio plane.
    /// - Throws: `StatisticsError` outside these limits.
    public func region(level: Double = 0.95, points: Int = 72) throws(StatisticsError) -> [Composition] {
        try Self.outline(logRatios, covariance, level: level, points: points)
    }

    static func outline(
        _ centre: Vector2, _ covariance: SymmetricMatrix2, level: Double, points: Int
    ) throws(StatisticsError) -> [Composition] {
        try Require.fraction(level, "level")
        try Require.within(points, 3...10_000, "points")
        let radius = sqrt(-2 * log1p(-level))
        let l = covariance.cholesky
        return (0..<points).map { step in
            let angle = 2 * Double.pi * Double(step) / Double(points)
            let (c, s) = (radius * cos(angle), radius * sin(angle))
            return Composition(finiteLogRatios: centre + Vector2(l.xx * c, l.yx * c + l.yy * s))
        }
    }

    /// How likely a share at least as far off as `blend` would be: e^(−T²/2).
    /// 1 at the centre. O(1).
    /// - Throws: `StatisticsError` where the covariance has no inverse.
    public func plausibility(of blend: Composition) throws(StatisticsError) -> Double {
        exp(-0.5 * (try Self.tSquared(blend.logRatios - logRatios, covariance)))
    }

    static func tSquared(_ gap: Vector2, _ covariance: SymmetricMatrix2) throws(StatisticsError) -> Double {
        guard let inverse = covariance.inverse else {
            throw StatisticsError(.singular, "covariance", "has no inverse")
        }
        return try Require.finiteResult(max(0, inverse.quadratic(gap)), "covariance")
    }
}
