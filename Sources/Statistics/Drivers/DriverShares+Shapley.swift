extension DriverShares {
    /// Each driver's gain in R², averaged over all orders in which drivers
    /// could enter. O(n·p² + 2ᵖ·p²) for p drivers.
    ///
    /// Drivers that repeat each other share what they have in common.
    ///
    /// - Parameters:
    ///   - drivers: 1 to 12 columns, each as long as `outcome`.
    ///   - outcome: at least two more values than drivers.
    /// - Throws: `StatisticsError` outside these limits, or naming a column
    ///   that does not vary.
    ///
    /// Source: R. H. Lindeman, P. F. Merenda & R. Z. Gold (1980); U. Grömping,
    /// relaimpo (2006).
    public static func shapley(
        drivers: [[Double]], outcome: [Double]
    ) throws(StatisticsError) -> DriverShares {
        let table = try DriverTable(drivers, outcome)
        let p = drivers.count
        let explained = explainedBySubsets(table)
        // |S|! (p−|S|−1)! / p! for each size of the set before.
        var weight = [Double](repeating: 0, count: p)
        var choices = 1.0
        for size in 0..<p {
            weight[size] = 1 / (Double(p) * choices)
            choices *= Double(p - 1 - size) / Double(size + 1)
        }
        var shares = [Double](repeating: 0, count: p)
        for subset in 0..<(1 << p) {
            for driver in 0..<p where subset & (1 << driver) == 0 {
                let gain = explained[subset | 1 << driver] - explained[subset]
                shares[driver] += weight[subset.nonzeroBitCount] * gain
            }
        }
        return DriverShares(
            rSquared: explained[(1 << p) - 1], shares: shares, count: outcome.count, method: shapley)
    }

    /// R² of the outcome on every subset of the drivers; bit k is driver k.
    ///
    /// One QR reduces the rows to p; a depth-first walk then adds one column
    /// at a time to an orthonormal basis.
    private static func explainedBySubsets(_ table: DriverTable) -> [Double] {
        let fit = OrthogonalFit(columns: table.columns, table.outcome)
        let p = table.columns.count
        let columns = (0..<p).map { k in (0..<p).map { fit.r[$0, k] } }
        var explained = [Double](repeating: 0, count: 1 << p)
        var basis: [[Double]] = []
        func visit(_ subset: Int, _ known: Double, from next: Int) {
            explained[subset] = min(1, known / table.total)
            for driver in next..<max(next, p) {
                var left = columns[driver]
                // Twice is enough: the second pass removes what rounding left.
                for _ in 0..<2 {
                    for direction in basis {
                        var dot = 0.0
                        for i in 0..<p { dot += direction[i] * left[i] }
                        for i in 0..<p { left[i] -= dot * direction[i] }
                    }
                }
                let length = sqrt(left.reduce(0) { $0 + $1 * $1 })
                guard length > 1e-7 else {
                    // Nothing new in this driver.
                    visit(subset | 1 << driver, known, from: driver + 1)
                    continue
                }
                let direction = left.map { $0 / length }
                var dot = 0.0
                for i in 0..<p { dot += direction[i] * fit.projected[i] }
                basis.append(direction)
                visit(subset | 1 << driver, known + dot * dot, from: driver + 1)
                basis.removeLast()
            }
        }
        visit(0, 0, from: 0)
        return explained
    }
}
