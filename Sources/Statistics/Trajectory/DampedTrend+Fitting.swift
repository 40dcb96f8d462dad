extension DampedTrend {
    /// The smoothing weights and start with the smallest squared one-step
    /// surprises, which is maximum likelihood. Some 400 passes: O(400 · n).
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
            return sum.isFinite ? log(sum + 1e-300 * size * size + .leastNormalMagnitude) : .infinity
        }
        var best = (cost: Double.infinity, free: [0.0, 0, 0])
        for start in starts {
            let value = cost(start)
            if value < best.cost { best = (value, start) }
        }
        let search = NelderMead(
            start: best.free, step: 1, tolerance: 1e-9, maximumEvaluations: 600,
            { $0.allSatisfy { abs($0) < 12 } ? cost($0) : .infinity })
        let w = Weights(search.point)
        return all.map { series in
            let begin = w.start(of: series)
            let (level, slope) = w.end(of: series, begin.level, begin.slope)
            return DampedTrend(alpha: w.alpha, beta: w.beta, damping: w.phi, level: level, slope: slope)
        }
    }

    private static let starts: [[Double]] = [-2.0, 0, 2, 5].flatMap { a in
        [-4.0, -2, 0, 2].flatMap { b in [-3.0, 0, 4].map { [a, b, $0] } }
    }

    /// The three weights, from unbounded numbers.
    private struct Weights {
        let alpha, beta, phi: Double

        init(_ free: [Double]) {
            alpha = 1e-4 + (1 - 2e-4) * fraction(ofLogit: free[0])
            beta = 1e-4 + max(0, alpha - 2e-4) * fraction(ofLogit: free[1])
            phi = 0.8 + 0.18 * fraction(ofLogit: free[2])
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
