/// How far two views of the same business lie apart: what is said against
/// what is heard, or one period against another.
public struct LensGap: Hashable, Sendable {
    /// `hotelling-2 1`.
    public static let method = StatisticalMethod("hotelling-2")

    /// The squared standardised distance, χ² with 2 degrees of freedom.
    public let tSquared: Double
    /// How likely so large a gap would be if there were none, e^(−T²/2).
    public let p: Double
    /// The Aitchison distance between the centres.
    public let distance: Double
    /// The gap in points of share, 0 to 100.
    public let points: Double
    /// Second minus first in points of share, for product, service, idea.
    /// With declared first and words second it is the neglect of each part.
    public let change: [Double]

    /// Compares two views that were counted independently. O(1).
    ///
    /// For "moved since the start" give the pooled counts of the first and
    /// the last periods.
    /// - Throws: `StatisticsError` where the joint covariance has no inverse.
    public init(from first: Emphasis, to second: Emphasis) throws(StatisticsError) {
        let gap = second.logRatios - first.logRatios
        tSquared = try Emphasis.tSquared(gap, first.covariance + second.covariance)
        p = exp(-tSquared / 2)
        distance = gap.norm
        let (a, b) = (first.centre, second.centre)
        points = 100 * a.totalVariation(to: b)
        change = zip(a.parts, b.parts).map { 100 * ($1 - $0) }
    }
}
