/// Class shares corrected for the mistakes of whoever coded them.
///
/// Counting what a machine says is biased whenever the shares differ from
/// those it was trained on. This corrects the shares, not the items.
///
/// Source: G. Forman, Counting Positives Accurately (2005); A. Bella et al.
/// (2010) for several classes.
public struct AdjustedCount: Hashable, Sendable {
    /// `adjusted count 1`.
    public static let method = StatisticalMethod("adjusted count")

    /// The corrected share of each class; they sum to 1.
    public let shares: [Double]
    /// The interval of each share, where a sample was given.
    public let intervals: [Interval]

    /// Solves C·p = q and takes the nearest shares. O(classes³).
    ///
    /// - Parameters:
    ///   - counted: q, the shares as coded; 2 to 200, zero or more, not all
    ///     zero (they are closed to sum 1).
    ///   - confusion: C, rows coded, columns true: the chance that an item
    ///     of the column's class is coded as the row's. Columns sum to 1.
    /// - Returns: shares on the simplex; where the solution lies outside it
    ///   the nearest point of it.
    /// - Throws: `StatisticsError` outside these limits, or where the coder
    ///   cannot tell some classes apart at all.
    public static func shares(
        counted: [Double], confusion: [[Double]]
    ) throws(StatisticsError) -> [Double] {
        try Require.within(counted.count, 0...200, "counted.count")
        let q = try LogRatio.closure(counted)
        try Require.sameCount(confusion.count, q.count, "confusion")
        for i in confusion.indices {
            try Require.sameCount(confusion[i].count, q.count, "confusion[\(i)]")
            for j in confusion.indices { try Require.probability(confusion[i][j], "confusion[\(i)][\(j)]") }
        }
        for j in confusion.indices {
            let sum = confusion.reduce(0) { $0 + $1[j] }
            guard abs(sum - 1) < 1e-6 else {
                throw StatisticsError(
                    .outOfRange, "confusion", "column \(j) must sum to 1, it sums to \(sum)")
            }
        }
        guard let solved = solve(confusion, q) else {
            throw StatisticsError(.singular, "confusion", "cannot tell some classes apart")
        }
        return nearestShares(solved)
    }

    /// The correction with intervals that carry both the sampling of the
    /// items and that of the hand-coded sample. O(replicates · classes³).
    ///
    /// - Parameters:
    ///   - counted: items coded as each of 2 to 50 classes, none negative,
    ///     not all zero.
    ///   - sample: hand-coded items by row coded and column true; each column
    ///     must hold at least one.
    ///   - replicates: 100 to 100,000.
    ///   - level: inside (0, 1).
    /// - Throws: `StatisticsError` outside these limits, or where the sample
    ///   cannot tell the classes apart.
    public init(
        counted: [Int], sample: [[Int]], replicates: Int = 2000, level: Double = 0.95,
        using generator: inout SeededGenerator
    ) throws(StatisticsError) {
        try Require.within(replicates, 100...100_000, "replicates")
        try Require.fraction(level, "level")
        try Require.within(counted.count, 0...50, "counted.count")
        var columns = [Int](repeating: 0, count: counted.count)
        var items = 0
        for i in counted.indices {
            try Require.within(counted[i], 0...(1 << 42), "counted[\(i)]")
            items += counted[i]
        }
        try Require.sameCount(sample.count, counted.count, "sample")
        for i in sample.indices {
            try Require.sameCount(sample[i].count, counted.count, "sample[\(i)]")
            for j in sample.indices {
                try Require.within(sample[i][j], 0...(1 << 42), "sample[\(i)][\(j)]")
                columns[j] += sample[i][j]
            }
        }
        for j in columns.indices where columns[j] == 0 {
            throw StatisticsError(.empty, "sample", "holds no item whose true class is \(j)")
        }
        func confusion(_ table: [[Int]]) -> [[Double]] {
            table.map { row in row.indices.map { Double(row[$0]) / Double(columns[$0]) } }
        }
        let q = counted.map { Double($0) }
        shares = try Self.shares(counted: q, confusion: confusion(sample))
        var drawn: [[Double]] = []
        for _ in 0..<replicates {
            let items = try generator.multinomial(trials: items, shares: q)
            var table = sample
            for j in columns.indices {
                let column = try generator.multinomial(
                    trials: columns[j], shares: sample.map { Double($0[j]) })
                for i in column.indices { table[i][j] = column[i] }
            }
            if let shares = try? Self.shares(counted: items.map { Double($0) }, confusion: confusion(table)) {
                drawn.append(shares)
            }
        }
        guard drawn.count * 2 >= replicates else {
            throw StatisticsError(.singular, "sample", "is too small to tell the classes apart")
        }
        intervals = counted.indices.map { k in
            let sorted = drawn.map { $0[k] }.sorted()
            return Interval(
                sorted.quantile((1 - level) / 2), sorted.quantile((1 + level) / 2), level: level,
                method: Bootstrap.method)
        }
    }

    /// C⁻¹q by least squares, `nil` where C has no inverse.
    private static func solve(_ c: [[Double]], _ q: [Double]) -> [Double]? {
        let columns = c.indices.map { j in c.map { $0[j] } }
        guard let p = OrthogonalFit(columns: columns, q).coefficients, p.allSatisfy(\.isFinite) else {
            return nil
        }
        return p
    }

    /// The point of the simplex nearest to any point.
    ///
    /// Source: J. Duchi et al. (2008).
    private static func nearestShares(_ point: [Double]) -> [Double] {
        let falling = point.sorted(by: >)
        var sum = 0.0
        var shift = 0.0
        for (index, value) in falling.enumerated() {
            sum += value
            let trial = (sum - 1) / Double(index + 1)
            if value > trial { shift = trial }
        }
        return point.map { max(0, $0 - shift) }
    }
}
