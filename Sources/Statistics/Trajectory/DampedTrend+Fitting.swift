extension DampedTrend {
    /// The smoothing weights and start with the smallest squared one-step
    /// surprises, near a cautious start. Some 100 passes: O(100 · n).
    ///
    /// The likelihood has several tops. The search goes uphill from little
    /// smoothing and weak damping, as statsmodels does, and stays on the
    /// first top it meets: on short series the highest one follows noise
    /// and forecasts worse.
    ///
    /// - Parameter series: oldest first, at least 4 values.
    /// - Throws: `StatisticsError` for fewer, or values that are not finite.
    public static func fitted(to series: [Double]) throws(StatisticsError) -> DampedTrend {
        try fitted(toAll: [series])[0]
    }

    /// One set of weights for several series of equal length, each with its
    /// own level and slope.
    static func fitted(toAll all: [[Double]]) throws(StatisticsError) -> [DampedTrend] {
        var size = 0.0
        for series in all {
            try Require.atLeast(4, series.count, "series")
            try Require.finite(series, "series")
            for value in series { size = max(size, abs(value)) }
        }
        guard size < 1e150 else { throw StatisticsError(.overflow, "series", "holds too large a value") }
        func cost(_ free: [Double]) -> Double {
            let w = Weights(free)
            var sum = 0.0
            for series in all { sum += w.start(of: series).squares }
            return log(sum + 1e-30 * size * size + .leastNormalMagnitude)
        }
        let search = BoxDescent(
            start: [0.1, 0.1, 0.98], box: [1e-4...0.9999, 1e-4...0.9999, 0.8...0.98], cost)
        let w = Weights(search.point)
        return all.map { series in
            let begin = w.start(of: series)
            let (level, slope) = w.end(of: series, begin.level, begin.slope)
            return DampedTrend(alpha: w.alpha, beta: w.beta, damping: w.phi, level: level, slope: slope)
        }
    }

    /// α, β/α and φ.
    private struct Weights {
        let alpha, beta, phi: Double

        init(_ free: [Double]) {
            (alpha, beta, phi) = (free[0], free[0] * free[1], free[2])
        }

        /// The start that leaves the smallest squared surprises, and their
        /// sum. Surprises are linear in level and slope at the start, so
        /// this is a least-squares fit with two unknowns.
        func start(of series: [Double]) -> (level: Double, slope: Double, squares: Double) {
            let origin = series[0]
            var (l, b) = (0.0, 0.0)
            var (lu, bu) = (1.0, 0.0)
            var (lv, bv) = (0.0, 1.0)
            var (uu, uv, vv, ue, ve, ee) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
            for value in series {
                let e = value - origin - l - phi * b
                let u = -lu - phi * bu
                let v = -lv - phi * bv
                uu += u * u
                uv += u * v
                vv += v * v
                ue += u * e
                ve += v * e
                ee += e * e
                (l, b) = (l + phi * b + alpha * e, phi * b + beta * e)
                (lu, bu) = (lu + phi * bu + alpha * u, phi * bu + beta * u)
                (lv, bv) = (lv + phi * bv + alpha * v, phi * bv + beta * v)
            }
            let determinant = uu * vv - uv * uv
            guard determinant > 1e-12 * uu * vv else { return (origin, 0, ee) }
            let level = (-ue * vv + ve * uv) / determinant
            let slope = (-ve * uu + ue * uv) / determinant
            let squares = ee + level * ue + slope * ve
            return (origin + level, slope, max(0, squares))
        }

        func end(of series: [Double], _ level: Double, _ slope: Double) -> (Double, Double) {
            var (l, b) = (level, slope)
            for value in series {
                let e = value - l - phi * b
                (l, b) = (l + phi * b + alpha * e, phi * b + beta * e)
            }
            return (l, b)
        }
    }
}
