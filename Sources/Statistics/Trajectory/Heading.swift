/// Which way a blend goes, and whether that can be told from chance.
public struct Heading: Hashable, Sendable {
    /// The change a period in log-ratio coordinates.
    public let slope: Vector2
    /// The squared standardised slope, χ² with 2 degrees of freedom.
    public let tSquared: Double
    /// How likely so steep a slope would be if it were none, e^(−T²/2).
    public let p: Double
    /// The change a period in points of share, for product, service, idea;
    /// they sum to 0.
    public let pointsPerPeriod: [Double]

    /// The length of the slope a period.
    public var speed: Double { slope.norm }

    /// Whether to draw it; otherwise the business is "holding course".
    public var isShown: Bool { p < 0.10 }

    init(_ state: FilterState) throws(StatisticsError) {
        slope = state.slope
        tSquared = try Emphasis.tSquared(state.slope, state.slopeCovariance)
        p = exp(-tSquared / 2)
        pointsPerPeriod = Composition(finiteLogRatios: state.level).velocity(state.slope)
    }
}

extension Composition {
    /// How fast each share changes, in points a period, when the log-ratio
    /// coordinates change by `slope` a period: xⱼ(cⱼ − Σ xₖcₖ), c = Vᵀ·slope.
    /// They sum to 0. O(1).
    /// - Throws: `StatisticsError` where the slope is not finite.
    public func pointsPerPeriod(slope: Vector2) throws(StatisticsError) -> [Double] {
        try Require.finite(slope.x, "slope.x")
        try Require.finite(slope.y, "slope.y")
        let points = velocity(slope)
        for value in points { _ = try Require.finiteResult(value, "slope") }
        return points
    }

    func velocity(_ slope: Vector2) -> [Double] {
        let c = slope.centredLogs
        let mean = product * c.product + service * c.service + idea * c.idea
        return [
            100 * product * (c.product - mean), 100 * service * (c.service - mean),
            100 * idea * (c.idea - mean),
        ]
    }
}
