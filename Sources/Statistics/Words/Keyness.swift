/// Which words stand out in one text against another.
///
/// Count customers who used a word, not its uses, wherever the data allow.
public struct Keyness: Hashable, Sendable {
    /// The four-cell form, the one that is shown.
    public static let method = StatisticalMethod("log-likelihood (dunning, 4 cells)")
    /// Words below this count in both texts together are not judged.
    public static let leastCount = 5

    /// G², χ² with 1 degree of freedom; without sign.
    public let logLikelihood: Double
    /// How likely so large a G² would be by chance.
    public let p: Double
    /// log₂ of the ratio of the rates: 1 is twice as common in the first
    /// text. Half a use is added where a count is zero.
    public let logRatio: Double

    /// Compares how often a word occurs in two texts. O(1).
    ///
    /// - Parameters:
    ///   - count: its occurrences in each, 0 to the size.
    ///   - sizes: all occurrences in each, above zero.
    /// - Throws: `StatisticsError` outside these limits, or where the word is
    ///   all or nothing of both texts.
    ///
    /// Source: T. Dunning (1993), the four-cell form; A. Hardie (2014) for
    /// the log ratio.
    public init(
        _ count: (first: Int, second: Int), of sizes: (first: Int, second: Int)
    ) throws(StatisticsError) {
        try Proportion.requireCounts(count.first, sizes.first, "count.first", of: "sizes.first")
        try Proportion.requireCounts(count.second, sizes.second, "count.second", of: "sizes.second")
        let (a, b) = (Double(count.first), Double(count.second))
        let (n1, n2) = (Double(sizes.first), Double(sizes.second))
        let (c, d) = (Double(sizes.first - count.first), Double(sizes.second - count.second))
        guard a + b > 0, c + d > 0 else {
            throw StatisticsError(.noVariation, "count", "is nothing or everything of both texts")
        }
        let n = n1 + n2
        logLikelihood = max(
            0,
            2
                * (Self.term(a, (a + b) * (n1 / n)) + Self.term(b, (a + b) * (n2 / n))
                    + Self.term(c, (c + d) * (n1 / n)) + Self.term(d, (c + d) * (n2 / n))))
        p = erfc(sqrt(logLikelihood / 2))
        logRatio = log(((a == 0 ? 0.5 : a) / n1) / ((b == 0 ? 0.5 : b) / n2)) / log(2.0)
    }

    /// G² without the cells of all the other words; smaller, and named so
    /// that the two are never confused. O(1).
    ///
    /// - Throws: `StatisticsError` as `init`.
    ///
    /// Source: P. Rayson & R. Garside (2000).
    public static func twoCellLogLikelihood(
        _ count: (first: Int, second: Int), of sizes: (first: Int, second: Int)
    ) throws(StatisticsError) -> Double {
        _ = try Keyness(count, of: sizes)
        let (a, b) = (Double(count.first), Double(count.second))
        let (n1, n2) = (Double(sizes.first), Double(sizes.second))
        return max(0, 2 * (term(a, (a + b) * (n1 / (n1 + n2))) + term(b, (a + b) * (n2 / (n1 + n2)))))
    }

    private static func term(_ observed: Double, _ expected: Double) -> Double {
        observed > 0 ? observed * log(observed / expected) : 0
    }
}
