extension Composition {
    /// x ⊕ y: each share multiplied, then closed. O(1).
    public func perturbed(by other: Composition) -> Composition {
        let (a, b) = (logs, other.logs)
        return Composition(logs: a.product + b.product, a.service + b.service, a.idea + b.idea)
    }

    /// x ⊖ y: the change that leads from `other` to this blend. O(1).
    public func difference(from other: Composition) -> Composition {
        let (a, b) = (logs, other.logs)
        return Composition(logs: a.product - b.product, a.service - b.service, a.idea - b.idea)
    }

    /// a ⊙ x: each share raised to the power, then closed. O(1).
    ///
    /// - Parameter power: 0 gives the barycentre, 1 the blend itself.
    /// - Throws: `StatisticsError` where the power is not finite.
    public func powered(by power: Double) throws(StatisticsError) -> Composition {
        try Require.finite(power, "power")
        let bounded = max(-1e6, min(1e6, power))
        return Composition(logs: bounded * logs.product, bounded * logs.service, bounded * logs.idea)
    }

    /// The Aitchison distance, the same in every basis; 0 between equals.
    /// O(1).
    public func distance(to other: Composition) -> Double {
        (logRatios - other.logRatios).norm
    }

    /// The size of the difference in points of share: half the sum of the
    /// differences without sign, from 0 to 1. Times 100 for points. O(1).
    public func totalVariation(to other: Composition) -> Double {
        0.5 * (abs(product - other.product) + abs(service - other.service) + abs(idea - other.idea))
    }

    /// The centre of several blends: their closed geometric mean. O(n).
    ///
    /// - Parameters:
    ///   - blends: at least one.
    ///   - weights: one a blend, zero or more, not all zero; absent, all
    ///     count the same.
    /// - Throws: `StatisticsError` outside these limits.
    public static func mean(
        _ blends: [Composition], weights: [Double]? = nil
    ) throws(StatisticsError) -> Composition {
        try Require.atLeast(1, blends.count, "blends")
        let weights = weights ?? [Double](repeating: 1, count: blends.count)
        try Require.sameCount(weights.count, blends.count, "weights")
        try Require.notNegative(weights, "weights")
        let top = weights.max() ?? 0
        try Require.positive(top, "weights")
        var sum = 0.0
        var total = Vector2.zero
        for (blend, weight) in zip(blends, weights) {
            sum += weight / top
            total = total + (weight / top) * blend.logRatios
        }
        return Composition(finiteLogRatios: total / sum)
    }

    /// Several lenses joined into one, only where someone asked for it: the
    /// log-linear pool with the weights in view. O(n).
    ///
    /// - Parameter lenses: blend and weight; weights zero or more, not all
    ///   zero.
    /// - Throws: `StatisticsError` outside these limits.
    public static func pool(
        _ lenses: [(blend: Composition, weight: Double)]
    ) throws(StatisticsError) -> Composition {
        try mean(lenses.map(\.blend), weights: lenses.map(\.weight))
    }
}
