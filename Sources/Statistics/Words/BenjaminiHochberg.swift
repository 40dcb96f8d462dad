/// Judging many tests at once.
public enum BenjaminiHochberg {
    /// p-values raised so that, of those at or below q, a share of at most q
    /// is false in the long run. O(n log n).
    ///
    /// - Parameter pValues: any number, each from 0 to 1.
    /// - Returns: as many, in the same order; none below its own p-value.
    /// - Throws: `StatisticsError` where one is not a probability.
    ///
    /// Source: Y. Benjamini & Y. Hochberg (1995).
    public static func adjusted(_ pValues: [Double]) throws(StatisticsError) -> [Double] {
        for index in pValues.indices { try Require.probability(pValues[index], "pValues[\(index)]") }
        let n = Double(pValues.count)
        var result = pValues
        var least = 1.0
        let falling = pValues.indices.sorted { pValues[$0] > pValues[$1] }
        for (place, index) in falling.enumerated() {
            least = min(least, pValues[index] * (n / (n - Double(place))))
            result[index] = least
        }
        return result
    }
}
