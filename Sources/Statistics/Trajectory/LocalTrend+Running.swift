extension LocalTrend {
    /// What is known at the end of a series.
    public struct State: Hashable, Sendable {
        /// The level, in the unit of the series.
        public internal(set) var level: Double
        /// The change a period; 0 where the model has no slope.
        public internal(set) var slope: Double
        /// The variance of the level.
        public internal(set) var levelVariance: Double
        /// The covariance of level and slope.
        public internal(set) var covariance: Double
        /// The variance of the slope.
        public internal(set) var slopeVariance: Double
    }

    /// Follows a series. O(periods).
    ///
    /// - Parameters:
    ///   - series: oldest first; `nil` where a period is missing.
    ///   - initialVariance: of level and slope before anything is known; it
    ///     should dwarf that of the series. 1e6 is what statsmodels takes.
    /// - Returns: the state after each period, and the log-likelihood
    ///   without the first one (two with a slope) observations, which only
    ///   tell where the series starts.
    /// - Throws: `StatisticsError` where nothing was observed, a value is not
    ///   finite, or the series has no finite likelihood under
    ///   the model.
    public func follow(
        _ series: [Double?], initialVariance: Double = 1e6
    ) throws(StatisticsError) -> (states: [State], logLikelihood: Double) {
        try Require.positive(initialVariance, "initialVariance")
        var seen = 0
        for index in series.indices {
            guard let value = series[index] else { continue }
            try Require.finite(value, "series[\(index)]")
            seen += 1
        }
        guard seen > 0 else { throw StatisticsError(.empty, "series", "holds no observation") }
        var states: [State] = []
        states.reserveCapacity(series.count)
        let logLikelihood = run(series, initialVariance) { states.append($0) }
        guard logLikelihood.isFinite else {
            throw StatisticsError(.singular, "series", "gives no finite likelihood under this model")
        }
        return (states, logLikelihood)
    }

    /// The mean and variance of observations 1 … `horizon` periods after a
    /// state. O(horizon).
    /// - Throws: `StatisticsError` where `horizon` is not 1 to 100,000, or
    ///   where the answer overflows.
    public func forecast(
        from state: State, horizon: Int
    ) throws(StatisticsError) -> [(mean: Double, variance: Double)] {
        try Require.within(horizon, 1...100_000, "horizon")
        var state = state
        var result: [(mean: Double, variance: Double)] = []
        for _ in 1...horizon {
            state = advanced(state)
            result.append((state.level, state.levelVariance + observationVariance))
        }
        guard state.level.isFinite, (result.last?.variance ?? 0).isFinite else {
            throw StatisticsError(
                .overflow, "horizon", "is so far that the forecast is too large for a number")
        }
        return result
    }

    /// The filter; −∞ where an observation had no room for error.
    func run(_ series: [Double?], _ initialVariance: Double, _ keep: (State) -> Void) -> Double {
        let burn = slopeVariance == nil ? 1 : 2
        var state = State(
            level: 0, slope: 0, levelVariance: initialVariance, covariance: 0,
            slopeVariance: slopeVariance == nil ? 0 : initialVariance)
        var sum = 0.0
        var seen = 0
        for index in series.indices {
            if index > 0 { state = advanced(state) }
            if let value = series[index] {
                let spread = state.levelVariance + observationVariance
                guard spread > 0 else { return -.infinity }
                let gap = value - state.level
                seen += 1
                if seen > burn { sum -= 0.5 * (log(2 * Double.pi * spread) + gap * gap / spread) }
                update(&state, gap, spread)
            }
            keep(state)
        }
        return sum
    }

    @inline(__always)
    private func advanced(_ s: State) -> State {
        let shared = s.covariance + damping * s.slopeVariance
        return State(
            level: s.level + damping * s.slope, slope: damping * s.slope,
            levelVariance: s.levelVariance + damping * (s.covariance + shared) + levelVariance,
            covariance: damping * shared,
            slopeVariance: damping * damping * s.slopeVariance + (slopeVariance ?? 0))
    }

    @inline(__always)
    private func update(_ s: inout State, _ gap: Double, _ spread: Double) {
        let k1 = s.levelVariance / spread
        let k2 = s.covariance / spread
        // 1 − K, without the cancellation of subtracting a K near 1.
        let keep = observationVariance / spread
        let (p, c) = (s.levelVariance, s.covariance)
        s.levelVariance = keep * keep * p + k1 * k1 * observationVariance
        s.covariance = keep * (c - k2 * p) + k1 * k2 * observationVariance
        s.slopeVariance = max(0, s.slopeVariance - 2 * k2 * c + k2 * k2 * spread)
        s.level += k1 * gap
        s.slope += k2 * gap
    }
}
