extension LocalTrend {
    /// The variances that make a series most likely. Some 500 runs of the
    /// filter, so O(500 · periods).
    ///
    /// - Parameters:
    ///   - series: oldest first, `nil` where missing; at least 3 observed, 4
    ///     with a slope, not all the same.
    ///   - withSlope: whether the level has a slope.
    ///   - damping: φ inside (0, 1]; not fitted.
    ///   - initialVariance: as for `follow`.
    /// - Throws: `StatisticsError` outside these limits.
    public static func fitted(
        to series: [Double?], withSlope: Bool, damping: Double = 1, initialVariance: Double = 1e6
    ) throws(StatisticsError) -> LocalTrend {
        try fitted(
            toAll: [series], withSlope: withSlope, damping: damping, initialVariance: initialVariance)
    }

    /// One model for several series that share their variances.
    static func fitted(
        toAll all: [[Double?]], withSlope: Bool, damping: Double, initialVariance: Double
    ) throws(StatisticsError) -> LocalTrend {
        let trial = try LocalTrend(
            observationVariance: 1, levelVariance: 1, slopeVariance: withSlope ? 1 : nil, damping: damping)
        var scale = 0.0
        for series in all {
            _ = try trial.follow(series, initialVariance: initialVariance)
            let values = series.compactMap { $0 }
            try Require.atLeast(withSlope ? 4 : 3, values.count, "series")
            let moves = zip(values, values.dropFirst()).map { $1 - $0 }
            scale += moves.reduce(0) { $0 + $1 * $1 } / Double(moves.count * all.count)
        }
        guard scale > 1e-200, scale < 1e200 else {
            throw StatisticsError(.noVariation, "series", "does not vary, or varies beyond measure")
        }
        func model(_ logs: [Double]) -> LocalTrend {
            LocalTrend(
                unchecked: scale * exp(logs[0]), scale * exp(logs[1]), withSlope ? scale * exp(logs[2]) : nil,
                damping)
        }
        func cost(_ logs: [Double]) -> Double {
            guard logs.allSatisfy({ abs($0) < 30 }) else { return .infinity }
            let model = model(logs)
            var sum = 0.0
            for series in all { sum -= model.run(series, initialVariance) { _ in } }
            return sum.isFinite ? sum : .infinity
        }
        var best = (cost: Double.infinity, logs: [Double]())
        for start in withSlope ? slopeStarts : levelStarts {
            let value = cost(start)
            if value < best.cost { best = (value, start) }
        }
        guard best.cost.isFinite else {
            throw StatisticsError(.notConverged, "series", "has no likely model")
        }
        // The top is so flat that the last digits of the likelihood carry the
        // third digit of a variance.
        let search = NelderMead(start: best.logs, step: 1, tolerance: 1e-14, maximumEvaluations: 1000, cost)
        return model(search.point)
    }

    private static let levelStarts: [[Double]] = [
        [-0.7, -0.7], [-0.7, -3], [-0.7, -6], [-3, -0.3], [-8, 0],
    ]
    private static let slopeStarts: [[Double]] = levelStarts.flatMap { start in
        [-1.0, -3, -6, -10].map { start + [$0] }
    }
}
