/// What new work must consist of for the whole to reach a target: "of the
/// next 60 jobs, 23 % product, 52 % service, 25 % idea".
public struct RequiredMix: Hashable, Sendable {
    /// The share of product, service and idea in the new work; they sum to 1.
    /// A negative share means that this much new work cannot do it.
    public let mix: [Double]
    /// The least new work with which it can be done, in the unit of the base.
    public let leastVolume: Double

    /// Whether the new volume suffices.
    public var isFeasible: Bool { mix.allSatisfy { $0 >= 0 } }

    /// m = ((B+N)τ − Bx)/N and the least N = B·max((xⱼ−τⱼ)/τⱼ). O(1).
    ///
    /// - Parameters:
    ///   - now: the blend x of the base.
    ///   - target: τ; keep every part at 2 % or more, or the least volume
    ///     grows without bound.
    ///   - base: the volume B behind `now`, zero or more.
    ///   - new: the volume N to come, above zero, in the same unit.
    /// - Throws: `StatisticsError` outside these limits.
    public init(
        now: Composition, target: Composition, base: Double, new: Double
    ) throws(StatisticsError) {
        try Require.notNegative(base, "base")
        try Require.positive(new, "new")
        var mix: [Double] = []
        var least = 0.0
        for (x, tau) in zip(now.parts, target.parts) {
            mix.append(try Require.finiteResult(tau + base / new * (tau - x), "base"))
            least = max(least, base * ((x - tau) / tau))
        }
        self.mix = mix
        leastVolume = try Require.finiteResult(least, "target")
    }
}
