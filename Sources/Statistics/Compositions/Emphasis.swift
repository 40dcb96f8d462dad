/// What is known of a blend after counting: its centre in the log-ratio
/// plane and how far the truth may lie from it.
///
/// A Dirichlet posterior under Jeffreys' prior (½ a part), described by the
/// exact moments of its log-ratios. With no counts it is the barycentre, very
/// uncertain.
///
/// Source: Aitchison (1986); Jeffreys' prior for the multinomial.
public struct Emphasis: Hashable, Sendable {
    /// `dirichlet-jeffreys 1`.
    public static let method = StatisticalMethod("dirichlet-jeffreys")

    /// How many customers it rests on; fractions where weights were given.
    public let count: Double
    /// The mean of the log-ratio coordinates, Vψ(α).
    public let logRatios: Vector2
    /// Their covariance, V diag(ψ′(α)) Vᵀ.
    public let covariance: SymmetricMatrix2

    /// The centre as a blend, C(exp ψ(α)).
    public var centre: Composition { Composition(finiteLogRatios: logRatios) }

    /// What counts of product, service and idea say. O(1).
    ///
    /// - Parameters:
    ///   - counts: three, zero or more; customers, not messages.
    ///   - prior: what each part has before counting, above zero.
    /// - Throws: `StatisticsError` outside these limits, or where a prior is
    ///   too small for the covariance to be a number (1e-154).
    public init(counts: [Double], prior: Double = 0.5) throws(StatisticsError) {
        try Require.sameCount(counts.count, 3, "counts")
        try Require.notNegative(counts, "counts")
        try Require.positive(prior, "prior")
        let (p, s, i) = (counts[0] + prior, counts[1] + prior, counts[2] + prior)
        let total = try Require.finiteResult(counts[0] + counts[1] + counts[2], "counts")
        self.init(
            count: total,
            logRatios: Vector2(
                sqrt(2.0 / 3) * (digammaOfPositive(p) - 0.5 * (digammaOfPositive(s) + digammaOfPositive(i))),
                sqrt(0.5) * (digammaOfPositive(s) - digammaOfPositive(i))),
            covariance: Self.covariance(
                trigammaOfPositive(p), trigammaOfPositive(s), trigammaOfPositive(i)))
        guard logRatios.isFinite, covariance.isFinite else {
            throw StatisticsError(.outOfRange, "prior", "is too small")
        }
    }

    init(count: Double, logRatios: Vector2, covariance: SymmetricMatrix2) {
        self.count = count
        self.logRatios = logRatios
        self.covariance = covariance
    }

    /// V diag(a, b, c) Vᵀ.
    static func covariance(_ p: Double, _ s: Double, _ i: Double) -> SymmetricMatrix2 {
        SymmetricMatrix2(
            xx: (4 * p + s + i) / 6, xy: (i - s) / sqrt(12.0), yy: (s + i) / 2)
    }
}
