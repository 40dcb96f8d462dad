/// Ordinary least squares with an intercept.
public struct LinearFit: Hashable, Sendable {
    /// What the outcome is where all drivers are zero.
    public let intercept: Double
    /// The change of the outcome with one unit of each driver.
    public let coefficients: [Double]
    /// The standard error of each coefficient, in its unit; 0 for a fit
    /// without error.
    public let standardErrors: [Double]
    /// The share of variation explained, 0 to 1.
    public let rSquared: Double
    /// Observations less coefficients less one.
    public let degreesOfFreedom: Int

    /// Fits by Householder QR. O(n·p²).
    ///
    /// - Parameters:
    ///   - drivers: 1 to 200 columns, each as long as `outcome`.
    ///   - outcome: at least two more values than drivers, not all the same.
    /// - Throws: `StatisticsError` outside these limits, or where drivers
    ///   repeat each other or do not vary.
    public init(drivers: [[Double]], outcome: [Double]) throws(StatisticsError) {
        try Require.atLeast(1, drivers.count, "drivers")
        try Require.within(drivers.count, 1...200, "drivers.count")
        for index in drivers.indices {
            try Require.sameCount(drivers[index].count, outcome.count, "drivers[\(index)]")
            try Require.finite(drivers[index], "drivers[\(index)]")
        }
        try Require.finite(outcome, "outcome")
        try Require.atLeast(drivers.count + 2, outcome.count, "outcome")
        let (mean, total) = Mean.moments(outcome)
        guard total.isFinite else { throw StatisticsError(.overflow, "outcome", "holds too large a value") }
        guard total > 0 else { throw StatisticsError(.noVariation, "outcome", "does not vary") }
        let means = drivers.map { Mean.moments($0).mean }
        let fit = OrthogonalFit(
            columns: zip(drivers, means).map { column, mean in column.map { $0 - mean } },
            outcome.map { $0 - mean })
        guard let coefficients = fit.coefficients, coefficients.allSatisfy(\.isFinite) else {
            throw StatisticsError(.singular, "drivers", "repeat each other, or one does not vary")
        }
        self.coefficients = coefficients
        intercept = mean - zip(coefficients, means).reduce(0) { $0 + $1.0 * $1.1 }
        rSquared = max(0, min(1, 1 - fit.residualSum / total))
        degreesOfFreedom = outcome.count - drivers.count - 1
        guard intercept.isFinite, fit.residualSum.isFinite else {
            throw StatisticsError(.overflow, "drivers", "hold too large a value")
        }
        let variance = fit.residualSum / Double(degreesOfFreedom)
        standardErrors = Self.rowLengthsOfInverse(fit.r).map { $0 * sqrt(variance) }
    }

    /// √ of the diagonal of (RᵀR)⁻¹: the lengths of the rows of R⁻¹.
    private static func rowLengthsOfInverse(_ r: Matrix) -> [Double] {
        let p = r.rows
        var squares = [Double](repeating: 0, count: p)
        for column in 0..<p {
            var x = [Double](repeating: 0, count: p)
            x[column] = 1
            for k in stride(from: column, through: 0, by: -1) {
                for j in (k + 1)..<max(k + 1, column + 1) { x[k] -= r[k, j] * x[j] }
                x[k] /= r[k, k]
                squares[k] += x[k] * x[k]
            }
        }
        return squares.map { sqrt($0) }
    }
}
