/// Where a series changed its level, and by how much. Never why.
public struct ChangePoint: Hashable, Sendable {
    /// The index of the first period of the new level.
    public let index: Int
    /// The mean before it, back to the change before.
    public let before: [Double]
    /// The mean from it on, up to the next change.
    public let after: [Double]
}

/// Finding changes of level.
public enum ChangePoints {
    /// `pelt 1`.
    public static let method = StatisticalMethod("pelt")

    /// The changes that pay for themselves. O(n) on long series with many
    /// changes, O(n²) at worst.
    ///
    /// The cost of a stretch is its squared Mahalanobis distance from its
    /// mean; a change must save 3 ln n of it. The spread that makes the
    /// distance is half that of the moves from period to period, so that a
    /// change itself hardly widens it.
    ///
    /// - Parameters:
    ///   - series: a row a period, oldest first, all of one width; up to
    ///     20,000 rows.
    ///   - penalty: how many times ln n a change must save; above zero.
    ///   - shortest: the least periods of a stretch, 1 or more.
    /// - Returns: in order of time; empty where nothing changed or the series
    ///   is shorter than two stretches.
    /// - Throws: `StatisticsError` outside these limits.
    ///
    /// Source: R. Killick, P. Fearnhead & I. A. Eckley, PELT (2012).
    public static func find(
        in series: [[Double]], penalty: Double = 3, shortest: Int = 2
    ) throws(StatisticsError) -> [ChangePoint] {
        try Require.atLeast(1, series.count, "series")
        try Require.within(series.count, 1...20_000, "series.count")
        try Require.rectangular(series, "series")
        try Require.atLeast(1, series[0].count, "series[0]")
        for index in series.indices { try Require.finite(series[index], "series[\(index)]") }
        try Require.positive(penalty, "penalty")
        try Require.positive(shortest, "shortest")
        guard series.count / 2 >= shortest else { return [] }
        let rows = whitened(series)
        guard rows.first?.isEmpty == false else { return [] }
        let stretches = Stretches(rows)
        let cuts = optimal(stretches, penalty * log(Double(series.count)), shortest)
        let bounds = [0] + cuts + [series.count]
        return cuts.indices.map { k in
            ChangePoint(
                index: cuts[k], before: mean(series[bounds[k]..<bounds[k + 1]]),
                after: mean(series[bounds[k + 1]..<bounds[k + 2]]))
        }
    }

    /// The changes of a single number. As above.
    /// - Throws: `StatisticsError` as above.
    public static func find(
        in series: [Double], penalty: Double = 3, shortest: Int = 2
    ) throws(StatisticsError) -> [ChangePoint] {
        try find(in: series.map { [$0] }, penalty: penalty, shortest: shortest)
    }

    private static func mean(_ rows: ArraySlice<[Double]>) -> [Double] {
        var sum = [Double](repeating: 0, count: rows.first?.count ?? 0)
        for row in rows { for k in row.indices { sum[k] += row[k] / Double(rows.count) } }
        return sum
    }

    /// The rows in units of their own short-term spread; directions without
    /// any movement are left out.
    private static func whitened(_ series: [[Double]]) -> [[Double]] {
        let width = series[0].count
        let size = series.reduce(0) { max($0, $1.reduce(0) { max($0, abs($1)) }) }
        guard size > 0 else { return series.map { _ in [] } }
        var spread = Matrix(rows: width, columns: width)
        for (before, after) in zip(series, series.dropFirst()) {
            let move = (0..<width).map { after[$0] / size - before[$0] / size }
            for i in 0..<width {
                for j in 0..<width { spread[i, j] += 0.5 * move[i] * move[j] / Double(series.count - 1) }
            }
        }
        let eigen = SymmetricEigen(spread)
        let largest = eigen.values.max() ?? 0
        let kept = eigen.values.indices.filter { eigen.values[$0] > 1e-12 * largest && eigen.values[$0] > 0 }
        let centre = mean(series[...])
        return series.map { row in
            kept.map { k in
                var sum = 0.0
                for i in 0..<width { sum += eigen.vectors[i, k] * (row[i] / size - centre[i] / size) }
                return sum / sqrt(eigen.values[k])
            }
        }
    }

    private static func optimal(_ stretches: Stretches, _ penalty: Double, _ shortest: Int) -> [Int] {
        let n = stretches.count
        var best = [Double](repeating: .infinity, count: n + 1)
        var previous = [Int](repeating: 0, count: n + 1)
        best[0] = -penalty
        var candidates = [0]
        for end in shortest...n {
            var costs: [Double] = []
            costs.reserveCapacity(candidates.count)
            for start in candidates {
                let cost = end - start >= shortest ? best[start] + stretches.cost(start, end) : -.infinity
                costs.append(cost)
                if cost > -.infinity, cost + penalty < best[end] {
                    best[end] = cost + penalty
                    previous[end] = start
                }
            }
            // A start that is beaten here can never again be the best one.
            var kept: [Int] = []
            for (start, cost) in zip(candidates, costs) where cost <= best[end] { kept.append(start) }
            if end - shortest + 1 >= shortest { kept.append(end - shortest + 1) }
            candidates = kept
        }
        var cuts: [Int] = []
        var at = n
        while previous[at] > 0 {
            cuts.append(previous[at])
            at = previous[at]
        }
        return cuts.reversed()
    }

    /// Running sums, so that the cost of any stretch is O(width).
    private struct Stretches {
        let count: Int
        let width: Int
        var sums: [Double]
        var squares: [Double]

        init(_ rows: [[Double]]) {
            count = rows.count
            width = rows[0].count
            sums = [Double](repeating: 0, count: (rows.count + 1) * width)
            squares = [Double](repeating: 0, count: rows.count + 1)
            for (index, row) in rows.enumerated() {
                var square = squares[index]
                for k in 0..<width {
                    sums[(index + 1) * width + k] = sums[index * width + k] + row[k]
                    square += row[k] * row[k]
                }
                squares[index + 1] = square
            }
        }

        func cost(_ start: Int, _ end: Int) -> Double {
            var cost = squares[end] - squares[start]
            for k in 0..<width {
                let sum = sums[end * width + k] - sums[start * width + k]
                cost -= sum * sum / Double(end - start)
            }
            return max(0, cost)
        }
    }
}
