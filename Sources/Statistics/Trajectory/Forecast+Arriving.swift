extension Forecast {
    /// How likely the blend will be at the target at this date: the share of
    /// draws of the forecast that lie within the tolerance. O(draws).
    ///
    /// - Parameters:
    ///   - tolerance: in share, total variation; 0.05 is five points.
    ///   - draws: 100 to 1,000,000.
    ///   - generator: the source of the draws; the same place gives the same
    ///     answer.
    /// - Returns: the share with the Wilson interval of its own sampling.
    /// - Throws: `StatisticsError` outside these limits.
    public func probabilityOfArriving(
        at target: Composition, tolerance: Double = 0.05, draws: Int = 10_000,
        using generator: inout SeededGenerator
    ) throws(StatisticsError) -> Figure {
        try Require.fraction(tolerance, "tolerance")
        try Require.within(draws, 100...1_000_000, "draws")
        let l = covariance.cholesky
        var inside = 0
        for _ in 0..<draws {
            let (a, b) = (generator.normal(), generator.normal())
            let drawn = Composition(finiteLogRatios: logRatios + Vector2(l.xx * a, l.yx * a + l.yy * b))
            if drawn.totalVariation(to: target) <= tolerance { inside += 1 }
        }
        return Figure(
            Double(inside) / Double(draws), count: draws,
            interval: try Proportion.wilson(inside, of: draws).interval,
            method: StatisticalMethod("forecast draws"))
    }
}

extension Sequence where Element == Forecast {
    /// The earliest forecast that is more likely than `probability` to be at
    /// the target, or `nil` where none is. O(forecasts · draws).
    /// - Throws: `StatisticsError` as `probabilityOfArriving` does.
    public func firstArriving(
        at target: Composition, tolerance: Double = 0.05, probability: Double = 0.5, draws: Int = 10_000,
        using generator: inout SeededGenerator
    ) throws(StatisticsError) -> Forecast? {
        try Require.probability(probability, "probability")
        for forecast in self {
            let figure = try forecast.probabilityOfArriving(
                at: target, tolerance: tolerance, draws: draws, using: &generator)
            if figure.value > probability { return forecast }
        }
        return nil
    }
}
