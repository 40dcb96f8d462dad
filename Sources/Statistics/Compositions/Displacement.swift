/// Whether a blend of any number of parts moved between two periods.
///
/// The test of `LensGap` for more than three parts, as for the associations
/// with a name: the top ones and the rest.
public struct Displacement: Hashable, Sendable {
    /// `log-ratio displacement 1`.
    public static let method = StatisticalMethod("log-ratio displacement")

    /// The squared standardised distance.
    public let tSquared: Double
    /// One fewer than parts.
    public let degreesOfFreedom: Int
    /// How likely so large a move would be if there were none.
    public let p: Double
    /// The move in points of share, 0 to 100.
    public let points: Double

    /// Compares counts of two periods under Jeffreys' prior. O(parts³).
    ///
    /// - Parameters:
    ///   - first: two to 200 counts, zero or more.
    ///   - second: as many.
    /// - Throws: `StatisticsError` outside these limits.
    public init(from first: [Double], to second: [Double]) throws(StatisticsError) {
        try Require.atLeast(2, first.count, "first")
        try Require.within(first.count, 2...200, "first.count")
        try Require.sameCount(second.count, first.count, "second")
        try Require.notNegative(first, "first")
        try Require.notNegative(second, "second")
        let parts = first.count
        let (a, b) = (first.map { $0 + 0.5 }, second.map { $0 + 0.5 })
        let (x, y) = (a.map(digammaOfPositive), b.map(digammaOfPositive))
        let gap = LogRatio.isometric(ofLogs: zip(x, y).map { $1 - $0 })
        // The basis itself: the isometric coordinates of each unit vector.
        let basis = (0..<parts).map { part in
            LogRatio.isometric(ofLogs: (0..<parts).map { $0 == part ? 1 : 0 })
        }
        var covariance = Matrix(rows: parts - 1, columns: parts - 1)
        for part in 0..<parts {
            let variance = trigammaOfPositive(a[part]) + trigammaOfPositive(b[part])
            for i in 0..<(parts - 1) {
                for j in 0..<(parts - 1) { covariance[i, j] += variance * basis[part][i] * basis[part][j] }
            }
        }
        guard let factor = Cholesky(covariance) else {
            throw StatisticsError(.singular, "first", "and second give a covariance without inverse")
        }
        tSquared = factor.whitened(gap).reduce(0) { $0 + $1 * $1 }
        degreesOfFreedom = parts - 1
        p = chiSquaredSurvival(tSquared, Double(parts - 1))
        let (c, d) = (closure(ofLogs: x), closure(ofLogs: y))
        points = 50 * zip(c, d).reduce(0) { $0 + abs($1.0 - $1.1) }
    }
}
