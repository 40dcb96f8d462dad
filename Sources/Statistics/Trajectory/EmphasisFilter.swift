/// The model that follows a blend through time: a level that drifts and a
/// slope that fades, in log-ratio coordinates, seen with each period's own
/// counting error.
///
/// levelₜ = levelₜ₋₁ + φ slopeₜ₋₁ + η, slopeₜ = φ slopeₜ₋₁ + ζ. The noise is
/// the same in every direction, so the answer does not depend on the order
/// of the parts.
///
/// Source: R. E. Kalman (1960); E. S. Gardner & E. McKenzie (1985) for the
/// damping; update in Joseph's form.
public struct EmphasisFilter: Hashable, Sendable {
    /// `damped emphasis filter 1`.
    public static let method = StatisticalMethod("damped emphasis filter")

    /// How the unknown drift of level and slope is described.
    public enum Noise: Hashable, Sendable {
        /// Variances a period of the level and of the slope.
        case variances(level: Double, slope: Double)
        /// The past loses this share of its weight: 0.95 for short series.
        case discount(Double)
    }

    /// φ, how much of the slope is left after a period: 1 never fades.
    public let damping: Double
    /// How the drift is described.
    public let noise: Noise
    /// The variance of the slope before anything is known.
    public let initialSlopeVariance: Double

    /// Makes a model. O(1).
    ///
    /// - Parameters:
    ///   - damping: inside (0, 1].
    ///   - noise: variances zero or more; a discount inside (0, 1].
    ///   - initialSlopeVariance: zero or more, in squared log-ratio units.
    /// - Throws: `StatisticsError` outside these limits.
    public init(
        damping: Double = 0.9, noise: Noise, initialSlopeVariance: Double = 0.1
    ) throws(StatisticsError) {
        try Require.positive(damping, "damping")
        guard damping <= 1 else { throw StatisticsError(.outOfRange, "damping", "must be at most 1") }
        try Require.notNegative(initialSlopeVariance, "initialSlopeVariance")
        switch noise {
        case .variances(let level, let slope):
            try Require.notNegative(level, "noise.level")
            try Require.notNegative(slope, "noise.slope")
        case .discount(let discount):
            try Require.positive(discount, "noise.discount")
            guard discount <= 1 else {
                throw StatisticsError(.outOfRange, "noise.discount", "must be at most 1")
            }
        }
        self.init(unchecked: damping, noise, initialSlopeVariance)
    }

    init(unchecked damping: Double, _ noise: Noise, _ initialSlopeVariance: Double) {
        self.damping = damping
        self.noise = noise
        self.initialSlopeVariance = initialSlopeVariance
    }
}
