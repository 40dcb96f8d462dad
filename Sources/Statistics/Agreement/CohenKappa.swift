/// How far two coders agree beyond chance.
public enum CohenKappa {
    /// `cohen kappa 1`.
    public static let method = StatisticalMethod("cohen kappa")

    /// Kappa from −1 to 1. O(categories²).
    ///
    /// - Parameter table: how often the first coder said the row and the
    ///   second the column; square, at least 2 × 2, none negative.
    /// - Throws: `StatisticsError` outside these limits, or where both used
    ///   one category only.
    ///
    /// Source: J. Cohen (1960).
    public static func kappa(_ table: [[Int]]) throws(StatisticsError) -> Double {
        try Require.atLeast(2, table.count, "table")
        var total = 0.0
        var agreed = 0.0
        var rows = [Double](repeating: 0, count: table.count)
        var columns = rows
        for i in table.indices {
            try Require.sameCount(table[i].count, table.count, "table[\(i)]")
            for j in table.indices {
                try Require.notNegative(table[i][j], "table[\(i)][\(j)]")
                let value = Double(table[i][j])
                total += value
                rows[i] += value
                columns[j] += value
                if i == j { agreed += value }
            }
        }
        guard total > 0 else { throw StatisticsError(.empty, "table", "holds no unit") }
        let chance = table.indices.reduce(0) { $0 + (rows[$1] / total) * (columns[$1] / total) }
        guard chance < 1 else { throw StatisticsError(.noVariation, "table", "uses one category only") }
        return (agreed / total - chance) / (1 - chance)
    }
}
